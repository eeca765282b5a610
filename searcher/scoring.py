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
from searcher.document_sets import united

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
# A form that so many times as many documents lack is looked for where it is.
_RARE = 16
# More than any document's number, and the most that one can be.
_BEYOND = 2**40
_ONES = 0xFFFFFFFF


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
        size = len(few) + len(many)
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
            numbers_at(documents),
            values_at(scores),
        )
        resize(documents, found)
        resize(scores, found)
        if not len(formed):
            return documents, scores
        return self.with_form(documents, scores, formed, form_counts, form_weight, False)

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
        documents: Address,
        scores: Address,
    ) -> int:
        """Write the documents of both and their scores; returns how many."""
        lengths, few_lengths = self._lengths_of(many_field), self._lengths_of(few_field)
        table = _behind(values_at(self._table), many_field * _TABLED * 256)
        many_factors = _behind(values_at(self._factors), many_field * 256)
        few_factors = _behind(values_at(self._factors), few_field * 256)
        most, k1 = _TABLED, self._k1
        found = index = 0
        for other in range(few_size + 1):
            waiting = few[other] if other < few_size else _BEYOND
            # What stands between two of the few is what most are.
            while index < many_size and many[index] < waiting:
                document = many[index]
                count = many_counts[index] - 1
                documents[found] = document
                # No call of a function, which would leave next to no registers for the rest.
                if count < most:
                    scores[found] = weight * table[count * 256 + lengths[document]]
                else:
                    f = (count + 1.0) * many_factors[lengths[document]]
                    scores[found] = weight * (f / (k1 + f))
                index += 1
                found += 1
            if other < few_size:
                f = few_counts[other] * few_factors[few_lengths[waiting]]
                if index < many_size and many[index] == waiting:
                    f += many_counts[index] * many_factors[lengths[waiting]]
                    index += 1
                documents[found] = waiting & _ONES
                scores[found] = weight * (f / (k1 + f))
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
        """The documents with what a form adds to the scores of those that have it.

        The same arrays, unless the form finds others; if it is ``optional``, it finds none.
        """
        missing: Any = clone(_NUMBERS, len(formed), False)
        missed = self._add_form(
            numbers_at(documents),
            values_at(scores),
            len(documents),
            numbers_at(formed),
            numbers_at(counts),
            len(formed),
            weight,
            numbers_at(missing),
        )
        if optional or not missed:
            return documents, scores
        resize(missing, missed)
        theirs: Any = clone(_VALUES, missed, False)
        for index in range(missed):
            form = numbers_at(missing)[index]
            document = numbers_at(formed)[form]
            length = self._lengths_of(_FORMS)[document]
            value = self._value(numbers_at(counts)[form], _FORMS, length)
            numbers_at(missing)[index] = document
            values_at(theirs)[index] = weight * value
        no_groups = bytes(max(missed, len(documents)))
        return united((documents, scores, no_groups), (missing, theirs, no_groups))[:2]

    def _add_form(
        self,
        documents: Address,
        scores: Address,
        size: int,
        formed: Address,
        counts: Address,
        form_size: int,
        weight: float,
        missing: Address,
    ) -> int:
        """Add to the scores; returns how many that have the form are none of the documents.

        Those are ``missing``: their places in its list. Where any of the documents may have the
        form, it is looked up for all of them: no branch is taken that nobody could foresee.
        """
        lengths = self._lengths_of(_FORMS)
        table = _behind(values_at(self._table), _FORMS * _TABLED * 256)
        factors = _behind(values_at(self._factors), _FORMS * 256)
        most, k1 = _TABLED, self._k1
        missed = form = index = 0
        if _RARE * form_size < size:
            for form in range(form_size):
                document = formed[form]
                index = _reach(documents, index, size, document)
                if index < size and documents[index] == document:
                    f = counts[form] * factors[lengths[document]]
                    scores[index] += weight * (f / (k1 + f))
                else:
                    missing[missed] = form
                    missed += 1
            return missed
        waiting = formed[0] if form_size else _BEYOND
        following = formed[1] if form_size > 1 else _BEYOND
        while index < size and form < form_size:
            document = documents[index]
            if waiting < document:
                missing[missed] = form
                missed += 1
                had = True
            else:
                had = waiting == document
                count = counts[form] - 1
                if count < most:
                    value = table[count * 256 + lengths[document]]
                else:
                    f = (count + 1.0) * factors[lengths[document]]
                    value = f / (k1 + f)
                scores[index] += had * (weight * value)
                index += 1
            form += had
            waiting = following if had else waiting
            following = formed[form + 1] if form + 1 < form_size else _BEYOND
        while form < form_size:
            missing[missed] = form
            missed += 1
            form += 1
        return missed

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


def _reach(documents: Address, place: int, size: int, document: int) -> int:
    """The first place, from ``place`` on, of a document that is not before the given one."""
    step = 1
    while place + step < size and documents[place + step] < document:
        place += step
        step += step
    high = min(place + step, size)
    while place < high:
        middle = (place + high) // 2
        if documents[middle] < document:
            place = middle + 1
        else:
            high = middle
    return place


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


def _behind(values: Address, count: int) -> Address:
    """Where values are, without so many of them."""
    if cython.compiled:
        return values + count
    return memoryview(values)[count:]


def _bytes_at(data: Any) -> Address:
    """Where bytes are."""
    if cython.compiled:
        return cython.address(data[0])
    return data
