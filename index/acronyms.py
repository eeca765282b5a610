"""Acronyms that an archive has taught, as their file has them.

There may be many thousands, of which a search asks for a few. So they stay as they are written, and
those that are asked for are found there and decoded.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import overload

import msgspec

FEW = 16
"""Look-ups that go through all that is written, each a twentieth of what it takes to sort it."""
# How an acronym begins where it is written, what is written otherwise than it is, and the one sign
# beyond ASCII whose small letter is within.
_BEGIN = b'{"short":"'
_QUOTED = frozenset('"\\')
_KELVIN = "\N{KELVIN SIGN}".encode()
_HALF = 32


class Acronym(msgspec.Struct, frozen=True):
    """A short form and what it stands for, as articles define it: ``KPK``.

    ``count`` is the number of definitions seen, ``article_id`` an article that holds one.
    """

    short: str
    long: str
    count: int
    article_id: str


class WrittenAcronyms(Sequence[Acronym]):
    """Acronyms as a file has them, an array in JSON. Safe to share between threads.

    The first look-ups go through all of it, which is the quickest for a single search from a shell.
    Then places are sorted, eight bytes each, by what an acronym is looked up by.
    """

    def __init__(self, json: bytes) -> None:
        self._json = json
        self._asked = 0
        self._lowered: bytes | None = None
        self._sorted: tuple[_Places, _Places] | None = None

    @classmethod
    def of(cls, acronyms: Iterable[Acronym]) -> WrittenAcronyms:
        """These acronyms."""
        return cls(msgspec.json.encode(list(acronyms)))

    @cached_property
    def _count(self) -> int:
        return self._json.count(_BEGIN)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Acronym]:
        return iter(self._all())

    @overload
    def __getitem__(self, place: int) -> Acronym: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Acronym]: ...
    def __getitem__(self, place: int | slice) -> Acronym | Sequence[Acronym]:
        return self._all()[place]

    def by_short(self, short: str) -> list[Acronym]:
        """Those of a short form in small letters, in order."""
        found = self._as_written('"short":"', short, b'"')
        return self._places[0].of(short, self._at) if found is None else found

    def by_first(self, word: str) -> list[Acronym]:
        """Those whose long form begins with a word in small letters, in order."""
        found = None if " " in word else self._as_written('"long":"', word, b' "')
        return self._places[1].of(word, self._at) if found is None else found

    def _all(self) -> list[Acronym]:
        return msgspec.json.decode(self._json, type=list[Acronym])

    def _at(self, start: int) -> Acronym:
        """The acronym that begins at a place."""
        end = self._json.find(b"," + _BEGIN, start)
        return msgspec.json.decode(self._json[start : end if end >= 0 else -1], type=Acronym)

    @property
    def _places(self) -> tuple[_Places, _Places]:
        found = self._sorted
        if found is None:
            acronyms, starts = self._all(), list(_places_of(_BEGIN, self._json))
            found = self._sorted = (
                _Places(_short_of, acronyms, starts),
                _Places(_first_of, acronyms, starts),
            )
            self._lowered = None
        return found

    def _as_written(self, before: str, word: str, behind: bytes) -> list[Acronym] | None:
        """Those in which a word stands behind a text and before one of some signs.

        None if that cannot be told, or if places are sorted.
        """
        self._asked += 1
        if self._sorted is not None or self._asked > FEW:
            return None
        if not (word.isascii() and word.isprintable()) or _QUOTED & set(word):
            return None
        lowered = self._lowered
        if lowered is None:
            if _KELVIN in self._json:
                return None
            lowered = self._lowered = self._json.lower()
        # No text of an acronym holds this: in one, a quotation mark stands behind a backslash.
        wanted = f"{before}{word}".encode()
        return [
            self._at(lowered.rfind(_BEGIN, 0, place + len(_BEGIN)))
            for place in _places_of(wanted, lowered)
            if lowered[place + len(wanted)] in behind
        ]


class _Places:
    """Where acronyms begin, sorted by the hash of a text of each."""

    def __init__(
        self, text_of: Callable[[Acronym], str], acronyms: Iterable[Acronym], starts: Iterable[int]
    ) -> None:
        self._text_of = text_of
        pairs = (_key(text_of(each)) | at for each, at in zip(acronyms, starts, strict=True))
        self._pairs = array("Q", sorted(pairs))

    def of(self, text: str, decode: Callable[[int], Acronym]) -> list[Acronym]:
        """The acronyms of this text, in order."""
        pairs = self._pairs
        key = _key(text)
        place = bisect_left(pairs, key)
        found = []
        while place < len(pairs) and pairs[place] >> _HALF == key >> _HALF:
            acronym = decode(pairs[place] & 0xFFFFFFFF)
            if self._text_of(acronym) == text:
                found.append(acronym)
            place += 1
        return found


def _key(text: str) -> int:
    return (hash(text) & 0xFFFFFFFF) << _HALF


def _short_of(known: Acronym) -> str:
    return known.short.lower()


def _first_of(known: Acronym) -> str:
    return known.long.partition(" ")[0].lower()


def _places_of(wanted: bytes, text: bytes) -> Iterator[int]:
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)
