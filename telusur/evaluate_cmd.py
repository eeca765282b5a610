"""``telusur evaluate``: how good the answers are, and how good the stems."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from telusur.base import command, format_option
from telusur.messages import N_, _, number
from telusur.plain import is_terminal, safe

if TYPE_CHECKING:
    from index.analysis import Analysis
    from searcher.evaluation import Evaluation

Show = Callable[[str, int, int], None]

STEM = "stem"
SECONDS_BETWEEN_LINES = 10.0
# A difference that is less likely to be chance than this is called one.
SIGNIFICANT = 0.05


def _knobs(
    _ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]
) -> dict[str, float]:
    """The knobs of the command line, checked before anything is read."""
    if not given:
        return {}
    from searcher.evaluation.evaluate import varied

    knobs = {}
    try:
        for text in given:
            name, _equals, value = text.partition("=")
            knobs[name.strip()] = float(value)
        varied(knobs)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    return knobs


@command(
    "evaluate",
    help=N_(
        "Ukur mutu hasil pencarian atau pemotongan imbuhan. "
        "SET adalah folder berisi corpus.jsonl (id, title, text), queries.jsonl (id, text) dan "
        "qrels.tsv (pertanyaan, artikel, nilai). Setelah kata 'stem': tabel kata, lema, "
        "jumlah dan kelas kata, dipisahkan tab."
    ),
    examples=[
        ("telusur evaluate data/eval/facqa", N_("di samping Snowball dan BM25 biasa")),
        ("telusur evaluate data/eval/facqa --knob k1=0.9", N_("dengan setelan peringkat lain")),
        ("telusur evaluate tests/eval/sample --corpus corpus/sample", N_("set milik proyek ini")),
        ("telusur evaluate stem data/eval/stem/ud_gsd.tsv", N_("mutu dan kecepatan imbuhan")),
    ],
)
@click.argument("what", nargs=-1, required=True, metavar=N_("SET… | stem BERKAS…"))
@click.option(
    "--baseline",
    "baselines",
    type=click.Choice(("snowball", "none")),
    multiple=True,
    default=("snowball",),
    help=N_(
        "Pembanding: BM25 biasa dengan Snowball (snowball, bawaan) atau tanpa pemotongan "
        "imbuhan (none); boleh berulang."
    ),
)
@click.option(
    "--knob",
    "knobs",
    multiple=True,
    metavar=N_("NAMA=ANGKA"),
    callback=_knobs,
    help=N_("Bandingkan juga dengan nilai lain bagi satu setelan peringkat; boleh berulang."),
)
@click.option(
    "--sample",
    type=click.IntRange(1),
    metavar="N",
    help=N_("Ajukan N pertanyaan saja, selalu yang sama."),
)
@click.option(
    "--corpus",
    type=click.Path(),
    metavar=N_("SUMBER"),
    help=N_("Artikel dari sumber ini, bukan dari corpus.jsonl di dalam SET."),
)
@click.option(
    "--index",
    "index_folder",
    type=click.Path(),
    metavar="DIR",
    help=N_("Untuk stem: pakai nama-nama yang dipelajari indeks ini."),
)
@format_option("text", "json")
def evaluate(
    what: tuple[str, ...],
    baselines: tuple[str, ...],
    knobs: dict[str, float],
    sample: int | None,
    corpus: str | None,
    index_folder: str | None,
    format_: str,
) -> None:
    """Measure sets of questions, or tables of stems."""
    if what[0] == STEM:
        if not what[1:]:
            raise click.UsageError(_("{name} belum diberikan.").format(name=_("BERKAS")))
        found = [_stem_report(path, _analysis(index_folder)) for path in what[1:]]
        _print(found, format_, stem_text)
        return
    with _progress() as show:
        evaluations = [
            _evaluation(folder, corpus, sample, baselines, knobs, show) for folder in what
        ]
    if format_ == "json":
        _print([one.summary() for one in evaluations], format_, str)
    else:
        click.echo("\n\n".join(map(evaluation_text, evaluations)))


def _evaluation(
    folder: str,
    corpus: str | None,
    sample: int | None,
    baselines: Sequence[str],
    knobs: dict[str, float],
    show: Show,
) -> Evaluation:
    from searcher.evaluation import evaluate_set, read_set

    given = read_set(folder, corpus)
    if sample:
        given = given.sample(sample)
    return evaluate_set(given, baselines=baselines, knobs=knobs, on_progress=show)


def _print(found: Sequence[dict[str, Any]], format_: str, as_text: Callable[..., str]) -> None:
    """One object for one thing measured, a list for several."""
    from telusur.output import to_json

    if format_ == "json":
        click.echo(to_json(found[0] if len(found) == 1 else found))
    else:
        click.echo("\n\n".join(map(as_text, found)))


def evaluation_text(found: Evaluation) -> str:
    """The figures of one set: a row for each configuration, then the gains of the product."""
    from searcher.evaluation import MEASURES

    heading = _("{name}: {articles} artikel, {questions} pertanyaan").format(
        name=safe(found.name), articles=number(found.articles), questions=number(found.questions)
    )
    other_form = _("nDCG@10 bentuk lain")
    rows = [["", *MEASURES, other_form]]
    for one in found.configurations:
        figures = [number(one.mean(measure), 4) for measure in MEASURES]
        in_other_form = number(one.mean("nDCG@10", found.other_form), 4)
        rows.append([configuration_name(one.name), *figures, in_other_form])
    for one in found.configurations[1:]:
        gains = [found.gain(measure, one) for measure in MEASURES]
        gains.append(found.gain("nDCG@10", one, found.other_form))
        over = _("selisih dengan {name}").format(name=configuration_name(one.name))
        rows.append([over, *(_signed(gain.mean) for gain in gains)])
        rows.append(["  p", *(_chance(gain.p) for gain in gains)])
    note = _(
        "Bentuk lain: {count} pertanyaan yang katanya hanya ada dalam bentuk lain di artikelnya. "
        "p: uji acak berpasangan; * di bawah {limit}."
    ).format(count=number(len(found.other_form)), limit=number(SIGNIFICANT, 2))
    return "\n".join([heading, "", *_columns(rows), "", note])


def configuration_name(name: str) -> str:
    """What a configuration is called in a table."""
    names = {
        "telusur": "Telusur",
        "varied": _("Telusur, setelan lain"),
        "snowball": _("Snowball, BM25"),
        "none": _("tanpa imbuhan dipotong, BM25"),
    }
    return names.get(name, name)


def _signed(value: float) -> str:
    return ("+" if value >= 0 else "−") + number(abs(value), 4)


def _chance(p: float) -> str:
    return number(p, 4) + ("*" if p < SIGNIFICANT else "")


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines, the first column to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if not place else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _analysis(index_folder: str | None) -> Callable[[], Analysis]:
    """Makes analyses that know no word yet, with the names of an index where one is given."""
    from index.analysis import Analysis

    if index_folder is None:
        return Analysis
    from index.snapshot import open_snapshot
    from telusur.base import chosen_index

    names = open_snapshot(chosen_index(index_folder)).analysis.names
    return lambda: Analysis(names)


def _stem_report(path: str, fresh: Callable[[], Analysis]) -> dict[str, Any]:
    from index.analysis import evaluation as stems

    rows = stems.read_table(path)
    words = [row.form for row in rows]
    stemmers = {
        "telusur": lambda: stems.stems_of(fresh()),
        "snowball": stems.plain_snowball,
    }
    found = []
    for name, make in stemmers.items():
        cold, warm = stems.speed(words, make)
        is_respelt = stems.respelt_by(fresh()) if name == "telusur" else None
        figures = stems.measure_stems(rows, make(), is_respelt).rounded()
        rates = {"cold_words_s": round(cold), "warm_words_s": round(warm)}
        found.append({"name": name, **figures, **rates})
    tokens = sum(row.count for row in rows)
    return {"table": path, "rows": len(rows), "words": tokens, "configurations": found}


def stem_text(found: dict[str, Any]) -> str:
    """The figures of one table: a row for each stemmer."""
    heading = _("{name}: {rows} baris, {words} kata").format(
        name=safe(found["table"]), rows=number(found["rows"]), words=number(found["words"])
    )
    titles = {
        "token": _("token"),
        "type": _("tipe"),
        "over": _("berlebih"),
        "under": _("kurang"),
        "f1": "F1",
        "f1_shared": _("F1 berlema sama"),
        "f1_frequent": _("F1 sering"),
        "names": _("nama utuh"),
        "names_respelt": _("atau dieja baku"),
        "cold_words_s": _("kata/detik dingin"),
        "warm_words_s": _("hangat"),
    }
    rows = [["", *titles.values()]]
    for one in found["configurations"]:
        figures = [number(one[key], 0 if key.endswith("_s") else 4) for key in titles]
        name = {"telusur": "Telusur", "snowball": "Snowball"}[one["name"]]
        rows.append([name, *figures])
    return "\n".join([heading, "", *_columns(rows)])


@contextmanager
def _progress() -> Iterator[Show]:
    """What shows how far a run is, on stderr: a line that changes, or one now and then."""
    lines = ProgressLines(is_terminal(sys.stderr), time.monotonic)
    try:
        yield lines
    finally:
        lines.clear()


class ProgressLines:
    """Questions asked so far, on a terminal several times a second, else every ten seconds."""

    def __init__(self, on_terminal: bool, clock: Callable[[], float]) -> None:
        self._on_terminal = on_terminal
        self._pause = 0.2 if on_terminal else SECONDS_BETWEEN_LINES
        self._clock = clock
        self._last = clock()
        self._width = 0

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show the state if the last one is long enough ago."""
        now = self._clock()
        if now - self._last < self._pause:
            return
        self._last = now
        line = f"{self._said(what)}: {number(done)}/{number(total)}"
        if self._on_terminal:
            click.echo("\r" + line.ljust(self._width), err=True, nl=False)
            self._width = len(line)
        else:
            click.echo(line, err=True)

    def clear(self) -> None:
        """Take the line off the terminal."""
        if self._width:
            click.echo("\r" + " " * self._width + "\r", err=True, nl=False)
            self._width = 0

    @staticmethod
    def _said(what: str) -> str:
        return _("Mengindeks artikel") if what == "index" else configuration_name(what)
