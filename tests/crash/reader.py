"""Reads indexes in every way there is, for tests/crash/test_forged.py: a folder a line on stdin.

For each it says what came of it: ``sound`` or ``refused``. Anything else than an answer or an error
of the index's own ends the process.
"""

import sys
from contextlib import suppress
from pathlib import Path

from index import ArticleIndex
from index.check import check_index
from index.errors import IndexFault
from searcher import Searcher

QUERIES = (
    *("beras", "kota hujan", "beras DAN kota DAN kata7", '"harga beras"', "ba*", "kata1* -kota"),
    *("judul:beras", "sumber:S3 kota", "kategori:K1 beras", "beras sejak:2020-01-05", "KAB"),
    *("berass", "Zulkiran", "desa-desa ATAU kata12", "-beras", '"kota hujan" banjir'),
)


def read_all(home):
    """Ask everything of an index."""
    with Searcher(home) as searcher:
        for query in QUERIES:
            for sort in ("relevance", "newest"):
                results = searcher.search(query, sort=sort, explain=sort == "relevance")
                _ = results.facets, results.suggestion, results.relaxations, results.copies
            searcher.ids(query)
        for hit in searcher.search("kota").hits:
            searcher.article(hit.id)
            searcher.similar(hit.id)
        searcher.suggest("ba")
        searcher.status()
    with ArticleIndex(home).session() as session:
        list(session.known)


def main():
    for line in sys.stdin:
        home = Path(line.rstrip("\n"))
        said = "sound"
        try:
            read_all(home)
        except IndexFault:
            said = "refused"
        with suppress(IndexFault):
            check_index(home)
        print(said, flush=True)


if __name__ == "__main__":
    main()
