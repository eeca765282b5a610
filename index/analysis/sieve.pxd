# The types of sieve.py, where it is compiled.
cimport cython

from index.analysis.scanner cimport Middle, Narrow, Scanner, SignsIn, Wide

cdef unsigned int _LOW, _STARTS_STEP
cdef Py_ssize_t _SHORT, _LONG, _STARTS_BITS, _FIGURES, _WINDOWS
cdef unsigned int _FIVE_LETTERS, _JOINT, _RARE, _MASK, _DIGIT, _SPACE, _BEGINS, _BEHIND, _WORDLIKE, _APOSTROPHE, _JOINS

@cython.final
@cython.auto_pickle(False)
cdef class Sieve:
    cdef Scanner _scanner
    # A bit a window: few enough bytes to stay in the fastest memory.
    cdef unsigned char _windows[4096]
    cdef unsigned char _thirds[4096]
    cdef unsigned char _starts[4096]
    cdef unsigned char _figures[4096]
    cdef const unsigned char* _classes
    cdef bytes _kept_classes
    cdef Py_ssize_t _least, _step
    cdef bint _signs, _dates, _percent, _money, _takes_all

    @cython.locals(
        number=Py_ssize_t, letters=str, code=cython.uint, third=cython.uint, size=Py_ssize_t,
        place=Py_ssize_t,
    )
    cdef int _want(self, list traces) except -1
    @cython.locals(wanted=str, digit=Py_UCS4, code=Py_ssize_t, step=Py_ssize_t)
    cdef int _want_figures(self, source) except -1
    @cython.locals(size=Py_ssize_t, data="void*", width=cython.int)
    cpdef (Py_ssize_t, Py_ssize_t) next_chunk(
        self, str text, Py_ssize_t start, Py_ssize_t stop
    ) except *
    @cython.locals(
        place=Py_ssize_t, closely=Py_ssize_t, first=Py_ssize_t, begin=Py_ssize_t, end=Py_ssize_t,
        code=cython.uint, sign=cython.uint, kind=cython.uint,
    )
    cdef (Py_ssize_t, Py_ssize_t) _next(
        self, str text, SignsIn signs, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t size
    ) except *
    @cython.locals(
        step=Py_ssize_t, first=cython.uint, second=cython.uint, third=cython.uint, one=cython.uint,
        two=cython.uint, three=cython.uint, code=cython.uint,
    )
    cdef Py_ssize_t _passed_over(self, SignsIn signs, Py_ssize_t place, Py_ssize_t size) noexcept
    @cython.locals(
        code=cython.ulonglong, each=Py_ssize_t, sign=cython.uint, kind=cython.uint,
        missing=cython.int, letters=cython.uint,
    )
    cdef bint _may_be(self, SignsIn signs, Py_ssize_t place, Py_ssize_t size) noexcept
    @cython.locals(letters=Py_ssize_t, first=Py_ssize_t)
    cdef Py_ssize_t _before(self, SignsIn signs, Py_ssize_t place, Py_ssize_t start) noexcept
    @cython.locals(missing=Py_ssize_t, sign=cython.uint, letters=Py_ssize_t)
    cdef bint _goes_on(
        self, SignsIn signs, Py_ssize_t place, unsigned int code, Py_ssize_t size
    ) noexcept
    @cython.locals(start=Py_ssize_t)
    cdef Py_ssize_t _ended(
        self, SignsIn signs, Py_ssize_t place, unsigned int code, Py_ssize_t sure, Py_ssize_t size
    ) noexcept
    @cython.locals(start=Py_ssize_t)
    cdef Py_ssize_t _word_start(
        self, SignsIn signs, Py_ssize_t place, Py_ssize_t letters, Py_ssize_t sure, Py_ssize_t size
    ) noexcept
    cdef bint _is_letter(self, unsigned int sign) noexcept
    cdef bint _joins(self, unsigned int sign) noexcept
    @cython.locals(sign=cython.uint, kind=cython.uint)
    cdef bint _is_telling(self, SignsIn signs, Py_ssize_t place, Py_ssize_t size) noexcept
    @cython.locals(code=cython.uint, digits=Py_ssize_t, sign=cython.uint)
    cdef bint _has_figures(self, SignsIn signs, Py_ssize_t place) noexcept
    @cython.locals(sign=cython.uint)
    cdef bint _may_be_date(self, SignsIn signs, Py_ssize_t place, Py_ssize_t size) noexcept
    @cython.locals(begin=Py_ssize_t, end=Py_ssize_t)
    cdef (Py_ssize_t, Py_ssize_t) _chunk_at(
        self, str text, SignsIn signs, Py_ssize_t sure, Py_ssize_t place, Py_ssize_t size
    ) except *
    @cython.locals(before=Py_ssize_t, sign=cython.uint)
    cdef bint _is_beginning(self, SignsIn signs, Py_ssize_t sure, Py_ssize_t place) noexcept
    cdef unsigned int _has(self, unsigned int code) noexcept

@cython.locals(place=Py_ssize_t)
cdef void _let_through(unsigned char* table, unsigned int code, Py_ssize_t size) noexcept
cdef Py_ssize_t _slot(unsigned int code) noexcept
