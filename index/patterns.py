"""Patterns that are compiled when they are first used: a search from a shell uses few of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:

    def pattern(text: str) -> re.Pattern[str]:
        """A pattern as of ``re.compile``, whose methods may be used."""

else:

    class pattern:
        """A pattern as of ``re.compile``, whose methods may be used.

        Whatever is asked of it first is kept, so that from then on it costs no more. Safe to share
        between threads: two that compile it at once get the same.
        """

        def __init__(self, text: str) -> None:
            self._text = text

        def __getattr__(self, name: str) -> Any:
            value = getattr(re.compile(self._text), name)
            setattr(self, name, value)
            return value
