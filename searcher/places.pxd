# The types of places.py, where it is compiled.
cimport cython
from cpython cimport array as carray

@cython.locals(
    held=Py_ssize_t, end=Py_ssize_t, other=Py_ssize_t, index=Py_ssize_t, document=cython.uint,
    before=Py_ssize_t, place=Py_ssize_t, last=Py_ssize_t, mine=Py_ssize_t,
    wanted=cython.longlong,
)
cdef (Py_ssize_t, Py_ssize_t) _followed(
    const unsigned int* documents, const unsigned int* starts, const unsigned int* places,
    Py_ssize_t size, const unsigned int* other_documents, const unsigned int* other_starts,
    const unsigned int* other_places, Py_ssize_t other_size, long long distance,
    unsigned int* found_documents, unsigned int* found_starts, unsigned int* found_places,
) noexcept

@cython.locals(
    held=Py_ssize_t, end=Py_ssize_t, mine=Py_ssize_t, other=Py_ssize_t, first=cython.uint,
    place=Py_ssize_t, stop=Py_ssize_t, their=Py_ssize_t, their_stop=Py_ssize_t,
)
cdef (Py_ssize_t, Py_ssize_t) _joined(
    const unsigned int* documents, const unsigned int* starts, const unsigned int* places,
    Py_ssize_t size, const unsigned int* other_documents, const unsigned int* other_starts,
    const unsigned int* other_places, Py_ssize_t other_size, unsigned int* found_documents,
    unsigned int* found_starts, unsigned int* found_places,
) noexcept

@cython.locals(
    held=Py_ssize_t, end=Py_ssize_t, index=Py_ssize_t, number=Py_ssize_t, place=Py_ssize_t
)
cdef (Py_ssize_t, Py_ssize_t) _among(
    const unsigned int* documents, const unsigned int* starts, const unsigned int* places,
    Py_ssize_t size, const unsigned int* wanted, Py_ssize_t wanted_size,
    unsigned int* found_documents, unsigned int* found_starts, unsigned int* found_places,
) noexcept

@cython.locals(index=Py_ssize_t, place=cython.longlong)
cdef void _move(
    const unsigned int* places, Py_ssize_t size, long long distance, unsigned int* moved_places
) noexcept

@cython.locals(index=Py_ssize_t)
cdef void _count(const unsigned int* starts, Py_ssize_t size, unsigned int* counts) noexcept

@cython.locals(
    heading=Py_ssize_t, index=Py_ssize_t, number=Py_ssize_t, document=cython.uint
)
cdef void _add_first(
    const unsigned int* wanted, Py_ssize_t size, const unsigned int* title,
    Py_ssize_t title_size, const unsigned int* documents, Py_ssize_t body_size,
    const unsigned int* starts, const unsigned int* places, double weight, double half,
    double* gains,
) noexcept

@cython.locals(
    one=Py_ssize_t, other=Py_ssize_t, holding=Py_ssize_t, number=Py_ssize_t,
    document=cython.uint, both=cython.bint, first=Py_ssize_t,
)
cdef Py_ssize_t _add_pairs(
    const unsigned int* wanted, Py_ssize_t size, const unsigned int* documents,
    Py_ssize_t these_size, const unsigned int* starts, const unsigned int* places,
    const unsigned int* other_documents, Py_ssize_t those_size,
    const unsigned int* other_starts, const unsigned int* other_places, const double* worths,
    long long window, Py_ssize_t most, double* values,
) noexcept

@cython.locals(
    total=cython.double, index=Py_ssize_t, place=cython.longlong, other=Py_ssize_t,
    gap=cython.longlong,
)
cdef double _pairs(
    const unsigned int* places, Py_ssize_t start, Py_ssize_t end,
    const unsigned int* other_places, Py_ssize_t low, Py_ssize_t other_end,
    const double* worths, long long window,
) noexcept

@cython.locals(index=Py_ssize_t, value=cython.double)
cdef void _add_near(
    const double* values, Py_ssize_t size, const unsigned int* wanted,
    const unsigned char[::1] lengths, const double* norms, double weight, double* gains,
) noexcept

