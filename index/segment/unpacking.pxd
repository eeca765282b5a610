# The types of unpacking.py, where it is compiled.
cimport cython

ctypedef unsigned long long Window

cdef Py_ssize_t _RUN, _SPARE
cdef bint _LITTLE_ENDIAN
cdef unsigned int _WIDTH, _EXCEPTIONS, _WIDEST, _QUARTER, _EIGHTH, _ONES

@cython.locals(size=Py_ssize_t, source="const unsigned char*", room="unsigned int*")
cpdef Py_ssize_t unpack(
    const unsigned char[::1] data, Py_ssize_t place,
    unsigned int[::1] out, Py_ssize_t start, Py_ssize_t count,
) noexcept nogil

@cython.locals(size=Py_ssize_t, source="const unsigned char*", room="unsigned int*")
cpdef Py_ssize_t unpack_ascending(
    const unsigned char[::1] data, Py_ssize_t place,
    unsigned int[::1] out, Py_ssize_t start, Py_ssize_t count, long long before, long long limit,
) noexcept nogil

cpdef Py_ssize_t skip(
    const unsigned char[::1] data, Py_ssize_t place, Py_ssize_t count
) noexcept nogil

@cython.locals(head=cython.uint, width=cython.uint, end=Py_ssize_t)
cdef Py_ssize_t unpack_run(
    const unsigned char* data, Py_ssize_t size, Py_ssize_t place,
    unsigned int* out, Py_ssize_t start, Py_ssize_t count, unsigned int more,
) noexcept nogil

@cython.locals(
    head=cython.uint, width=cython.uint, end=Py_ssize_t, mask=cython.uint, number=Py_ssize_t,
    index=Py_ssize_t, bit=Py_ssize_t, low=cython.uint,
)
cdef Py_ssize_t pick_run(
    const unsigned char* data, Py_ssize_t size, Py_ssize_t place, Py_ssize_t length,
    unsigned int* out, Py_ssize_t start, Py_ssize_t chosen, Py_ssize_t count,
) noexcept nogil

@cython.locals(window=Window, byte=cython.int)
cdef Window _window(const unsigned char* data, Py_ssize_t place) noexcept nogil

@cython.locals(
    end=Py_ssize_t, mask=cython.uint, bit=Py_ssize_t, index=Py_ssize_t, window=Window,
    number=cython.uint,
)
cdef void _unpack_bits(
    const unsigned char* data, Py_ssize_t place,
    unsigned int* out, Py_ssize_t start, Py_ssize_t count, unsigned int width, unsigned int more,
) noexcept nogil

@cython.locals(
    exceptions=Py_ssize_t, wider=cython.uint, bits=Py_ssize_t, end=Py_ssize_t, mask=cython.uint,
    bit=Py_ssize_t, index=Py_ssize_t, exception=Py_ssize_t, high=cython.uint, low=cython.uint,
)
cdef Py_ssize_t _patch(
    const unsigned char* data, Py_ssize_t size, Py_ssize_t head, Py_ssize_t place,
    unsigned int* out, Py_ssize_t start, Py_ssize_t count, unsigned int width, unsigned int more,
) noexcept nogil

@cython.locals(
    head=cython.uint, width=cython.uint, total=cython.longlong, gap=cython.longlong,
    end=Py_ssize_t, stop=Py_ssize_t,
    mask=cython.uint, bit=Py_ssize_t, index=Py_ssize_t, window=Window,
)
cdef Py_ssize_t ascend_run(
    const unsigned char* data, Py_ssize_t size, Py_ssize_t place,
    unsigned int* out, Py_ssize_t start, Py_ssize_t count, long long before, long long limit,
) noexcept nogil

@cython.locals(head=cython.uint, end=Py_ssize_t, exceptions=Py_ssize_t)
cdef Py_ssize_t skip_run(
    const unsigned char* data, Py_ssize_t size, Py_ssize_t place, Py_ssize_t count
) noexcept nogil
