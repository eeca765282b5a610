# The types of marking.py, where it is compiled.
cimport cython

cdef str OPEN, CLOSE
cdef dict _ESCAPED
cdef Py_ssize_t _LONGEST_ESCAPE, _MARK, _ROOM

@cython.locals(number=Py_ssize_t)
cdef list _in_order(list spans)

@cython.locals(starts=set)
cdef list _phrase_spans(list words, tuple slots, object number, bint singly)

@cython.locals(position=Py_ssize_t, found=list)
cdef list _words_of_phrase(tuple slots, set starts, list words, object number)

@cython.locals(place=Py_ssize_t, terms=tuple)
cdef bint _is_in(tuple slots, set starts, Py_ssize_t position, object term) except -1

@cython.locals(
    number=Py_ssize_t, place=Py_ssize_t, position=Py_ssize_t, terms=tuple, here=set, starts=set,
)
cdef set _starts(tuple slots, list words)

@cython.locals(stop=Py_ssize_t, marks=list)
cpdef str marked(str text, list spans, Py_ssize_t start=*, object end=*)

@cython.locals(marks=list)
cpdef str marked_line(
    str text, list spans, Py_ssize_t start, Py_ssize_t end, str before, str after
)

@cython.locals(
    marks=list, begun=Py_ssize_t, ended=Py_ssize_t, first=Py_ssize_t, last=Py_ssize_t,
)
cdef list _marks(list spans, Py_ssize_t start, Py_ssize_t stop)

@cython.locals(parts=list, done=Py_ssize_t, begun=Py_ssize_t, ended=Py_ssize_t)
cdef str _html(str text, list marks, Py_ssize_t start, Py_ssize_t stop)

cdef bint _fits(Py_ssize_t signs, Py_ssize_t marks) noexcept

@cython.locals(
    size=Py_ssize_t, done=Py_ssize_t, begun=Py_ssize_t, ended=Py_ssize_t, html=str,
)
cdef str _written(
    str text, list marks, Py_ssize_t start, Py_ssize_t stop, bint joined, str before, str after
)

@cython.locals(kind=cython.int, data="void*", place=Py_ssize_t)
cdef Py_ssize_t _put(unsigned int* room, Py_ssize_t size, str word) except -1

@cython.locals(kind=cython.int, data="void*", place=Py_ssize_t, sign=Py_UCS4)
cdef Py_ssize_t _put_escaped(
    unsigned int* room, Py_ssize_t size, str text, Py_ssize_t start, Py_ssize_t end, bint joined
) except -1
