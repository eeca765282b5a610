"""Two hundred one-letter misspellings of the archive's own words and names are set right."""

import random
import string
from statistics import median
from time import perf_counter

import pytest

from corpus import read
from corpus.sample import sample_path
from index import ArticleIndex
from searcher import Searcher

WORDS = 200
LEAST_LETTERS = 5
LEAST_ARTICLES = 3
RIGHT = 0.9
MILLISECONDS = 3.0


def slip(word, chance):
    """A word with one letter put in, left out, replaced, or swapped with the next."""
    while True:
        place = chance.randrange(len(word))
        head, tail = word[:place], word[place:]
        letter = chance.choice(string.ascii_lowercase)
        typed = chance.choice(
            [
                head + letter + tail,
                head + tail[1:],
                head + letter + tail[1:],
                head + tail[1:2] + tail[:1] + tail[2:],
            ]
        )
        if typed != word:
            return typed


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample") / "index"
    ArticleIndex.create(folder).update(read(sample_path()))
    with Searcher(folder) as searcher:
        yield searcher


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_misspelt_words_are_set_right(searcher, seed):
    chance = random.Random(seed)
    frequencies = searcher._view.vocabulary.all
    words = sorted(
        word
        for word, articles in frequencies.items()
        if articles >= LEAST_ARTICLES and len(word) >= LEAST_LETTERS and word.isalpha()
    )
    right = 0
    times = []
    for word in chance.choices(words, k=WORDS):
        typed = slip(word, chance)
        while typed in frequencies:
            typed = slip(word, chance)
        began = perf_counter()
        suggestion = searcher.search(typed).suggestion
        times.append((perf_counter() - began) * 1000)
        right += suggestion == word
        assert suggestion is None or searcher.search(suggestion).total > 0
    assert right / WORDS >= RIGHT
    # A machine at work on other things is given some room.
    assert median(times) < 5 * MILLISECONDS


def test_words_of_the_archive_are_left_alone(searcher):
    for word in random.Random(4).sample(sorted(searcher._view.vocabulary.all), 300):
        assert searcher.search(word).suggestion is None
