"""The first real input and the real archive, on machines that have them."""

import time
from collections import Counter
from datetime import date

import pytest

from corpus import Article, read


def test_the_seed_article(shared_data):
    (article,) = read(shared_data / "seed_article.txt")
    assert article.source == "Retconomynow.com"
    assert article.published == date(2025, 11, 10)
    assert article.body.startswith("Mantan Sekretaris Jenderal")
    assert article.title.startswith("Mantan Sekretaris Jenderal")
    assert len(article.title) <= 90
    assert article.made == {"id", "title"}
    assert len(article.paragraphs) == 19


@pytest.mark.archive
def test_the_archive_is_read_whole_and_fast(shared_data):
    counts = Counter()
    started = time.perf_counter()
    for article in read(shared_data / "articles.jsonl.gz"):
        assert isinstance(article, Article), article
        counts["articles"] += 1
        counts["dated"] += article.published is not None
        counts["titled"] += "title" not in article.made
        counts["placed"] += article.place is not None
        counts["given ids"] += "id" not in article.made
    assert counts["articles"] == counts["given ids"] == 54_452
    assert counts["dated"] >= 45_557
    assert counts["titled"] == 54_452 - 5_352
    assert counts["placed"] > 10_000
    assert time.perf_counter() - started < 60  # about 6 on an idle machine
