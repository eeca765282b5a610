"""How far an indexing run is: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from telusur.messages import _, file_size, number
from telusur.plain import is_terminal

if TYPE_CHECKING:
    from index.ingest import Progress

Show = Callable[["Progress"], None]

SECONDS_BETWEEN_LINES = 10.0


@contextmanager
def progress_reporter() -> Iterator[Show]:
    """A callable that shows each state of the run on stderr, as suits what stderr is."""
    if is_terminal(sys.stderr):
        with _bar() as show:
            yield show
    else:
        yield SparseLines(time.monotonic)


def describe(articles: int, seconds: float) -> str:
    """The articles done and how many a second."""
    rate = number(articles / seconds) if seconds > 0 else "0"
    return _("{articles} artikel, {rate}/s").format(articles=number(articles), rate=rate)


def time_left(done: int, total: int, seconds: float) -> str:
    """The time left at the rate so far, ``4:05``; empty while nothing can be said."""
    if not done or not total or done >= total:
        return ""
    left = round(seconds * (total - done) / done)
    clock = f"{left // 3600}:{left // 60 % 60:02}:{left % 60:02}" if left >= 3600 else ""
    return _("sisa {time}").format(time=clock or f"{left // 60}:{left % 60:02}")


class SparseLines:
    """One line on stderr every ten seconds; a run that is shorter prints nothing."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._started = self._last = clock()

    def __call__(self, progress: Progress) -> None:
        """Print the state if the last line is long enough ago."""
        now = self._clock()
        if now - self._last < SECONDS_BETWEEN_LINES:
            return
        self._last = now
        click.echo(self.line(progress, now - self._started), err=True)

    @staticmethod
    def line(progress: Progress, seconds: float) -> str:
        """The state as text."""
        total = progress.bytes_total or 0
        parts = [describe(progress.articles, seconds)]
        if total:
            parts += [f"{100 * progress.bytes_done / total:.0f} %"]
            parts += [time_left(progress.bytes_done, total, seconds)]
        return ", ".join(part for part in parts if part)


@contextmanager
def _bar() -> Iterator[Show]:
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar
    from rich.table import Column

    columns: list[Any] = [
        SpinnerColumn(),
        BarColumn(bar_width=16),
        TextColumn("{task.fields[said]}", markup=False, table_column=Column(no_wrap=True)),
    ]
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, said="")
        started = time.monotonic()

        def show(progress: Progress) -> None:
            said = bar_text(progress, time.monotonic() - started)
            total, done = progress.bytes_total or None, progress.bytes_done
            bar.update(task, total=total, completed=done, said=said)

        yield show


def bar_text(progress: Progress, seconds: float) -> str:
    """What stands beside the bar: bytes done of all, articles, articles a second, time left."""
    total, done = progress.bytes_total or 0, progress.bytes_done
    read = file_size(done) + (f"/{file_size(total)}" if total else "")
    parts = (read, describe(progress.articles, seconds), time_left(done, total, seconds))
    return " · ".join(part for part in parts if part)
