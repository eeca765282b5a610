# The types of acronyms.py, where it is compiled.
cimport cython

cdef str _WITHIN

cdef list _words_before(str text, Py_ssize_t end)

@cython.locals(place=Py_ssize_t, sign=Py_UCS4)
cdef Py_ssize_t _sentence_start(str text, Py_ssize_t least, Py_ssize_t end) except -1

@cython.locals(first=str, lowered=list, count=Py_ssize_t)
cpdef long_form(str short, list words)

@cython.locals(telling=list, initials=str)
cdef bint _explains(str short, str letters, list words, list lowered) except -1

@cython.locals(place=Py_ssize_t, letter=Py_UCS4)
cdef bint _is_within(str piece, str word) except -1
