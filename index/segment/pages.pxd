# The types of pages.py, where it is compiled.
cimport cython

cdef bint _LITTLE_ENDIAN
cdef unsigned long long _ALL, _LOW, _ONE, _TWO, _THREE, _FOUR, _FIVE

cdef class Pages:
    cdef readonly Py_ssize_t count
    cdef const unsigned char[::1] _data, _checksums
    cdef Py_ssize_t _end
    cdef int _bits
    cdef unsigned char[::1] _seen

    @cython.locals(page=Py_ssize_t)
    cpdef Py_ssize_t first_damaged(self, Py_ssize_t start, Py_ssize_t end) except? -2

    @cython.locals(start=Py_ssize_t, end=Py_ssize_t, expected=cython.ulonglong, index=Py_ssize_t)
    cpdef bint is_sound(self, Py_ssize_t page) except -1

cpdef unsigned long long xxh64(const unsigned char[::1] data) except? 0

@cython.locals(
    place=Py_ssize_t, total=cython.ulonglong, one=cython.ulonglong, two=cython.ulonglong,
    three=cython.ulonglong, four=cython.ulonglong,
)
cdef unsigned long long _digest(
    const unsigned char* data, Py_ssize_t start, Py_ssize_t end
) noexcept

@cython.locals(number=cython.ulonglong)
cdef unsigned long long _finished(
    const unsigned char* data, Py_ssize_t place, Py_ssize_t end, unsigned long long total
) noexcept

cdef unsigned long long _round(unsigned long long total, unsigned long long number) noexcept
cdef unsigned long long _merged(unsigned long long total, unsigned long long lane) noexcept
cdef unsigned long long _turned(unsigned long long number, int bits) noexcept
@cython.locals(number=cython.ulonglong, byte=cython.int)
cdef unsigned long long _eight(const unsigned char* data, Py_ssize_t place) noexcept
cdef const unsigned char* _address(const unsigned char[::1] data) noexcept
