"""A word that no article within the filters has is named, where the archive has it elsewhere."""

from datetime import date

import pytest

from corpus import Article
from searcher import Searcher
from searcher.absent import absent_words
from searcher.deadline import Deadline
from searcher.matching import match
from searcher.query import understand

ARTICLES = [
    Article(id="a", title="Kabar", body="Banjir merendam kota.", published=date(2019, 1, 5)),
    Article(
        id="b",
        title="Kabar",
        body="Jakarta macet lagi pada hari Senin.",
        source="Warta",
        published=date(2021, 1, 5),
    ),
    Article(
        id="c",
        title="Kabar",
        body="Gubernur Jakarta hadir bersama Komisi Pasir Awan (KPA).",
        published=date(2021, 2, 5),
    ),
    Article(id="d", title="Kabar", body="Ketua Komisi Pasir Awan.", published=date(2018, 2, 5)),
]


@pytest.fixture(scope="module")
def searcher(make_index):
    with Searcher(make_index(ARTICLES)) as found:
        yield found


def absent(results):
    return [note.message for note in results.notes if note.code == "word_absent"]


@pytest.mark.parametrize(
    "query",
    [
        "banjir jakarta sejak:2020",
        "siapa banjir jakarta sejak:2020",
        "banjir jakarta sumber:warta",
        "banjir jakarta -kota",
        "+jakarta banjir sejak:2020",
        "banjir jakarta macet gubernur sejak:2020",
    ],
)
def test_a_word_that_the_filters_leave_out_is_named(searcher, query):
    (message,) = absent(searcher.search(query))
    assert message == "Dengan batasan ini tidak ada artikel yang memuat “banjir”."


def test_filters_of_the_request_count_as_those_of_the_query(searcher):
    assert len(absent(searcher.search("banjir jakarta", since="2020"))) == 1
    assert len(absent(searcher.search("banjir jakarta", source="Warta"))) == 1


@pytest.mark.parametrize(
    "query",
    [
        "banjir jakarta",  # no filter: the page shows that none has both
        "banjir kota sejak:2019",  # an article has all
        "macet gubernur sejak:2020",  # each word is there
        "banjir sejak:2020",  # nothing is found: the relaxations tell it
        "terasering jakarta sejak:2020",  # it is nowhere
        "pada jakarta kapan gubernur sejak:2021-02",  # function words say nothing
        "KPA kota sampai:2019-06",  # who writes it out has it
        "sejak:2020",
        "",
    ],
)
def test_there_is_nothing_to_tell(searcher, query):
    assert absent(searcher.search(query)) == []


def test_a_guess_is_named_as_it_was_guessed(searcher):
    codes = {note.code: note for note in searcher.search("banjjir jakarta sejak:2020").notes}
    assert set(codes) == {"guessed", "word_absent"}
    assert "“banjir”" in codes["word_absent"].message
    assert codes["word_absent"].message_en == "No article within these limits has “banjir”."


def test_all_matches_are_looked_at_before_a_word_is_called_absent(make_index):
    many = [
        Article(id=f"m{n:03}", title="Kabar", body="Jakarta macet.", published=date(2021, 1, 1))
        for n in range(250)
    ]
    last = Article(id="z", title="Kabar", body="Banjir bandang.", published=date(2021, 1, 1))
    with Searcher(make_index([*many, last])) as searcher:
        assert not absent(searcher.search("banjir jakarta sejak:2020"))


def test_what_there_is_no_time_to_look_for_is_not_called_absent(searcher):
    """How many hold a word may be known, and its list still not be read."""
    view = searcher._view
    query = understand("jakarta banjir", date(2025, 1, 1), view.snapshot.analysis).query
    deadline = Deadline(60)
    matches, _ = match(query, view, deadline)
    matches = matches.where(bytearray(document == 1 for document in matches.documents))
    assert [note.code for note in absent_words(query, matches, True, view, deadline)] == [
        "word_absent"
    ]
    deadline.hit = True
    assert absent_words(query, matches, True, view, deadline) == []
