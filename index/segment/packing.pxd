# The types of packing.py, where it is compiled.
cimport cython

ctypedef unsigned long long Window

cdef unsigned int _EXCEPTIONS, _WIDEST, _ONES

@cython.locals(width=cython.uint, widest=cython.uint, end=Py_ssize_t)
cpdef Py_ssize_t pack(
    const unsigned int[::1] numbers, Py_ssize_t start, Py_ssize_t count,
    unsigned char[::1] out, Py_ssize_t place, unsigned int[::1] sizes,
) noexcept nogil

@cython.locals(
    bits=cython.uint, index=Py_ssize_t, widest=cython.int, width=cython.int, best=cython.int,
    least=Py_ssize_t, exceptions=Py_ssize_t, size=Py_ssize_t,
)
cdef unsigned int _cheapest_width(
    const unsigned int[::1] numbers, Py_ssize_t start, Py_ssize_t count, unsigned int[::1] sizes,
) noexcept nogil

@cython.locals(bits=cython.uint)
cdef unsigned int _bits(unsigned int number) noexcept nogil

@cython.locals(
    mask=cython.uint, window=Window, number=Window, filled=cython.uint, index=Py_ssize_t,
)
cdef Py_ssize_t _pack_bits(
    const unsigned int[::1] numbers, Py_ssize_t start, Py_ssize_t count, unsigned int width,
    unsigned char[::1] out, Py_ssize_t place,
) noexcept nogil

@cython.locals(
    window=Window, high=Window, more=cython.uint, filled=cython.uint, exceptions=Py_ssize_t,
    index=Py_ssize_t,
)
cdef Py_ssize_t _pack_exceptions(
    const unsigned int[::1] numbers, Py_ssize_t start, Py_ssize_t count, unsigned int width,
    unsigned char[::1] out, Py_ssize_t head, Py_ssize_t place,
) noexcept nogil
