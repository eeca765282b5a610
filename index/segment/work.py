"""Work that may go on in another thread, piece by piece and in the order in which it was given.

It pays for pieces that run without the interpreter (compressing, writing files): whoever gives them
goes on meanwhile.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor


class WorkInOrder:
    """One thread, made when there is something for it to do.

    What a piece of work raises, the next call raises; the pieces behind it are not done.
    """

    def __init__(self, most: int) -> None:
        """``most``: so many pieces may wait; whoever gives one more waits, too."""
        self._most = most
        self._pool: ThreadPoolExecutor | None = None
        self._given: deque[Future[None]] = deque()
        self._failed = False

    def do(self, work: Callable[[], None], *, wait: bool = False) -> None:
        """Do a piece of work; with ``wait`` it is done when this returns."""
        if wait:
            self.wait()
            work()
            return
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # a search writes nothing

            self._pool = ThreadPoolExecutor(1, thread_name_prefix="telusur-work")
        self._given.append(self._pool.submit(self._run, work))
        while len(self._given) > self._most or (self._given and self._given[0].done()):
            self._given.popleft().result()

    def wait(self) -> None:
        """Wait until all is done."""
        while self._given:
            self._given.popleft().result()

    def close(self) -> None:
        """Wait until all is done, and let go of the thread."""
        try:
            self.wait()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Do nothing more; what goes on at this moment is waited for."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
        self._given.clear()

    def _run(self, work: Callable[[], None]) -> None:
        if self._failed:
            return
        try:
            work()
        except BaseException:
            self._failed = True
            raise
