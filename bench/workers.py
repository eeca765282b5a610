"""The other end of :mod:`bench.worker`: starts the processes and speaks to them."""

from __future__ import annotations

import contextlib
import json
import random
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from bench.peers import Found

ROOT = Path(__file__).parents[1]


class WorkerFailed(RuntimeError):
    """An engine could not do what it was told; what it said went to stderr."""


class Worker:
    """One engine in a process of its own."""

    def __init__(self, found: Found) -> None:
        self.name = found.peer.name
        command = [found.python, "-m", "bench.worker", f"bench.peers.{found.peer.module}"]
        self._process = subprocess.Popen(
            [*command, found.peer.engine],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def tell(self, do: str, **order: Any) -> None:
        """Give an order; :meth:`answer` waits until it is carried out."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # answer() tells of it
            self._process.stdin.write(json.dumps({"do": do, **order}) + "\n")
            self._process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        """What the order gave.

        Raises:
            WorkerFailed: if the process has ended.
        """
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise WorkerFailed(f"{self.name} has failed")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def call(self, do: str, **order: Any) -> dict[str, Any]:
        """Give an order and wait."""
        self.tell(do, **order)
        return self.answer()

    def stop(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=10)
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


@contextlib.contextmanager
def started(found: Iterable[Found]) -> Iterator[list[Worker]]:
    """A worker for each of the engines, ended at the end."""
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(Worker(each)) for each in found]


def in_turn(workers: Sequence[Worker], draw: random.Random) -> list[Worker]:
    """The workers in another order every time, so that none is always behind the same one."""
    return draw.sample(workers, len(workers))
