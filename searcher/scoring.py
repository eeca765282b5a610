# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""What do a word's occurrences score? Its posting lists merged, document by document.

Documents are ascending numbers in an ``array('I')``; counts, values and scores stand beside them.
Whoever calls sees to it that documents are numbers of the index: the readers of postings refuse any
other. A *value* is what occurrences count once they are saturated, from 0 to 1; a score is a value
times the weight of its word.

Compiled where there is a C compiler; the types stand in ``scoring.pxd``.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import cython

from searcher.accumulator import Accumulator

if cython.compiled:
    from cython.cimports.cpython.array import clone, resize
    from cython.cimports.index.arrays import numbers_at, values_at
else:
    from index.arrays import clone, numbers_at, resize, values_at


Numbers = Any
"""A typed array."""
Address = Any
"""Where numbers lie: an address where this is compiled, otherwise what holds them."""

FORMS = 2
"""The number of the field of words as they are written."""
FLAT = 3
"""The number of a field in which every occurrence counts 1."""

_NUMBERS: Any = array("I")
_VALUES: Any = array("d")
# A field of weight 0 still finds documents: its occurrences count next to nothing.
LEAST = 1e-300
# Of so many occurrences and fewer the value is looked up.
_TABLED = 8
_FORMS = FORMS
_FLAT = FLAT
# A list so many times as long as another is taken in stretches.
_MANY = 4
# More than any document's number.
_BEYOND = 2**40


