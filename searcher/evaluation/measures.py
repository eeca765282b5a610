"""The figures of ir-measures, question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from searcher.evaluation.sets import Judgements

MEASURES = {
    "MRR@10": "RR@10",
    "success@1": "Success@1",
    "success@5": "Success@5",
    "nDCG@10": "nDCG@10",
    "recall@100": "R@100",
}
"""What is measured, and what ir-measures calls it."""

MAIN = "nDCG@10"
DEPTH = 100
"""Articles a question that are looked at."""

Rankings = Mapping[str, Sequence[str]]
"""For each question the ids of the articles, the best first."""
Figures = dict[str, dict[str, float]]
"""For each measure the figure of each question."""


class MeasuresMissing(RuntimeError):
    """The package that measures is not installed."""

    def __init__(self) -> None:
        self.message = "The package ir-measures is not installed."
        self.remedy = "Install it: pip install 'telusur[evaluate]'"
        super().__init__(f"{self.message} {self.remedy}")


def load_measures() -> Any:
    """The package ir_measures.

    Raises:
        MeasuresMissing: if it is not installed.
    """
    try:
        import ir_measures
    except ImportError as error:
        raise MeasuresMissing from error
    return ir_measures


def figures_of(rankings: Rankings, judgements: Judgements) -> Figures:
    """The figures of each question; one for which nothing was found has 0.

    Raises:
        MeasuresMissing: if ir-measures is not installed.
    """
    package = load_measures()
    wanted = {package.parse_measure(theirs): ours for ours, theirs in MEASURES.items()}
    figures: Figures = {ours: dict.fromkeys(judgements, 0.0) for ours in MEASURES}
    # trec_eval sorts by score and, where that is equal, by id: a rank of its own for each.
    run = {
        question: {id_: float(DEPTH - rank) for rank, id_ in enumerate(ids[:DEPTH])}
        for question, ids in rankings.items()
        if ids
    }
    grades = {question: dict(articles) for question, articles in judgements.items()}
    for metric in package.iter_calc(list(wanted), grades, run):
        figures[wanted[metric.measure]][metric.query_id] = float(metric.value)
    return figures


def mean(figures: Mapping[str, float]) -> float:
    """The mean over the questions."""
    return sum(figures.values()) / len(figures)
