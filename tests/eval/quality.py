"""Write the tables of docs/quality.md anew: ``make quality``.

    python -m tests.eval.quality            measure, write the tables, hold them against the floors
    python -m tests.eval.quality --raise    and raise the floors to what was measured

Measures all sets and tables that are on this machine, and changes what stands between the marks;
the text around it is for people to write. Without the shared sets the tables of them stay as they
are.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence

from index.analysis import Analysis
from index.analysis.evaluation import (
    measure_stems,
    plain_snowball,
    respelt_by,
    speed,
    stems_of,
)
from searcher.evaluation import MEASURES, Evaluation
from tests.eval import floors, measuring

PAGE = measuring.ROOT / "docs" / "quality.md"
BASELINES = ("snowball", "none")
NAMES = {
    "telusur": "Telusur",
    "snowball": "plain Snowball, BM25",
    "none": "no stemming, BM25",
}
STEM_TITLES = (
    *("token", "type", "over", "under", "F1", "F1 shared", "F1 frequent", "names", "or respelt"),
    *("words/s cold", "warm"),
)
SIGNIFICANT = 0.05


def ranking_table(found: Evaluation) -> str:
    """The figures of a set: a row for each configuration, baselines with what they lack."""
    subsets = {
        f"nDCG@10 of the {len(found.other_form):,} in another form": found.other_form,
        f"of the {len(found.snowball_form):,} by Snowball": found.snowball_form,
    }
    rows = [["", *MEASURES, *subsets]]
    for one in found.configurations:
        cells = [f"{one.mean(measure):.4f}" for measure in MEASURES]
        cells += [f"{one.mean('nDCG@10', chosen):.4f}" for chosen in subsets.values()]
        rows.append([NAMES[one.name], *cells])
    for one in found.configurations[1:]:
        gains = [found.gain(measure, one) for measure in MEASURES]
        gains += [found.gain("nDCG@10", one, chosen) for chosen in subsets.values()]
        cells = [f"{gain.mean:+.4f}{'*' if gain.p < SIGNIFICANT else ''}" for gain in gains]
        rows.append([f"gain over {NAMES[one.name]}", *cells])
    heading = f"### {found.name}: {found.articles:,} articles, {found.questions:,} questions"
    return f"{heading}\n\n{_table(rows)}"


def stem_table(name: str) -> str:
    """The figures of a table of stems, the chain beside plain Snowball."""
    rows = [["", *STEM_TITLES]]
    words = [row.form for row in measuring.table(name)]
    stemmers = {"Telusur": lambda: stems_of(Analysis()), "plain Snowball": plain_snowball}
    for title, make in stemmers.items():
        is_respelt = respelt_by(Analysis()) if title == NAMES["telusur"] else None
        found = measure_stems(measuring.table(name), make(), is_respelt)
        shares = (
            found.token,
            found.type,
            found.over,
            found.under,
            found.f1,
            found.f1_shared,
            found.f1_frequent,
            found.names,
            found.names_respelt,
        )
        rates = speed(words, make)
        rows.append([title, *(f"{share:.4f}" for share in shares), *map(_rate, rates)])
    return f"### {name}: {len(words):,} words\n\n{_table(rows)}"


def _rate(words: float) -> str:
    return f"{words / 1e6:.2f} M"


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    rule = "|---|" + "---:|" * (len(rows[0]) - 1)
    return "\n".join([head, rule, *body])


def replaced(page: str, mark: str, text: str) -> str:
    """The page with what stands between the marks replaced.

    Raises:
        ValueError: if the page has no such marks.
    """
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    pattern = re.compile(f"({re.escape(begin)}).*({re.escape(end)})", re.DOTALL)
    if not pattern.search(page):
        raise ValueError(f"{PAGE.name} has no {begin}")
    return pattern.sub(lambda match: f"{match[1]}\n{text}\n{match[2]}", page)


def write(mark: str, text: str) -> None:
    """Put a text between its marks."""
    PAGE.write_text(replaced(PAGE.read_text("utf-8"), mark, text), encoding="utf-8")


class Book:
    """The floors during a run: checked, or raised where that was asked for."""

    def __init__(self, *, write: bool) -> None:
        self._write = write
        self._floors = floors.load()
        self.wrong: list[str] = []

    def enter(self, name: str, digest: str, figures: measuring.Figures) -> None:
        """Hold figures against their floor."""
        if not self._write:
            floor = self._floors.get(name)
            self.wrong += floors.failures(name, floor, digest, figures)
            return
        try:
            measured = floors.Floor(digest, figures)
            self._floors, changed = floors.raised(self._floors, name, measured)
        except floors.LoweringRefused as refusal:
            self.wrong.append(str(refusal))
        else:
            print(*changed, sep="\n", end="\n" * bool(changed))
            floors.save(self._floors)


def write_stems(mark: str, names: Sequence[str], book: Book) -> None:
    """Measure tables of stems and write what was found."""
    for name in names:
        book.enter(name, measuring.table_digest(name), measuring.stem_figures(name))
    write(mark, "\n\n".join(map(stem_table, names)))


def write_sets(mark: str, names: Sequence[str], book: Book) -> None:
    """Measure sets of questions and write what was found."""
    tables = []
    for name in names:
        print(f"{name} ...", file=sys.stderr)
        found = measuring.evaluate(name, *BASELINES)
        book.enter(name, measuring.set_digest(name), measuring.set_figures(found))
        tables.append(ranking_table(found))
    write(mark, "\n\n".join(tables))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and write; the floors of what was measured are checked or raised on the way."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.quality")
    parser.add_argument("--raise", dest="write", action="store_true", help="raise the floors too")
    book = Book(write=parser.parse_args(arguments).write)
    write_stems("own stems", [measuring.OWN_STEMS], book)
    write_sets("own set", [measuring.OWN_SET], book)
    if measuring.SHARED_SETS.is_dir():
        write_stems("stems", measuring.SHARED_STEMS, book)
        write_sets("sets", measuring.SHARED, book)
    print(*book.wrong, sep="\n", end="\n" * bool(book.wrong))
    return 1 if book.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
