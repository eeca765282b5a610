# The types of flags.py, where it is compiled.
cimport cython
from cpython cimport array as carray

ctypedef unsigned int* Counts
ctypedef double* Scores

ctypedef fused Beside:
    Counts
    Scores

@cython.locals(
    size=Py_ssize_t, found=carray.array, theirs=carray.array, these=Counts, kept=Counts,
    counts=Counts, left=Counts, scores=Scores, rest=Scores, count=Py_ssize_t,
)
cpdef tuple on_days(
    carray.array documents, carray.array beside, const int[::1] days, int first, int last
)

@cython.locals(count=Py_ssize_t, index=Py_ssize_t, day=cython.int)
cdef Py_ssize_t _on_days(
    Counts documents, Py_ssize_t size, Beside beside, const int[::1] days,
    int first, int last, Counts found, Beside theirs,
) noexcept

@cython.locals(count=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _masked(
    const unsigned int[::1] documents, const double[::1] scores, const unsigned char[::1] mask,
    unsigned int[::1] found, double[::1] theirs,
) noexcept

@cython.locals(index=Py_ssize_t, day=cython.int)
cpdef flag_days(
    const unsigned int[::1] documents, const int[::1] days, int first, int last,
    unsigned char[::1] flags,
)

@cython.locals(index=Py_ssize_t, code=cython.uint)
cpdef flag_codes(
    const unsigned int[::1] documents, const unsigned int[::1] codes,
    const unsigned char[::1] allowed, unsigned char[::1] flags,
)

@cython.locals(
    place=Py_ssize_t, end=Py_ssize_t, index=Py_ssize_t, document=cython.uint, member=cython.bint
)
cpdef flag_members(
    const unsigned int[::1] documents, const unsigned int[::1] others, bint inside,
    unsigned char[::1] flags,
)

@cython.locals(count=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _choose(
    const unsigned int[::1] documents, const unsigned char[::1] flags, unsigned int[::1] chosen
) noexcept

@cython.locals(whole=cython.bint, count=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _choose_all(
    const unsigned int[::1] documents, const double[::1] scores, const unsigned char[::1] full,
    const unsigned char[::1] flags, unsigned int[::1] chosen, double[::1] theirs,
    unsigned char[::1] fulls,
) noexcept
