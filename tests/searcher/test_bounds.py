"""Any string at all gives an answer in bounded time, on the sample archive."""

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searcher import Searcher
from searcher.notes import CODES

NASTY = {
    "nothing but stars": "* " * 500,
    "wide prefixes": " ".join(f"{a}{b}*" for a in "abdgjklmnprst" for b in "aiueo"),
    "brackets": "(" * 1000,
    "brackets closed": "()" * 500,
    "deep": "(a ATAU " * 120 + "b" + ")" * 120,
    "quotes": '"' * 999,
    "a phrase of the commonest": '"' + "yang di dan ini itu " * 40 + '"',
    "phrases": '"yang di" ' * 64,
    "negations": "-yang " * 200,
    "double negations": "BUKAN " * 150 + "yang",
    "operators": "DAN ATAU BUKAN " * 60,
    "signs": "-+" * 500,
    "fields": "judul:" * 150,
    "dates": "sejak:10 November 2025 " * 40,
    "any of all": " ATAU ".join(["yang", "di", "dan", "itu", "ini"] * 20),
    "all of all": " DAN ".join(["yang", "di", "dan", "itu", "ini"] * 20),
    "one huge word": "a" * 1_000_000,
    "many words": "kata " * 200_000,
    "spaces": " " * 1_000_000,
    "surrogates": "\ud800\udfff" * 300,
    "nul": "\0" * 1000,
    "combining": "a" + "\u0300" * 900,
    "right to left": "\u202e\u200f\u2066" * 300,
    "wide letters": "ＢＡＮＪＩＲ ﷺ ﬁ",
    "no spaces": "漢字" * 400,
    "patterns": "(a+)+$ [[:alpha:]] \\x00 %s {0} ${x}",
    "whoosh syntax": "body:[a TO z] title:b^3 kata~2 key:x id:1 text:y",
}


@pytest.fixture(scope="module")
def sample(sample_index):
    with Searcher(sample_index) as searcher:
        yield searcher


def answer(searcher, text, **options):
    # The thread's own time: a machine that is busy with other things is no fault of the query.
    start = time.thread_time()
    results = searcher.search(text, **options)
    assert time.thread_time() - start < 1.0
    assert {note.code for note in results.notes} <= CODES
    assert len(results.hits) == min(results.total, results.limit)
    for hit in results.hits:
        assert hit.snippet_html.count("<mark>") == hit.snippet_html.count("</mark>")
    return results


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_nasty_queries_are_answered_at_once(sample, text):
    answer(sample, text)
    answer(sample, text, sort="newest", since=date(2000, 1, 1), limit=100)
    (hit,) = sample.search("-tiadakatabegini", limit=1).hits
    sample.article(hit.id, text)


PIECES = st.sampled_from(
    [
        *('"', "(", ")", "-", "+", "*", " ", " ", "DAN ", "ATAU ", "BUKAN ", "judul:", "sumber:"),
        *(
            "sejak:",
            "sampai:",
            "2024 ",
            "10 November 2025 ",
            "kemarin ",
            "yang ",
            "di ",
            "pasukan ",
        ),
        *("keamanan ", "me* ", "anak-anak ", "Ma'ruf ", "kategori:", "penulis:", "a", "😀"),
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map("".join)))
def test_any_string_is_answered(sample, text):
    answer(sample, text)


def test_a_word_of_the_sample_gives_marked_results(sample):
    results = answer(sample, "pasukan keamanan")
    assert results.total
    assert all("<mark>" in hit.title_html + hit.snippet_html for hit in results.hits)
