# The types of sieve.py, where it is compiled.
cimport cython

from index.analysis.scanner cimport Scanner, SignsAt

cdef unsigned int _MASK
cdef Py_ssize_t _FULL

@cython.final
cdef class Sieve:
    cdef Scanner _scanner
    cdef unsigned char[::1] _windows
    cdef bint _signs

    @cython.locals(
        room="const unsigned int[::1]", signs=SignsAt, size=Py_ssize_t, count=Py_ssize_t,
        place=Py_ssize_t, end=Py_ssize_t, found=list,
    )
    cdef list _cut(self, str text)
    @cython.locals(
        place=Py_ssize_t, code=cython.uint, letters=Py_ssize_t, sign=cython.uint, letter=cython.uint,
    )
    cdef bint _is_let_through(self, SignsAt signs, Py_ssize_t start, Py_ssize_t end) noexcept
    @cython.locals(place=Py_ssize_t, first=cython.uint)
    cdef Py_ssize_t _word_end(self, SignsAt signs, Py_ssize_t start, Py_ssize_t size) noexcept
    cdef bint _has(self, unsigned int code) noexcept
