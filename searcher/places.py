# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Where in a text do the words stand: first, near each other, or one behind the other?

The places of a term in some documents are three arrays, as the reader of postings gives them:
``places[starts[i] : starts[i + 1]]`` are those in ``documents[i]``, ascending.

Compiled where there is a C compiler; the types stand in ``places.pxd``.
"""

from __future__ import annotations

from array import array
from typing import Any, NamedTuple

import cython

from searcher.document_sets import numbers

if cython.compiled:
    from cython.cimports.index.arrays import numbers_at, values_at
else:
    from index.arrays import numbers_at, values_at

Numbers = Any
"""A typed array."""
Address = Any
"""Where numbers lie: an address where this is compiled, otherwise what holds them."""


class Places(NamedTuple):
    """Documents, ascending, and where a word stands in each."""

    documents: array[int]
    starts: array[int]
    places: array[int]

    def of(self, index: int) -> array[int]:
        """The places in one of the documents, by its index."""
        return self.places[self.starts[index] : self.starts[index + 1]]


NO_PLACES = Places(array("I"), array("I", [0]), array("I"))


def followed(these: Places, those: Places, distance: int) -> Places:
    """The places of ``these`` that have one of ``those`` so many words further on."""
    found = _room(min(len(these.documents), len(those.documents)), len(these.places))
    documents, places = _followed(
        numbers_at(these.documents),
        numbers_at(these.starts),
        numbers_at(these.places),
        len(these.documents),
        numbers_at(those.documents),
        numbers_at(those.starts),
        numbers_at(those.places),
        len(those.documents),
        distance,
        numbers_at(found.documents),
        numbers_at(found.starts),
        numbers_at(found.places),
    )
    return _fitted(found, documents, places)


def _room(documents: int, places: int) -> Places:
    """Arrays to be filled."""
    return Places(
        numbers(documents),
        numbers(documents + 1),
        numbers(places),
    )


def _fitted(found: Places, documents: int, places: int) -> Places:
    """The arrays without what was not filled."""
    del found.documents[documents:], found.starts[documents + 1 :], found.places[places:]
    return found


def _followed(
    documents: Address,
    starts: Address,
    places: Address,
    size: int,
    other_documents: Address,
    other_starts: Address,
    other_places: Address,
    other_size: int,
    distance: int,
    found_documents: Address,
    found_starts: Address,
    found_places: Address,
) -> tuple[int, int]:
    held = end = other = 0
    found_starts[0] = 0
    for index in range(size):
        document = documents[index]
        while other < other_size and other_documents[other] < document:
            other += 1
        if other == other_size:
            break
        if other_documents[other] != document:
            continue
        before = end
        place = other_starts[other]
        last = other_starts[other + 1]
        for mine in range(starts[index], starts[index + 1]):
            wanted = places[mine] + distance
            while place < last and other_places[place] < wanted:
                place += 1
            if place == last:
                break
            if other_places[place] == wanted:
                found_places[end] = places[mine]
                end += 1
        if end > before:
            found_documents[held] = document
            held += 1
            found_starts[held] = end
    return held, end


def joined(these: Places, those: Places) -> Places:
    """The places of either, each once."""
    found = _room(
        len(these.documents) + len(those.documents), len(these.places) + len(those.places)
    )
    documents, places = _joined(
        numbers_at(these.documents),
        numbers_at(these.starts),
        numbers_at(these.places),
        len(these.documents),
        numbers_at(those.documents),
        numbers_at(those.starts),
        numbers_at(those.places),
        len(those.documents),
        numbers_at(found.documents),
        numbers_at(found.starts),
        numbers_at(found.places),
    )
    return _fitted(found, documents, places)


def _joined(
    documents: Address,
    starts: Address,
    places: Address,
    size: int,
    other_documents: Address,
    other_starts: Address,
    other_places: Address,
    other_size: int,
    found_documents: Address,
    found_starts: Address,
    found_places: Address,
) -> tuple[int, int]:
    held = end = mine = other = 0
    found_starts[0] = 0
    while mine < size or other < other_size:
        first = 0xFFFFFFFF
        if mine < size:
            first = documents[mine]
        if other < other_size and other_documents[other] < first:
            first = other_documents[other]
        place = stop = their = their_stop = 0
        if mine < size and documents[mine] == first:
            place, stop = starts[mine], starts[mine + 1]
            mine += 1
        if other < other_size and other_documents[other] == first:
            their, their_stop = other_starts[other], other_starts[other + 1]
            other += 1
        while place < stop or their < their_stop:
            if their == their_stop or (place < stop and places[place] <= other_places[their]):
                if their < their_stop and places[place] == other_places[their]:
                    their += 1
                found_places[end] = places[place]
                place += 1
            else:
                found_places[end] = other_places[their]
                their += 1
            end += 1
        found_documents[held] = first
        held += 1
        found_starts[held] = end
    return held, end


def places_among(these: Places, wanted: array[int]) -> Places:
    """The places in those of the documents that are among the ``wanted``."""
    found = _room(min(len(these.documents), len(wanted)), len(these.places))
    documents, places = _among(
        numbers_at(these.documents),
        numbers_at(these.starts),
        numbers_at(these.places),
        len(these.documents),
        numbers_at(wanted),
        len(wanted),
        numbers_at(found.documents),
        numbers_at(found.starts),
        numbers_at(found.places),
    )
    return _fitted(found, documents, places)


def _among(
    documents: Address,
    starts: Address,
    places: Address,
    size: int,
    wanted: Address,
    wanted_size: int,
    found_documents: Address,
    found_starts: Address,
    found_places: Address,
) -> tuple[int, int]:
    held = end = index = 0
    found_starts[0] = 0
    for number in range(wanted_size):
        while index < size and documents[index] < wanted[number]:
            index += 1
        if index < size and documents[index] == wanted[number]:
            for place in range(starts[index], starts[index + 1]):
                found_places[end] = places[place]
                end += 1
            found_documents[held] = documents[index]
            held += 1
            found_starts[held] = end
    return held, end


def moved(these: Places, distance: int) -> Places:
    """The same so many words further to the front; none before the first word."""
    if not distance:
        return these
    places = numbers(len(these.places))
    _move(numbers_at(these.places), len(places), distance, numbers_at(places))
    return these._replace(places=places)


def _move(places: Address, size: int, distance: int, moved_places: Address) -> None:
    for index in range(size):
        place = places[index]
        moved_places[index] = place - distance if place > distance else 0


def occurrences(these: Places) -> array[int]:
    """How many places each document has."""
    counts = numbers(len(these.documents))
    _count(numbers_at(these.starts), len(counts), numbers_at(counts))
    return counts


def _count(starts: Address, size: int, counts: Address) -> None:
    for index in range(size):
        counts[index] = starts[index + 1] - starts[index]


def add_first(
    wanted: Numbers, title: Numbers, body: Places, weight: float, half: float, gains: Numbers
) -> None:
    """Add what a word gains by its first place in each of the ``wanted`` documents.

    In the title, which is one of the documents ``title``, that is ``weight``; in the body half of
    it at the place ``half``, and less from there.
    """
    _add_first(
        numbers_at(wanted),
        len(wanted),
        numbers_at(title),
        len(title),
        numbers_at(body.documents),
        len(body.documents),
        numbers_at(body.starts),
        numbers_at(body.places),
        weight,
        half,
        values_at(gains),
    )


def _add_first(
    wanted: Address,
    size: int,
    title: Address,
    title_size: int,
    documents: Address,
    body_size: int,
    starts: Address,
    places: Address,
    weight: float,
    half: float,
    gains: Address,
) -> None:
    heading = index = 0
    for number in range(size):
        document = wanted[number]
        while heading < title_size and title[heading] < document:
            heading += 1
        while index < body_size and documents[index] < document:
            index += 1
        if heading < title_size and title[heading] == document:
            gains[number] += weight
        elif index < body_size and documents[index] == document:
            gains[number] += weight * half / (half + places[starts[index]])


def add_pairs(
    wanted: Numbers, these: Places, those: Places, worths: Numbers, most: int, values: Numbers
) -> int:
    """Add what pairs of places near each other are worth in each of the ``wanted`` documents.

    A pair is one place of each word. ``worths`` says what it is worth by how many words the second
    stands behind the first: its middle number is for 0, and what is further away counts nothing. Of
    each word the first ``most`` places of a document are looked at. Returns how many of the
    ``values`` are more than 0 now.
    """
    return _add_pairs(
        numbers_at(wanted),
        len(wanted),
        numbers_at(these.documents),
        len(these.documents),
        numbers_at(these.starts),
        numbers_at(these.places),
        numbers_at(those.documents),
        len(those.documents),
        numbers_at(those.starts),
        numbers_at(those.places),
        values_at(worths),
        len(worths) // 2,
        most,
        values_at(values),
    )


def _add_pairs(
    wanted: Address,
    size: int,
    documents: Address,
    these_size: int,
    starts: Address,
    places: Address,
    other_documents: Address,
    those_size: int,
    other_starts: Address,
    other_places: Address,
    worths: Address,
    window: int,
    most: int,
    values: Address,
) -> int:
    one = other = holding = 0
    for number in range(size):
        document = wanted[number]
        while one < these_size and documents[one] < document:
            one += 1
        while other < those_size and other_documents[other] < document:
            other += 1
        both = one < these_size and other < those_size
        if both and documents[one] == document and other_documents[other] == document:
            first = other_starts[other]
            values[number] += _pairs(
                places,
                starts[one],
                min(starts[one + 1], starts[one] + most),
                other_places,
                first,
                min(other_starts[other + 1], first + most),
                worths,
                window,
            )
        holding += values[number] > 0.0
    return holding


def _pairs(
    places: Address,
    start: int,
    end: int,
    other_places: Address,
    low: int,
    other_end: int,
    worths: Address,
    window: int,
) -> float:
    """What the pairs of one document are worth."""
    total = 0.0
    for index in range(start, end):
        place = places[index]
        while low < other_end and other_places[low] + window < place:
            low += 1
        other = low
        while other < other_end and other_places[other] <= place + window:
            gap = other_places[other] - place
            # Places ascend, unless damage has got past the checksums.
            if gap >= -window:
                total += worths[window + gap]
            other += 1
    return total


def add_near(
    values: Numbers,
    wanted: Numbers,
    lengths: Numbers,
    norms: Numbers,
    weight: float,
    gains: Numbers,
) -> None:
    """Add what pairs gain: saturated like a word, by ``norms`` of the length bytes."""
    _add_near(
        values_at(values),
        len(values),
        numbers_at(wanted),
        lengths,
        values_at(norms),
        weight,
        values_at(gains),
    )


def _add_near(
    values: Address,
    size: int,
    wanted: Address,
    lengths: bytes,
    norms: Address,
    weight: float,
    gains: Address,
) -> None:
    for index in range(size):
        value = values[index]
        if value > 0.0:
            gains[index] += weight * value / (value + norms[lengths[wanted[index]]])
