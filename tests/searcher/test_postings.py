"""Blocks read whole are what Whoosh's matchers give one by one."""

from array import array

import pytest

from corpus import Article
from index.snapshot import open_snapshot
from searcher import postings
from searcher.deadline import Deadline
from searcher.postings import PostingLists


@pytest.fixture(scope="module")
def snapshot(little_index):
    return open_snapshot(little_index)


def read(lists, field, term):
    blocks = list(lists.blocks(field, term, Deadline(60)))
    documents = [document for block in blocks for document in block.documents]
    counts = [count for block in blocks for count in block.counts]
    return documents, counts, places(lists, field, term)


def places(lists, field, term, wanted=None):
    """The places of a term by document."""
    found = lists.places(field, term, wanted and array("I", wanted), Deadline(60))
    return {document: list(found.of(index)) for index, document in enumerate(found.documents)}


@pytest.mark.parametrize("field", ["title", "body", "source"])
def test_blocks_are_what_stepping_gives(snapshot, monkeypatch, field):
    lists = PostingLists(snapshot.reader, snapshot.path)
    terms = sorted({term for term, _ in lists.beginning(field, "")})
    assert terms
    if field == "source":
        terms = []
    whole = {term: read(lists, field, term) for term in terms}
    monkeypatch.setattr(postings, "_whole_blocks", lambda matcher, _: postings._stepped(matcher))
    assert {term: read(lists, field, term) for term in terms} == whole


def test_positions_of_wanted_documents_only(snapshot):
    lists = PostingLists(snapshot.reader, snapshot.path)
    everywhere = places(lists, "body", "banjir")
    one = next(iter(everywhere))
    assert places(lists, "body", "banjir", [one]) == {one: everywhere[one]}


def test_blocks_without_a_wanted_document_are_passed_over(make_index, monkeypatch):
    articles = [Article(id=f"a{n:04}", title="Kuda", body="kuda laut") for n in range(1_000)]
    snapshot = open_snapshot(make_index(articles[:900], articles[900:]))
    lists = PostingLists(snapshot.reader, snapshot.path)
    assert len(list(lists.blocks("body", "kuda", Deadline(60)))) == 5
    blocks = list(lists.blocks("body", "kuda", Deadline(60), [3, 300, 301, 950]))
    assert [block.documents[0] for block in blocks] == [0, 256, 900]
    wanted = [0, 255, 256, 899, 900, 999]
    assert list(places(lists, "body", "laut", wanted)) == wanted


def test_what_is_not_there_has_no_postings(snapshot):
    lists = PostingLists(snapshot.reader, snapshot.path)
    assert read(lists, "body", "tiadakatabegini") == ([], [], {})
    assert list(lists.blocks("tiada", "banjir", Deadline(60))) == []
    assert lists.frequency("body", "tiadakatabegini") == 0


def test_an_empty_index_has_no_postings(make_index):
    empty = open_snapshot(make_index())
    lists = PostingLists(empty.reader, empty.path)
    assert list(lists.beginning("body", "")) == []
    assert read(lists, "body", "banjir") == ([], [], {})


def test_a_passed_deadline_ends_the_reading(snapshot):
    lists = PostingLists(snapshot.reader, snapshot.path)
    assert len(list(lists.blocks("body", "banjir", Deadline(-1)))) == 1


def test_all_terms_of_a_field_are_given_as_one_by_one(snapshot):
    lists = PostingLists(snapshot.reader, snapshot.path)
    for field in ("forms", "title", "body", "id", "source"):
        assert list(lists.frequencies(field)) == list(lists.beginning(field, "")) != []
    assert list(lists.frequencies("none")) == []
