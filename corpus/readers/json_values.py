"""JSON that may come from anywhere: parsing it leniently and finding the articles in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import msgspec

from corpus.draft import Draft, Fault
from corpus.encoding import decode_line
from corpus.fields import draft_from, has_body, is_article

_decode = msgspec.json.Decoder().decode
_LIST_NAMES = (
    "artikel", "articles", "article", "items", "berita", "posts", "entries", "data", "results",
    "records", "rows", "docs", "hits", "news", "@graph", "response", "hasil",
)  # fmt: skip
_DEEPEST = 4  # objects around the list of articles


def parse_json(data: bytes) -> object:
    """The value, or a :class:`Fault` without a place.

    What strict parsing refuses is tried again as old exports write it: in Windows-1252, with
    ``NaN``, with line ends or lone surrogates in strings.
    """
    try:
        return _decode(data)
    except RecursionError:
        return Fault("", "The JSON is nested too deeply to be an article; leave it out.")
    except (ValueError, msgspec.MsgspecError):
        pass
    try:
        return json.loads(decode_line(data), strict=False)
    except RecursionError:
        return Fault("", "The JSON is nested too deeply to be an article; leave it out.")
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        return Fault("", f"The JSON is broken ({error.msg} at {where}); mend or remove it.")
    except ValueError as error:
        return Fault("", f"The JSON is broken ({str(error)[:100]}); mend or remove it.")


def drafts_of(value: object, place: str) -> Iterator[Draft | Fault]:
    """The articles of one value: an article, a list of articles, or an object around a list."""
    if isinstance(value, dict):
        value = _unwrapped(value)
        if has_body(value):
            yield draft_from(value, place)
            return
        records = find_articles(value)
        if records is None:
            yield _draft(value, place)
            return
    elif isinstance(value, list):
        records = value
    else:
        yield Fault(place, "There is no object here; an article is an object with named fields.")
        return
    for number, record in enumerate(records, start=1):
        inner = f"{place}, article {number}" if place else f"article {number}"
        if isinstance(record, dict):
            yield _draft(_unwrapped(record), inner)
        else:
            yield Fault(
                inner, "There is no object here; an article is an object with named fields."
            )


def _draft(record: Mapping[str, object], place: str) -> Draft | Fault:
    if is_article(record):
        return draft_from(record, place)
    names = ", ".join(list(record)[:8])[:200] or "no fields"
    return Fault(
        place,
        f"None of its fields ({names}) is known as title or text; name them 'judul' and 'isi'.",
    )


def _unwrapped(record: dict[str, object]) -> dict[str, object]:
    """The document of a search engine's hit, which keeps it under ``_source``."""
    inner = record.get("_source")
    if isinstance(inner, dict):
        return {"_id": record.get("_id"), **inner}
    return record


def find_articles(value: Mapping[str, object]) -> list[object] | None:
    """The list of articles within an object, the nearest and best named first; None without one."""
    level: list[Mapping[str, object]] = [value]
    for _ in range(_DEEPEST):
        below: list[Mapping[str, object]] = []
        for holder in level:
            for key in sorted(holder, key=_preference)[:100]:
                inner = holder[key]
                if isinstance(inner, list) and _is_article_list(inner):
                    return inner
                if isinstance(inner, dict):
                    below.append(inner)
        level = below[:100]
    return None


def _preference(key: str) -> int:
    name = key.casefold()
    return _LIST_NAMES.index(name) if name in _LIST_NAMES else len(_LIST_NAMES)


def _is_article_list(items: list[object]) -> bool:
    sample = [_unwrapped(item) for item in items[:20] if isinstance(item, dict)]
    return bool(sample) and 2 * sum(map(is_article, sample)) >= len(items[:20])
