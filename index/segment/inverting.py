# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""From the words of documents to the documents of words: a counting sort over numbers.

Texts lie one after the other in one array of chunk numbers; ``ends`` says where each ends,
``fields`` which field it is of, ``documents`` which document it belongs to, ascending. What a chunk
stands for is given by the arrays of a :class:`index.analysis.vocabulary.Vocabulary`: its pieces are
those from ``firsts[chunk]`` to ``firsts[chunk + 1]``, each with the number of its word and how many
places it stands behind the chunk's first; the next chunk begins ``widths[chunk]`` places later.

The sort goes over the texts twice: :func:`tally` counts, so that each word's share of the arrays is
known, and :func:`distribute` puts every occurrence there. ``state`` has four numbers a word:

* the last document it was seen in, counted from 1 over those of the field;
* its documents, then where its next document is put;
* its occurrences, then where its next position is put;
* its last position.

Compiled where there is a C compiler; the types stand in ``inverting.pxd``.
"""

from __future__ import annotations

from typing import Any

import cython

Numbers = Any
"""An ``array('I')``, or what is like one."""

ALL = 255
"""In place of the number of a field: the texts of all fields."""

_ALL = ALL


def count_words(numbers: Numbers, start: int, firsts: Numbers) -> int:
    """How many words the chunks from ``start`` on stand for."""
    words = 0
    for place in range(start, len(numbers)):
        chunk = numbers[place]
        words += firsts[chunk + 1] - firsts[chunk]
    return words


def tally(
    numbers: Numbers,
    ends: Numbers,
    documents: Numbers,
    fields: Any,
    field: int,
    firsts: Numbers,
    words: Numbers,
    state: Numbers,
) -> None:
    """Count the documents and the occurrences of every word in a field. ``state`` begins as 0.

    Other threads run meanwhile; so they do while :func:`distribute` works.
    """
    with cython.nogil:
        _tally(numbers, ends, documents, fields, field, firsts, words, state)


def _tally(
    numbers: Numbers,
    ends: Numbers,
    documents: Numbers,
    fields: Any,
    field: int,
    firsts: Numbers,
    words: Numbers,
    state: Numbers,
) -> None:
    end = mark = document = 0
    for text in range(len(ends)):
        start = end
        end = ends[text]
        if field != _ALL and fields[text] != field:
            continue
        if mark == 0 or documents[text] != document:
            document = documents[text]
            mark += 1
        for place in range(start, end):
            chunk = numbers[place]
            for piece in range(firsts[chunk], firsts[chunk + 1]):
                word = words[piece] << 2
                if state[word] != mark:
                    state[word] = mark
                    state[word + 1] += 1
                state[word + 2] += 1


def share_out(order: Numbers, state: Numbers, frequencies: Numbers) -> tuple[int, int]:
    """Give each word of ``order`` its places behind those of the words before it.

    Writes down their frequencies; returns how many documents and occurrences there are in all.
    """
    postings = occurrences = 0
    for place in range(len(order)):
        word = order[place] << 2
        frequency = state[word + 1]
        frequencies[place] = frequency
        count = state[word + 2]
        state[word] = 0
        state[word + 1] = postings
        state[word + 2] = occurrences
        postings += frequency
        occurrences += count
    return postings, occurrences


def distribute(
    numbers: Numbers,
    ends: Numbers,
    documents: Numbers,
    fields: Any,
    field: int,
    firsts: Numbers,
    words: Numbers,
    offsets: Numbers,
    widths: Numbers,
    state: Numbers,
    found: Numbers,
    counts: Numbers,
    gaps: Numbers,
) -> None:
    """Put the postings of a field into ``found`` (documents), ``counts`` and ``gaps``.

    Without room in ``gaps`` no positions are kept.
    """
    with cython.nogil:
        _distribute(
            numbers, ends, documents, fields, field, firsts, words, offsets, widths, state,
            found, counts, gaps,
        )  # fmt: skip


def _distribute(
    numbers: Numbers,
    ends: Numbers,
    documents: Numbers,
    fields: Any,
    field: int,
    firsts: Numbers,
    words: Numbers,
    offsets: Numbers,
    widths: Numbers,
    state: Numbers,
    found: Numbers,
    counts: Numbers,
    gaps: Numbers,
) -> None:
    with_gaps = len(gaps) > 0
    end = mark = document = 0
    for text in range(len(ends)):
        start = end
        end = ends[text]
        if field != _ALL and fields[text] != field:
            continue
        if mark == 0 or documents[text] != document:
            document = documents[text]
            mark += 1
        position = 0
        for place in range(start, end):
            chunk = numbers[place]
            for piece in range(firsts[chunk], firsts[chunk + 1]):
                word = words[piece] << 2
                if state[word] == mark:
                    counts[state[word + 1] - 1] += 1
                else:
                    state[word] = mark
                    posting = state[word + 1]
                    found[posting] = document
                    counts[posting] = 1
                    state[word + 1] = posting + 1
                    state[word + 3] = 0
                if with_gaps:
                    here = position + offsets[piece]
                    gaps[state[word + 2]] = here - state[word + 3]
                    state[word + 2] += 1
                    state[word + 3] = here
            position += widths[chunk]
