# The types of selection.py, where it is compiled.
cimport cython
from cpython cimport array as carray

cdef int _RELEVANCE, _NEWEST
cdef Py_ssize_t _FEW, _SAMPLED, _SEEN
cdef double _NOTHING
cdef long long _NO_TIME

@cython.locals(length=Py_ssize_t, candidates=carray.array, found=Py_ssize_t)
cpdef first_places(
    const unsigned int[::1] documents, const double[::1] scores, const unsigned char[::1] full,
    const long long[::1] times, int order, Py_ssize_t count,
)

@cython.locals(found=Py_ssize_t, index=Py_ssize_t, few_documents=carray.array, few_scores=carray.array)
cpdef first_of(
    const unsigned int[::1] documents, const double[::1] scores, const unsigned char[::1] full,
    const long long[::1] times, Py_ssize_t count, const unsigned int[::1] those,
)

@cython.locals(index=Py_ssize_t)
cdef void _pick(
    const unsigned int[::1] documents, const double[::1] scores, const unsigned char[::1] full,
    unsigned int[::1] few_documents, double[::1] few_scores, unsigned char[::1] few_full,
    const unsigned int[::1] those,
) noexcept

@cython.locals(
    heap="double[::1]", seen="unsigned int[::1]", flagged=Py_ssize_t, deciding=cython.bint,
    wanted=Py_ssize_t, likely=cython.double, found=Py_ssize_t, least=cython.double,
    kept=Py_ssize_t, number=Py_ssize_t, index=Py_ssize_t, decided=cython.bint,
)
cdef Py_ssize_t _candidates(
    const double[::1] scores, const unsigned char[::1] full, bint whole, Py_ssize_t length,
    Py_ssize_t count, unsigned int[::1] candidates,
) except -1

@cython.locals(flagged=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _count_flags(const unsigned char[::1] full, Py_ssize_t length) noexcept

@cython.locals(best="double[::1]", step=Py_ssize_t, index=Py_ssize_t)
cdef double _likely(
    const double[::1] scores, const unsigned char[::1] full, bint whole, bint deciding,
    Py_ssize_t length, Py_ssize_t wanted,
) except *

@cython.locals(
    room=Py_ssize_t, found=Py_ssize_t, index=Py_ssize_t,
    less=cython.bint, score=cython.double, decided=cython.bint,
)
cdef Py_ssize_t _see(
    const double[::1] scores, const unsigned char[::1] full, bint whole, bint deciding,
    Py_ssize_t length, Py_ssize_t count, double least, double[::1] heap, unsigned int[::1] seen,
) noexcept

@cython.locals(place=Py_ssize_t, below=Py_ssize_t)
cdef void _replace_least(double[::1] heap, Py_ssize_t count, double score) noexcept

cdef class Ranking:
    cdef const unsigned int[::1] _documents
    cdef const double[::1] _scores
    cdef const unsigned char[::1] _full
    cdef const long long[::1] _times
    cdef bint _whole
    cdef int _order

    @cython.locals(heap=carray.array, ordered=carray.array, last=Py_ssize_t)
    cpdef first(self, Py_ssize_t count)

    @cython.locals(size=Py_ssize_t, place=Py_ssize_t)
    cdef void _choose(self, unsigned int* heap, Py_ssize_t room) noexcept

    @cython.locals(above=Py_ssize_t)
    cdef void _rise(self, unsigned int* heap, Py_ssize_t at, Py_ssize_t place) noexcept

    @cython.locals(at=Py_ssize_t, below=Py_ssize_t)
    cdef void _sink(self, unsigned int* heap, Py_ssize_t size, Py_ssize_t place) noexcept

    @cython.locals(size=Py_ssize_t)
    cdef void _sort(self, unsigned int* heap, Py_ssize_t count, unsigned int* ordered) noexcept

    @cython.locals(place=Py_ssize_t)
    cdef _add_ties(self, Py_ssize_t last, carray.array ordered)

    @cython.locals(index=Py_ssize_t)
    cdef void _flag_ties(self, const unsigned int* ordered, unsigned char[::1] same) noexcept

    cdef bint _tie(self, Py_ssize_t one, Py_ssize_t other) noexcept

    @cython.locals(
        score=cython.double, other_score=cython.double, time=cython.longlong,
        other_time=cython.longlong,
    )
    cdef bint _is_before(self, Py_ssize_t one, Py_ssize_t other) noexcept
