"""Recombined articles are like the ones they are made of, and the same for the same seed."""

import statistics
from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.recombine import NEAR, recombine
from corpus import Article, read
from corpus.sample import sample_path


@pytest.fixture(scope="module")
def articles():
    return [item for item in read(sample_path()) if isinstance(item, Article)]


def test_the_same_seed_gives_the_same_articles(articles):
    first = list(recombine(articles, 40, seed=7))
    assert first == list(recombine(list(reversed(articles)), 40, seed=7))
    assert first != list(recombine(articles, 40, seed=8))


def test_ids_are_different_and_as_many_as_wanted(articles):
    made = list(recombine(articles, 300, seed=1))
    assert len({article.id for article in made}) == 300
    assert len({article.body for article in made}) > 290


def test_they_are_as_long_as_the_real_ones(articles):
    made = list(recombine(articles, 400, seed=1))
    lengths, real = (
        [len(article.body) for article in group if article.body] for group in (made, articles)
    )
    assert statistics.median(lengths) == pytest.approx(statistics.median(real), rel=0.15)
    assert max(lengths) <= max(real)


def test_every_sentence_is_one_of_the_source(articles):
    source = "\n\n".join(article.body for article in articles)
    for article in recombine(articles, 50, seed=3):
        assert all(paragraph in source for paragraph in article.paragraphs)


def test_paragraphs_come_from_articles_of_about_that_day():
    years = [
        Article(id=f"{n}", title="t", body=f"Kalimat {n} satu.\n\nDua {n}.", published=day)
        for n, day in enumerate(date(2000 + n // 366, 1, 1 + n % 28) for n in range(3000))
    ]
    for article in recombine(years, 60, seed=1):
        numbers = [int(word) for word in article.body.replace(".", "").split() if word.isdigit()]
        assert max(numbers) - min(numbers) <= 4 * NEAR


def test_they_are_made_one_at_a_time(articles):
    endless = recombine(articles, 10**9, seed=1)
    assert len(list(islice(endless, 3))) == 3


def test_nothing_comes_of_nothing():
    assert list(recombine([], 10)) == []
    assert list(recombine([Article(id="1", title="judul", body="")], 10)) == []


@given(st.lists(st.text(max_size=80), min_size=1, max_size=5), st.integers(0, 3))
def test_any_text_can_be_recombined(bodies, seed):
    articles = [Article(id=str(n), title="t", body=body) for n, body in enumerate(bodies)]
    longest = max(map(len, bodies))
    for article in recombine(articles, 4, seed):
        assert len(article.body) <= longest
