"""What a segment keeps of each article beside its postings: what is shown, and what is asked of it.

Records, bodies and keys are packed one by one, so that a page of ten hits unpacks ten; what all
documents are filtered, sorted and weighed by stands in columns.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import msgspec

from index.records import MOST_TEXT, ArticleRecord, Key
from index.segment.blobs import Blobs
from index.segment.columns import (
    CodedNames,
    CodeWriter,
    Numbers,
    narrowest,
    read_names,
    read_numbers,
    write_numbers,
)
from index.segment.compression import (
    ENOUGH_TO_TRAIN,
    FEWEST_TO_TRAIN,
    Compressor,
    trained_on,
)
from index.segment.dictionary import Dictionary
from index.segment.file import SegmentFile, SegmentFileWriter
from index.segment.lengths import length_to_byte
from index.segment.work import WorkInOrder

# Sizes of dictionaries and levels: see docs/segment-format.md for what was measured.
BODY_DICTIONARY = 256 * 2**10
BODY_LEVEL = 10
RECORD_DICTIONARY = 64 * 2**10
RECORD_LEVEL = 12
_MOST_BYTES = 4 * MOST_TEXT
# So many bytes of articles wait for a dictionary to be made of them.
_MOST_WAITING = 64 * 2**20
# Texts are compressed so many bytes at a time, while at most so many times as many wait for it.
_BATCH_BYTES = 2**20
WAITING_BATCHES = 16

HASH_BYTES = 16
LENGTH_FIELDS = ("title", "body", "forms")
"""The fields whose number of words is kept."""


class _PackedRecord(ArticleRecord, array_like=True, frozen=True):
    """A record as it lies in the file: a msgpack array."""


class Facts(NamedTuple):
    """What columns keep of a document: ``lengths`` are length bytes, by :data:`LENGTH_FIELDS`."""

    day: int
    time: int
    source: str | None
    category: str | None
    lengths: tuple[int, int, int]


_ENCODE = msgspec.msgpack.Encoder().encode


def _packed_record(record: ArticleRecord) -> bytes:
    """As a :class:`_PackedRecord` is written: the values in order."""
    return _ENCODE(msgspec.structs.astuple(record))


def length_byte(words: int) -> int:
    """A number of words as Whoosh keeps it: a byte, approximately."""
    return length_to_byte(words)


class _BlobWriter:
    """Blobs one after the other, and where each ends."""

    def __init__(self, name: str, level: int, size: int) -> None:
        self.name = name
        self.dictionary = b""
        self.ends = array("Q", [0])
        self._level = level
        self._size = size
        self._compressor = Compressor(level)

    def settle(self, dictionary: bytes | None, samples: Sequence[bytes]) -> None:
        """Compress with this dictionary, or with a new one made of samples if they suffice."""
        if dictionary is None and len(samples) >= FEWEST_TO_TRAIN:
            dictionary = trained_on(samples, self._size)
        self.dictionary = dictionary or b""
        self._compressor = Compressor(self._level, self.dictionary)

    def pack(self, texts: Sequence[bytes]) -> bytes:
        """The next blobs."""
        return b"".join(map(self.took, self._compressor.compress_all(texts)))

    def took(self, packed: bytes) -> bytes:
        """Remember where a blob ends that is packed already."""
        self.ends.append(self.ends[-1] + len(packed))
        return packed

    def write_rest(self, writer: SegmentFileWriter) -> None:
        """Write the sections that tell how to read the blobs."""
        ends = self.ends
        write_numbers(writer, f"{self.name}.ends", array(narrowest(max(ends[-1], 2**16)), ends))
        if self.dictionary:
            writer.section(f"{self.name}.dictionary", self.dictionary)


def _places_in_order(ids: Sequence[str]) -> array[int]:
    """The place of each id among all of them, in the order in which terms stand."""
    # That of their code points is that of their bytes.
    places = {id_: place for place, id_ in enumerate(sorted(set(ids)))}
    return array(narrowest(max(len(places) - 1, 0)), [places[id_] for id_ in ids])


class DocumentWriter:
    """Writes the documents of a segment, in order and numbered from 0.

    It begins with the section of the bodies and writes that as articles come; the other sections
    come with :meth:`finish`. Where there are many, texts are compressed and written in a thread of
    its own, up to WAITING_BATCHES behind.
    """

    def __init__(self, writer: SegmentFileWriter) -> None:
        self._writer = writer
        self._bodies = _BlobWriter("bodies", BODY_LEVEL, BODY_DICTIONARY)
        self._records = _BlobWriter("records", RECORD_LEVEL, RECORD_DICTIONARY)
        self._packed_records = writer.spool()
        self._ids: list[str] = []
        self._texts: list[tuple[bytes, bytes]] = []
        self._bytes = 0
        self._settled = False
        self._offered: Documents | None = None
        self._work = WorkInOrder(WAITING_BATCHES)
        self._hashes = bytearray()
        self._days, self._times = array("i"), array("q")
        self._sources, self._categories, self._origins = CodeWriter(), CodeWriter(), CodeWriter()
        self._lengths = tuple(array("B") for _ in LENGTH_FIELDS)
        self.documents = 0
        writer.begin("bodies")

    def add(self, record: ArticleRecord, body: str, key: Key, facts: Facts) -> None:
        """The next document."""
        self._ids.append(record.id)
        self._add_texts(_packed_record(record), body.encode("utf-8"))
        self._add_columns(bytes.fromhex(key.content_hash), key.origin, facts)

    def copy(self, documents: Documents, numbers: Iterable[int]) -> None:
        """Take over documents of another segment."""
        same = self._settled and documents.dictionaries == (
            self._bodies.dictionary,
            self._records.dictionary,
        )
        if same:
            self._pack_waiting()
            self._work.wait()
        for number in numbers:
            self._ids.append(documents.id(number))
            if same:
                self._writer.write(self._bodies.took(documents.packed_body(number)))
                self._packed_records.write(self._records.took(documents.packed_record(number)))
            else:
                self._add_texts(documents.record_bytes(number), documents.body_bytes(number))
            self._add_columns(
                documents.hash_bytes(number), documents.origin(number), documents.facts(number)
            )

    def adopt(self, documents: Documents) -> None:
        """Compress with the dictionaries of another segment, unless there are some already."""
        if not self._settled and all(documents.dictionaries):
            self._settle(documents.dictionaries, [])
            self._work.wait()

    def offer(self, documents: Documents) -> None:
        """As :meth:`adopt`, once there are so many articles that new ones would be made."""
        self._offered = documents

    def learn_from(self, samples: Sequence[tuple[ArticleRecord, str]]) -> None:
        """Make the dictionaries of these articles, if they suffice, not of the first to come."""
        if len(samples) >= FEWEST_TO_TRAIN:
            self._settle(None, [(_packed_record(r), body.encode("utf-8")) for r, body in samples])

    def finish(self) -> None:
        """Write what is left of all documents."""
        if not self._settled:
            self._settle(None, self._texts)
        self._pack_waiting()
        self._work.close()
        self._bodies.write_rest(self._writer)
        self._writer.copy("records", self._packed_records)
        self._records.write_rest(self._writer)
        write_numbers(self._writer, "id.order", _places_in_order(self._ids))
        self._writer.section("hashes", self._hashes)
        self._origins.write(self._writer, "origin")
        write_numbers(self._writer, "day", self._days)
        write_numbers(self._writer, "time", self._times)
        self._sources.write(self._writer, "source")
        self._categories.write(self._writer, "category")
        for name, lengths in zip(LENGTH_FIELDS, self._lengths, strict=True):
            write_numbers(self._writer, f"length.{name}", lengths)

    def abandon(self) -> None:
        """Let go of everything."""
        self._work.abandon()

    def _add_texts(self, record: bytes, body: bytes) -> None:
        self._texts.append((record, body))
        self._bytes += len(record) + len(body)
        if self._settled:
            if self._bytes >= _BATCH_BYTES:
                self._pack_waiting(wait=False)
        elif len(self._texts) >= ENOUGH_TO_TRAIN or self._bytes >= _MOST_WAITING:
            offered = self._offered.dictionaries if self._offered else (b"", b"")
            self._settle(offered if all(offered) else None, self._texts)
            self._pack_waiting(wait=False)

    def _settle(
        self, dictionaries: tuple[bytes, bytes] | None, samples: Sequence[tuple[bytes, bytes]]
    ) -> None:
        """Decide how to compress."""
        self._settled = True
        of_bodies, of_records = dictionaries or (None, None)
        bodies = [body for _, body in samples]
        records = [record for record, _ in samples]

        def settle() -> None:
            self._bodies.settle(of_bodies, bodies)
            self._records.settle(of_records, records)

        self._work.do(settle, wait=len(samples) < FEWEST_TO_TRAIN)

    def _pack_waiting(self, *, wait: bool = True) -> None:
        """Compress and write the texts that have come."""
        texts, self._texts, self._bytes = self._texts, [], 0
        if not texts:
            return

        def pack() -> None:
            self._writer.write(self._bodies.pack([body for _, body in texts]))
            self._packed_records.write(self._records.pack([record for record, _ in texts]))

        self._work.do(pack, wait=wait)

    def _add_columns(self, content_hash: bytes, origin: str, facts: Facts) -> None:
        if len(content_hash) != HASH_BYTES:
            raise ValueError(f"a content hash has {HASH_BYTES} bytes, not {len(content_hash)}")
        self._hashes += content_hash
        self._origins.add(origin or None)
        self._days.append(facts.day)
        self._times.append(facts.time)
        self._sources.add(facts.source)
        self._categories.add(facts.category)
        for lengths, length in zip(self._lengths, facts.lengths, strict=True):
            lengths.append(length)
        self.documents += 1


class _PackedId(msgspec.Struct, array_like=True, frozen=True):
    """The first field of a packed record; what follows is passed over."""

    id: str


_DECODE_RECORD = msgspec.msgpack.Decoder(_PackedRecord).decode
_DECODE_ID = msgspec.msgpack.Decoder(_PackedId).decode


class Documents:
    """The documents of a segment. Safe to share between threads.

    Everything may raise :class:`index.errors.IndexDamaged`; a number that no document has raises
    IndexError.
    """

    def __init__(self, file: SegmentFile, documents: int) -> None:
        self._file = file
        self._documents = documents
        self._names: dict[str, CodedNames] = {}

    def __len__(self) -> int:
        return self._documents

    def record(self, docnum: int) -> ArticleRecord:
        """All of an article but its body."""
        try:
            return _DECODE_RECORD(self._records.unpacked(docnum))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise self._records.damaged(docnum, error) from error

    def id(self, docnum: int) -> str:
        """An article's id, which is found without its record in a quarter of the time."""
        if self._id_terms is None:
            return self._id_in_record(docnum)
        if not 0 <= docnum < self._documents:
            raise IndexError(docnum)
        term = self._id_terms.term_at(self._id_order[docnum])
        try:
            return term.decode("utf-8")
        except UnicodeDecodeError as error:
            what = f"of article {docnum}: {error}"
            raise self._file.damaged(what, "id.terms") from error

    def _id_in_record(self, docnum: int) -> str:
        try:
            return _DECODE_ID(self._records.unpacked(docnum)).id
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise self._records.damaged(docnum, error) from error

    def body(self, docnum: int) -> str:
        """An article's body."""
        return self._bodies.text(docnum)

    def key(self, docnum: int) -> Key:
        """What the indexer asks of an article; nothing of it is taken from the terms."""
        return Key(self._id_in_record(docnum), self.hash_bytes(docnum).hex(), self.origin(docnum))

    def facts(self, docnum: int) -> Facts:
        """What the columns keep of a document."""
        title, body, forms = (self.lengths(name)[docnum] for name in LENGTH_FIELDS)
        return Facts(
            self.days[docnum],
            self.times[docnum],
            _name(self.names("source"), docnum),
            _name(self.names("category"), docnum),
            (title, body, forms),
        )

    def hash_bytes(self, docnum: int) -> bytes:
        """The digest of an article's content."""
        return bytes(self._hashes.read(docnum * HASH_BYTES, HASH_BYTES))

    def origin(self, docnum: int) -> str:
        """Where an article was read."""
        return _name(self.names("origin"), docnum) or ""

    def record_bytes(self, docnum: int) -> bytes:
        """The record as msgpack."""
        return self._records.unpacked(docnum)

    def body_bytes(self, docnum: int) -> bytes:
        """The body as UTF-8."""
        return self._bodies.unpacked(docnum)

    def packed_record(self, docnum: int) -> bytes:
        """The record as it lies in the file."""
        return self._records.packed(docnum)

    def packed_body(self, docnum: int) -> bytes:
        """The body as it lies in the file."""
        return self._bodies.packed(docnum)

    @property
    def dictionaries(self) -> tuple[bytes, bytes]:
        """The dictionaries of bodies and of records; empty where they are packed without."""
        return self._bodies.dictionary, self._records.dictionary

    @cached_property
    def days(self) -> Numbers:
        """The day of every document, yyyymmdd; 0 for an undated one."""
        return self._numbers("day", "i")

    @cached_property
    def times(self) -> Numbers:
        """Seconds since 1970 UTC of every document."""
        return self._numbers("time", "q")

    def names(self, field: str) -> CodedNames:
        """The sources or the categories of the documents, or their origins."""
        found = self._names.get(field)
        if found is None:
            found = self._names[field] = read_names(self._file, field, self._documents)
        return found

    def lengths(self, field: str) -> Numbers:
        """The number of words of a field, a Whoosh length byte a document."""
        return self._lengths[field]

    @cached_property
    def _lengths(self) -> dict[str, Numbers]:
        return {name: self._numbers(f"length.{name}", "B") for name in LENGTH_FIELDS}

    @cached_property
    def _id_order(self) -> Numbers:
        """The place of every document's id among the terms."""
        section = self._file["id.order"]
        assert self._id_terms is not None
        return read_numbers(section, narrowest(max(self._id_terms.terms - 1, 0)), self._documents)

    @cached_property
    def _id_terms(self) -> Dictionary | None:
        if "id.terms" not in self._file or "id.order" not in self._file:
            return None
        return Dictionary(self._file["id.terms"], self._file["id.postings"], self._documents)

    @cached_property
    def _records(self) -> Blobs:
        return Blobs(self._file, "records", self._documents, _MOST_BYTES)

    @cached_property
    def _bodies(self) -> Blobs:
        return Blobs(self._file, "bodies", self._documents, _MOST_BYTES)

    @cached_property
    def _hashes(self) -> Any:
        section = self._file["hashes"]
        if len(section) != HASH_BYTES * self._documents:
            raise section.damaged(f"{len(section):,} bytes for {self._documents:,} documents")
        return section

    def _numbers(self, name: str, typecode: str) -> Numbers:
        return read_numbers(self._file[name], typecode, self._documents)


def _name(coded: CodedNames, docnum: int) -> str | None:
    code = coded.codes[docnum]
    return coded.names[code] if code else None
