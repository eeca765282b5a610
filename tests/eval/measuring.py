"""What is measured: which sets and tables there are, and the figures of each as plain numbers.

The sets of real questions stand at ``../shared/data/eval`` on some machines, or where
``TELUSUR_EVAL_SETS`` says; the project's own stand beside this file and everywhere.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from corpus.sample import sample_path
from index.analysis import Analysis
from index.analysis.evaluation import (
    Row,
    measure_stems,
    plain_snowball,
    read_table,
    respelt_by,
    stems_of,
)
from searcher.evaluation import MEASURES, Evaluation, EvaluationSet, evaluate_set, read_set

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SHARED_SETS = Path(os.environ.get("TELUSUR_EVAL_SETS") or ROOT.parent / "shared/data/eval")

OWN_SET = "sample"
SHARED = ("facqa", "tydiqa", "newsqa_synthetic")
SAMPLED = 200
"""Questions of each shared set that every run of the tests asks."""
OWN_STEMS = "stems"
SHARED_STEMS = ("ud_csui", "ud_gsd", "sastrawi_tests")
STEM_FIGURES = ("token", "type", "f1", "f1_shared", "f1_frequent", "names", "names_respelt")
OTHER_FORM = "nDCG@10 other form by letters"
SNOWBALL_FORM = "nDCG@10 other form"

Figures = dict[str, float]


@cache
def the_set(name: str) -> EvaluationSet:
    """A set by name; ``facqa-200`` is a sample of ``facqa``."""
    if name == OWN_SET:
        return read_set(HERE / OWN_SET, sample_path())
    folder, _dash, count = name.partition("-")
    whole = read_set(SHARED_SETS / folder) if not count else the_set(folder)
    return whole.sample(int(count)) if count else whole


def evaluate(name: str, *baselines: str) -> Evaluation:
    """The evaluation of a set by name."""
    return evaluate_set(the_set(name), baselines=baselines)


def set_figures(found: Evaluation) -> Figures:
    """The figures of the product that have floors."""
    figures = {measure: found.shipped.mean(measure) for measure in MEASURES}
    figures[OTHER_FORM] = found.shipped.mean("nDCG@10", found.other_form)
    figures[SNOWBALL_FORM] = found.shipped.mean("nDCG@10", found.snowball_form)
    return figures


def set_digest(name: str) -> str:
    """What tells whether a set is the one its floors were measured with."""
    questions = sorted(question.id for question in the_set(name).questions)
    return _digest(f"{the_set(name).digest} {questions}")


def table_path(name: str) -> Path:
    """The file of a table of stems."""
    return HERE / "stems.tsv" if name == OWN_STEMS else SHARED_SETS / "stem" / f"{name}.tsv"


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of a table."""
    return tuple(read_table(table_path(name)))


def stem_figures(name: str, *, snowball: bool = False) -> Figures:
    """The figures of the stems that have floors, of the product's chain or of plain Snowball."""
    analysis = Analysis()
    if snowball:
        figures = measure_stems(table(name), plain_snowball()).rounded()
    else:
        figures = measure_stems(table(name), stems_of(analysis), respelt_by(analysis)).rounded()
    return {figure: figures[figure] for figure in STEM_FIGURES}


def table_digest(name: str) -> str:
    """What tells whether a table is the one its floors were measured with."""
    rows = sorted((row.form, row.lemma, row.count, row.tag) for row in table(name))
    return _digest("\n".join(map(str, rows)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
