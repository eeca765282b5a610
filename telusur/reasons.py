"""``telusur search --explain``: why an article was found, in lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.messages import _, number

if TYPE_CHECKING:
    from searcher import Hit
    from searcher.results import ScoreParts, Why, WordMatch

_LEAST_SHOWN = 0.005
"""A part of a score that would read 0,00 is left out."""
_SLIGHT = ("function", "question")


def reasons(hit: Hit) -> list[str]:
    """A line for each word of the query and one for the score; none where there is nothing to tell.

    ``ditangkap → tangkap ← penangkapan 2×``: what was typed, its stem, the forms in the article.
    """
    why = hit.why
    if why is None or not why.words:
        return []
    return [*map(_of_word, why.words), _of_score(hit.score, why)]


def _of_word(word: WordMatch) -> str:
    there = _places(word)
    if word.kind in _SLIGHT:
        there += "; " + _("kata umum, nilainya kecil")
    if word.defined_in:
        there += "; " + _("dijelaskan di artikel {id}").format(id=word.defined_in)
    score = word.stems_score + word.forms_score
    return f"{_chain(word)}: {there}" + (f" ({number(score, 2)})" if score else "")


def _chain(word: WordMatch) -> str:
    """The word as it was typed, its stem and its forms, as far as they are not the same."""
    typed = word.typed.lower()
    itself = sorted(form.form for form in word.forms) == sorted(set(typed.split()))
    told = word.kind != "prefix" and word.stem != typed
    parts = [f'"{word.typed}"' if word.kind == "phrase" else word.typed]
    if told and not (word.kind == "phrase" and itself):
        parts.append(f"→ {word.stem}")
    if word.forms and not (itself and not told):
        counted = (f"{each.form} {number(each.count)}×" for each in word.forms)
        parts.append("← " + ", ".join(counted))
    return " ".join(parts)


def _places(word: WordMatch) -> str:
    title = _("{count}× di judul").format(count=number(word.title)) if word.title else ""
    body = _("{count}× di isi").format(count=number(word.body)) if word.body else ""
    return ", ".join(filter(None, (title, body))) or _("tidak ada di artikel ini")


def _of_score(score: float, why: Why) -> str:
    """What the score is the sum of, and whether all words are there."""
    parts = [f"{name} {number(value, 2)}" for name, value in _parts(why.parts)]
    said = _("Nilai {score} = {parts}").format(score=number(score, 2), parts=" + ".join(parts))
    if why.all_words:
        return said
    return said + "; " + _("tidak semua kata yang dicari ada di artikel ini")


def _parts(parts: ScoreParts) -> list[tuple[str, float]]:
    named = [
        (_("kata dasar"), parts.stems),
        (_("bentuk persis"), parts.forms),
        (_("letak"), parts.first),
        (_("kedekatan"), parts.near),
        (_("kebaruan"), parts.recency),
    ]
    return [(name, value) for name, value in named if value >= _LEAST_SHOWN]
