"""The product and its baselines on one set: every question asked, every figure compared."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index import ArticleIndex
from searcher.evaluation.baseline import STEMS, PlainBM25
from searcher.evaluation.measures import (
    DEPTH,
    MAIN,
    MEASURES,
    Figures,
    figures_of,
    load_measures,
    mean,
)
from searcher.evaluation.otherform import other_form_questions, snowball_form_questions
from searcher.evaluation.sets import EvaluationSet, Question
from searcher.evaluation.significance import p_value
from searcher.rank import Tuning
from searcher.service import Searcher

Knobs = Mapping[str, float]
"""Knobs of :class:`searcher.rank.Tuning` with other values than the product ships with."""
OnProgress = Callable[[str, int, int], None]
"""Is told the configuration, the questions asked of it and how many there are."""

SHIPPED = "telusur"
VARIED = "varied"
INDEXING = "index"
# Seconds: an answer cut short by the usual limit would measure the machine.
_NO_TIME_LIMIT = 3600.0


@dataclass(frozen=True, slots=True)
class Configuration:
    """One way to answer, and its figures: for each measure that of each question."""

    name: str
    figures: Figures

    def mean(self, measure: str, questions: Sequence[str] | None = None) -> float:
        """The mean of a measure, over some of the questions or all; 0 over none."""
        values = self.figures[measure]
        chosen = values if questions is None else {id_: values[id_] for id_ in questions}
        return mean(chosen) if chosen else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """How much better one configuration is than another, and whether that may be chance."""

    mean: float
    p: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was found on a set. The product as it ships is the first configuration.

    ``other_form`` are the questions whose word stands in the answer only in another form, by its
    letters; ``snowball_form`` those by plain Snowball's stems.
    """

    name: str
    digest: str
    articles: int
    questions: int
    other_form: tuple[str, ...]
    snowball_form: tuple[str, ...]
    configurations: tuple[Configuration, ...]

    @property
    def shipped(self) -> Configuration:
        """The product as it ships."""
        return self.configurations[0]

    def gain(
        self, measure: str, over: Configuration, questions: Sequence[str] | None = None
    ) -> Difference:
        """What the product has over another configuration, with the p value of a paired test."""
        ours, theirs = self.shipped.figures[measure], over.figures[measure]
        chosen = list(ours) if questions is None else questions
        if not chosen:
            return Difference(0.0, 1.0)
        one, other = ([figures[id_] for id_ in chosen] for figures in (ours, theirs))
        return Difference((sum(one) - sum(other)) / len(chosen), p_value(one, other))

    def summary(self) -> dict[str, object]:
        """All that a program may want, but the figures of single questions."""
        return {
            "set": self.name,
            "digest": self.digest,
            "articles": self.articles,
            "questions": self.questions,
            "questions_other_form": len(self.other_form),
            "questions_snowball_form": len(self.snowball_form),
            "configurations": [self._summary(one) for one in self.configurations],
        }

    def _summary(self, one: Configuration) -> dict[str, object]:
        row: dict[str, object] = {
            "name": one.name,
            **{measure: round(one.mean(measure), 4) for measure in MEASURES},
            f"{MAIN}_other_form": round(one.mean(MAIN, self.other_form), 4),
            f"{MAIN}_snowball_form": round(one.mean(MAIN, self.snowball_form), 4),
        }
        if one is not self.shipped:
            gains = {measure: self.gain(measure, one) for measure in MEASURES}
            gains[f"{MAIN}_other_form"] = self.gain(MAIN, one, self.other_form)
            gains[f"{MAIN}_snowball_form"] = self.gain(MAIN, one, self.snowball_form)
            row["gain"] = {measure: round(gain.mean, 4) for measure, gain in gains.items()}
            row["p"] = {measure: round(gain.p, 5) for measure, gain in gains.items()}
        return row


def evaluate_set(
    given: EvaluationSet,
    *,
    baselines: Sequence[str] = ("snowball",),
    knobs: Knobs | None = None,
    on_progress: OnProgress | None = None,
) -> Evaluation:
    """Ask the questions of a set of the product and of the baselines.

    ``baselines`` are names in :data:`searcher.evaluation.baseline.STEMS`. With ``knobs`` the
    product answers a second time, with these values of its ranking. The index is a temporary one,
    made as any other.

    Raises:
        MeasuresMissing: if ir-measures is not installed.
        ValueError: if a knob or a baseline is not known.
    """
    load_measures()
    tell = on_progress or _say_nothing
    tunings = {SHIPPED: Tuning()}
    if knobs:
        tunings[VARIED] = varied(knobs)
    unknown = set(baselines) - set(STEMS)
    if unknown:
        raise ValueError(f"no baseline {', '.join(sorted(unknown))}")
    found = _ask_product(given, tunings, tell)
    for name in dict.fromkeys(baselines):
        plain = PlainBM25(given.articles, STEMS[name]())
        found[name] = _ask(name, plain.ids, given.questions, tell)
    return Evaluation(
        name=given.name,
        digest=given.digest,
        articles=len(given.articles),
        questions=len(given.questions),
        other_form=tuple(other_form_questions(given)),
        snowball_form=tuple(snowball_form_questions(given)),
        configurations=tuple(
            Configuration(name, figures_of(rankings, given.judgements))
            for name, rankings in found.items()
        ),
    )


def varied(knobs: Knobs) -> Tuning:
    """The product's ranking with other values of some knobs.

    Raises:
        ValueError: naming a knob that does not exist or a value outside its limits.
    """
    unknown = sorted(set(knobs) - set(Tuning.__struct_fields__))
    if unknown:
        known = ", ".join(Tuning.__struct_fields__)
        raise ValueError(f"no knob {', '.join(unknown)}; there are {known}")
    defaults = Tuning()
    # A whole number stays one: a knob may count words or places.
    values: dict[str, Any] = {
        name: int(value) if isinstance(getattr(defaults, name), int) else value
        for name, value in knobs.items()
    }
    return Tuning(**values)


def _ask_product(
    given: EvaluationSet, tunings: Mapping[str, Tuning], tell: OnProgress
) -> dict[str, dict[str, list[str]]]:
    found = {}
    with tempfile.TemporaryDirectory(prefix="telusur-evaluate-") as folder:
        directory = Path(folder) / "index"
        tell(INDEXING, 0, len(given.articles))
        ArticleIndex.create(directory).update(given.articles)
        for name, tuning in tunings.items():
            with Searcher(directory, tuning=tuning, time_limit=_NO_TIME_LIMIT) as searcher:
                found[name] = _ask(name, _ids_from(searcher), given.questions, tell)
    return found


def _ids_from(searcher: Searcher) -> Callable[[str, int], list[str]]:
    """Asking the product: the whole way that a reader's query takes."""

    def ids(query: str, limit: int) -> list[str]:
        return list(searcher.ids(query, limit=limit))

    return ids


def _ask(
    name: str,
    ids: Callable[[str, int], list[str]],
    questions: Sequence[Question],
    tell: OnProgress,
) -> dict[str, list[str]]:
    rankings = {}
    for done, question in enumerate(questions):
        tell(name, done, len(questions))
        rankings[question.id] = ids(question.text, DEPTH)
    return rankings


def _say_nothing(_what: str, _done: int, _total: int) -> None:
    pass
