"""What a reader hands on: the raw fields of one article, or a fault and where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(slots=True)
class Draft:
    """One article as its source gave it: nothing cleaned, nothing made up.

    ``body`` is text whose paragraphs are still to be found, or the paragraphs themselves.
    ``place`` tells where in the document the article stands (``"line 12"``). ``alone`` is true
    when the document holds this one article, so that the document's name can serve as its id.
    ``fallback_source`` names the outlet when neither the article nor its dateline does.
    """

    place: str = ""
    id: str = ""
    title: str = ""
    body: str | Sequence[str] = ""
    url: str = ""
    source: str = ""
    category: str = ""
    author: str = ""
    published: date | str | int | float | None = None
    location: str = ""
    alone: bool = False
    fallback_source: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a document that could not be read: where, and why in one sentence."""

    place: str
    reason: str


class UnreadableDocument(Exception):
    """Raised by a reader that cannot go on; the message is the reason, with a remedy."""

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place
