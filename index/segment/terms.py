"""The terms of a segment in order, each with its postings."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from whoosh.codec.whoosh3 import W3TermInfo
from whoosh.filedb.filetables import OrderedHashWriter

from index.segment.postings import Postings, pack_blocks

TermStream = Iterator[tuple[tuple[str, bytes], Postings]]


class TermWriter:
    """Writes a segment's term table and postings."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._files: list[Any] = []
        self._postings = self._create(storage, segment, ".pst")
        try:
            self._table = OrderedHashWriter(self._create(storage, segment, ".trm"))
        except BaseException:
            self.abandon()
            raise
        self._fields: dict[str, int] = {}
        self._table.extras["fieldmap"] = self._fields
        self._position = 0

    def write(self, terms: TermStream) -> dict[str, int]:
        """Write terms that ascend by field and text; returns the number of words by field."""
        words: dict[str, int] = {}
        for (field, text), postings in terms:
            number = self._fields.setdefault(field, len(self._fields))
            count = sum(postings.counts)
            words[field] = words.get(field, 0) + count
            start = self._position
            for block in pack_blocks(postings):
                self._postings.write(block)
                self._position += len(block)
            info = _statistics(postings, count)
            info.set_extent(start, self._position - start)
            self._table.add(number.to_bytes(2, "big") + text, info.to_bytes())
        return words

    def finish(self) -> None:
        """Write what is left and close the files."""
        self._table.close()
        self._postings.close()

    def abandon(self) -> None:
        """Close the files, whatever becomes of what is in them."""
        for file in self._files:
            with contextlib.suppress(OSError):
                file.raw_file().close()

    def _create(self, storage: Any, segment: Any, ending: str) -> Any:
        file = segment.create_file(storage, ending)
        self._files.append(file)
        return file


def _statistics(postings: Postings, count: int) -> W3TermInfo:
    """What the term table keeps of a term."""
    return W3TermInfo(
        weight=count,
        df=len(postings.documents),
        minlength=1,
        maxlength=0x7FFFFFFF,
        maxweight=max(postings.counts),
        minid=postings.documents[0],
        maxid=postings.documents[-1],
    )
