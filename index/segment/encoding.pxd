# The types of encoding.py, where it is compiled.
cimport cython

cdef Py_ssize_t _RUN, _MOST_INLINE, _NOTHING, _NOT_ASCENDING

cdef class ListEncoder:
    cdef readonly bytearray room
    cdef bint _has_counts, _positions
    cdef unsigned char[::1] _out
    cdef const unsigned int[::1] _documents, _counts, _gaps
    cdef unsigned int[::1] _sizes, _run, _lasts, _block_lengths, _place_lengths

    @cython.locals(place=Py_ssize_t)
    cpdef Py_ssize_t encode(
        self, const unsigned int[::1] frequencies, unsigned long long[::1] lengths,
        unsigned long long[::1] occurrences,
    ) except? -1

    @cython.locals(
        document=Py_ssize_t, gap=Py_ssize_t, place=Py_ssize_t, term=Py_ssize_t, count=Py_ssize_t,
        total=cython.longlong, end=Py_ssize_t,
    )
    cdef Py_ssize_t _encode(
        self, const unsigned int[::1] frequencies, unsigned long long[::1] lengths,
        unsigned long long[::1] occurrences,
    ) noexcept nogil

    @cython.locals(total=cython.longlong, index=Py_ssize_t)
    cdef long long _occurrences(self, Py_ssize_t document, Py_ssize_t count) noexcept nogil

    cdef Py_ssize_t _list(
        self, Py_ssize_t document, Py_ssize_t count, Py_ssize_t gap, Py_ssize_t total,
        Py_ssize_t place,
    ) noexcept nogil

    @cython.locals(blocks=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t, index=Py_ssize_t)
    cdef Py_ssize_t _long_list(
        self, Py_ssize_t document, Py_ssize_t count, Py_ssize_t gap, Py_ssize_t total,
        Py_ssize_t place,
    ) noexcept nogil

    @cython.locals(before=cython.longlong, first=Py_ssize_t, block=Py_ssize_t, run=Py_ssize_t, size=Py_ssize_t, end=Py_ssize_t)
    cdef Py_ssize_t _blocks(
        self, Py_ssize_t document, Py_ssize_t count, bint counts, Py_ssize_t place,
    ) noexcept nogil

    @cython.locals(index=Py_ssize_t, number=cython.longlong)
    cdef Py_ssize_t _block(
        self, Py_ssize_t document, Py_ssize_t count, long long before, bint counts,
        Py_ssize_t place,
    ) noexcept nogil

    @cython.locals(first=Py_ssize_t, block=Py_ssize_t, run=Py_ssize_t, size=Py_ssize_t, end=Py_ssize_t, total=Py_ssize_t)
    cdef Py_ssize_t _block_places(
        self, Py_ssize_t document, Py_ssize_t count, Py_ssize_t gap, Py_ssize_t place,
    ) noexcept nogil

    @cython.locals(first=Py_ssize_t, block=Py_ssize_t, run=Py_ssize_t, size=Py_ssize_t)
    cdef Py_ssize_t _places(self, Py_ssize_t gap, Py_ssize_t total, Py_ssize_t place) noexcept nogil

    @cython.locals(
        before=cython.longlong, first=Py_ssize_t, block=Py_ssize_t, run=Py_ssize_t, size=Py_ssize_t, index=Py_ssize_t,
        number=cython.longlong,
    )
    cdef Py_ssize_t _table(
        self, const unsigned int[::1] numbers, Py_ssize_t count, bint ascending, Py_ssize_t place,
    ) noexcept nogil

@cython.locals(total=cython.ulonglong, place=Py_ssize_t)
cpdef unsigned long long total_of(const unsigned int[::1] numbers) noexcept
