"""Work that goes on beside the program's own: flushing a file, removing some.

Starting a thread takes longer than most of that, above all where the machine is busy. So a thread
that has done its work waits for more.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable
from queue import SimpleQueue

MOST_IDLE = 2
"""Threads that wait for work; one more ends when it has done its own."""

_idle: list[_Thread] = []
_going_on: set[Work] = set()


class Work:
    """Work that goes on in another thread."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self._error: BaseException | None = None
        self._done = threading.Lock()
        self._done.acquire()

    def wait(self) -> None:
        """Wait for its end; raises what it raised."""
        with self._done:
            pass
        if self._error is not None:
            raise self._error

    def do(self) -> None:
        """Do it."""
        try:
            self._work()
        except BaseException as error:
            self._error = error
        finally:
            _going_on.discard(self)
            self._done.release()


class _Thread:
    """A thread that does one piece of work after the other."""

    def __init__(self) -> None:
        self._given: SimpleQueue[Work] = SimpleQueue()
        threading.Thread(target=self._run, name="telusur-beside", daemon=True).start()

    def give(self, work: Work) -> None:
        self._given.put(work)

    def _run(self) -> None:
        while True:
            self._given.get().do()
            if len(_idle) >= MOST_IDLE:
                return
            _idle.append(self)


def begin(work: Callable[[], None]) -> Work:
    """Begin some work. A program ends no sooner than all of it, unless it is killed."""
    task = Work(work)
    try:
        _going_on.add(task)
        _free_thread().give(task)
    except RuntimeError:  # the program is ending, or there are too many threads
        task.do()
    except BaseException:  # interrupted: nobody may wait for what nobody does
        _going_on.discard(task)
        raise
    return task


def _free_thread() -> _Thread:
    try:
        return _idle.pop()
    except IndexError:
        return _Thread()


@atexit.register
def finish() -> None:
    """Wait until all work has ended, whatever became of it."""
    for task in list(_going_on):
        with task._done:
            pass


def _forget() -> None:
    """A process that was forked off has none of the threads."""
    _idle.clear()
    _going_on.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
