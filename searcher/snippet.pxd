# The types of snippet.py, where it is compiled.
cimport cython

cdef Py_ssize_t _LENGTH, _LONGEST_WORD
cdef str _ENDS, _CLOSING

@cython.locals(start=Py_ssize_t, end=Py_ssize_t)
cpdef str snippet(str text, list spans, list weights)

@cython.locals(
    first=Py_ssize_t, behind=Py_ssize_t, most=Py_ssize_t, heaviest=cython.double, held=list,
    different=Py_ssize_t, after=Py_ssize_t, last=Py_ssize_t, number=Py_ssize_t, start=Py_ssize_t,
    group=Py_ssize_t, entered=Py_ssize_t, grown=cython.bint, weight=cython.double,
    other=Py_ssize_t, count=Py_ssize_t,
)
cpdef tuple best_stretch(list spans, list weights)

@cython.locals(last=Py_ssize_t, end=Py_ssize_t)
cdef tuple _reach(list spans)

@cython.locals(
    start=Py_ssize_t, end=Py_ssize_t, first=Py_ssize_t, last=Py_ssize_t, room=Py_ssize_t,
)
cdef (Py_ssize_t, Py_ssize_t) passage(str text, tuple stretch) except *

@cython.locals(
    begin=Py_ssize_t, earliest=Py_ssize_t, place=Py_ssize_t, before=Py_ssize_t,
    is_blank=cython.bint, was_blank=cython.bint,
)
cdef Py_ssize_t _sentence_start(str text, Py_ssize_t first, Py_ssize_t lead) except -2

@cython.locals(place=Py_ssize_t)
cdef Py_ssize_t _word_start(str text, Py_ssize_t first, Py_ssize_t lead) except -1

@cython.locals(place=Py_ssize_t)
cdef Py_ssize_t _word_end(str text, Py_ssize_t last, Py_ssize_t wanted) except -1

@cython.locals(place=Py_ssize_t)
cdef bint _is_solid(str text, Py_ssize_t start, Py_ssize_t end) except -1

@cython.locals(sign=Py_UCS4)
cdef bint _is_blank(str text, Py_ssize_t place) noexcept
