# The types of tallies.py, where it is compiled.
cimport cython

@cython.locals(index=Py_ssize_t, code=cython.uint)
cdef void _tally(
    const unsigned int[::1] documents, const unsigned int[::1] codes, unsigned int size,
    unsigned int[::1] counts,
) noexcept

@cython.locals(size=Py_ssize_t, keys=list, key=Py_ssize_t)
cpdef list most_frequent(
    const unsigned int[::1] counts, const unsigned int[::1] order, Py_ssize_t most
)

@cython.locals(keys=list, place=Py_ssize_t, code=cython.uint, count=Py_ssize_t)
cdef list _keys(
    const unsigned int[::1] counts, const unsigned int[::1] order, Py_ssize_t size
)

@cython.locals(first=cython.int, last=cython.int, index=Py_ssize_t, day=cython.int)
cdef (int, int) _months_span(const unsigned int[::1] documents, const int[::1] days) noexcept

cdef int _month(int day) noexcept

@cython.locals(index=Py_ssize_t, day=cython.int, month=Py_ssize_t)
cdef void _tally_months(
    const unsigned int[::1] documents, const int[::1] days, int first, unsigned int[::1] counts
) noexcept

@cython.locals(
    size=cython.uint, other_size=cython.uint, months=Py_ssize_t, index=Py_ssize_t,
    document=cython.uint, code=cython.uint, day=cython.int, month=Py_ssize_t,
)
cdef void _tally_all(
    const unsigned int[::1] documents, const unsigned int[::1] codes,
    unsigned int[::1] counts, const unsigned int[::1] other_codes, unsigned int[::1] others,
    const int[::1] days, int first, unsigned int[::1] by_month,
) noexcept
