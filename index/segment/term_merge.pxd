# The types of term_merge.py, where it is compiled.
cimport cython

from index.segment.dictionary cimport TermCursor
from index.segment.posting_list cimport PostingList

cdef class TermMerger:
    cdef list _cursors, _bases, _numbers
    cdef bint _keeps_counts, _keeps_positions
    cdef Py_ssize_t _room, _gap_room, _used, _gaps_used

    @cython.locals(term=bytes, postings=Py_ssize_t, positions=Py_ssize_t, before=Py_ssize_t)
    cpdef batch(self)

    @cython.locals(cursor=TermCursor, least=bytes)
    cdef bytes _next_term(self)

    @cython.locals(cursor=TermCursor, postings=Py_ssize_t, positions=Py_ssize_t)
    cdef tuple _sizes(self, bytes term)

    @cython.locals(
        index=Py_ssize_t, cursor=TermCursor, postings=PostingList, end=Py_ssize_t,
    )
    cdef _take(
        self, bytes term, unsigned int[::1] documents, unsigned int[::1] counts,
        unsigned int[::1] gaps,
    )

    @cython.locals(
        kept=Py_ssize_t, gap=Py_ssize_t, end=Py_ssize_t, index=Py_ssize_t, number=cython.longlong,
        count=Py_ssize_t, place=Py_ssize_t,
    )
    cdef _renumber(
        self, const long long[::1] numbers, Py_ssize_t frequency, unsigned int[::1] documents,
        unsigned int[::1] counts, unsigned int[::1] gaps,
    )
