"""*Kenapa cocok?*: why an article was found, in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from searcher.results import FormCount, Why, WordMatch

LEAST_SHOWN = 0.005  # a part of a score that would read 0,00 is left out


@dataclass(frozen=True, slots=True)
class Matched:
    """A word of the query: what it was reduced to, and the forms of it that the article holds.

    ``stem`` is empty where it would say nothing new, ``forms`` where they would not. ``there`` is
    false for a word that the article lacks. ``defined_in`` is the id of the article that explains
    an acronym.
    """

    typed: str
    stem: str
    forms: Sequence[FormCount]
    title: int
    body: int
    slight: bool
    score: float
    there: bool
    defined_in: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a score: its name, what it rewards, and how much it is."""

    name: str
    meaning: str
    value: float


@dataclass(frozen=True, slots=True)
class Reason:
    """All that the fold tells."""

    words: Sequence[Matched]
    parts: Sequence[Part]
    total: float
    all_words: bool


def reason(why: Why | None) -> Reason | None:
    """What the fold of a hit tells; None where there is nothing to tell."""
    if why is None or not why.words:
        return None
    parts = [part for part in _parts(why) if part.value >= LEAST_SHOWN]
    total = sum(part.value for part in _parts(why))
    return Reason([_matched(word) for word in why.words], parts, total, why.all_words)


def _matched(word: WordMatch) -> Matched:
    typed = word.typed.lower()
    told = word.kind != "prefix" and word.stem != typed
    itself = sorted(form.form for form in word.forms) == sorted(set(typed.split()))
    score = word.stems_score + word.forms_score
    return Matched(
        typed=f"“{word.typed}”" if word.kind == "phrase" else word.typed,
        stem=word.stem if told and not (word.kind == "phrase" and itself) else "",
        forms=() if itself and not told else word.forms,
        title=word.title,
        body=word.body,
        slight=word.kind in ("function", "question"),
        score=score,
        there=bool(word.title or word.body or score),
        defined_in=word.defined_in,
    )


def _parts(why: Why) -> list[Part]:
    parts = why.parts
    return [
        Part(_("Kata dasar"), _("kata yang dicari, apa pun imbuhannya"), parts.stems),
        Part(_("Bentuk persis"), _("kata yang sama dengan yang diketik"), parts.forms),
        Part(_("Letak"), _("di judul atau di awal artikel"), parts.first),
        Part(_("Kedekatan"), _("kata-kata yang dicari berdekatan"), parts.near),
        Part(_("Kebaruan"), _("artikel yang lebih baru"), parts.recency),
    ]
