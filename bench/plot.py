"""The times as a picture: a row a kind of query, a dot an engine, on a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from html import escape

from bench.measure import Figures
from bench.report import middle, number

WIDTH, LEFT, RIGHT = 860, 130, 20
ROW, HEAD, FOOT = 26, 64, 34
RADIUS = 5
# Distinct for readers who do not see red and green apart, on light and dark grounds.
COLOURS = ("#d55e00", "#0072b2", "#56b4e9", "#009e73", "#cc79a7", "#e69f00", "#7f7f7f", "#8c6bb1")
PANELS = (("ids", "ten ids"), ("hits", "ten titles and snippets"))
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #222 }
.title { font-weight: 600 } .small { font-size: 11px; fill: #555 }
.grid { stroke: #ccc } .row { stroke: #eee } .spread { stroke-width: 2; opacity: .45 }
.ground { fill: #fff }
@media (prefers-color-scheme: dark) {
  text { fill: #eee } .small { fill: #aaa } .grid { stroke: #444 } .row { stroke: #2a2a2a }
  .ground { fill: #161616 }
}
"""


def svg(size: Figures, names: Sequence[str]) -> str:
    """The picture of one archive: medians as dots, with a line to the 95th percentile."""
    panels = [(what, _points(size, mode, names)) for mode, what in PANELS]
    kinds = len(size["queries"])
    height = sum(HEAD + kinds * ROW + FOOT for _panel in panels)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        f"<title>Milliseconds a query, {size['articles']:,} articles</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{height}"/>',
    ]
    top = 0
    for what, points in panels:
        title = f"Milliseconds to {what}, {size['articles']:,} articles"
        parts += _panel(title, points, names, top)
        top += HEAD + kinds * ROW + FOOT
    return "\n".join([*parts, "</svg>"]) + "\n"


Points = dict[str, dict[str, tuple[float, float]]]
"""Median and 95th percentile by kind and engine."""


def _points(size: Figures, mode: str, names: Sequence[str]) -> Points:
    return {
        kind: {name: middle(modes[mode][name]["rounds"]) for name in names if name in modes[mode]}
        for kind, modes in size["queries"].items()
    }


def _panel(title: str, points: Points, names: Sequence[str], top: int) -> Iterator[str]:
    values = [value for each in points.values() for pair in each.values() for value in pair]
    low = math.floor(math.log10(max(min(values, default=0.1), 1e-4)))
    high = max(low + 1, math.ceil(math.log10(max(values, default=10.0))))

    def across(value: float) -> float:
        share = (math.log10(max(value, 1e-4)) - low) / (high - low)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    yield f'<text class="title" x="10" y="{top + 20}">{escape(title)}</text>'
    yield from _legend(names, top + 42)
    bottom = top + HEAD + len(points) * ROW
    for power in range(low, high + 1):
        x = across(10.0**power)
        yield f'<line class="grid" x1="{x}" y1="{top + HEAD - 8}" x2="{x}" y2="{bottom}"/>'
        label = number(10.0**power)
        yield f'<text class="small" x="{x}" y="{bottom + 16}" text-anchor="middle">{label}</text>'
    for place, (kind, by_engine) in enumerate(points.items()):
        y = top + HEAD + place * ROW + ROW // 2
        yield f'<text x="10" y="{y + 4}">{escape(kind)}</text>'
        yield f'<line class="row" x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}"/>'
        # Telusur comes first and is drawn last, over the others.
        for at, name in reversed(list(enumerate(names))):
            if name in by_engine:
                yield from _dot(kind, name, by_engine[name], (at, y), across)


def _dot(
    kind: str,
    name: str,
    times: tuple[float, float],
    place: tuple[int, int],
    across: Callable[[float], float],
) -> Iterator[str]:
    colour = COLOURS[place[0] % len(COLOURS)]
    (median, p95), y = times, place[1]
    yield (
        f'<line class="spread" stroke="{colour}" x1="{across(median)}" y1="{y}" '
        f'x2="{across(p95)}" y2="{y}"/>'
    )
    told = f"{name}, {kind}: {number(median)} ms, 95 %: {number(p95)} ms"
    yield (
        f'<circle cx="{across(median)}" cy="{y}" r="{RADIUS}" fill="{colour}">'
        f"<title>{escape(told)}</title></circle>"
    )


def _legend(names: Sequence[str], y: int) -> Iterator[str]:
    x = 10.0
    for at, name in enumerate(names):
        yield f'<circle cx="{x + 5}" cy="{y - 4}" r="5" fill="{COLOURS[at % len(COLOURS)]}"/>'
        yield f'<text class="small" x="{x + 14}" y="{y}">{escape(name)}</text>'
        x += 30 + 6.6 * len(name)
