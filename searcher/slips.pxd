# The types of slips.py, where it is compiled.
cimport cython
from cpython cimport array as carray

cdef carray.array _NUMBERS
cdef unsigned long long _BASE, _MIX
cdef unsigned int _FIRST_LETTER, _LAST_LETTER

@cython.final
cdef class BloomFilter:
    cdef int _shift
    cdef unsigned char[::1] _bits

    @cython.locals(place=cython.ulonglong, text=bytes)
    cpdef update(self, texts)
    @cython.locals(other=BloomFilter)
    cpdef copy(self)
    cpdef bint passes(self, str text) except -1
    @cython.locals(place=cython.ulonglong)
    cdef bint _has(self, unsigned long long number) noexcept
    @cython.locals(
        size=Py_ssize_t, place=Py_ssize_t, behind=Py_ssize_t, rest=Py_ssize_t,
        number=cython.ulonglong, heads="unsigned long long[::1]", tails="unsigned long long[::1]",
        powers="unsigned long long[::1]",
    )
    cdef _sift(self, str word, bytes letters, list found)
    @cython.locals(letter=cython.uint)
    cdef _each_letter(
        self, str head, unsigned long long number, unsigned long long step, str tail, list found
    )

@cython.locals(number=cython.ulonglong, place=Py_ssize_t)
cdef unsigned long long _hash(bytes text) noexcept
cdef unsigned long long _place(unsigned long long number, int shift) noexcept
