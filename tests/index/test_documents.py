"""What a segment keeps of its articles: read back as it was, however it was packed and merged."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import IndexDamaged
from index.records import ArticleRecord, Key
from index.segment import documents as documents_module
from index.segment.compression import Compressor, Decompressor, trained_on
from index.segment.documents import Documents, DocumentWriter, Facts
from index.segment.file import SegmentFile, SegmentFileWriter
from index.storage import NewFile
from tests.index.helpers import patient

NAME = "MAIN_0123456789abcdef.seg"

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
maybe = st.none() | text
records = st.builds(
    ArticleRecord, text, text, maybe, maybe, maybe, maybe, maybe, maybe, st.booleans()
)
keys = st.builds(Key, text, st.binary(min_size=16, max_size=16).map(bytes.hex), text)
lengths = st.integers(0, 255)
facts = st.builds(
    Facts,
    st.integers(0, 99991231),
    st.integers(-(2**63), 2**63 - 1),
    st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3),
    st.none() | st.sampled_from(["Ekonomi", "Olahraga"]),
    st.tuples(lengths, lengths, lengths),
)
document = st.tuples(records, text, keys, facts)


def write(home, name, rows=(), merged=(), adopt=None):
    segment = SegmentFileWriter(NewFile(home / name), home)
    writer = DocumentWriter(segment)
    for record, body, key, columns in rows:
        writer.add(record, body, key, columns)
    if adopt is not None:
        writer.adopt(adopt)
    for source, numbers in merged:
        writer.copy(source, numbers)
    writer.finish()
    segment.finish()
    return Documents(SegmentFile(home, name), writer.documents)


def read(documents):
    rows = []
    for n in range(len(documents)):
        record = documents.record(n)
        key = documents.key(n)
        assert key.id == record.id
        rows.append((msgspec.structs.astuple(record), documents.body(n), key, documents.facts(n)))
    return rows


def as_read(rows):
    return [
        (msgspec.structs.astuple(record), body, key._replace(id=record.id), columns)
        for record, body, key, columns in rows
    ]


@patient
@given(st.lists(document, max_size=12), st.booleans())
def test_documents_come_back_as_they_were(tmp_path_factory, rows, packed):
    with pytest.MonkeyPatch.context() as patch:
        if packed:
            patch.setattr(documents_module, "FEWEST_TO_TRAIN", 2)
            patch.setattr(documents_module, "ENOUGH_TO_TRAIN", 4)
        assert read(write(tmp_path_factory.mktemp("d"), NAME, rows)) == as_read(rows)


@patient
@given(st.lists(document, max_size=8), st.lists(document, max_size=8), st.data())
def test_merged_documents_are_those_that_were_chosen(tmp_path_factory, one, two, data):
    home = tmp_path_factory.mktemp("d")
    first, second = write(home, "one", one), write(home, "two", two)
    chosen = [
        sorted(data.draw(st.sets(st.sampled_from(range(len(rows)))))) if rows else []
        for rows in (one, two)
    ]
    merged = write(home, NAME, one[:2], [(first, chosen[0]), (second, chosen[1])])
    expected = one[:2] + [one[n] for n in chosen[0]] + [two[n] for n in chosen[1]]
    assert read(merged) == as_read(expected)


def many(count, start=0):
    return [
        (
            ArticleRecord(f"a{n}", f"Harga beras nomor {n} naik", url=f"https://contoh.id/{n}"),
            f"Harga beras nomor {n} di pasar naik lagi, kata menteri pada hari Rabu. " * 5,
            Key(f"a{n}", f"{n:032x}", "/arsip/satu.jsonl"),
            Facts(20250101, n, "Antara", None, (5, 60, 65)),
        )
        for n in range(start, start + count)
    ]


def test_many_documents_share_a_dictionary_and_are_smaller_by_it(tmp_path):
    rows = many(600)
    documents = write(tmp_path, NAME, rows)
    assert all(documents.dictionaries)
    assert read(documents) == as_read(rows)
    few = write(tmp_path, "few", rows[:100])
    assert not any(few.dictionaries)
    assert len(documents.packed_body(7)) < len(few.packed_body(7)) / 2


def test_a_merge_takes_over_what_is_packed_alike(tmp_path):
    first, second = write(tmp_path, "a", many(600)), write(tmp_path, "b", many(50, 600))
    merged = write(tmp_path, NAME, many(3, 700), [(first, range(600)), (second, range(50))], first)
    assert merged.dictionaries == first.dictionaries
    assert merged.packed_body(3) == first.packed_body(0)
    assert merged.packed_body(603) != second.packed_body(0)
    assert read(merged) == as_read([*many(3, 700), *many(650)])


def test_later_segments_of_many_take_over_what_is_offered_and_others_do_not(tmp_path, monkeypatch):
    first = write(tmp_path, NAME, many(600))

    def offered(name, rows):
        segment = SegmentFileWriter(NewFile(tmp_path / name), tmp_path)
        writer = DocumentWriter(segment)
        writer.offer(first)
        for row in rows:
            writer.add(*row)
        writer.finish()
        segment.finish()
        return Documents(SegmentFile(tmp_path, name), writer.documents)

    few, rows = many(100), many(700, start=600)
    monkeypatch.setattr(documents_module, "ENOUGH_TO_TRAIN", 500)
    monkeypatch.setattr(documents_module, "_BATCH_BYTES", 2_000)
    assert offered("MAIN_2222222222222222.seg", few).dictionaries == (b"", b"")
    second = offered("MAIN_3333333333333333.seg", rows)
    assert second.dictionaries == first.dictionaries
    assert read(second) == as_read(rows)


def test_a_dictionary_is_made_of_samples_that_are_given(tmp_path, monkeypatch):
    monkeypatch.setattr(documents_module, "_BATCH_BYTES", 2_000)
    rows = many(600)
    segment = SegmentFileWriter(NewFile(tmp_path / NAME), tmp_path)
    writer = DocumentWriter(segment)
    writer.learn_from([(record, body) for record, body, _, _ in rows])
    for row in rows[:50]:
        writer.add(*row)
    writer.finish()
    segment.finish()
    written = Documents(SegmentFile(tmp_path, NAME), 50)
    assert all(written.dictionaries)
    assert read(written) == as_read(rows[:50])


def test_dictionaries_of_a_segment_without_any_are_not_adopted(tmp_path):
    few = write(tmp_path, "few", many(5))
    merged = write(tmp_path, NAME, many(600, 5), [(few, range(5))], few)
    assert all(merged.dictionaries)
    assert read(merged) == as_read([*many(600, 5), *many(5)])


def test_a_number_that_no_document_has(tmp_path):
    documents = write(tmp_path, NAME, many(3))
    for ask in (documents.record, documents.body):
        for number in (-1, 3, 10**12):
            with pytest.raises(IndexError):
                ask(number)


def test_a_segment_that_holds_other_documents_than_the_contents_say(tmp_path):
    for wrong in (2, 4, 0):
        documents = write(tmp_path, f"{wrong}", many(3))
        documents = Documents(SegmentFile(tmp_path, f"{wrong}"), wrong)
        for ask in (
            lambda d: d.record(0),
            lambda d: d.id(0),
            lambda d: d.body(0),
            lambda d: d.days,
            lambda d: d.names("source"),
            lambda d: d.lengths("body"),
            lambda d: d.hash_bytes(0),
        ):
            with pytest.raises((IndexDamaged, IndexError)):
                ask(documents)


def test_a_hash_of_another_length_is_refused(tmp_path):
    record, body, key, columns = many(1)[0]
    segment = SegmentFileWriter(NewFile(tmp_path / NAME), tmp_path)
    with pytest.raises(ValueError, match="hash"):
        DocumentWriter(segment).add(record, body, key._replace(content_hash="ab"), columns)
    segment.abandon()


def test_a_text_that_claims_to_be_enormous(tmp_path):
    """The size of a frame is what its maker says."""
    bomb = Compressor(1).compress(bytes(10_000))
    with pytest.raises(Exception, match="size"):
        Decompressor(most=9_999).decompress(bomb)
    assert len(Decompressor(most=10_000).decompress(bomb)) == 10_000


def test_too_little_to_train_on_is_no_error():
    assert trained_on([b"a"] * 20, 1000) == b""
    assert trained_on([], 1000) == b""


def test_segments_with_one_dictionary_share_what_unpacks():
    samples = [f"Warga {n} datang ke pasar pagi ini.".encode() * 3 for n in range(800)]
    dictionary = trained_on(samples, 4_096)
    assert dictionary
    packed = Compressor(3, dictionary).compress(samples[0])
    one, other = Decompressor(dictionary), Decompressor(bytes(bytearray(dictionary)))
    assert one.dictionary is other.dictionary
    assert one.decompress(packed) == other.decompress(packed) == samples[0]
    assert one._idle is other._idle
    assert len(one._idle) == 1
    assert Decompressor()._idle is not one._idle
