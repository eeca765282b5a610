# The types of selection.py, where it is compiled.
cimport cython
from cpython cimport array as carray

cdef int _RELEVANCE, _NEWEST
cdef Py_ssize_t _FEW, _SEEN
cdef double _NOTHING

@cython.locals(
    length=Py_ssize_t, whole=cython.bint, candidates=carray.array, found=Py_ssize_t,
)
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
    wanted=Py_ssize_t, found=Py_ssize_t, least=cython.double, kept=Py_ssize_t,
    number=Py_ssize_t, index=Py_ssize_t, decided=cython.bint,
)
cdef Py_ssize_t _candidates(
    const double[::1] scores, const unsigned char[::1] full, bint whole, Py_ssize_t length,
    Py_ssize_t count, unsigned int[::1] candidates,
) except -1

@cython.locals(flagged=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _count_flags(const unsigned char[::1] full, Py_ssize_t length) noexcept

@cython.locals(
    least=cython.double, room=Py_ssize_t, found=Py_ssize_t, index=Py_ssize_t,
    less=cython.bint, score=cython.double, decided=cython.bint,
)
cdef Py_ssize_t _see(
    const double[::1] scores, const unsigned char[::1] full, bint whole, bint deciding,
    Py_ssize_t length, Py_ssize_t count, double[::1] heap, unsigned int[::1] seen,
) noexcept

@cython.locals(place=Py_ssize_t, below=Py_ssize_t)
cdef void _replace_least(double[::1] heap, Py_ssize_t count, double score) noexcept

@cython.locals(
    keys=carray.array, chosen=carray.array, heap="double*", places="unsigned int*",
    ties=Py_ssize_t, ordered=carray.array, same=carray.array, last=carray.array,
    after="unsigned int*", flags="unsigned char*", end=Py_ssize_t,
)
cdef _first_places(
    const unsigned int* documents, const double* scores, const unsigned char* full, bint whole,
    const long long* times, int order, Py_ssize_t count, Py_ssize_t length,
)

cdef unsigned int* _numbers_at(carray.array numbers) noexcept
cdef double* _values_at(carray.array values) noexcept
cdef unsigned char* _flags_at(carray.array flags) noexcept

@cython.locals(
    size=Py_ssize_t, index=Py_ssize_t, one=cython.double, two=cython.double, three=cython.double
)
cdef void _choose(
    const unsigned int* documents, const double* scores, const unsigned char* full,
    bint whole, const long long* times, int order, Py_ssize_t count,
    double* keys, unsigned int* chosen, Py_ssize_t length,
) noexcept

@cython.locals(time=cython.double)
cdef double _key(
    int part, Py_ssize_t index, const unsigned int* documents, const double* scores,
    const unsigned char* full, bint whole, const long long* times, int order,
) noexcept

cdef bint _before(
    double one, double two, double three, double a, double b, double c
) noexcept

@cython.locals(above=Py_ssize_t)
cdef void _rise(
    double* keys, unsigned int* chosen, Py_ssize_t place,
    double one, double two, double three, unsigned int index,
) noexcept

@cython.locals(place=Py_ssize_t, below=Py_ssize_t, other=Py_ssize_t)
cdef void _sink(
    double* keys, unsigned int* chosen, Py_ssize_t size,
    double one, double two, double three, unsigned int index,
) noexcept

@cython.locals(ties=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _count_ties(
    const unsigned int* documents, const double* scores, const unsigned char* full,
    bint whole, const long long* times, int order, const double* keys,
    Py_ssize_t length,
) noexcept

@cython.locals(part=cython.int)
cdef bint _ties(
    Py_ssize_t index, const unsigned int* documents, const double* scores,
    const unsigned char* full, bint whole, const long long* times, int order,
    const double* keys,
) noexcept

@cython.locals(
    one=cython.double, two=cython.double, three=cython.double, above=Py_ssize_t,
    place=Py_ssize_t, size=Py_ssize_t, left=Py_ssize_t,
)
cdef Py_ssize_t _order(
    double* keys, unsigned int* chosen, Py_ssize_t count, unsigned int* ordered,
    unsigned char* same,
) noexcept

@cython.locals(first=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _add_ties(
    const unsigned int* documents, const double* scores, const unsigned char* full,
    bint whole, const long long* times, int order, const double* keys,
    unsigned int* ordered, unsigned char* same, Py_ssize_t end,
    Py_ssize_t length,
) noexcept
