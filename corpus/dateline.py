"""The line that opens a news text: ``JAKARTA, KOMPAS.com - ``, ``Jakarta (ANTARA) - ``.

A dateline is read piece by piece, a piece ending at a dash. Each piece must consist of things that
datelines consist of (an outlet, a place, a day), otherwise it is the beginning of a sentence and
stays. Only the first 120 characters are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from importlib import resources

from corpus.dates import parse_date

LONGEST = 120  # characters of a whole dateline
_MOST_PIECES = 3
_MOST_WORDS = 5


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A dash after white space, or one glued to the word before it ("KOMPAS.com- Dua"), never one
# inside a word (U-23). A colon serves after an outlet: "Krui (Warta.example): ".
_DASH = re.compile(
    r"(?:\s{1,3}(?:--?|[–—−]{1,2})\s{0,3}(?=\S)|(?<=\w)(?:--|[-–—])\s{1,3}|(?<=[\w)]):\s{1,3})"
)
_DASH_OR_COLON = re.compile("[-–—−:]")
_LEAD = 3  # white space that a dash takes in before it
_DOMAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,40}(?:\.[A-Za-z]{2,12}){1,3}")
_WORD = re.compile(r"[^\W\d_](?:[\w'’.-]{0,30})")
_BRACKETS = re.compile(r"^(?P<before>[^()]{0,80}?)\s?\(\s?(?P<inside>[^()]{1,40}?)\s?\)$")
_LEADING_BRACKET = re.compile(r"\((?P<place>[^()]{3,40})\)\s{1,3}(?=[A-Z\"“])")
_DAY_AND_MONTH = re.compile(r"\d{1,2}/\d{1,2}")  # "Jakarta, 12/3 (ANTARA)": no year, no date
_GLUED = re.compile(r"[a-z]{2}[A-Z]")  # "JakartaFilm": a border that the source lost
_INNER_DOT = re.compile(r"\w{2}\.\w")
_OUTLET_WORDS = _words(
    """harian koran majalah tabloid kantor berita warta kabar radar tribun suara media pos post news
    tv radio rri antara jurnal tempo kompas republika detik bisnis kontan okezone viva lampost
    gelora nusantara times cnn cnbc bbc afp reuters voa dw indonesia sindo inews metro kumparan
    tirto liputan merdeka jawapos pikiran rakyat sinar harapan lentera gema mimbar duta fajar"""
)
# Labels that stand where a dateline would and are none.
_LABELS = _words(
    """video foto breaking news eksklusif opini catatan kolom tajuk update infografis hoaks hoax cek
    fakta advertorial info nasional bisnis event viral kuis resep zodiak profil sinopsis kronologi
    wawancara resensi cerpen puisi laporan editorial"""
)
_WEEKDAYS = _words("senin selasa rabu kamis jumat jum'at sabtu minggu ahad")
_KEPT_UPPER = frozenset(("DC", "DKI", "DI", "NTT", "NTB", "UEA", "AS"))


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline said: the outlet as it spells itself, the place, the day or moment."""

    source: str | None = None
    place: str | None = None
    published: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class _Piece(Dateline):
    """One piece of a dateline; ``weak`` when only a list of places speaks for it."""

    weak: bool = False


def read_dateline(text: str, known_source: str | None = None) -> tuple[Dateline, str]:
    """The dateline at the beginning of a paragraph, and the paragraph without it.

    ``known_source`` is the outlet that the article's record names: the same words in the dateline
    are then sure to be one. A paragraph without a dateline comes back whole with an empty
    :class:`Dateline`; a paragraph is never emptied.
    """
    found, start = _read_leading_bracket(text)
    for end, following in _dashes(text):
        if end < start:
            continue
        piece = _read_piece(text[start:end].strip(), known_source)
        if piece is None or not _fits(found, piece):
            break
        if text[end] == ":" and not _bears_colon(piece):
            break
        if piece.weak and _goes_on_as_route(text[following:]):
            break
        found = replace(
            found,
            source=found.source or piece.source,
            place=found.place or piece.place,
            published=found.published or piece.published,
        )
        start = following
    return (found, text[start:]) if start and text[start:].strip() else (Dateline(), text)


