"""How good is a stemmer? Its stems beside the lemmas that annotators gave.

A table has a word a line: form, lemma, and where known how often it comes and its part of speech
(Universal Dependencies), separated by tabs. Words are compared in the form of
:func:`index.analysis.pipeline.normalise`; rows without a letter are left out.

=================  ============================================================================
figure             what it is
=================  ============================================================================
token, type        share of the running words, of the rows, whose stem is the lemma
over, under        share of the running words whose stem is not the lemma, split: the stem is
                   shorter than it (too much taken away), or not (too little, or other letters)
precision, recall  over all pairs of different forms: "these two share a stem" held against
and f1             "these two share a lemma". This is what a search sees of a stemmer, whatever its
                   stems look like. A form with several lemmas counts for its most frequent one.
f1_shared          the same over the forms whose lemma another form has too: without the words that
                   an annotator left whole (``pembangunan`` its own lemma beside ``membangun`` of
                   ``bangun``), for which a search wants the contrary
names              share of the running proper nouns (``PROPN``) whose lemma is their form, that
                   the stemmer leaves whole; 1 where the table has none
names_respelt      the same, and those that it only spells as is usual today: *Soekarno*, *Putera*,
                   *Jl.* are *Sukarno*, *putra*, *jalan*, so that either finds the other
=================  ============================================================================
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

import Stemmer

from index.analysis.pipeline import Analysis, normalise

StemOf = Callable[[str], str]
IsRespelt = Callable[[str], bool]

NAME = "PROPN"
CONTENT = frozenset(("NOUN", "VERB", "ADJ"))
FREQUENT = 3
"""How often a word of a table comes that counts as frequent."""
SHORTEST_STEMMED = 4
"""Letters of the shortest word that plain Snowball is asked for."""
WARM_ROUNDS = 5
# The rules by which a word becomes the same word as it is usually written.
_SPELLING = frozenset(("spelling", "old spelling", "short form"))
LEAST_TIMED = 20_000
"""Words that a timing runs over at least."""


class TableUnreadable(ValueError):
    """A table that cannot be used. ``message`` names file and line, ``remedy`` says what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Row:
    """One word of a table, normalised."""

    form: str
    lemma: str
    count: int
    tag: str


