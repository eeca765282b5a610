# The types of scanner.py, where it is compiled.
cimport cython

from index.analysis.chunk_table cimport ChunkTable, SignsAt

ctypedef const unsigned char* Narrow
ctypedef const unsigned short* Middle
ctypedef const unsigned int* Wide

ctypedef fused SignsIn:
    Narrow
    Middle
    Wide

cdef unsigned int _LETTER, _DIGIT, _SPACE, _HYPHEN, _APOSTROPHE, _POINT, _BEHIND, _BEGINS
cdef unsigned int _WORDLIKE, _JOINS, _TABLE

cdef unsigned int _kind(Py_UCS4 sign) noexcept

@cython.final
cdef class Scanner:
    cdef readonly list chunks
    cdef dict _numbers
    cdef tuple _room
    cdef const unsigned char[::1] _kinds
    cdef const unsigned char[::1] _tellings
    cdef unsigned int[::1] _found, _begins, _stops
    cdef ChunkTable _table

    @cython.locals(
        room="const unsigned int[::1]", signs=SignsAt, size=Py_ssize_t, count=Py_ssize_t,
    )
    cdef Py_ssize_t _cut(self, str text) except -1
    @cython.locals(count=Py_ssize_t, place=Py_ssize_t, end=Py_ssize_t)
    cdef Py_ssize_t _cut_signs(self, str text, SignsAt signs, Py_ssize_t size) except -1
    @cython.locals(signs="const unsigned int[::1]")
    cpdef Py_ssize_t number_of(self, str chunk) except -1
    @cython.locals(sign=cython.uint, kind=cython.uint)
    cdef bint begins_at(self, SignsIn signs, Py_ssize_t place) noexcept
    @cython.locals(kind=cython.uint)
    cdef Py_ssize_t plain_end(self, SignsIn signs, Py_ssize_t place, Py_ssize_t size) noexcept
    cdef object _signs_of(self, str text)
    @cython.locals(
        room="const unsigned int[::1]", signs=SignsAt, size=Py_ssize_t, count=Py_ssize_t,
        place=Py_ssize_t, line=cython.uint, end=Py_ssize_t,
    )
    cdef Py_ssize_t _cut_sentences(self, str text) except -1
    cdef bint _goes_on(self, SignsAt signs, Py_ssize_t place) noexcept
    @cython.locals(place=Py_ssize_t)
    cdef Py_ssize_t _letters_end(self, SignsAt signs, Py_ssize_t start, Py_ssize_t size) noexcept
    @cython.locals(kind=cython.uint, sign=cython.uint, digit=cython.bint)
    cdef bint _is_in_word(self, SignsAt signs, Py_ssize_t place) noexcept
    cdef unsigned int _kind_at(self, SignsIn signs, Py_ssize_t place) noexcept
    cdef unsigned int kind_of(self, unsigned int sign) noexcept
    @cython.locals(place=Py_ssize_t, sign=cython.uint, kind=cython.uint, after=cython.uint)
    cdef Py_ssize_t _word_end(self, SignsIn signs, Py_ssize_t start, Py_ssize_t size) noexcept
    @cython.locals(first=cython.uint, second=cython.uint, third=cython.uint)
    cdef bint may_be_more(self, SignsIn signs, Py_ssize_t start, Py_ssize_t size) noexcept
    @cython.locals(after=cython.uint)
    cdef bint _is_point_at_end(self, SignsIn signs, Py_ssize_t place, Py_ssize_t size) noexcept
    @cython.locals(
        place=Py_ssize_t, joint=cython.uint, first=Py_ssize_t, second=Py_ssize_t, third=Py_ssize_t,
    )
    cdef Py_ssize_t _number_end(self, SignsIn signs, Py_ssize_t start, Py_ssize_t size) noexcept
    cdef Py_ssize_t _digits_end(self, SignsIn signs, Py_ssize_t place, Py_ssize_t size) noexcept
    @cython.locals(kind=cython.uint, after=cython.uint, sign=cython.uint)
    cdef bint _is_end_of_number(self, SignsIn signs, Py_ssize_t place, Py_ssize_t size) noexcept
    @cython.locals(spaces=cython.int, first=cython.uint, second=cython.uint, third=cython.uint)
    cdef bint may_be_dated(self, SignsIn signs, Py_ssize_t place, Py_ssize_t size) noexcept

cdef bint _are_one(
    unsigned int joint, Py_ssize_t first, Py_ssize_t second, Py_ssize_t third
) noexcept

cdef bint _is_u_g_f(unsigned int sign) noexcept