def _read_leading_bracket(text: str) -> tuple[Dateline, int]:
    """``(Mataram) Berawal …``: a known place in brackets, and where the text goes on."""
    found = _LEADING_BRACKET.match(text)
    place = _as_place(found["place"], listed=True) if found else None
    return (Dateline(place=place), found.end()) if found and place else (Dateline(), 0)


def _dashes(text: str) -> Iterator[tuple[int, int]]:
    """Where the first few pieces end and where what follows them begins."""
    first = _DASH_OR_COLON.search(text, 0, LONGEST)
    if first is None:
        return
    start = max(first.start() - _LEAD, 0)
    for count, dash in enumerate(_DASH.finditer(text, start, LONGEST), start=1):
        yield dash.start(), dash.end()
        if count == _MOST_PIECES:
            return


def _bears_colon(piece: Dateline) -> bool:
    """Whether a colon may end it: anything less sure than this also opens headlines."""
    if piece.source is None:
        return False
    return _as_place(piece.place, listed=True) is not None if piece.place else "." in piece.source


def _fits(found: Dateline, piece: Dateline) -> bool:
    """Whether a piece says something new: a second outlet or place is already the sentence."""
    return not ((found.source and piece.source) or (found.place and piece.place))


def _read_piece(text: str, known_source: str | None) -> _Piece | None:
    if not 2 < len(text) <= LONGEST:
        return None
    day = _as_date(text)
    if day:
        return _Piece(published=day)
    brackets = _BRACKETS.match(text)
    if brackets:
        return _read_bracketed(brackets["before"], brackets["inside"], known_source)
    parts = [part for part in (p.strip() for p in re.split(r"\s?[,|]\s?", text)) if part]
    if not 1 <= len(parts) <= 4:
        return None
    if len(parts) == 1:
        return _read_single(parts[0], known_source)
    return _read_several(parts, known_source)


def _read_single(part: str, known_source: str | None) -> _Piece | None:
    if _is_outlet(part, known_source):
        return _Piece(source=part)
    first, _, rest = part.partition(" ")
    if rest and _DOMAIN.fullmatch(first.rstrip(".")) and _as_place(rest):
        return _Piece(source=first.rstrip("."), place=_spell_place(rest))  # the comma is missing
    place = _as_place(part)
    return _Piece(place=place, weak=not part.isupper()) if place else None


def _read_several(parts: list[str], known_source: str | None) -> _Piece | None:
    """Parts between commas: each must be an outlet, a place, a weekday or a day."""
    source: str | None = None
    published: date | datetime | None = None
    places: list[str] = []
    unknown: list[str] = []
    for part in parts:
        if part == source:
            continue  # "REPUBLIKA.CO.ID, REPUBLIKA.CO.ID, BANDUNG": said twice
        if source is None and _is_outlet(part, known_source):
            source = part
        elif day := _as_date(part):
            published = published or day
        elif _as_place(part, listed=True):
            places.append(part)
        elif part.lower() not in _WEEKDAYS and not _DAY_AND_MONTH.fullmatch(part):
            unknown.append(part)
    if unknown:
        if len(unknown) > 1 or not _looks_like_name(unknown[0]):
            return None
        if source or (published and _as_place(unknown[0])):
            places = [part for part in parts if part in (*places, *unknown)]
        elif places and _is_outlet_beside_place(unknown[0]):
            source = unknown[0]
        else:
            return None
    place = ", ".join(map(_spell_place, places)) or None
    weak = source is None and published is None and not "".join(parts).isupper()
    return _Piece(source, place, published, weak)


def _is_outlet_beside_place(text: str) -> bool:
    """``LEBAK, CAKRAWALA``: what would be too little on its own is enough beside a place."""
    return (text.isupper() and len(text) > 3) or _has_outlet_word(text)


