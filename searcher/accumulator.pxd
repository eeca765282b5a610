# The types of accumulator.py, where it is compiled.
cimport cython
from cpython cimport array as carray

cdef class Accumulator:
    cdef Py_ssize_t _size, _room
    cdef double[::1] _sums
    cdef unsigned char[::1] _states
    cdef unsigned long long[::1] _eights

    @cython.locals(
        count=Py_ssize_t, index=Py_ssize_t, document=cython.uint, state=cython.int,
        sums="double[::1]", states="unsigned char[::1]",
    )
    cpdef put(
        self, const unsigned int[::1] documents, const double[::1] scores, int group
    )

    @cython.locals(
        count=Py_ssize_t, index=Py_ssize_t, document=cython.uint, sums="double[::1]",
        states="unsigned char[::1]",
    )
    cpdef add_occurrences(
        self, const unsigned int[::1] documents, const unsigned int[::1] counts,
        const unsigned char[::1] lengths, const double[::1] factors,
    )

    @cython.locals(
        room=Py_ssize_t, documents=carray.array, scores=carray.array, found=Py_ssize_t
    )
    cpdef collect(self, int groups, live)

    @cython.locals(
        found=Py_ssize_t, eight=Py_ssize_t, first=Py_ssize_t, document=Py_ssize_t,
        state=cython.int, checked=cython.bint, limit=Py_ssize_t, sums="double[::1]",
        states="unsigned char[::1]", eights="unsigned long long[::1]",
    )
    cdef Py_ssize_t _gather(
        self, unsigned int[::1] documents, double[::1] scores, unsigned char[::1] flags,
        int groups, const unsigned char[::1] live,
    ) noexcept
