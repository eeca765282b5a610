"""The writer of the soak test: adds an article every so often and says when each was durable.

Arguments: index directory, seconds to go on, seconds between articles. A line of the output is the
number of an article and the moment at which the call that added it returned, on the clock that all
processes share.
"""

import sys
import time

from corpus import Article
from index import ArticleIndex

WORDS = ["beras", "pasar", "menteri", "desa", "kota", "hujan", "banjir", "panen", "jalan", "warga"]


def main():
    index = ArticleIndex.open_or_create(sys.argv[1])
    end = time.monotonic() + float(sys.argv[2])
    every = float(sys.argv[3])
    number = 0
    following = time.monotonic()
    while time.monotonic() < end:
        body = " ".join(WORDS[(number * 7 + n) % len(WORDS)] for n in range(200))
        article = Article(id=f"a{number}", title=f"Berita zq{number}", body=f"{body} zq{number}.")
        index.update([article])
        print(number, time.monotonic(), flush=True)
        number += 1
        following += every
        time.sleep(max(0.0, following - time.monotonic()))


if __name__ == "__main__":
    main()
