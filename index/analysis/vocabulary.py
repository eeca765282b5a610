# cython: annotation_typing=False
"""What every chunk met so far stands for, in numbers: each distinct one is analysed once.

Chunks, forms and terms have numbers of their own, in the order in which they were met. Whoever has
the chunk numbers of a text finds its words in arrays: see :mod:`index.segment.inverting`.

Compiled where there is a C compiler; the types stand in ``vocabulary.pxd``.
"""

from __future__ import annotations

from array import array
from typing import Protocol

from index.analysis.scanner import Scanner
from index.analysis.tokens import Piece

# What a chunk takes in memory beside the scanner's share, and what a form with its term does.
_BYTES_PER_CHUNK = 20
_BYTES_PER_FORM = 400


class Analyst(Protocol):
    """What has to be known of chunks and forms."""

    def pieces_of(self, chunk: str) -> tuple[tuple[Piece, ...], int]:
        """What a chunk stands for in the index, a term at a place perhaps twice; its places."""
        ...

    def plain_form(self, chunk: str) -> str | None:
        """The form of a chunk that is a word and nothing more; None for any other."""
        ...

    def term_of(self, form: str) -> str:
        """The term of a form."""
        ...


class Vocabulary:
    """The chunks, forms and terms met so far, by number.

    ``forms`` and ``terms`` are in UTF-8. ``firsts``, ``widths``, ``piece_forms``, ``piece_terms``
    and ``piece_offsets`` say what chunks stand for. It only grows. Not for several threads at a
    time.
    """

    def __init__(self, analyst: Analyst) -> None:
        self.scanner = Scanner()
        self.forms: list[bytes] = []
        self.terms: list[bytes] = []
        self.firsts = array("I", [0])
        self.widths = array("I")
        self.piece_forms = array("I")
        self.piece_terms = array("I")
        self.piece_offsets = array("I")
        self._analyst = analyst
        self._form_numbers: dict[str, int] = {}
        self._term_numbers: dict[str, int] = {}
        self._term_of_form = array("I")
        # Whether a form is a word and nothing more, with whatever capitals it is written.
        self._is_plain = bytearray()

    def __len__(self) -> int:
        """How many chunks there are."""
        return len(self.widths)

    @property
    def memory(self) -> int:
        """About how many bytes it takes."""
        known = len(self) * _BYTES_PER_CHUNK + len(self.forms) * _BYTES_PER_FORM
        return self.scanner.memory + known

    def read(self, text: str) -> array[int]:
        """The chunk numbers of a text; what they stand for is known then."""
        numbers = self.scanner.scan(text)
        if len(self.scanner.chunks) > len(self.widths):
            self._settle()
        return numbers

    def spans(self, text: str) -> tuple[array[int], array[int], array[int]]:
        """The chunk numbers of a text, where each begins and where it ends."""
        found = self.scanner.spans(text)
        if len(self.scanner.chunks) > len(self.widths):
            self._settle()
        return found

    def term_number(self, term: str) -> int | None:
        """The number of a term; None for one that was not met."""
        return self._term_numbers.get(term)

    def _settle(self) -> None:
        """Work out what the new chunks stand for."""
        chunks = self.scanner.chunks
        for number in range(len(self.widths), len(chunks)):
            chunk = chunks[number]
            plain = self._plain_number(chunk)
            width = 1
            if plain >= 0:
                self._add_piece(plain, 0)
            else:
                pieces, width = self._analyst.pieces_of(chunk)
                self._add_pieces(pieces)
            self.widths.append(width)
            self.firsts.append(len(self.piece_forms))

    def _plain_number(self, chunk: str) -> int:
        """The number of the form of a chunk that is a word and nothing more; -1 for any other.

        Every fifth is a known word with other capitals. What is plain in small letters is so in
        any: capitals only keep a chunk from being taken for two words.
        """
        if not chunk.isalpha():
            return -1
        if chunk.isascii():
            lowered = chunk.lower()
            number = self._form_numbers.get(lowered, -1)
            if number >= 0 and self._is_plain[number]:
                return number
            form = self._analyst.plain_form(lowered)
            if form is not None:
                number = self._number_of(form)
                self._is_plain[number] = form == lowered
                return number
            if lowered == chunk:
                return -1
        form = self._analyst.plain_form(chunk)
        return -1 if form is None else self._number_of(form)

    def _add_pieces(self, pieces: tuple[Piece, ...]) -> None:
        """Add the pieces of a chunk, each term once at a place."""
        seen: set[tuple[int, int]] = set()
        for form, offset, _, _ in pieces:
            number = self._number_of(form)
            term = self._term_of_form[number]
            if (offset, term) not in seen:
                seen.add((offset, term))
                self._add_piece(number, offset)

    def _add_piece(self, number: int, offset: int) -> None:
        self.piece_forms.append(number)
        self.piece_terms.append(self._term_of_form[number])
        self.piece_offsets.append(offset)

    def _number_of(self, form: str) -> int:
        number = self._form_numbers.get(form)
        return self._meet(form) if number is None else number

    def _meet(self, form: str) -> int:
        """The number of a form that is met for the first time."""
        number = self._form_numbers[form] = len(self.forms)
        data = form.encode("utf-8")
        self.forms.append(data)
        self._is_plain.append(0)
        term = self._analyst.term_of(form)
        known = self._term_numbers.get(term)
        if known is None:
            known = self._term_numbers[term] = len(self.terms)
            self.terms.append(data if term == form else term.encode("utf-8"))
        self._term_of_form.append(known)
        return number
