"""How good are the answers? Sets of questions with known answers, measured.

A set is a folder: ``corpus.jsonl`` (``id``, ``title``, ``text``), ``queries.jsonl`` (``id``,
``text``), each gzipped or not, and ``qrels.tsv`` (question, article, grade). :func:`read_set` reads
one, :func:`evaluate_set` indexes its articles as any others and asks its questions through
:class:`searcher.Searcher`, beside baselines that know nothing of this project. The figures are
those of ir-measures, which the extra ``evaluate`` installs: ``pip install 'telusur[evaluate]'``.
"""

from searcher.evaluation.evaluate import Evaluation, Knobs, evaluate_set
from searcher.evaluation.measures import MEASURES, MeasuresMissing
from searcher.evaluation.sets import EvaluationSet, Question, SetUnreadable, read_set

__all__ = [
    "MEASURES",
    "Evaluation",
    "EvaluationSet",
    "Knobs",
    "MeasuresMissing",
    "Question",
    "SetUnreadable",
    "evaluate_set",
    "read_set",
]
