# The types of marking.py, where it is compiled.
cimport cython

@cython.locals(number=Py_ssize_t)
cdef list _in_order(list spans)

@cython.locals(position=Py_ssize_t, starts=set, found=list)
cdef list _phrase_spans(list words, tuple slots, object number)

@cython.locals(place=Py_ssize_t, terms=tuple)
cdef bint _is_in(tuple slots, set starts, Py_ssize_t position, object term) except -1

@cython.locals(
    number=Py_ssize_t, place=Py_ssize_t, position=Py_ssize_t, terms=tuple, here=set, starts=set,
)
cdef set _starts(tuple slots, list words)

@cython.locals(
    stop=Py_ssize_t, parts=list, done=Py_ssize_t, begun=Py_ssize_t, ended=Py_ssize_t,
    first=Py_ssize_t, last=Py_ssize_t,
)
cpdef str marked(str text, list spans, Py_ssize_t start=*, object end=*)

cdef int _add_marked(
    list parts, str text, Py_ssize_t done, Py_ssize_t start, Py_ssize_t end
) except -1

@cython.locals(done=Py_ssize_t, place=Py_ssize_t, sign=Py_UCS4)
cdef int _add_escaped(list parts, str text, Py_ssize_t start, Py_ssize_t end) except -1
