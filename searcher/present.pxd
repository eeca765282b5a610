# The types of present.py, where it is compiled.
cimport cython

cdef class Presenter:
    cdef object _view, _body, _title
    cdef list _weights
    cdef readonly list openings

    cdef double _weight(self, object node) except? -1
    @cython.locals(record=object, body=str, title=str, spans=list)
    cdef object _hit(self, object document, double score, object reach)

@cython.locals(scaled=cython.double, whole=cython.longlong)
cpdef double _rounded(double score) except? -1
