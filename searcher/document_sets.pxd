# The types of document_sets.py, where it is compiled.
cimport cython
from cpython cimport array as carray

cdef Py_ssize_t _MANY

@cython.locals(
    count=Py_ssize_t, place=Py_ssize_t, end=Py_ssize_t, index=Py_ssize_t, document=cython.uint,
)
cdef Py_ssize_t _meet(
    const unsigned int[::1] these, const unsigned int[::1] those,
    unsigned int[::1] mine, unsigned int[::1] theirs,
) noexcept

@cython.locals(index=Py_ssize_t)
cdef void _count(const unsigned int[::1] places, unsigned int[::1] counts) noexcept

@cython.locals(index=Py_ssize_t)
cdef void _take(
    const unsigned int[::1] values, const unsigned int[::1] places, unsigned int[::1] found
) noexcept

@cython.locals(index=Py_ssize_t)
cdef void _add(
    const double[::1] scores, const unsigned int[::1] places, double[::1] sums
) noexcept

@cython.locals(index=Py_ssize_t)
cpdef add_at(
    double[::1] scores, const unsigned int[::1] places, const double[::1] more
)

@cython.locals(
    place=Py_ssize_t, end=Py_ssize_t, index=Py_ssize_t, document=cython.uint,
)
cpdef add_where(
    const unsigned int[::1] these, double[::1] scores, const unsigned int[::1] those,
    const double[::1] more,
)

@cython.locals(
    end=Py_ssize_t, step=Py_ssize_t, high=Py_ssize_t, low=Py_ssize_t, middle=Py_ssize_t
)
cdef Py_ssize_t reach(
    const unsigned int[::1] documents, Py_ssize_t place, unsigned int document
) noexcept

@cython.locals(place=Py_ssize_t)
cpdef Py_ssize_t place_of(const unsigned int[::1] documents, unsigned int document) except? -2

@cython.locals(count=Py_ssize_t, other=Py_ssize_t, index=Py_ssize_t, document=cython.uint)
cdef Py_ssize_t _beside(
    const unsigned int[::1] these, const double[::1] scores, const unsigned int[::1] those,
    const double[::1] more, unsigned int[::1] found, double[::1] theirs,
) noexcept

@cython.locals(
    size=Py_ssize_t, documents=carray.array, scores=carray.array, found=Py_ssize_t
)
cpdef tuple united(tuple these, tuple those)

@cython.locals(
    found=Py_ssize_t, index=Py_ssize_t, other=Py_ssize_t, one=cython.uint, two=cython.uint,
    first=cython.int, second=cython.int,
)
cdef Py_ssize_t _unite(
    const unsigned int* these, const double* scores, const unsigned char[::1] had,
    Py_ssize_t size, const unsigned int* those, const double* more,
    const unsigned char[::1] had_more, Py_ssize_t more_size, unsigned int* documents,
    double* sums, unsigned char[::1] groups,
) noexcept
