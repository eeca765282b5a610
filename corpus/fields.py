"""Which key of a record means what: Indonesian and English names of an article's fields."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from corpus.draft import Draft

# The first name that has a value wins, so the surest names stand first.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": (
        "id", "_id", "articleid", "idartikel", "idberita", "newsid", "docid", "docno", "guid",
        "uid", "uuid", "@id",
    ),
    "title": (
        "judul", "title", "headline", "judulberita", "judulartikel", "heading", "newstitle",
        "articletitle", "posttitle", "tajuk", "name",
    ),
    "body": (
        "isi", "body", "content", "konten", "articlebody", "isiberita", "isiartikel", "teks",
        "text", "fulltext", "naskah", "bodytext", "bodyhtml", "contenthtml", "contenttext",
        "contentencoded", "postcontent", "cleantext", "maintext", "paragraf", "paragraphs",
        "artikel", "article", "berita", "deskripsi", "description", "ringkasan", "summary",
        "abstrak", "abstract", "excerpt", "lead",
    ),
    "url": (
        "tautan", "url", "link", "permalink", "href", "alamat", "weburl", "canonicalurl",
        "canonical", "originalurl", "sourceurl", "pranala", "uri",
    ),
    "source": (
        "sumber", "source", "penerbit", "publisher", "media", "outlet", "sitename", "namasitus",
        "situs", "site", "portal", "koran", "newspaper", "domain", "website", "sourcename",
    ),
    "category": (
        "kategori", "kanal", "category", "rubrik", "section", "channel", "articlesection",
        "categories", "subkanal", "topik", "topic",
    ),
    "author": (
        "penulis", "author", "authorname", "namapenulis", "byline", "wartawan", "reporter",
        "jurnalis", "writer", "creator", "dccreator", "authors", "oleh", "by",
    ),
    "published": (
        "tanggal", "date", "published", "publishedat", "publishdate", "publisheddate",
        "datepublished", "publicationdate", "pubdate", "tanggalterbit", "tglterbit",
        "tanggalpublikasi", "tanggaltayang", "waktuterbit", "terbit", "waktu", "tgl", "publishedon",
        "publishtime", "postdate", "dategmt", "datetime", "timestamp", "isodate", "createdat",
        "created", "updated",
    ),
    "location": ("tempat", "lokasi", "place", "location", "kota", "city", "dateline"),
}  # fmt: skip
_FIELD_OF = {
    alias: (rank, field) for field, names in ALIASES.items() for rank, alias in enumerate(names)
}
_SEPARATORS = re.compile(r"[\s_.:\-]+")
_EMPTY = frozenset(("", "null", "none", "nan", "n/a", "undefined", "-", "~"))
_INNER_KEYS = (
    "name",
    "nama",
    "rendered",
    "text",
    "#text",
    "title",
    "judul",
    "value",
    "label",
    "@value",
)
_MOST_ITEMS = 10_000  # paragraphs of a body given as a list
_LONGEST_LIST = 200_000  # characters of a list in Python's notation
_MOST_NAMES = 20  # authors of an article


def fold_key(key: str) -> str:
    """``Tanggal Terbit``, ``tanggal_terbit`` and ``tanggalTerbit`` alike: ``tanggalterbit``."""
    folded = _SEPARATORS.sub("", key.strip().lstrip("\ufeff").casefold())
    return "_id" if key.strip() == "_id" else folded


@lru_cache(maxsize=512)
def map_keys(keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Pairs of field and key, the surest key of a field first; unknown keys are left out."""
    known = []
    for order, key in enumerate(keys[:1000]):
        found = _FIELD_OF.get(fold_key(key[:100]))
        if found:
            known.append((found[1], found[0], order, key))
    return tuple((field, key) for field, _rank, _order, key in sorted(known))


def is_article(record: Mapping[str, object]) -> bool:
    """Whether a record has something to read: a text or a title under a known name."""
    return any(field in ("body", "title") for field, _ in map_keys(tuple(map(str, record))))


def has_body(record: Mapping[str, object]) -> bool:
    """Whether a record has text (or paragraphs of text) under a known name."""
    return any(
        field == "body" and (isinstance(record[key], str) or _is_text_list(record[key]))
        for field, key in map_keys(tuple(map(str, record)))
    )


def draft_from(record: Mapping[str, object], place: str) -> Draft:
    """The article that a record of a JSON, CSV or similar source describes."""
    draft = Draft(place=place)
    filled: set[str] = set()
    for field, key in map_keys(tuple(record)):
        if field in filled:
            continue
        value = _FIELD_READERS.get(field, as_text)(record[key])
        if value is not None and value != "":
            setattr(draft, field, value)
            filled.add(field)
    return draft


def as_text(value: object) -> str:
    """A scalar as text; of an object its name, of a list its first item; "" for nothing."""
    if isinstance(value, str):
        return "" if len(value) < 10 and value.strip().casefold() in _EMPTY else value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float):
        return "" if value != value else str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, int):
        return str(value) if abs(value) < 10**100 else ""
    if isinstance(value, Mapping):
        inner = next((value[key] for key in _INNER_KEYS if key in value), None)
        return as_text(inner) if isinstance(inner, (str, int, float)) else ""
    if isinstance(value, (list, tuple)):
        return next((text for item in value[:_MOST_NAMES] if (text := _flat(item))), "")
    return value.isoformat() if isinstance(value, date) else ""


def _flat(item: object) -> str:
    """Text of an item of a list; lists within lists are nothing an article's field holds."""
    return "" if isinstance(item, (list, tuple)) else as_text(item)


def as_names(value: object) -> str:
    """Authors: one, or several joined by commas."""
    if isinstance(value, (list, tuple)):
        return ", ".join(name for item in value[:_MOST_NAMES] if (name := _flat(item)))
    return as_text(value)


def as_body(value: object) -> str:
    """A text, an object that holds one, or a list of paragraphs.

    Tables made with Python often hold such a list as Python writes it: ``['Satu.', 'Dua.']``.
    """
    if isinstance(value, str) and value[:2] in ("['", '["') and value[-2:] in ("']", '"]'):
        value = _listed(value)
    if isinstance(value, (list, tuple)):
        return "\n\n".join(part for item in value[:_MOST_ITEMS] if (part := _flat(item)))
    return as_text(value)


def _listed(text: str) -> object:
    """The list that a text is the Python notation of, or the text."""
    if len(text) > _LONGEST_LIST:
        return text
    try:
        items = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text
    return items if all(isinstance(item, str) for item in items) else text


def as_moment(value: object) -> date | str | int | float | None:
    """A date, number or text that may be one."""
    if isinstance(value, bool):
        return None
    return value if isinstance(value, (date, int, float)) else as_text(value) or None


def _is_text_list(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(isinstance(value.get(key), str) for key in ("rendered", "text", "#text"))
    return isinstance(value, list) and bool(value) and all(isinstance(i, str) for i in value[:20])


_FIELD_READERS = {"author": as_names, "body": as_body, "published": as_moment}
