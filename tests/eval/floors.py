"""Floors of the figures: ``floors.toml``, which goes up by itself and down only when told to.

    python -m tests.eval.floors            measure everything there is and say what fails
    python -m tests.eval.floors --raise    write what has become better, and what is new
    python -m tests.eval.floors --raise --lower    write all as measured, lower floors too
    --full                                 with all questions of the shared sets: minutes

A floor holds for the set or table whose digest stands with it. A figure may fall short by an
epsilon: a fifth of a point for whole sets and tables, for a sample and the project's small set what
one question more or less makes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.eval import measuring

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = measuring.HERE / "floors.toml"
EPSILON = 0.002
EPSILON_OF_FEW = 0.006
_HEADER = """# Floors of the figures. Written by: python -m tests.eval.floors --raise
# They are lowered with --lower only; say in the commit why.
"""


@dataclass(frozen=True)
class Floor:
    """The least figures of a set or table, and the digest of what they were measured with."""

    digest: str
    figures: Mapping[str, float]


Floors = dict[str, Floor]


class LoweringRefused(Exception):
    """Floors would be lowered and nobody asked for it."""


def load(path: Path = FILE) -> Floors:
    """The floors by the name of the set or table."""
    read = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    return {
        name: Floor(
            values["digest"], {key: value for key, value in values.items() if key != "digest"}
        )
        for name, values in read.items()
    }


def save(floors: Floors, path: Path = FILE) -> None:
    """Write the floors, a table for each set."""
    tables = []
    for name, floor in floors.items():
        lines = [f'["{name}"]', f'digest = "{floor.digest}"']
        lines += [f'"{key}" = {value:.4f}' for key, value in floor.figures.items()]
        tables.append("\n".join(lines) + "\n")
    path.write_text(_HEADER + "\n" + "\n".join(tables), encoding="utf-8")


def epsilon(name: str) -> float:
    """How far a figure may fall short of its floor."""
    few = name == measuring.OWN_SET or name.endswith(f"-{measuring.SAMPLED}")
    return EPSILON_OF_FEW if few else EPSILON


def failures(
    name: str, floor: Floor | None, digest: str, figures: Mapping[str, float]
) -> list[str]:
    """What is wrong, a line for each; none if the figures hold."""
    if floor is None:
        return [f"{name} has no floor: python -m tests.eval.floors --raise"]
    if floor.digest != digest:
        return [
            f"{name} is not what its floors were measured with (digest {digest}, not "
            f"{floor.digest}): python -m tests.eval.floors --raise"
        ]
    return [
        f"{name}: {key} is {figures.get(key, 0.0):.4f}, its floor is {least:.4f}"
        for key, least in floor.figures.items()
        if figures.get(key, 0.0) < least - epsilon(name)
    ]


def raised(
    floors: Floors, name: str, measured: Floor, *, lower: bool = False
) -> tuple[Floors, list[str]]:
    """The floors with what was measured, and what has changed, a line for each.

    Raises:
        LoweringRefused: if a floor would have to go down by more than epsilon without ``lower``:
            a new digest is no licence to fall.
    """
    old = floors[name].figures if name in floors else {}
    fallen = {
        key: old[key] for key in old if measured.figures.get(key, 0.0) < old[key] - epsilon(name)
    }
    if fallen and not lower:
        said = ", ".join(f"{key} {old[key]:.4f}" for key in fallen)
        raise LoweringRefused(f"{name}: {said} would be lowered; --lower does it")
    figures = {
        key: round(value if lower else max(value, old.get(key, 0.0)), 4)
        for key, value in measured.figures.items()
    }
    changed = [
        f"{name}: {key} {old.get(key, 0.0):.4f} → {value:.4f}"
        for key, value in figures.items()
        if value != old.get(key)
    ]
    return {**floors, name: Floor(measured.digest, figures)}, changed


def measure_all(*, full: bool) -> Iterable[tuple[str, Floor]]:
    """All sets and tables on this machine, measured one by one."""
    for name, measure in things(full=full).items():
        yield name, measure()


def things(*, full: bool) -> dict[str, Callable[[], Floor]]:
    """What can be measured on this machine: names, each with what measures it."""
    there = measuring.SHARED_SETS.is_dir()
    sampled = [f"{name}-{measuring.SAMPLED}" for name in measuring.SHARED]
    sets = [measuring.OWN_SET, *(sampled if there else ())]
    sets += measuring.SHARED if there and full else ()
    tables = [measuring.OWN_STEMS, *(measuring.SHARED_STEMS if there else ())]
    return {
        **{name: lambda name=name: measured_table(name) for name in tables},
        **{name: lambda name=name: measured_set(name) for name in sets},
    }


def measured_set(name: str) -> Floor:
    """The figures of a set as they are now."""
    return Floor(measuring.set_digest(name), measuring.set_figures(measuring.evaluate(name)))


def measured_table(name: str) -> Floor:
    """The figures of a table as they are now."""
    return Floor(measuring.table_digest(name), measuring.stem_figures(name))


def main(arguments: list[str] | None = None) -> int:
    """Measure, and say or write what has changed."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.floors")
    parser.add_argument("--raise", dest="write", action="store_true")
    parser.add_argument("--lower", action="store_true")
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args(arguments)
    floors, wrong = load(), []
    for name, measured in measure_all(full=options.full):
        if not options.write:
            wrong += failures(name, floors.get(name), measured.digest, measured.figures)
            continue
        try:
            floors, changed = raised(floors, name, measured, lower=options.lower)
        except LoweringRefused as refusal:
            wrong.append(str(refusal))
        else:
            print(*changed, sep="\n", end="\n" * bool(changed))
            save(floors)
    print(*wrong, sep="\n", end="\n" * bool(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
