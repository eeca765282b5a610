# The types of finding.py, where it is compiled.
cimport cython

from index.analysis.sieve cimport Sieve

cdef str _BLANK

@cython.final
cdef class Finder:
    cdef object _known
    cdef Sieve _sieve
    cdef dict _wanted, _by_chunk
    cdef tuple _beginnings

    @cython.locals(
        found=list, by_chunk=dict, sieve=Sieve, known=tuple, begin=Py_ssize_t, end=Py_ssize_t,
        start=Py_ssize_t, stop=Py_ssize_t, last=Py_ssize_t, first=Py_ssize_t,
        furthest=Py_ssize_t, earliest=Py_ssize_t, place=Py_ssize_t, seen=list, group=Py_ssize_t,
    )
    cpdef list spans(
        self, str text, Py_ssize_t groups=*, Py_ssize_t within=*, Py_ssize_t behind=*
    )
    @cython.locals(
        found=list, by_chunk=dict, known=tuple, words=list, begin=Py_ssize_t, end=Py_ssize_t,
        sure=Py_ssize_t, position=Py_ssize_t, width=Py_ssize_t, start=Py_ssize_t,
        stop=Py_ssize_t, offset=Py_ssize_t, limit=Py_ssize_t,
    )
    cpdef list words(self, str text, object reach=*, Py_ssize_t most=*)
    @cython.locals(width=Py_ssize_t)
    cdef Py_ssize_t _width_of(self, str text, Py_ssize_t start, Py_ssize_t end) except -1
    @cython.locals(words=list, groups=tuple)
    cdef tuple _look_at(self, str chunk)
    cdef list _groups_begun(self, str surface, object term)

@cython.locals(letters=Py_ssize_t, place=Py_ssize_t, sign=Py_UCS4)
cpdef bint is_far(str text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t reach) except -1
