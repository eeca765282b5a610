# The types of scanner.py, where it is compiled.
cimport cython

cdef unsigned int _LETTER, _DIGIT, _SPACE, _HYPHEN, _APOSTROPHE, _POINT, _BEHIND, _BEGINS
cdef unsigned int _WORDLIKE, _JOINS, _TABLE
cdef unsigned int _HASH_START, _HASH_STEP
cdef unsigned long long _LOW

cdef unsigned int _kind(Py_UCS4 sign) noexcept

ctypedef const unsigned int* SignsAt

@cython.final
cdef class Scanner:
    cdef readonly list chunks
    cdef dict _numbers
    cdef tuple _room
    cdef const unsigned char[::1] _kinds
    cdef const unsigned char[::1] _tellings
    cdef unsigned long long[::1] _slots
    cdef unsigned int[::1] _ends, _signs, _found, _begins, _stops

    @cython.locals(
        room="const unsigned int[::1]", signs=SignsAt, size=Py_ssize_t, count=Py_ssize_t, place=Py_ssize_t,
        end=Py_ssize_t,
    )
    cdef Py_ssize_t _cut(self, str text) except -1
    @cython.locals(signs="const unsigned int[::1]")
    cpdef Py_ssize_t number_of(self, str chunk) except -1
    cdef bint begins_at(self, SignsAt signs, Py_ssize_t place) noexcept
    @cython.locals(kind=cython.uint)
    cdef Py_ssize_t plain_end(self, SignsAt signs, Py_ssize_t place, Py_ssize_t size) noexcept
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
    @cython.locals(sign=cython.uint)
    cdef unsigned int _kind_at(self, SignsAt signs, Py_ssize_t place) noexcept
    @cython.locals(place=Py_ssize_t, kind=cython.uint, after=cython.uint)
    cdef Py_ssize_t _word_end(self, SignsAt signs, Py_ssize_t start, Py_ssize_t size) noexcept
    @cython.locals(place=Py_ssize_t, kind=cython.uint, after=cython.uint, sign=cython.uint)
    cdef Py_ssize_t _number_end(self, SignsAt signs, Py_ssize_t start, Py_ssize_t size) noexcept
    @cython.locals(spaces=cython.int, first=cython.uint, second=cython.uint, third=cython.uint)
    cdef bint _may_be_dated(self, SignsAt signs, Py_ssize_t place, Py_ssize_t size) noexcept
    @cython.locals(
        hashed=cython.uint, mask=Py_ssize_t, slot=Py_ssize_t, entry=cython.ulonglong,
        number=Py_ssize_t, place=Py_ssize_t,
    )
    cdef Py_ssize_t _intern(
        self, str text, SignsAt signs, Py_ssize_t start, Py_ssize_t end
    ) except -1
    @cython.locals(first=Py_ssize_t, place=Py_ssize_t)
    cdef bint _is_chunk(
        self, Py_ssize_t number, SignsAt signs, Py_ssize_t start, Py_ssize_t end
    ) noexcept
    @cython.locals(number=Py_ssize_t, first=Py_ssize_t, last=Py_ssize_t, place=Py_ssize_t)
    cdef Py_ssize_t _add(
        self, str text, SignsAt signs, Py_ssize_t start, Py_ssize_t end,
        unsigned long long hashed, Py_ssize_t slot,
    ) except -1
    @cython.locals(
        old="unsigned long long[::1]", mask=Py_ssize_t, index=Py_ssize_t, slot=Py_ssize_t,
        entry=cython.ulonglong,
    )
    cdef int _widen_slots(self) except -1

@cython.locals(first=cython.uint, second=cython.uint)
cdef bint _may_be_more(SignsAt signs, Py_ssize_t start, Py_ssize_t size) noexcept

cdef bint _is_u_g_f(unsigned int sign) noexcept