def _read_bracketed(before: str, inside: str, known_source: str | None) -> _Piece | None:
    """``Jakarta (ANTARA)``, ``Jakarta, 12/3 (ANTARA)``, ``Jakarta, Senin (14/9/2019)``."""
    outer = _read_piece(before, known_source) if before and "(" not in before else None
    agency = _is_outlet(inside, known_source) or inside.casefold() in _OUTLET_WORDS
    if outer is None and agency and _looks_like_name(before):
        outer = _Piece(place=_spell_place(before))
    if outer is None or outer.place is None:
        return None
    day = _as_date(inside)
    if day:
        return replace(outer, published=outer.published or day, weak=False)
    if _DAY_AND_MONTH.fullmatch(inside):
        return replace(outer, weak=False)
    if outer.source is None and (agency or (inside.isupper() and len(inside) <= 30)):
        return replace(outer, source=inside, weak=False)
    return None


def _as_date(text: str) -> date | datetime | None:
    """A day or moment; only text that begins like one is tried."""
    first = text.split(None, 1)[0].rstrip(",").lower() if text else ""
    if text[:1].isdigit() or first in _WEEKDAYS:
        return parse_date(text) if re.search(r"\d{4}", text) else None
    return None


def _is_outlet(text: str, known_source: str | None) -> bool:
    if _DOMAIN.fullmatch(text):
        return not text[0].isdigit() or any(c.isalpha() for c in text.split(".")[0])
    if known_source and _is_known(text, known_source):
        return True
    return _looks_like_name(text) and not _as_place(text, listed=True) and _has_outlet_word(text)


def _is_known(text: str, known_source: str) -> bool:
    """The outlet of the record, or a word of its name in capitals (``CAKRAWALA``)."""
    folded, known = text.casefold(), known_source.casefold()
    return folded == known or (text.isupper() and len(text) > 3 and folded in known.split())


def _has_outlet_word(text: str) -> bool:
    """Whether a name of several words is an outlet's: ``Harian …``, ``… News``, ``SUARA …``."""
    words = text.lower().split()
    if words[0] in _LABELS:
        return False
    return len(words) > 1 and (words[0] in _OUTLET_WORDS or words[-1] in _OUTLET_WORDS)


def _looks_like_name(text: str) -> bool:
    """One to five words, all capitalised."""
    words = text.split()
    return 0 < len(words) <= _MOST_WORDS and all(
        _WORD.fullmatch(word) is not None and word[0].isupper() and not _GLUED.search(word)
        for word in words
    )


def _as_place(text: str, *, listed: bool = False) -> str | None:
    """The place that a part names, or None.

    Places are those of the list, in any case, and (unless only ``listed`` ones count) whatever
    stands in capitals like a place: four letters or more, no label such as ``VIDEO``.
    """
    if not _looks_like_name(text):
        return None
    key = _fold(text)
    if key in _places() or key.removeprefix("kota ").removeprefix("kabupaten ") in _places():
        return _spell_place(text)
    if listed or not text.isupper() or len(text) < 4:
        return None
    words = set(key.split())
    if len(words) > 3 or _INNER_DOT.search(text):
        return None
    if words & _LABELS or words & _OUTLET_WORDS or not re.search(r"[AEIOU]", text):
        return None
    return _spell_place(text) if len(text) > 5 or " " in text else None


def _spell_place(text: str) -> str:
    """``TANGERANG SELATAN`` as ``Tangerang Selatan``; other spellings as they are."""
    if not text.isupper():
        return text
    return " ".join(
        word if word in _KEPT_UPPER else "-".join(part.capitalize() for part in word.split("-"))
        for word in text.split()
    )


def _goes_on_as_route(rest: str) -> bool:
    """``Jakarta - Bandung ditempuh …``: two places with a dash between them are no dateline."""
    words = re.findall(r"[\w'’-]+", rest[:LONGEST])[:4]
    if not words or words[0][0].islower():
        return True
    for count in (3, 2, 1):
        if _fold(" ".join(words[:count])) in _places():
            return len(words) <= count or words[count][0].islower()
    return False


def _fold(text: str) -> str:
    return text.lower().replace(".", "")


@cache
def _places() -> frozenset[str]:
    lines = resources.files("corpus").joinpath("places.txt").read_text("utf-8").splitlines()
    return frozenset(
        _fold(name.strip())
        for line in lines
        if not line.startswith("#")
        for name in line.split(",")
        if name.strip()
    )
