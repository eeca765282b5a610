# The types of word_table.py, where it is compiled.
cimport cython

cdef class Sieve:
    cdef Py_ssize_t _mask
    cdef bytearray _bits

    @cython.locals(bits="unsigned char[::1]", mask=Py_ssize_t, place=Py_ssize_t, text=bytes)
    cpdef update(self, texts)
    @cython.locals(place=Py_ssize_t)
    cpdef bint passes(self, str text) except -1