class Scorer:
    """What occurrences count by field and length, for the documents of an index.

    Fields are numbered: title, body, forms, FLAT. It never changes: threads may share it.
    """

    def __init__(
        self, size: int, lengths: Sequence[Any], factors: Sequence[float], k1: float
    ) -> None:
        """For ``size`` documents; ``lengths`` of title, body and forms, a byte a document.

        ``factors`` say what one occurrence counts by length byte: 256 numbers a field.

        Raises:
            ValueError: if there are not as many.
        """
        if any(len(each) != size for each in lengths) or len(lengths) != FLAT:
            raise ValueError("every field needs the length of every document")
        if len(factors) != FLAT * 256:
            raise ValueError("every field needs a factor for every length")
        # Nothing can be looked at of no bytes.
        self._title, self._body, self._forms = (each or b"\0" for each in lengths)
        self._k1 = k1
        self._factors = array("d", [max(each, LEAST) for each in factors] + [1.0] * 256)
        # What an accumulator needs to know of each field.
        self._of_fields = [
            (part or b"\0", self._factors[256 * field : 256 * field + 256])
            for field, part in enumerate((*lengths, lengths[1]))
        ]
        self._table = clone(_VALUES, 4 * _TABLED * 256, False)
        self._fill(values_at(self._table), values_at(self._factors))

    def _fill(self, table: Address, factors: Address) -> None:
        for field in range(4):
            for count in range(_TABLED):
                for length in range(256):
                    f = (count + 1) * factors[256 * field + length]
                    table[(field * _TABLED + count) * 256 + length] = f / (self._k1 + f)

    def values(self, documents: Numbers, counts: Numbers, field: int) -> array[float]:
        """What the occurrences in one field count."""
        size = len(documents)
        values: Any = clone(_VALUES, size, False)
        self._put_values(numbers_at(documents), numbers_at(counts), field, size, values_at(values))
        found: array[float] = values
        return found

    def _put_values(
        self, documents: Address, counts: Address, field: int, size: int, values: Address
    ) -> None:
        lengths = self._lengths_of(field)
        table = values_at(self._table)
        base = field * _TABLED * 256
        for index in range(size):
            count = counts[index]
            length = lengths[documents[index]]
            if count - 1 < _TABLED:
                values[index] = table[base + (count - 1) * 256 + length]
            else:
                values[index] = self._value(count, field, length)

    def _value(self, count: int, field: int, length: int) -> float:
        f = count * values_at(self._factors)[256 * field + length]
        return float(f / (self._k1 + f))

    def scored(
        self,
        few: Numbers,
        few_counts: Numbers,
        few_field: int,
        many: Numbers,
        many_counts: Numbers,
        many_field: int,
        weight: float,
        formed: Numbers,
        form_counts: Numbers,
        form_weight: float,
    ) -> tuple[array[int], array[float]]:
        """The documents of two lists of a word and of one of its forms, and their scores.

        Occurrences in both lists count together; the ``weight`` is theirs.
        """
        size = len(few) + len(many) + len(formed)
        documents: Any = clone(_NUMBERS, size, False)
        scores: Any = clone(_VALUES, size, False)
        found = self._merge(
            numbers_at(few),
            numbers_at(few_counts),
            few_field,
            len(few),
            numbers_at(many),
            numbers_at(many_counts),
            many_field,
            len(many),
            weight,
            numbers_at(formed),
            numbers_at(form_counts),
            len(formed),
            form_weight,
            numbers_at(documents),
            values_at(scores),
        )
        resize(documents, found)
        resize(scores, found)
        return documents, scores

    def _merge(
        self,
        few: Address,
        few_counts: Address,
        few_field: int,
        few_size: int,
        many: Address,
        many_counts: Address,
        many_field: int,
        many_size: int,
        weight: float,
        formed: Address,
        form_counts: Address,
        form_size: int,
        form_weight: float,
        documents: Address,
        scores: Address,
    ) -> int:
        """Write the documents of all and their scores; returns how many."""
        lengths = self._lengths_of(many_field)
        few_lengths, form_lengths = self._lengths_of(few_field), self._lengths_of(_FORMS)
        table, factors, k1 = values_at(self._table), values_at(self._factors), self._k1
        base, form_base = many_field * _TABLED * 256, _FORMS * _TABLED * 256
        found = other = form = 0
        waiting = few[0] if few_size else _BEYOND
        form_waiting = formed[0] if form_size else _BEYOND
        for index in range(many_size + 1):
            document = many[index] if index < many_size else _BEYOND
            while waiting < document or form_waiting < document:
                # Where the many are not.
                one = min(waiting, form_waiting)
                score = 0.0
                if waiting == one:
                    score = weight * self._value(few_counts[other], few_field, few_lengths[one])
                    other += 1
                    waiting = few[other] if other < few_size else _BEYOND
                if form_waiting == one:
                    score += form_weight * self._value(form_counts[form], _FORMS, form_lengths[one])
                    form += 1
                    form_waiting = formed[form] if form < form_size else _BEYOND
                documents[found] = one
                scores[found] = score
                found += 1
            if index == many_size:
                break
            count = many_counts[index]
            length = lengths[document]
            if waiting == document:
                f = few_counts[other] * factors[256 * few_field + few_lengths[document]]
                f += count * factors[256 * many_field + length]
                score = f / (k1 + f)
                other += 1
                waiting = few[other] if other < few_size else _BEYOND
            elif count - 1 < _TABLED:
                score = table[base + (count - 1) * 256 + length]
            else:
                score = self._value(count, many_field, length)
            score *= weight
            if form_size:
                # Half of the many may have the form. It is looked up for all of them: no branch is
                # taken that nobody could foresee.
                had = form_waiting == document
                count = form_counts[form if form < form_size else 0]
                length = form_lengths[document]
                if count - 1 < _TABLED:
                    value = table[form_base + (count - 1) * 256 + length]
                else:
                    value = self._value(count, _FORMS, length)
                score += had * form_weight * value
                form += had
                form_waiting = formed[form] if form < form_size else _BEYOND
            documents[found] = document
            scores[found] = score
            found += 1
        return found

    def with_form(
        self,
        documents: Numbers,
        scores: Numbers,
        formed: Numbers,
        counts: Numbers,
        weight: float,
        optional: bool,
    ) -> tuple[array[int], array[float]]:
        """The scores of documents, with what a form adds to those that have it.

        If the form is ``optional``, it finds no document.
        """
        size = len(documents) + (0 if optional else len(formed))
        both: Any = clone(_NUMBERS, size, False)
        sums: Any = clone(_VALUES, size, False)
        found = self._add_form(
            numbers_at(documents),
            values_at(scores),
            len(documents),
            numbers_at(formed),
            numbers_at(counts),
            len(formed),
            weight,
            optional,
            numbers_at(both),
            values_at(sums),
        )
        resize(both, found)
        resize(sums, found)
        return both, sums

    def _add_form(
        self,
        documents: Address,
        scores: Address,
        size: int,
        formed: Address,
        counts: Address,
        form_size: int,
        weight: float,
        optional: bool,
        both: Address,
        sums: Address,
    ) -> int:
        """Write the documents and their scores; returns how many."""
        lengths = self._lengths_of(_FORMS)
        found = other = 0
        waiting = formed[0] if form_size else _BEYOND
        for index in range(size + 1):
            document = documents[index] if index < size else _BEYOND
            while waiting < document:
                if not optional:
                    both[found] = waiting
                    sums[found] = weight * self._value(counts[other], _FORMS, lengths[waiting])
                    found += 1
                other += 1
                waiting = formed[other] if other < form_size else _BEYOND
            if index == size:
                break
            score = scores[index]
            if waiting == document:
                score += weight * self._value(counts[other], _FORMS, lengths[document])
                other += 1
                waiting = formed[other] if other < form_size else _BEYOND
            both[found] = document
            sums[found] = score
            found += 1
        return found

    def add_to(
        self, accumulator: Accumulator, documents: Numbers, counts: Numbers, field: int
    ) -> None:
        """Add up occurrences in one field of many lists; :meth:`saturated` makes values of sums."""
        accumulator.add_occurrences(documents, counts, *self._of_fields[field])

    def saturated(self, sums: Numbers) -> array[float]:
        """The same array: sums of occurrences as values."""
        _saturate(values_at(sums), self._k1, len(sums))
        found: array[float] = sums
        return found

    def _lengths_of(self, field: int) -> Address:
        if field == 0:
            return _bytes_at(self._title)
        if field == _FORMS:
            return _bytes_at(self._forms)
        return _bytes_at(self._body)