@dataclass(frozen=True, slots=True)
class StemFigures:
    """The figures of one stemmer on one table, from 0 to 1; the module says what each is."""

    token: float
    type: float
    over: float
    under: float
    precision: float
    recall: float
    f1: float
    f1_shared: float
    f1_frequent: float
    names: float
    names_respelt: float

    def rounded(self) -> dict[str, float]:
        """The figures by name, to four decimals."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


class Speed(NamedTuple):
    """Words a second of processor time: each word for the first time, and again."""

    cold: float
    warm: float


def read_table(path: str | Path) -> list[Row]:
    """The rows of a table.

    Raises:
        TableUnreadable: naming the line that is wrong.
        OSError: if the file cannot be read.
    """
    rows = []
    for number, line in enumerate(_text(Path(path)).splitlines(), 1):
        if not line.strip():
            continue
        columns = line.split("\t")
        form, lemma, count, tag = (*columns, "", "", "")[:4]
        if not form or not lemma or len(columns) > 4 or (count and not count.isdecimal()):
            raise TableUnreadable(
                f"{path}, line {number}: it is not form, lemma, count and part of speech.",
                "Separate them by tabs; count and part of speech may be left out.",
            )
        row = Row(normalise(form), normalise(lemma), int(count or 1), tag)
        if any(map(str.isalpha, row.form)):
            rows.append(row)
    if not rows:
        raise TableUnreadable(f"{path}: it holds no word.", "Give a form and its lemma a line.")
    return rows


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableUnreadable(f"{path}: {error}.", "Save the file as UTF-8.") from error


def plain_snowball() -> StemOf:
    """What is measured beside the chain: PyStemmer on words of four letters and more."""
    stemmer = Stemmer.Stemmer("indonesian", 0)

    def stem(word: str) -> str:
        stemmed = len(word) >= SHORTEST_STEMMED and word.isalpha()
        return str(stemmer.stemWord(word)) if stemmed else word

    return stem


def stems_of(analysis: Analysis) -> StemOf:
    """The stems that an analysis gives."""
    return lambda word: analysis.stem(word).term


def respelt_by(analysis: Analysis) -> IsRespelt:
    """Whether all that an analysis does to a word is to spell it as is usual today."""
    return lambda word: analysis.stem(word).rule in _SPELLING


def measure_stems(
    rows: Sequence[Row], stem: StemOf, is_respelt: IsRespelt | None = None
) -> StemFigures:
    """All figures of one stemmer on one table.

    ``is_respelt`` says of a name that the stemmer does not leave whole whether it is only spelt
    otherwise.
    """
    stems = {row.form: stem(row.form) for row in rows}
    total = _running(rows)
    wrong = [row for row in rows if stems[row.form] != row.lemma]
    missed = _running(wrong)
    over = _running(row for row in wrong if len(stems[row.form]) < len(row.lemma))
    names = [row for row in rows if row.tag == NAME and row.form == row.lemma]
    changed = [row for row in names if stems[row.form] != row.form]
    cut = [row for row in changed if not (is_respelt and is_respelt(row.form))]
    lemmas = lemmas_of(rows)
    members = Counter(lemmas.values())
    shared = {form: lemma for form, lemma in lemmas.items() if members[lemma] > 1}
    frequent = [row for row in rows if row.tag in CONTENT and row.count >= FREQUENT]
    precision, recall = _pair_figures(lemmas, stems)
    return StemFigures(
        token=1 - missed / total,
        type=1 - len(wrong) / len(rows),
        over=over / total,
        under=(missed - over) / total,
        precision=precision,
        recall=recall,
        f1=_f1(precision, recall),
        f1_shared=_f1(*_pair_figures(shared, stems)),
        f1_frequent=_f1(*_pair_figures(lemmas_of(frequent or rows), stems)),
        names=1 - _running(changed) / max(_running(names), 1),
        names_respelt=1 - _running(cut) / max(_running(names), 1),
    )


def _running(rows: Iterable[Row]) -> int:
    """How many running words the rows stand for."""
    return sum(row.count for row in rows)


def lemmas_of(rows: Iterable[Row]) -> dict[str, str]:
    """Each form with its most frequent lemma; of equally frequent ones the first."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        votes[row.form][row.lemma] += row.count
    return {form: vote.most_common(1)[0][0] for form, vote in votes.items()}


def _pair_figures(lemmas: Mapping[str, str], stems: Mapping[str, str]) -> tuple[float, float]:
    """Precision and recall over pairs of forms, counted by groups; 1 where there are none."""
    both = _pairs(Counter((lemma, stems[form]) for form, lemma in lemmas.items()).values())
    gold = _pairs(Counter(lemmas.values()).values())
    found = _pairs(Counter(stems[form] for form in lemmas).values())
    return both / found if found else 1.0, both / gold if gold else 1.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def speed(words: Iterable[str], fresh: Callable[[], StemOf]) -> Speed:
    """How fast the stemmers are that ``fresh`` makes, each new one knowing no word yet.

    The words are taken once each; a short list is gone over several times, each time by a new
    stemmer. Making the stemmer is not timed.
    """
    distinct = list(dict.fromkeys(words))
    repeats = -(-LEAST_TIMED // len(distinct))
    cold = warm = 0.0
    for _ in range(repeats):
        stem = fresh()
        cold += _seconds(distinct, stem)
        warm += min(_seconds(distinct, stem) for _ in range(WARM_ROUNDS))
    done = repeats * len(distinct)
    return Speed(done / max(cold, 1e-9), done / max(warm, 1e-9))


def _seconds(words: Sequence[str], stem: StemOf) -> float:
    began = time.process_time()
    for word in words:
        stem(word)
    return time.process_time() - began
