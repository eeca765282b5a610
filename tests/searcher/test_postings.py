"""Posting lists of all segments together are what Whoosh's matchers give one by one."""

from array import array
from collections import Counter

import pytest

from corpus import Article
from index.snapshot import open_snapshot
from searcher.deadline import Deadline
from searcher.postings import PostingLists


@pytest.fixture(scope="module")
def snapshot(little_index):
    return open_snapshot(little_index)


def documents_of(lists, field, term):
    return dict(zip(*lists.arrays(field, term, Deadline(60)), strict=True))


def places(lists, field, term, wanted=None):
    """The places of a term by document."""
    found = lists.places(field, term, wanted and array("I", wanted), Deadline(60))
    return {document: list(found.of(index)) for index, document in enumerate(found.documents)}


def stepped(snapshot, field, term):
    """Counts and places by document, posting by posting."""
    counts, found = {}, {}
    for reader, base in snapshot.leaves():
        if (field, term) not in reader:
            continue
        matcher = reader._terms.matcher(field, term.encode(), snapshot.reader.schema[field].format)
        while matcher.is_active():
            counts[base + matcher.id()] = int(matcher.weight())
            if field != "source":
                found[base + matcher.id()] = matcher.positions()
            matcher.next()
    return counts, found


@pytest.mark.parametrize("field", ["title", "body", "source"])
def test_lists_are_what_stepping_gives(snapshot, field):
    lists = PostingLists(snapshot, snapshot.path)
    assert len(snapshot.segments) > 1
    terms = sorted({term for term, _ in lists.beginning(field, "")})
    assert terms
    for term in terms:
        counts, found = stepped(snapshot, field, term)
        assert documents_of(lists, field, term) == counts
        assert lists.frequency(field, term) == len(counts)
        begun = lists.read(lists.lists_beginning(field, term, {term.encode()}), Deadline(60))
        assert dict(zip(*begun, strict=True)) == counts
        if field != "source":
            assert places(lists, field, term) == found


def test_places_in_wanted_documents_only(snapshot):
    lists = PostingLists(snapshot, snapshot.path)
    everywhere = places(lists, "body", "banjir")
    assert len(everywhere) > 1
    for one in everywhere:
        assert places(lists, "body", "banjir", [one]) == {one: everywhere[one]}


def test_places_in_wanted_documents_of_several_segments(make_index):
    articles = [Article(id=f"a{n:04}", title="Kuda", body="kuda laut") for n in range(1_000)]
    snapshot = open_snapshot(make_index(articles[:900], articles[900:]))
    lists = PostingLists(snapshot, snapshot.path)
    assert list(documents_of(lists, "body", "kuda")) == list(range(1_000))
    wanted = [0, 255, 256, 899, 900, 999]
    assert places(lists, "body", "laut", wanted) == {one: [1] for one in wanted}


def test_what_is_not_there_has_no_postings(snapshot):
    lists = PostingLists(snapshot, snapshot.path)
    for field, term in (("body", "tiadakatabegini"), ("tiada", "banjir")):
        assert documents_of(lists, field, term) == {}
        assert places(lists, field, term) == {}
        assert lists.frequency(field, term) == 0


def test_an_empty_index_has_no_postings(make_index):
    empty = open_snapshot(make_index())
    lists = PostingLists(empty, empty.path)
    assert list(lists.beginning("body", "")) == []
    assert documents_of(lists, "body", "banjir") == {}


def test_nothing_is_read_after_the_deadline(snapshot):
    lists = PostingLists(snapshot, snapshot.path)
    assert not lists.arrays("body", "banjir", Deadline(-1))[0]
    assert not lists.places("body", "banjir", None, Deadline(-1)).documents


def test_all_terms_of_a_field_are_given_as_one_by_one(snapshot):
    lists = PostingLists(snapshot, snapshot.path)
    for field in ("forms", "title", "body", "id", "source"):
        everything = list(lists.beginning(field, ""))
        assert list(lists.frequencies(field)) == everything != []
        begun = lists.frequencies_beginning(field, "")
        assert [(term.decode(), documents) for term, documents in begun] == everything
    assert list(lists.frequencies("none")) == []


def test_the_totals_of_a_field_are_those_of_all_segments(snapshot):
    lists = PostingLists(snapshot, snapshot.path)
    for field in ("forms", "title", "body", "id", "source"):
        counted = Counter()
        for term, documents in lists.beginning(field, ""):
            counted[term.encode()] += documents
        texts, numbers = lists.totals(field)
        assert dict(zip(texts, numbers, strict=True)) == counted
        assert len(texts) == len(counted)
    assert list(map(len, lists.totals("none"))) == [0, 0]
