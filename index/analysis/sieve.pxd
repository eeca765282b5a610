# The types of sieve.py, where it is compiled.
cimport cython

from index.analysis.scanner cimport Scanner, SignsAt

cdef unsigned int _STARTS_STEP
cdef Py_ssize_t _SHORT, _LONG, _STARTS_BITS
cdef unsigned int _JOINT, _RARE, _MASK, _DIGIT, _SPACE, _BEGINS, _BEHIND, _WORDLIKE, _APOSTROPHE, _JOINS

@cython.final
cdef class Sieve:
    cdef Scanner _scanner
    cdef unsigned char[::1] _windows
    cdef const unsigned char[::1] _classes
    cdef const unsigned char[::1] _starts, _figures
    cdef bint _signs, _dates, _percent, _money, _takes_all

    @cython.locals(
        room="const unsigned int[::1]", signs=SignsAt, size=Py_ssize_t, place=Py_ssize_t,
        sure=Py_ssize_t, start=Py_ssize_t, begin=Py_ssize_t, end=Py_ssize_t, found=list,
        code=cython.uint, sign=cython.uint, kind=cython.uint, windows="const unsigned char*",
        classes="const unsigned char*",
    )
    cdef list _cut(self, str text)
    @cython.locals(missing=Py_ssize_t, sign=cython.uint, letters=Py_ssize_t)
    cdef bint _goes_on(
        self, SignsAt signs, Py_ssize_t place, unsigned int code, Py_ssize_t size
    ) noexcept
    @cython.locals(start=Py_ssize_t)
    cdef Py_ssize_t _ended(
        self, SignsAt signs, Py_ssize_t place, unsigned int code, Py_ssize_t sure, Py_ssize_t size
    ) noexcept
    @cython.locals(start=Py_ssize_t)
    cdef Py_ssize_t _word_start(
        self, SignsAt signs, Py_ssize_t place, Py_ssize_t letters, Py_ssize_t sure, Py_ssize_t size
    ) noexcept
    cdef bint _is_letter(self, unsigned int sign) noexcept
    cdef bint _joins(self, unsigned int sign) noexcept
    @cython.locals(sign=cython.uint, kind=cython.uint)
    cdef bint _is_telling(self, SignsAt signs, Py_ssize_t place, Py_ssize_t size) noexcept
    @cython.locals(code=cython.uint, digits=Py_ssize_t, sign=cython.uint)
    cdef bint _has_figures(self, SignsAt signs, Py_ssize_t place) noexcept
    @cython.locals(sign=cython.uint)
    cdef bint _may_be_date(self, SignsAt signs, Py_ssize_t place, Py_ssize_t size) noexcept
    @cython.locals(begin=Py_ssize_t, end=Py_ssize_t)
    cdef (Py_ssize_t, Py_ssize_t) _chunk_at(
        self, str text, SignsAt signs, Py_ssize_t sure, Py_ssize_t place, Py_ssize_t size
    ) except *
    @cython.locals(before=Py_ssize_t, sign=cython.uint)
    cdef bint _is_beginning(self, SignsAt signs, Py_ssize_t sure, Py_ssize_t place) noexcept
    cdef unsigned int _has(self, unsigned int code) noexcept

cdef Py_ssize_t _slot(unsigned int code) noexcept
