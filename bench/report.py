"""Tables of what was measured: for the terminal, and for the page of the documents."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bench.measure import Figures
from bench.targets import Verdict, judge, judge_growth, rates

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
Row = Sequence[str]


def markdown(figures: Figures) -> str:
    """All tables, in Markdown: short enough to be read in a terminal too."""
    return "\n".join(_lines(figures))


def rewrite(page: Path, text: str) -> None:
    """Put the text between the marks of a page.

    Raises:
        ValueError: if the page does not hold both marks once, in order.
    """
    old = page.read_text("utf-8")
    if old.count(BEGIN) != 1 or old.count(END) != 1 or old.index(BEGIN) > old.index(END):
        raise ValueError(f"{page} must hold {BEGIN} and {END}, once each")
    before, _, rest = old.partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n{text.strip()}\n{END}{after}", "utf-8")


def _lines(figures: Figures) -> Iterator[str]:
    machine = figures["machine"]
    yield (
        f"Measured {figures['made']} on {machine['cpu']}, {machine['cores']} cores, "
        f"{machine['system']}, Python {machine['python']}; seed {figures['seed']}, "
        f"{figures['queries']} queries of each kind, {figures['rounds']} rounds."
    )
    yield ""
    yield from table(
        ("engine", "version and settings", "snippets mark"),
        [(name, peer["version"], peer["marks"]) for name, peer in figures["peers"].items()],
    )
    for missing in figures["missing"]:
        yield f"Left out: {missing['name']}. To include it: {missing['install']}"
        yield ""
    for size in figures["sizes"]:
        yield from _of_size(size, figures["peers"])
    growth = judge_growth(figures["sizes"])
    if growth:
        yield "### Growth"
        yield ""
        yield from verdicts(growth)


def _of_size(size: Figures, peers: Figures) -> Iterator[str]:
    megabytes = size["text_bytes"] / 1e6
    yield f"### {size['articles']:,} articles ({size['name']}, {megabytes:,.1f} MB of text)"
    yield ""
    judged = judge(size, peers)
    if judged:
        met = sum(verdict.met for verdict in judged)
        yield f"Targets met: {met} of {len(judged)}. Ratios are Telusur's figure / the other's."
        yield ""
        yield from verdicts(judged)
    for mode, what in (("ids", "ten ids"), ("hits", "ten titles and snippets")):
        yield f"Milliseconds to {what}, median / 95th percentile:"
        yield ""
        yield from _times(size, mode, list(peers))
    yield "Building, size, adding, opening, memory:"
    yield ""
    yield from _others(size, list(peers))


def verdicts(judged: Iterable[Verdict]) -> Iterator[str]:
    """A table of targets."""
    yield from table(
        ("figure", "against", "measured", "spread", "target", ""),
        [
            (
                verdict.figure,
                verdict.against,
                f"{number(verdict.value)} {verdict.unit}",
                f"{number(verdict.low)} – {number(verdict.high)}",
                f"{'≥' if verdict.at_least else '≤'} {number(verdict.bound)}",
                "met" if verdict.met else "**missed**",
            )
            for verdict in judged
        ],
    )


def _times(size: Figures, mode: str, names: Sequence[str]) -> Iterator[str]:
    rows = []
    for kind, modes in size["queries"].items():
        cells = [
            " / ".join(number(value) for value in middle(taken["rounds"]))
            if (taken := modes[mode].get(name))
            else "–"
            for name in names
        ]
        rows.append((kind, *cells))
    yield from table(("", *names), rows)


def middle(rounds: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Median and 95th percentile: of each the median over the rounds."""
    return (
        statistics.median(each[0] for each in rounds),
        statistics.median(each[1] for each in rounds),
    )


def _others(size: Figures, names: Sequence[str]) -> Iterator[str]:
    text = size["text_bytes"]
    rows = []
    for name in names:
        two, added = size["two"][name], size["add"].get(name)
        rows.append(
            (
                name,
                f"{statistics.median(rates(size, name)):,.0f}",
                number(size["build"][name][-1]["peak_mib"]),
                number(size["index_bytes"][name] / text),
                number(statistics.median(added)) if added else "–",
                number(statistics.median(sum(each) for each in size["open"][name])),
                f"{number(two['private_mib'])} ({number(two['written_mib'])})",
                number(statistics.median(two["gain"])),
            )
        )
    heads = (
        "",
        "articles/s",
        "peak MiB",
        "index / text",
        "one more, ms",
        "cold open, ms",
        "private MiB (no file's)",
        "two at once",
    )
    yield from table(heads, rows)


def number(value: float | None) -> str:
    """Three figures that count; a dash for what is not known."""
    if value is None:
        return "–"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value >= 0.01 else f"{value:.4f}"


def table(heads: Row, rows: Iterable[Row]) -> Iterator[str]:
    """A Markdown table, its columns aligned; nothing if it has no rows."""
    cells = [heads, *rows]
    if len(cells) == 1:
        return
    widths = [max(len(row[at]) for row in cells) for at in range(len(heads))]
    for place, row in enumerate(cells):
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"| {' | '.join(padded)} |"
        if place == 0:
            yield f"|{'|'.join('-' * (width + 2) for width in widths)}|"
    yield ""
