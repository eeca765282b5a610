"""A search that found nothing says what would be found without a part of it."""

from datetime import date

import pytest

from searcher.parser import parse
from searcher.relax import MOST_SHOWN
from searcher.rewrite import exchanged, parts_of, unparse


@pytest.fixture
def relaxed(little):
    """The relaxations of a search: query, what is dropped, how many are found, what it is."""

    def find(query="", **options):
        results = little.search(query, **options)
        assert results.total == 0
        return [(each.query, each.dropped, each.total, each.kind) for each in results.relaxations]

    return find


@pytest.mark.parametrize(
    ("query", "relaxations"),
    [
        ("xyz", []),
        ("xyz zyx", []),
        ("banjir DAN xyz", [("banjir", "xyz", 3, "word")]),
        ("+banjir +xyz", [("+banjir", "xyz", 3, "word")]),
        ("judul:xyz banjir", [("banjir", "judul:xyz", 3, "word")]),
        ("banjir sejak:2026", [("banjir", "sejak:2026", 3, "filter")]),
        ("banjir sumber:Xyz", [("banjir", "sumber:Xyz", 3, "filter")]),
        # A slip is searched for as what it probably was meant to be, and so it is counted.
        ("banjr sumber:Xyz", [("banjr", "sumber:Xyz", 3, "filter")]),
        ('banjir penulis:"Rina Hartati"', [
            ("banjir", 'penulis:"Rina Hartati"', 3, "filter"),
            ('penulis:"Rina Hartati"', "banjir", 1, "word"),
        ]),
        ("judul:longsor -banjir", [("judul:longsor", "-banjir", 1, "filter")]),
    ],
)  # fmt: skip
def test_what_is_found_without_a_part(relaxed, query, relaxations):
    found = relaxed(query)
    assert [each for each in found if each in relaxations] == relaxations
    assert found[:1] == relaxations[:1]


def test_the_filters_of_the_request_can_go(little):
    results = little.search("banjir", since=date(2026, 1, 1), until=date(2026, 2, 1))
    (found,) = results.relaxations
    assert (found.query, found.total, found.kind) == ("banjir", 3, "filter")
    assert found.parameters == ("since", "until")
    assert found.dropped == "sejak:2026-01-01 sampai:2026-02-01"


def test_where_no_single_part_helps_two_go(little):
    results = little.search("banjir", source="Xyz", category="Zyx")
    (found,) = results.relaxations
    assert found.parameters == ("source", "category")
    assert found.total == 3


def test_what_the_archive_does_not_know_comes_first(little):
    first, *others = little.search("+taman +xyz sumber:tidak").relaxations or [None]
    assert first is None or first.unknown or not any(other.unknown for other in others)
    (only,) = little.search("taman DAN xyz").relaxations
    assert only.unknown
    assert only.dropped == "xyz"


def test_many_parts_are_bounded(little):
    query = " ".join(f"+banjir{number}" for number in range(60))
    results = little.search(query)
    assert len(results.relaxations) <= MOST_SHOWN
    assert results.took_ms < 2_000


def test_what_is_found_needs_no_relaxation(little):
    assert little.search("banjir").relaxations == ()
    assert little.search("").relaxations == ()


@pytest.mark.parametrize(
    "query",
    [
        *("a b", '"a b" c', "a DAN b", "a ATAU b c", "-a b", "+a", "a*", 'judul:"a b"', "-(a b)"),
        *("(a ATAU b) DAN c", "sumber:x", "sejak:2024-05 a", "a tanggal:10 November 2025"),
        *("+(a DAN b)", "judul:(a b)", "penulis:x*", "-(a DAN b) c", "sejak:2025 sampai:2024"),
    ],
)
def test_a_tree_is_written_as_it_was_read(query):
    tree, _ = parse(query)
    again, notes = parse(unparse(tree))
    assert str(again) == str(tree)
    assert notes == []


def test_a_part_is_exchanged_for_another_or_nothing():
    tree, _ = parse("a (b DAN c) -d +e f:g")
    assert [unparse(part) for part in parts_of(tree)] == ["a", "b", "c", "-d", "+e", "f:g"]
    parts = list(parts_of(tree))
    assert unparse(exchanged(tree, parts[1], None)) == "a c -d +e f:g"
    assert unparse(exchanged(tree, parts[1], parts[0])) == "a a DAN c -d +e f:g"
    only, _ = parse("a")
    assert exchanged(only, only, None) is None
    assert unparse(None) == ""
