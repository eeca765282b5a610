# The types of codes.py, where it is compiled.
cimport cython

cdef bint _LITTLE_ENDIAN

@cython.locals(index=Py_ssize_t, most=cython.uint, number=cython.uint)
cpdef unsigned int highest(const unsigned char[::1] data, Py_ssize_t width)

@cython.locals(index=Py_ssize_t)
cpdef recode(
    const unsigned char[::1] data, Py_ssize_t width, const unsigned int[::1] table,
    unsigned int[::1] out,
)

@cython.locals(number=cython.uint, offset=Py_ssize_t)
cdef unsigned int _number_at(
    const unsigned char[::1] data, Py_ssize_t place, Py_ssize_t width
) noexcept nogil
