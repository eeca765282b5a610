# The types of openings.py, where it is compiled.
cimport cython
from cpython cimport array as carray

cdef carray.array _NUMBERS
cdef unsigned long long _HASH_START, _HASH_STEP
cdef int _UPPER_HALF

@cython.final
cdef class Opening:
    cdef frozenset _words
    cdef Py_ssize_t _count
    cdef unsigned long long[::1] _slots, _numbers

    @cython.locals(one=Py_ssize_t, two=Py_ssize_t, least=cython.double)
    cpdef bint is_like(self, Opening other) except -1
    @cython.locals(shared=Py_ssize_t, index=Py_ssize_t, spare=cython.double)
    cdef Py_ssize_t _shared(self, Opening other, double least) except -1
    @cython.locals(
        size=Py_ssize_t, number=cython.ulonglong, letters=Py_ssize_t, sign=Py_UCS4, code=cython.uint
    )
    cdef bint _read(self, str text, bint lowered) except -1
    cdef void _add(self, unsigned long long number) noexcept
    cdef bint _holds(self, unsigned long long number) noexcept
    @cython.locals(mask=Py_ssize_t, slot=Py_ssize_t)
    cdef Py_ssize_t _slot_of(self, unsigned long long number) noexcept

cdef bint _is_of_words(Py_UCS4 sign) noexcept
