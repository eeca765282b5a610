"""A point in time after which a search gives what it has."""

from __future__ import annotations

from time import monotonic


class Deadline:
    """Cooperative: whoever works in a loop asks :meth:`passed` now and then."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = monotonic() + seconds
        self.hit = False

    def passed(self) -> bool:
        """Whether the time is over; ``hit`` then stays true."""
        if not self.hit and monotonic() > self._end:
            self.hit = True
        return self.hit
