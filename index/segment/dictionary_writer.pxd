# The types of dictionary_writer.py, where it is compiled.
cimport cython

cdef Py_ssize_t _BLOCK_TERMS, _MOST_INLINE

cdef class EntryWriter:
    cdef readonly bint _positions
    cdef bytes _last
    cdef unsigned long long _list_start
    cdef unsigned char[::1] _out
    cdef Py_ssize_t _place
    cdef readonly Py_ssize_t terms, size
    cdef readonly object blocks

    @cython.locals(
        posting=Py_ssize_t, gap=Py_ssize_t, index=Py_ssize_t, frequency=cython.ulonglong,
        total=cython.ulonglong, more=cython.ulonglong, place=Py_ssize_t,
    )
    cpdef add(
        self, list terms, const unsigned int[::1] frequencies, const unsigned int[::1] documents,
        const unsigned int[::1] gaps, const unsigned long long[::1] lengths,
        const unsigned long long[::1] occurrences,
    )

    @cython.locals(
        length=Py_ssize_t, before=Py_ssize_t, shared=Py_ssize_t, ascends=cython.bint,
        rest=Py_ssize_t, index=Py_ssize_t,
    )
    cdef _add_term(self, bytes term)

    cdef void _put(self, unsigned long long number) noexcept
