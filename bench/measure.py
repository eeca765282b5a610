"""What is measured of engines side by side: building, asking, adding, opening, memory, two at once.

Whatever can be repeated is done in rounds, and in each the engines take turns in another order, so
that other work on the machine hits all alike.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.peers import Found
from bench.queries import Query, to_json
from bench.workers import Worker, in_turn, started

Figures = dict[str, Any]
MODES = ("ids", "hits")
CHUNK = 13
"""Queries that an engine answers before it is another's turn. The first of them is not counted: it
would tell how long the process has waited."""
WARMING = 3  # queries of a kind that are asked first and not measured
MIXED = 160  # queries of all kinds that two processes answer at once


@dataclass(frozen=True, slots=True)
class Bench:
    """The engines over one archive, which is the file ``documents``; ``folder`` is for indexes."""

    found: Sequence[Found]
    documents: Path
    folder: Path
    rounds: int
    seed: int

    def index_of(self, name: str) -> Path:
        """Where an engine has its index."""
        return self.folder / name


def build_all(bench: Bench, builds: int) -> Figures:
    """Every engine builds its index so many times; the last one stays."""
    figures: Figures = {each.peer.name: [] for each in bench.found}
    for number in range(builds):
        for each in random.Random(bench.seed + number).sample(bench.found, len(bench.found)):
            say(f"building {each.peer.name}")
            figures[each.peer.name].append(_build(bench, each))
    return figures


def _build(bench: Bench, each: Found) -> Figures:
    folder = bench.index_of(each.peer.name)
    shutil.rmtree(folder, ignore_errors=True)
    with Worker(each) as worker:
        built = worker.call("build", documents=str(bench.documents), folder=str(folder))
    return {name: value and round(value, 3) for name, value in built.items()}


def sizes_of(bench: Bench) -> Figures:
    """The bytes of every index."""
    return {
        each.peer.name: sum(
            file.stat().st_size
            for file in bench.index_of(each.peer.name).rglob("*")
            if file.is_file()
        )
        for each in bench.found
    }


def ask_all(bench: Bench, queries: dict[str, list[Query]]) -> Figures:
    """Median and 95th percentile in each round, by kind, mode and engine, in milliseconds.

    Each query is asked once in each round and mode, of an index that has just been opened and has
    answered a few others: no answer can come from a cache of answers.
    """
    draw = random.Random(bench.seed)
    figures: Figures = {}
    with started(bench.found) as workers:
        able = {worker.name: worker.call("about")["kinds"] for worker in workers}
        for worker in workers:
            worker.call("open", folder=str(bench.index_of(worker.name)))
        for kind, drawn in queries.items():
            say(f"asking: {kind}")
            asked = [worker for worker in workers if kind in able[worker.name]]
            figures[kind] = {
                mode: _rounds(bench, asked, mode, drawn, draw) for mode in MODES if drawn
            }
    return figures


def _rounds(
    bench: Bench,
    workers: Sequence[Worker],
    mode: str,
    drawn: Sequence[Query],
    draw: random.Random,
) -> Figures:
    figures: Figures = {worker.name: {"rounds": [], "found": 0.0} for worker in workers}
    warming, measured = split(drawn)
    for _round in range(bench.rounds):
        times: dict[str, list[float]] = {worker.name: [] for worker in workers}
        for worker in workers:
            reopen(bench, worker)
            worker.call("warm", queries=to_json(warming))
        for chunk in chunks(draw.sample(measured, len(measured))):
            for worker in in_turn(workers, draw):
                answer = worker.call("ask", mode=mode, queries=to_json(chunk))
                times[worker.name] += answer["ms"][1:] or answer["ms"]
                figures[worker.name]["found"] += sum(map(bool, answer["found"]))
        for name, taken in times.items():
            figures[name]["rounds"].append(median_and_p95(taken))
    for each in figures.values():
        each["found"] = round(each["found"] / (bench.rounds * len(measured)), 3)
    return figures


def reopen(bench: Bench, worker: Worker) -> None:
    """Forget every answer."""
    worker.call("close")
    worker.call("open", folder=str(bench.index_of(worker.name)))


def split(drawn: Sequence[Query]) -> tuple[list[Query], list[Query]]:
    """The queries that warm an engine, and those that are measured: others, where there are."""
    if len(drawn) <= WARMING:
        return list(drawn[:1]), list(drawn)
    return list(drawn[:WARMING]), list(drawn[WARMING:])


def chunks(queries: Sequence[Query]) -> Iterable[Sequence[Query]]:
    """The queries, a few at a time."""
    return (queries[at : at + CHUNK] for at in range(0, len(queries), CHUNK))


def open_all(bench: Bench, queries: Sequence[Query]) -> Figures:
    """Milliseconds from a process that has the engine imported to its first ten ids."""
    draw = random.Random(bench.seed)
    figures: Figures = {each.peer.name: [] for each in bench.found}
    say("opening")
    for number in range(bench.rounds):
        query = to_json([queries[number % len(queries)]])
        for each in draw.sample(bench.found, len(bench.found)):
            with Worker(each) as worker:
                worker.call("about")
                opened = worker.call("open", folder=str(bench.index_of(each.peer.name)))["ms"]
                first = worker.call("ask", mode="ids", queries=query)["ms"][0]
            figures[each.peer.name].append([opened, first])
    return figures


def two_at_once(bench: Bench, queries: Sequence[Query]) -> Figures:
    """What two processes answer together beside one alone, and the memory of the second.

    ``gain`` is 2 where they do not hinder each other. The memory is what a further process costs:
    pages of the index that both have mapped are not the second's alone.
    """
    figures: Figures = {}
    for each in bench.found:
        say(f"two processes of {each.peer.name}")
        with started([each, each]) as pair:
            kinds = pair[0].call("about")["kinds"]
            asked = to_json(q for q in queries[:MIXED] if q.kind in kinds)
            for worker in pair:
                worker.call("open", folder=str(bench.index_of(each.peer.name)))
            gains = [_gain(bench, pair, asked[:1], asked[1:]) for _round in range(bench.rounds)]
            figures[each.peer.name] = {"gain": gains, **pair[1].call("memory")}
    return figures


def _gain(bench: Bench, pair: Sequence[Worker], warming: list[str], asked: list[str]) -> float:
    seconds = {}
    for at_once in (1, 2):
        for worker in pair:
            reopen(bench, worker)
            worker.call("warm", queries=warming)
        began = time.perf_counter()
        for worker in pair[:at_once]:
            worker.tell("ask", mode="hits", queries=asked)
        for worker in pair[:at_once]:
            worker.answer()
        seconds[at_once] = time.perf_counter() - began
    return round(2 * seconds[1] / seconds[2], 3)


def add_all(bench: Bench, documents: Path, queries: Sequence[Query]) -> Figures:
    """Milliseconds until each of some more documents is durable and found. Changes the indexes."""
    figures: Figures = {}
    with started(bench.found) as workers:
        for worker in workers:
            if worker.call("about")["grows"]:
                say(f"adding to {worker.name}")
                worker.call("open", folder=str(bench.index_of(worker.name)))
                answer = worker.call("add", documents=str(documents), queries=to_json(queries))
                figures[worker.name] = answer["ms"]
    return figures


def median_and_p95(times: Sequence[float]) -> list[float]:
    """Median and 95th percentile."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return [round(statistics.median(ordered), 5), round(p95, 5)]


def took_ms(work: Callable[[], object]) -> float:
    """The milliseconds that the work takes."""
    began = time.perf_counter()
    work()
    return round(1000 * (time.perf_counter() - began), 3)


def say(what: str) -> None:
    """Tell how far it is, on stderr."""
    print(f"{time.strftime('%H:%M:%S')}  {what}", file=sys.stderr, flush=True)
