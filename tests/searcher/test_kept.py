"""What is kept of queries has a bound in memory, whatever is asked."""

import pytest

from searcher import Searcher, view
from searcher.deadline import Deadline
from searcher.nodes import Exact
from searcher.occurrences import Occurrences
from tests.searcher.conftest import ARTICLES


@pytest.fixture
def searcher(make_index, monkeypatch):
    monkeypatch.setattr(view, "PAGE_CACHE_DOCUMENTS", 10 * view.ANSWER_OVERHEAD)
    monkeypatch.setattr(view, "PHRASE_CACHE_POSTINGS", 30 * view.PHRASE_OVERHEAD)
    monkeypatch.setattr(view, "RARITY_CACHE_WORDS", 30)
    with Searcher(make_index(ARTICLES)) as opened:
        yield opened


def test_all_that_was_asked_counts(searcher):
    long = "banjir " * view.PAGE_CACHE_DOCUMENTS
    assert searcher.search(long).total
    assert searcher.search("banjir", source=(long,)).total == 0
    assert not searcher._view.answers._values


def test_what_filters_leave_out_counts(searcher):
    """It is kept too: facets are counted over all that the query matches."""
    found = searcher.search("banjir").total
    searcher.search("banjir", source=("tiada",))
    asked = 2 * len("banjir") + len("tiada")
    assert searcher._view.answers._size == 2 * (found + view.ANSWER_OVERHEAD) + asked


def test_phrases_that_no_article_has_count_by_their_words(searcher):
    words = Occurrences(searcher._view, Deadline(60))
    for number in range(40):
        words.holding(Exact(("body",), [(place, (f"x{number}",)) for place in range(10)]))
    assert 0 < len(searcher._view.phrases._values) <= 3
    assert 0 < len(searcher._view.holdings._values) <= 3


def test_what_finds_nothing_does_not_fill_the_memory(make_index, monkeypatch):
    """Nonsense that a stranger asks for all day is remembered up to the same size as all else."""
    monkeypatch.setattr("searcher.view.PAGE_CACHE_DOCUMENTS", 2_000)
    monkeypatch.setattr("searcher.view.PHRASE_CACHE_POSTINGS", 2_000)
    with Searcher(make_index(ARTICLES)) as searcher:
        view = searcher._current_view()
        for number in range(100):
            assert searcher.search(f'"zq{number} qz{number}"').total == 0
        assert 0 < len(view.answers) <= 20
        assert 0 < len(view.phrases) <= 20
        searcher.search(" ".join(["qz"] * 300))
        assert len(view.answers) < 15
