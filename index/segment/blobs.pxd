# The types of blobs.py, where it is compiled.
cimport cython

from index.segment.pages cimport Pages

@cython.final
cdef class Blobs:
    cdef readonly bytes dictionary
    cdef object _section, _decompressor
    cdef Pages _pages
    cdef const unsigned char[::1] _data
    cdef const unsigned int[::1] _ends
    cdef const unsigned long long[::1] _wide_ends
    cdef bint _is_wide
    cdef Py_ssize_t _documents, _size, _start

    @cython.locals(start=Py_ssize_t, end=Py_ssize_t, address="const char*")
    cpdef bytes packed(self, Py_ssize_t docnum)
    cpdef bytes unpacked(self, Py_ssize_t docnum)
    @cython.locals(unpacked=bytes)
    cpdef str text(self, Py_ssize_t docnum)
    @cython.locals(end=Py_ssize_t)
    cdef Py_ssize_t _end_of(self, Py_ssize_t docnum) noexcept
