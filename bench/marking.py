"""A snippet of the original text, marked in Python, for the peers that bring no way of their own.

The forms to be marked are handed over, so no word has to be stemmed here: as cheap as it gets.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection

LENGTH = 200  # characters of a snippet
_WORD = re.compile(r"\w+")


def marked(text: str, forms: Collection[str]) -> str:
    """The stretch of the text with the most different forms, escaped, each in ``<mark>``."""
    found = [(m.start(), m.end(), m[0].lower()) for m in _WORD.finditer(text)]
    found = [match for match in found if match[2] in forms]
    start = max(0, _best_start(found) - 20)
    end = min(len(text), start + LENGTH)
    parts: list[str] = []
    at = start
    for first, last, _form in found:
        if first >= at and last <= end:
            parts += (html.escape(text[at:first]), "<mark>", html.escape(text[first:last]))
            parts.append("</mark>")
            at = last
    parts.append(html.escape(text[at:end]))
    return "".join(parts)


def _best_start(found: list[tuple[int, int, str]]) -> int:
    best, most = 0, 0
    for at, (start, _end, _form) in enumerate(found):
        within: set[str] = set()
        for _start, end, form in found[at:]:
            if end > start + LENGTH - 20:
                break
            within.add(form)
        if len(within) > most:
            best, most = start, len(within)
    return best
