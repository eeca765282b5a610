"""The word files: sorted, without doubles, and at rest under the chain itself."""

import time

from index.analysis.stemming import Chain, default_lexicon, lexicon
from index.analysis.stemming.lexicon import parse_exceptions, parse_roots


def test_parse() -> None:
    roots, whole, common = parse_roots("# a\najar 5\nbaca\n# WHOLE: b\nadalah\n")
    assert roots == {"ajar", "baca"}
    assert whole == {"adalah"}
    assert common == {"ajar": 5, "baca": 0}


def test_parse_exceptions() -> None:
    forms, spellings = parse_exceptions("# why\nperbankan bank\n# SPELLINGS: a\nputera putra\n")
    assert forms == {"perbankan": "bank", "putera": "putra"}
    assert spellings == {"putera"}
    assert parse_exceptions("perbankan bank\n") == ({"perbankan": "bank"}, frozenset())


def test_files_are_sorted_and_without_doubles() -> None:
    text = (lexicon.HERE / "roots.txt").read_text(encoding="utf-8")
    for part in text.split("\n# WHOLE"):
        words = [line.split()[0] for line in part.splitlines()[1:] if line and line[0] != "#"]
        assert words == sorted(set(words))
    lines = (lexicon.HERE / "exceptions.txt").read_text(encoding="utf-8").splitlines()
    forms = [line.split()[0] for line in lines if line and line[0] != "#"]
    assert len(forms) == len(set(forms))


def test_nothing_is_both_root_and_whole() -> None:
    known = default_lexicon()
    assert not known.roots & known.whole
    assert all(word.islower() for word in known.roots | known.whole)


def test_stems_of_exceptions_are_stems() -> None:
    chain = Chain()
    for form, stem in default_lexicon().exceptions.items():
        assert chain(stem).term == stem, form


def test_loads_in_milliseconds() -> None:
    best = 1.0
    for _ in range(7):
        start = time.process_time()
        default_lexicon.__wrapped__()
        best = min(best, time.process_time() - start)
    assert best < 0.015
