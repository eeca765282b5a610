"""Typed words to what is looked for: which tokens are one word, and at which places they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from index.analysis import Analysis, Token
from searcher.nodes import Slot, Starting

TEXT = ("title", "body")
_JOINERS = frozenset("-‐‑'’ʼ.@&_+#")
_HYPHENS = frozenset("-‐‑")
_NUMBER_JOINERS = frozenset(",:/")


def runs_of(text: str, analysis: Analysis) -> list[list[Token]]:
    """The words of a typed word, each as its tokens.

    A hyphen, an apostrophe or a point binds (``Ma'ruf``, ``covid-19``, ``kompas.com``: tokens
    that must stand together); other signs part (``banjir,longsor``), but not between digits.
    """
    runs: list[list[Token]] = []
    end = 0
    for token in analysis.query_tokens(text):
        joined = runs and (
            token.position == runs[-1][-1].position or _joins(text, end, token.start)
        )
        if joined:
            runs[-1].append(token)
        else:
            runs.append([token])
        end = max(end, token.end)
    if not any(run[0].form == "ayat" for run in runs):
        return runs
    return list(_with_paragraphs(runs))


def _with_paragraphs(runs: Sequence[list[Token]]) -> Iterator[list[Token]]:
    """The words, with a paragraph of a law as one: ``27 ayat (3)`` is not ``3 ayat (27)``."""
    at = 0
    while at < len(runs):
        count = 3 if _is_paragraph(runs[at : at + 3]) else 1
        yield [token for run in runs[at : at + count] for token in run]
        at += count


def _is_paragraph(runs: Sequence[list[Token]]) -> bool:
    if len(runs) < 3 or any(len(run) > 1 for run in runs):
        return False
    article, word, number = (run[0].form for run in runs)
    return word == "ayat" and article.isdigit() and number.isdigit()


def is_hyphened(text: str, run: Sequence[Token]) -> bool:
    """Whether a word is several that hyphens join: *Romawi-Bulgaria*, not *e-KTP*, *covid-19*."""
    if len(run) < 2 or not all(len(token.form) > 1 and token.form.isalpha() for token in run):
        return False
    return all(text[one.end : other.start] in _HYPHENS for one, other in pairwise(run))


def _joins(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    if gap == " ":
        return False
    if gap and _NUMBER_JOINERS.issuperset(gap):
        return text[end - 1].isdigit() and text[start].isdigit()
    return _JOINERS.issuperset(gap)


def slots_of(tokens: Iterable[Token]) -> Iterator[Slot]:
    """The places that tokens take, counted from the first, each with its terms."""
    places: dict[int, list[str]] = {}
    for token in tokens:
        places.setdefault(token.position, []).append(token.term)
    first = min(places, default=0)
    for position, terms in sorted(places.items()):
        yield position - first, tuple(dict.fromkeys(terms))


def starting(fields: Sequence[str], tokens: Sequence[Token]) -> Starting:
    """Every word that begins with the last of these tokens."""
    last = [token for token in tokens if token.position == tokens[-1].position]
    return beginning_of(fields, last[-1].form, [token.term for token in last], last[-1].surface)


def beginning_of(fields: Sequence[str], form: str, terms: Sequence[str], typed: str) -> Starting:
    """Every word that begins with a form, and that of these terms, in the fields given."""
    # Terms are stems: penangk* begins no stem, but the words as they are written begin so. They are
    # not kept by field, so a beginning in the title alone goes by stems.
    if tuple(fields) == TEXT:
        fields = (*TEXT, "forms")
    return Starting(fields, form, terms, f"{typed}*")
