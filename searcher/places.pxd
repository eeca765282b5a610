# The types of places.py, where it is compiled.
cimport cython

@cython.locals(
    held=Py_ssize_t, end=Py_ssize_t, other=Py_ssize_t, index=Py_ssize_t, document=cython.uint,
    before=Py_ssize_t, place=Py_ssize_t, last=Py_ssize_t, mine=Py_ssize_t,
    wanted=cython.longlong,
)
cdef (Py_ssize_t, Py_ssize_t) _followed(
    const unsigned int[::1] documents, const unsigned int[::1] starts,
    const unsigned int[::1] places, const unsigned int[::1] other_documents,
    const unsigned int[::1] other_starts, const unsigned int[::1] other_places,
    long long distance, unsigned int[::1] found_documents, unsigned int[::1] found_starts,
    unsigned int[::1] found_places,
) noexcept

@cython.locals(
    held=Py_ssize_t, end=Py_ssize_t, mine=Py_ssize_t, other=Py_ssize_t, first=cython.uint,
    place=Py_ssize_t, stop=Py_ssize_t, their=Py_ssize_t, their_stop=Py_ssize_t,
)
cdef (Py_ssize_t, Py_ssize_t) _joined(
    const unsigned int[::1] documents, const unsigned int[::1] starts,
    const unsigned int[::1] places, const unsigned int[::1] other_documents,
    const unsigned int[::1] other_starts, const unsigned int[::1] other_places,
    unsigned int[::1] found_documents, unsigned int[::1] found_starts,
    unsigned int[::1] found_places,
) noexcept

@cython.locals(
    heading=Py_ssize_t, index=Py_ssize_t, number=Py_ssize_t, document=cython.uint
)
cdef void _add_first(
    const unsigned int[::1] wanted, const unsigned int[::1] title,
    const unsigned int[::1] documents, const unsigned int[::1] starts,
    const unsigned int[::1] places, double weight, double half, double[::1] gains,
) noexcept

@cython.locals(
    one=Py_ssize_t, other=Py_ssize_t, number=Py_ssize_t, document=cython.uint,
    first=Py_ssize_t,
)
cdef void _add_pairs(
    const unsigned int[::1] wanted, const unsigned int[::1] documents,
    const unsigned int[::1] starts, const unsigned int[::1] places,
    const unsigned int[::1] other_documents, const unsigned int[::1] other_starts,
    const unsigned int[::1] other_places, const double[::1] worths, Py_ssize_t most,
    double[::1] values,
) noexcept

@cython.locals(
    total=cython.double, window=cython.longlong, index=Py_ssize_t, place=cython.longlong,
    other=Py_ssize_t, gap=cython.longlong,
)
cdef double _pairs(
    const unsigned int[::1] places, Py_ssize_t start, Py_ssize_t end,
    const unsigned int[::1] other_places, Py_ssize_t low, Py_ssize_t other_end,
    const double[::1] worths,
) noexcept

@cython.locals(index=Py_ssize_t, value=cython.double)
cpdef add_near(
    const double[::1] values, const unsigned int[::1] wanted,
    const unsigned char[::1] lengths, const double[::1] norms, double weight,
    double[::1] gains,
)