Part = tuple[Numbers, Numbers, Numbers]
"""Documents, their scores, and how many groups each has had: bytes."""


def united(these: Part, those: Part) -> Part:
    """The documents of either part, scores and groups added up."""
    if len(these[0]) > len(those[0]):
        these, those = those, these
    size = len(these[0]) + len(those[0])
    documents: Any = clone(_NUMBERS, size, False)
    scores: Any = clone(_VALUES, size, False)
    had = bytearray(size)
    found = _unite(
        numbers_at(these[0]),
        values_at(these[1]),
        these[2],
        len(these[0]),
        numbers_at(those[0]),
        values_at(those[1]),
        those[2],
        len(those[0]),
        numbers_at(documents),
        values_at(scores),
        had,
    )
    resize(documents, found)
    resize(scores, found)
    del had[found:]
    return documents, scores, had


def _unite(
    these: Address,
    scores: Address,
    had: Numbers,
    size: int,
    those: Address,
    more: Address,
    had_more: Numbers,
    more_size: int,
    documents: Address,
    sums: Address,
    groups: Numbers,
) -> int:
    """Write what either has; returns how many documents."""
    found = index = other = 0
    if _MANY * size < more_size:
        # Long stretches of the many are taken as they are.
        for index in range(size):
            one = these[index]
            while other < more_size and those[other] < one:
                documents[found] = those[other]
                sums[found] = more[other]
                groups[found] = had_more[other]
                other += 1
                found += 1
            documents[found] = one
            sums[found] = scores[index]
            groups[found] = had[index]
            if other < more_size and those[other] == one:
                sums[found] += more[other]
                groups[found] += had_more[other]
                other += 1
            found += 1
        index = size
    while index < size and other < more_size:
        one, two = these[index], those[other]
        # Nothing is decided by a branch, which processors could not foresee.
        first = one <= two
        second = two <= one
        documents[found] = min(one, two)
        sums[found] = first * scores[index] + second * more[other]
        groups[found] = first * had[index] + second * had_more[other]
        index += first
        other += second
        found += 1
    while index < size:
        documents[found] = these[index]
        sums[found] = scores[index]
        groups[found] = had[index]
        index += 1
        found += 1
    while other < more_size:
        documents[found] = those[other]
        sums[found] = more[other]
        groups[found] = had_more[other]
        other += 1
        found += 1
    return found


def scale(values: Numbers, weight: float) -> array[float]:
    """The same array, each value times the weight."""
    _scale(values_at(values), weight, len(values))
    found: array[float] = values
    return found


def _scale(values: Address, weight: float, size: int) -> None:
    for index in range(size):
        values[index] *= weight


def _saturate(sums: Address, k1: float, size: int) -> None:
    for index in range(size):
        sums[index] = sums[index] / (k1 + sums[index])


def _bytes_at(data: Any) -> Address:
    """Where bytes are."""
    if cython.compiled:
        return cython.address(data[0])
    return data
