"""Acronyms that an archive has taught, as their file has them.

There may be many thousands, of which a search asks for a few. So they stay as they are written, and
those that are asked for are found there and decoded.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar, overload

import msgspec

_Kind = TypeVar("_Kind")

FEW = 16
"""Look-ups that go through all that is written, each a twentieth of what it takes to sort it."""
# How an acronym begins where it is written, what is written otherwise than it is, and the one sign
# beyond ASCII whose small letter is within.
_BEGIN = b'{"short":"'
_QUOTED = frozenset('"\\')
_KELVIN = "\N{KELVIN SIGN}".encode()
_HALF = 32
_LOW = 0xFFFFFFFF
_BITS_EACH = 16


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

    def __init__(self, json: bytes, damaged: Callable[[str], Exception] = ValueError) -> None:
        """``damaged`` makes the error to raise when what is written makes no sense."""
        self._json = json
        self._damaged = damaged
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

    def by_short(self, short: str) -> Sequence[Acronym]:
        """Those of a short form in small letters, in order."""
        if self._sorted is None:
            found = self._as_written('"short":"', short, b'"')
            if found is not None:
                return found
        return self._places[0].of(short, self._at)

    def by_first(self, word: str) -> Sequence[Acronym]:
        """Those whose long form begins with a word in small letters, in order."""
        if self._sorted is None and " " not in word:
            found = self._as_written('"long":"', word, b' "')
            if found is not None:
                return found
        return self._places[1].of(word, self._at)

    def sort(self) -> None:
        """Sort the places now, and not after :data:`FEW` look-ups."""
        _ = self._places

    def _all(self) -> list[Acronym]:
        found = self._decoded(self._json, list[Acronym])
        if len(found) != len(self):
            raise self._damaged("acronyms are written in another way")
        return found

    def _at(self, start: int) -> Acronym:
        """The acronym that begins at a place."""
        end = self._json.find(b"," + _BEGIN, start)
        return self._decoded(self._json[start : end if end >= 0 else -1], Acronym)

    def _decoded(self, json: bytes, kind: type[_Kind]) -> _Kind:
        try:
            return msgspec.json.decode(json, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise self._damaged(f"of acronyms: {error}") from error

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

        None if that cannot be told, or has been asked for often enough.
        """
        self._asked += 1
        if self._asked > FEW:
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
    """Where acronyms begin, sorted by the hash of a text of each.

    Most words are no acronym: a bit for each hash, at the place that its end says, tells so.
    """

    def __init__(
        self, text_of: Callable[[Acronym], str], acronyms: Iterable[Acronym], starts: Iterable[int]
    ) -> None:
        self._text_of = text_of
        pairs = (_key(text_of(each)) | at for each, at in zip(acronyms, starts, strict=True))
        self._pairs = array("Q", sorted(pairs))
        self._mask = (1 << (_BITS_EACH * len(self._pairs)).bit_length()) - 1
        self._bits = bytearray((self._mask >> 3) + 1)
        for pair in self._pairs:
            place = pair >> _HALF & self._mask
            self._bits[place >> 3] |= 1 << (place & 7)

    def of(self, text: str, decode: Callable[[int], Acronym]) -> Sequence[Acronym]:
        """The acronyms of this text, in order."""
        place = hash(text) & _LOW & self._mask
        if not self._bits[place >> 3] & (1 << (place & 7)):
            return ()
        pairs, key = self._pairs, _key(text)
        found = []
        for at in range(bisect_left(pairs, key), bisect_right(pairs, key | _LOW)):
            acronym = decode(pairs[at] & _LOW)
            if self._text_of(acronym) == text:
                found.append(acronym)
        return found


def _key(text: str) -> int:
    return (hash(text) & _LOW) << _HALF


def _short_of(known: Acronym) -> str:
    return known.short.lower()


def _first_of(known: Acronym) -> str:
    return known.long.partition(" ")[0].lower()


def _places_of(wanted: bytes, text: bytes) -> Iterator[int]:
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)
