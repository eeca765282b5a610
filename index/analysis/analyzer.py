"""The pipeline in the form that Whoosh knows: analyzers that yield Whoosh tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token

from index.analysis.pipeline import analyze, fold


class IndonesianAnalyzer(Analyzer):  # type: ignore[misc]
    """Indonesian running text: words to stems, with positions and offsets where asked for."""

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        removestops: bool = True,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **options: Any,
    ) -> Iterator[Token]:
        """Whoosh tokens of ``value``; Whoosh reuses one token object, and so does this."""
        token = Token(positions, chars, removestops=removestops, mode=mode, **options)
        for found in analyze(value):
            token.text = found.term
            token.boost = 1.0
            token.stopped = False
            if keeporiginal:
                token.original = found.surface
            if positions:
                token.pos = start_pos + found.position
            if chars:
                token.startchar = start_char + found.start
                token.endchar = start_char + found.end
            yield token


class FoldedAnalyzer(Analyzer):  # type: ignore[misc]
    """Names: the folded whole and its folded words, no stemming."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        """Whoosh tokens of a name."""
        del options
        token = Token()
        for term in fold(value):
            token.text = term
            token.boost = 1.0
            token.stopped = False
            yield token
