"""Blocks read whole are what Whoosh's matchers give one by one."""

import pytest

from corpus import Article
from index.snapshot import open_snapshot
from searcher.deadline import Deadline
from searcher.postings import PostingLists


@pytest.fixture(scope="module")
def snapshot(little_index):
    return open_snapshot(little_index)


def read(lists, field, term):
    blocks = list(lists.blocks(field, term, Deadline(60)))
    documents = [document for block in blocks for document in block.documents]
    counts = [count for block in blocks for count in block.counts]
    positions = dict(lists.positions(field, term, None, Deadline(60)))
    return documents, counts, positions


@pytest.mark.parametrize("field", ["title", "body", "source"])
def test_blocks_are_what_whooshs_matchers_give(snapshot, field):
    lists = PostingLists(snapshot, snapshot.path)
    terms = sorted({term for term, _ in lists.beginning(field, "")})
    assert terms
    for term in terms:
        documents, counts, positions = [], [], {}
        for leaf, base in snapshot.leaves():
            if (field, term) not in leaf:
                continue
            matcher = leaf._terms.matcher(field, term.encode(), leaf.schema[field].format)
            while matcher.is_active():
                documents.append(base + matcher.id())
                counts.append(matcher.weight())
                if field != "source":
                    positions[documents[-1]] = matcher.value_as("positions")
                matcher.next()
        if field != "source":
            assert read(lists, field, term) == (documents, counts, positions)
        (found,) = [[*map(list, block)] for block in lists.blocks(field, term, Deadline(60))][:1]
        assert found == [documents[: len(found[0])], counts[: len(found[0])]]


def test_positions_of_wanted_documents_only(snapshot):
    lists = PostingLists(snapshot, snapshot.path)
    everywhere = dict(lists.positions("body", "banjir", None, Deadline(60)))
    one = next(iter(everywhere))
    assert dict(lists.positions("body", "banjir", {one}, Deadline(60))) == {one: everywhere[one]}


def test_several_segments_are_one_list(make_index):
    articles = [Article(id=f"a{n:04}", title="Kuda", body="kuda laut") for n in range(1_000)]
    snapshot = open_snapshot(make_index(articles[:900], articles[900:]))
    lists = PostingLists(snapshot, snapshot.path)
    blocks = list(lists.blocks("body", "kuda", Deadline(60)))
    assert [number for block in blocks for number in block.documents] == list(range(1_000))
    wanted = [0, 255, 256, 899, 900, 999]
    assert list(dict(lists.positions("body", "laut", wanted, Deadline(60)))) == wanted
    assert lists.counts("body", "kuda", 999, Deadline(60)) == 1
    assert lists.counts("body", "kuda", 1_000, Deadline(60)) == 0


def test_what_is_not_there_has_no_postings(snapshot):
    lists = PostingLists(snapshot, snapshot.path)
    assert read(lists, "body", "tiadakatabegini") == ([], [], {})
    assert list(lists.blocks("tiada", "banjir", Deadline(60))) == []
    assert lists.frequency("body", "tiadakatabegini") == 0


def test_an_empty_index_has_no_postings(make_index):
    empty = open_snapshot(make_index())
    lists = PostingLists(empty, empty.path)
    assert list(lists.beginning("body", "")) == []
    assert read(lists, "body", "banjir") == ([], [], {})


def test_a_passed_deadline_ends_the_reading(snapshot):
    lists = PostingLists(snapshot, snapshot.path)
    assert len(list(lists.blocks("body", "banjir", Deadline(-1)))) == 1


def test_all_terms_of_a_field_are_given_as_one_by_one(snapshot):
    lists = PostingLists(snapshot, snapshot.path)
    for field in ("forms", "title", "body", "id", "source"):
        assert list(lists.frequencies(field)) == list(lists.beginning(field, "")) != []
    assert list(lists.frequencies("none")) == []
