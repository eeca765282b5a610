"""How fast is it on this machine? ``make bench``, or ``make bench SOURCE=archive.jsonl.gz``.

Prints one JSON object: building the index and running over it again, what it takes in memory and on
disk, searches of each type from the string to ten hits with snippets, and a search from a cold
shell. Times on a machine with other work are upper bounds; run it alone, and compare ratios.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.queries import draw_queries
from corpus import Article, read
from corpus.sample import sample_path
from searcher import Searcher

ROUNDS = 5
COLD_RUNS = 7


def main(source: str) -> None:
    """Measure with the articles of ``source``."""
    articles = [item for item in read(source) if isinstance(item, Article)]
    text = sum(len(article.title) + len(article.body) for article in articles)
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        figures = {
            "source": source,
            "articles": len(articles),
            "text_characters": text,
            "build": build_figures(source, index),
            "build_peak_mib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10,
            "again": build_figures(source, index),
            "index_bytes": sum(f.stat().st_size for f in index.rglob("*") if f.is_file()),
            "search_ms": search_figures(index, draw_queries(articles)),
            "cold_ms": cold_figures(index),
        }
    print(json.dumps(figures, indent=2))


def build_figures(source: str, index: Path) -> dict[str, float]:
    """One run of ``telusur index`` in a process of its own."""
    command = [sys.executable, "-m", "telusur", "index", source, "--index", str(index)]
    began = time.perf_counter()
    answer = subprocess.run([*command, "--format", "json"], stdout=subprocess.PIPE, check=False)
    seconds = time.perf_counter() - began
    report = json.loads(answer.stdout)
    done = report["added"] + report["updated"]
    return {
        "seconds": round(seconds, 2),
        "articles_a_second": round(done / report["seconds"]) if done else 0,
        "unchanged": report["unchanged"],
        "failed": len(report["failed"]),
    }


def search_figures(index: Path, queries: dict[str, list[str]]) -> dict[str, dict[str, float]]:
    """Median and 95th percentile of each type of query, in milliseconds."""
    with Searcher(index) as searcher:
        for kind in queries.values():
            searcher.search(kind[0])
        return {
            kind: spread(took(lambda q=query: searcher.search(q)) for query in drawn * ROUNDS)
            for kind, drawn in queries.items()
        }


def cold_figures(index: Path) -> dict[str, float]:
    """A search from a cold shell beside an interpreter that does nothing, in milliseconds."""
    search = [sys.executable, "-m", "telusur", "search", "berita", "--index", str(index)]
    nothing = [sys.executable, "-c", "pass"]
    return {
        name: statistics.median(
            took(lambda c=command: subprocess.run(c, capture_output=True, check=False))
            for _run in range(COLD_RUNS)
        )
        for name, command in (("search", search), ("python", nothing))
    }


def took(work: Callable[[], object]) -> float:
    """The milliseconds that the work takes."""
    began = time.perf_counter()
    work()
    return round(1000 * (time.perf_counter() - began), 3)


def spread(times: Iterable[float]) -> dict[str, float]:
    """Median and 95th percentile."""
    found = sorted(times)
    return {
        "median": round(statistics.median(found), 3),
        "p95": found[int(0.95 * (len(found) - 1))],
    }


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else str(sample_path()))
