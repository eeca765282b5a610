"""Columns: one value a document, whichever documents have one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.segment.columns import BlobColumn, CodedColumn, NumberColumn
from index.storage import DurableStorage
from tests.index.helpers import patient


def round_trip(folder, column, values, documents, offset=0):
    """Write ``values`` (by document number) and read the column back."""
    storage = DurableStorage(folder)
    name = f"{len(list(folder.iterdir()))}.col"
    with storage.create_file(name) as file:
        file.write(b"x" * offset)
        writer = column.writer(file)
        for docnum in sorted(values):
            writer.add(docnum, values[docnum])
        writer.finish(documents)
    file = storage.open_file(name)
    reader = column.reader(file, offset, storage.file_length(name) - offset, documents)
    assert len(reader) == documents
    return reader


def sparse(values):
    """Some documents with a value each, and how many documents there are."""
    return st.tuples(st.dictionaries(st.integers(0, 40), values), st.integers(0, 9)).map(
        lambda drawn: (drawn[0], max(drawn[0], default=-1) + 1 + drawn[1])
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("columns")


@given(drawn=sparse(st.integers(-(2**63), 2**63 - 1)), offset=st.sampled_from([0, 3]))
@patient
def test_numbers(folder, drawn, offset):
    values, documents = drawn
    reader = round_trip(folder, NumberColumn("q"), values, documents, offset)
    expected = [values.get(n, 0) for n in range(documents)]
    assert list(reader.items) == expected
    assert [reader[n] for n in range(documents)] == expected


@given(drawn=sparse(st.text()), offset=st.sampled_from([0, 3]))
@patient
def test_names(folder, drawn, offset):
    drawn_values, documents = drawn
    values = {n: v.encode("utf-8", "replace").decode() for n, v in drawn_values.items()}
    reader = round_trip(folder, CodedColumn(), values, documents, offset)
    assert [reader[n] for n in range(documents)] == [values.get(n, "") for n in range(documents)]
    assert len(set(reader.names)) == len(reader.names)
    assert reader.names[0] == ""


@given(drawn=sparse(st.binary(max_size=300)), offset=st.sampled_from([0, 3]))
@patient
def test_blobs(folder, drawn, offset):
    values, documents = drawn
    reader = round_trip(folder, BlobColumn(), values, documents, offset)
    assert [reader[n] for n in range(documents)] == [values.get(n, b"") for n in range(documents)]
    for outside in (-1, documents):
        with pytest.raises(IndexError):
            reader[outside]


def test_a_shorter_file_stands_for_defaults(folder):
    storage = DurableStorage(folder)
    with storage.create_file("short.col") as file:
        NumberColumn("i", default=7).writer(file).finish(2)
    reader = NumberColumn("i", default=7).reader(storage.open_file("short.col"), 0, 8, 5)
    assert list(reader.items) == [7] * 5


def test_more_names_than_whooshs_own_column_holds(folder):
    values = {n: f"sumber {n}" for n in range(70_000)}
    reader = round_trip(folder, CodedColumn(), values, 70_000)
    assert reader[69_999] == "sumber 69999"


def test_large_columns_are_read_through_a_map(folder):
    values = {n: bytes([n % 256]) * 1000 for n in range(300)}
    reader = round_trip(folder, BlobColumn(), values, 300)
    assert all(reader[n] == value for n, value in values.items())
