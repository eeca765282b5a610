"""Two hundred one-letter misspellings of the archive's own words and names are set right."""

import random
from statistics import median

import pytest

from corpus import read
from corpus.sample import sample_path
from index import ArticleIndex
from searcher import Searcher
from tests.eval import misspellings
from tests.eval.misspellings import Draws, measure_alarms, measure_slips

WORDS = 200
RIGHT = {"types": 0.9, "tokens": 0.9, "titles": 0.85}
MILLISECONDS = 3.0


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample") / "index"
    ArticleIndex.create(folder).update(read(sample_path()))
    return folder


@pytest.fixture(scope="module")
def searcher(index):
    with Searcher(index) as searcher:
        yield searcher


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("kind", RIGHT)
def test_misspelt_words_are_set_right(searcher, kind, seed):
    chance = random.Random(seed)
    view = searcher._view
    draws = Draws(view)
    found = measure_slips(view, draws, draws.draw(kind, WORDS, chance), chance)
    assert found.right.total() / WORDS >= RIGHT[kind], found.wrong
    # A machine at work on other things is given some room.
    assert median(found.milliseconds) < 5 * MILLISECONDS
    for _, typed, suggested in found.wrong:
        assert suggested == searcher.search(typed).suggestion
        assert suggested is None or searcher.search(suggested).total > 0


@pytest.mark.parametrize("kind", [*RIGHT, "rare"])
def test_words_of_the_archive_are_left_alone(searcher, kind):
    calm = measure_alarms(searcher._view, Draws(searcher._view).draw(kind, 300, random.Random(4)))
    assert calm.raised == []


def test_the_figures_of_an_index_are_printed(index, capsys):
    assert misspellings.main([str(index), "--count", "20", "--alarms", "20", "--show", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    kinds = [line.split()[0] for line in lines if not line.startswith(" ")]
    drawn = [kind for kind in misspellings.KINDS if kind != "names"]
    assert kinds == ["misspelt", *drawn, "as", *drawn, "rare"]
