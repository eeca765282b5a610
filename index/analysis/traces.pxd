# The types of traces.py, where it is compiled.
cimport cython

cdef dict _OLDER

@cython.locals(
    word=str, first=str, letter=str, after=str, letters=str, way=str, found=list, ways=tuple,
    begin=Py_ssize_t, place=Py_ssize_t,
)
cpdef list traces(str source, bint is_whole=*)
cpdef bint has_letters_alone(str source) except -1
