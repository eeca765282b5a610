"""What the figures should be, and whether they are: Telusur beside each peer, as ratios."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.measure import Figures
from bench.peers import TELUSUR

TANTIVY, LUCENE = "tantivy", "lucene"
SMALLEST_FOR_GROWTH = 3
"""Growth is judged between archives of which one is at least so many times the other."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One target: the ``value`` measured, from ``low`` to ``high`` over the rounds, and the
    ``bound``. ``at_least`` says on which side of the bound it should be."""

    figure: str
    against: str
    value: float
    low: float
    high: float
    bound: float
    at_least: bool = False
    unit: str = "×"

    @property
    def met(self) -> bool:
        """Whether the target is met."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound


def judge(size: Figures, peers: Figures) -> list[Verdict]:
    """Every target that can be judged with the engines that were there."""
    if TELUSUR not in size["build"]:
        return []
    return [
        *_asking(size, peers),
        *_building(size),
        *_adding(size),
        *_memory(size),
        *_front(size),
    ]


def judge_growth(sizes: Sequence[Figures]) -> list[Verdict]:
    """How the time of a whole search and of an addition grow with the archive."""
    by_size = sorted((s for s in sizes if TELUSUR in s["build"]), key=lambda s: int(s["articles"]))
    if len(by_size) < 2:
        return []
    small, large = by_size[0], by_size[-1]
    if large["articles"] < SMALLEST_FOR_GROWTH * small["articles"]:
        return []
    against = f"{small['articles']:,} articles"
    rounds = [
        [_whole_path(size, number) for number in range(_round_count(size))]
        for size in (small, large)
    ]
    added = [statistics.median(size["add"][TELUSUR]) for size in (small, large)]
    return [
        _ratio("growth: titles and snippets", against, rounds[1], rounds[0], 1.5),
        _ratio("growth: one more article", against, added[1:], added[:1], 2.0),
    ]


def _round_count(size: Figures) -> int:
    return min(len(kind["hits"][TELUSUR]["rounds"]) for kind in size["queries"].values())


def _whole_path(size: Figures, number: int) -> float:
    """The mean over the kinds of the median of a round."""
    kinds = size["queries"].values()
    return float(statistics.mean(kind["hits"][TELUSUR]["rounds"][number][0] for kind in kinds))


def _asking(size: Figures, peers: Figures) -> Iterator[Verdict]:
    for kind, modes in size["queries"].items():
        for mode, which, place in (("ids", "median", 0), ("hits", "median", 0), ("hits", "p95", 1)):
            rounds = {
                name: [each[place] for each in taken["rounds"]]
                for name, taken in modes[mode].items()
            }
            what = "ten ids" if mode == "ids" else "titles and snippets"
            figure = f"{what}: {kind}, {which}"
            ours = rounds.pop(TELUSUR, None)
            if ours is None:
                continue
            if TANTIVY in rounds:
                yield _ratio(figure, TANTIVY, ours, rounds[TANTIVY], 1.0)
            original = {n: r for n, r in rounds.items() if peers[n]["marks"] == "original"}
            if mode == "hits" and original:
                best = min(original, key=lambda name: statistics.median(original[name]))
                yield _ratio(figure, f"best of original text: {best}", ours, original[best], 1 / 3)


def _ratio(
    figure: str,
    against: str,
    ours: Sequence[float],
    theirs: Sequence[float],
    bound: float,
    *,
    at_least: bool = False,
) -> Verdict:
    """The ratio of the medians over the rounds; its spread is that of the rounds' own ratios."""
    each = [our / their for our, their in zip(ours, theirs, strict=False)]
    value = statistics.median(ours) / statistics.median(theirs)
    low, high = min(*each, value), max(*each, value)
    return Verdict(figure, against, value, low, high, bound, at_least)


def rates(size: Figures, name: str) -> list[float]:
    """Articles a second of each build, analysing included."""
    builds = size["build"].get(name, ())
    return [size["articles"] / (build["analysing"] + build["indexing"]) for build in builds]


def _building(size: Figures) -> Iterator[Verdict]:
    for peer, bound in ((TANTIVY, 2.0), (LUCENE, 1.5)):
        theirs = rates(size, peer)
        if theirs:
            ours = rates(size, TELUSUR)
            yield _ratio("articles/s indexed", peer, ours, theirs, bound, at_least=True)
    share = size["index_bytes"][TELUSUR] / size["text_bytes"]
    yield Verdict("index / raw text", "raw text", share, share, share, 0.80)


def _adding(size: Figures) -> Iterator[Verdict]:
    if size["add"].get(TELUSUR):
        yield _absolute("one more article durable and found", size["add"][TELUSUR], 10.0, "ms")


def _memory(size: Figures) -> Iterator[Verdict]:
    used = size["two"][TELUSUR]["private_mib"]
    if used is not None:
        yield _absolute("private memory of one more process", [used], 40.0, "MiB")


def _front(size: Figures) -> Iterator[Verdict]:
    if "shell" in size:
        ours, bare = size["shell"]["telusur"], size["shell"]["python"]
        yield _absolute("telusur search from a cold shell", ours, 120.0, "ms")
        yield _ratio("telusur search from a cold shell", "python -c pass", ours, bare, 10.0)
    if "web" in size:
        search, constant = size["web"]["search"], size["web"]["constant"]
        yield _ratio(
            "/api/search requests/s", "constant view", search, constant, 0.5, at_least=True
        )


def _absolute(figure: str, values: Sequence[float], bound: float, unit: str) -> Verdict:
    """A median; from the lower to the upper quarter."""
    ordered = sorted(values)
    low, high = ordered[len(ordered) // 4], ordered[-1 - len(ordered) // 4]
    return Verdict(figure, "", statistics.median(ordered), low, high, bound, unit=unit)
