"""Articles to segments and back, however they are split, merged and deleted."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus import Article
from index import ArticleIndex
from index import session as session_module
from index.analysis.naming import NameTally
from index.analysis.pipeline import positions_of
from index.segment import merge
from index.segment.segment import ArchiveSegment
from index.snapshot import open_snapshot
from tests.index.helpers import (
    articles,
    expected,
    expected_postings,
    held,
    held_postings,
    living,
    patient,
)


def last_of_each(found):
    return list({a.id.encode("utf-8", "surrogatepass"): a for a in found}.values())


def built(folder, found):
    index = ArticleIndex.create(folder)
    index.update(found)
    return index


def assert_holds(directory, found):
    found = last_of_each(found)
    assert held(directory) == expected(found)
    analysis = open_snapshot(directory).analysis
    assert held_postings(directory) == expected_postings(found, analysis)


@given(st.lists(articles(), max_size=12))
@example([Article(id="", title="", body="")])
@example([Article(id="a\0b\x1f\x1fc", title="\0", body="nol \0 nol", origin="\x1f")])
@example([Article(id="\ud800", title="a\udfffb", body="c \ud800\udfff d", source="\ud800")])
@patient
def test_what_goes_in_comes_out(tmp_path_factory, found):
    folder = tmp_path_factory.mktemp("i")
    built(folder, found)
    assert_holds(folder, found)


@given(
    found=st.lists(articles(), min_size=1, max_size=20),
    cuts=st.lists(st.integers(0, 20), max_size=6).map(sorted),
    removals=st.lists(st.integers(0, 19), max_size=5),
    fanout=st.sampled_from([2, 3, 8]),
)
@settings(patient, max_examples=40)
def test_any_split_with_any_merging_is_the_same_as_building_at_once(
    tmp_path_factory, found, cuts, removals, fanout
):
    folder = tmp_path_factory.mktemp("i")
    index = ArticleIndex.create(folder)
    state = {}
    with pytest.MonkeyPatch.context() as patch:
        # Names that the first articles have taught hold for all that come after them.
        patch.setattr(NameTally.names, "__defaults__", (2, 0.5))
        patch.setattr(merge, "FANOUT", fanout)
        patch.setattr(merge, "SMALLEST", 2)
        for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, 20], strict=True)):
            part = found[start:end]
            index.update(part)
            state.update({expected_id(a): a for a in part})
            if number < len(removals) and state:
                gone = list(state)[removals[number] % len(state)]
                assert index.remove([gone]) == 1
                del state[gone]
            assert held(folder) == expected(state.values())
    analysis = open_snapshot(folder).analysis
    assert held_postings(folder) == expected_postings(state.values(), analysis)
    assert len(index) == len(state)


def expected_id(article):
    return article.id.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def test_merging_keeps_the_exact_mean_length(tmp_path, monkeypatch):
    """A length is kept in a byte, approximately; sums of such lengths would drift at each merge."""
    monkeypatch.setattr(merge, "FANOUT", 2)
    index = ArticleIndex.create(tmp_path / "i")
    total = 0
    for number in range(12):
        body = "kata " * (1000 + 137 * number)
        total += 1000 + 137 * number
        index.update([Article(id=str(number), title="x", body=body)])
    snapshot = open_snapshot(tmp_path / "i")
    assert len(snapshot.segments) < 12
    assert snapshot.average_length("body") == total / 12
    assert snapshot.average_length("title") == 1


def test_lengths_survive_merging(tmp_path, monkeypatch):
    monkeypatch.setattr(merge, "FANOUT", 2)
    found = [Article(id=str(n), title="a b " * (n % 3), body="kata " * n) for n in range(20)]
    built(tmp_path / "once", found)
    index = ArticleIndex.create(tmp_path / "split")
    for a in found:
        index.update([a])
    once, split = open_snapshot(tmp_path / "once"), open_snapshot(tmp_path / "split")
    for field in ("title", "body"):
        lengths = [{s.record(n).id: s.lengths(field)[n] for n in living(s)} for s in (once, split)]
        assert lengths[0] == lengths[1]
        assert all(
            split.reader.doc_field_length(n, field, 0) == once.reader.doc_field_length(m, field, 0)
            for n in living(split)
            if (m := once.docnum_of(split.record(n).id)) is not None
        )


def test_columns_survive_merging(tmp_path, monkeypatch):
    monkeypatch.setattr(merge, "FANOUT", 2)
    index = ArticleIndex.create(tmp_path / "i")
    for n in range(15):
        source = None if n % 3 else f"Sumber {n % 5}"
        index.update([Article(id=str(n), title="x", body="y", source=source, category="K")])
    s = open_snapshot(tmp_path / "i")
    for docnum in living(s):
        record = s.record(docnum)
        assert s.sources.values[s.sources.codes[docnum]] == (record.source or "")
        assert s.categories.values[s.categories.codes[docnum]] == "K"
        assert s.days[docnum] == 0
        assert s.times[docnum] == s.UNDATED
    assert len(s.sources.codes) == s.doc_count_all
    assert len(set(s.sources.values)) == len(s.sources.values)


@given(st.lists(st.integers(1, 400), min_size=1, max_size=300))
@patient
def test_segments_never_pile_up(sizes):
    """However large the runs are, there are few segments, and each article is rewritten seldom."""
    segments = []
    rewritten = 0
    for size in sizes:
        merged = merge.choose_merges(segments, size)
        rewritten += sum(s.doc_count_all() for s in merged)
        total = size + sum(s.doc_count_all() for s in merged)
        segments = [s for s in segments if s not in merged] + [ArchiveSegment(documents=total)]
    assert len(segments) <= merge.FANOUT * 4
    assert rewritten <= 6 * sum(sizes)


def test_a_mostly_deleted_segment_is_rewritten(tmp_path):
    index = built(tmp_path / "i", [Article(id=str(n), title="x", body="y") for n in range(100)])
    index.remove([str(n) for n in range(40)])
    index.update([Article(id="baru", title="x", body="y")])
    snapshot = open_snapshot(tmp_path / "i")
    assert not snapshot.deleted
    assert snapshot.doc_count_all == 61


def test_a_segment_whose_articles_are_all_gone_is_dropped(tmp_path):
    index = built(tmp_path / "i", [Article(id=str(n), title="x", body="y") for n in range(5)])
    assert index.remove([str(n) for n in range(5)]) == 5
    snapshot = open_snapshot(tmp_path / "i")
    assert (snapshot.segments, snapshot.doc_count_all, len(index)) == ([], 0, 0)
    left = {p.name for p in (tmp_path / "i").iterdir() if p.name.startswith("MAIN_")}
    assert left == {snapshot.contents.learned}


def test_ids_of_segments_do_not_come_from_seedable_random_numbers(tmp_path):
    """A program that seeds them would otherwise write over a segment of its last run."""
    import random

    index = ArticleIndex.create(tmp_path / "i")
    for n in range(3):
        random.seed(0)
        index.update([Article(id=str(n), title="x", body="y")])
    assert set(held(tmp_path / "i")) == {"0", "1", "2"}
    assert len(open_snapshot(tmp_path / "i").segments) == 3


def test_one_word_a_hundred_thousand_times(tmp_path):
    found = [
        Article(id="sama", title="x", body="beras " * 100_000),
        Article(id="jauh", title="x", body=" ".join(f"k{n}" for n in range(70_000)) + " beras"),
    ]
    built(tmp_path / "i", found)
    assert held(tmp_path / "i") == expected(found)
    reader = open_snapshot(tmp_path / "i").reader
    (word,) = positions_of("beras")
    matcher = reader.postings("body", word)
    assert matcher.value_as("positions") == list(range(100_000))
    matcher.next()
    # Letters and digits are two words.
    assert matcher.value_as("positions") == [140_000]
    assert reader.postings("body", "k69999").value_as("positions") == [139_998]
    assert reader.postings("body", "69999").value_as("positions") == [139_999]


def test_a_title_that_was_made_is_shown_and_not_indexed(tmp_path, monkeypatch):
    monkeypatch.setattr(merge, "FANOUT", 2)
    made = Article(id="a", title="Beras naik", body="Beras naik lagi.", made=frozenset({"title"}))
    given = Article(id="b", title="Beras turun", body="Sudah turun.")
    index = built(tmp_path / "i", [made, given])

    def titles():
        s = open_snapshot(tmp_path / "i")
        lengths = {
            s.record(n).id: (s.lengths("title")[n], s.lengths("forms")[n]) for n in living(s)
        }
        words = {word for field, word in s.reader.all_terms() if field == "title"}
        return s, lengths, words

    snapshot, lengths, words = titles()
    assert snapshot.record(snapshot.docnum_of("a")).title == "Beras naik"
    assert snapshot.record(snapshot.docnum_of("a")).title_made
    assert lengths == {"a": (0, 3), "b": (2, 4)}
    assert words == {b"beras", b"turun"}
    assert snapshot.average_length("title") == 1
    assert_holds(tmp_path / "i", [made, given])
    # Merging keeps it so, and the same title is indexed once it is somebody's headline.
    index.update([Article(id="c", title="x", body="y")])
    assert_holds(tmp_path / "i", [made, given, Article(id="c", title="x", body="y")])
    index.update([replace(made, made=frozenset())])
    _, lengths, words = titles()
    assert lengths["a"] == (2, 5)
    assert b"naik" in words


def test_an_id_of_ten_thousand_characters(tmp_path):
    long = Article(id="é" * 10_000, title="x", body="y")
    index = built(tmp_path / "i", [long])
    assert index.update([long]).unchanged == 1
    assert_holds(tmp_path / "i", [long])


def test_a_text_that_is_too_long_is_reported(tmp_path, monkeypatch):
    monkeypatch.setattr(session_module, "MOST_TEXT", 100)
    index = ArticleIndex.create(tmp_path / "i")
    report = index.update(
        [
            Article(id="a", title="x", body="y" * 101, origin="/arsip/a.txt"),
            Article(id="b", title="x", body="y" * 100),
        ]
    )
    assert report.added == 1
    assert [(u.source, "100 characters" in u.reason) for u in report.failed] == [
        ("/arsip/a.txt", True)
    ]


def test_memory_of_a_batch_is_bounded_by_text_too(tmp_path, monkeypatch):
    monkeypatch.setattr(session_module, "BATCH_TEXT", 1000)
    monkeypatch.setattr(session_module, "SEGMENT_TEXT", 2000)
    monkeypatch.setattr(session_module, "HELD_TEXT", 1000)
    index = ArticleIndex.create(tmp_path / "i")
    found = [Article(id=str(n), title="x", body=f"kata{n} " * 100) for n in range(20)]
    index.update(found)
    assert index.generation > 3
    assert_holds(tmp_path / "i", found)
