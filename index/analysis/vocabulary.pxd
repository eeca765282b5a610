# The types of vocabulary.py, where it is compiled.
cimport cython

from index.analysis.scanner cimport Scanner

@cython.final
cdef class Vocabulary:
    cdef readonly Scanner scanner
    cdef readonly list forms, terms
    cdef readonly object firsts, widths, piece_forms, piece_terms, piece_offsets
    cdef object _analyst, _term_of_form
    cdef dict _form_numbers, _term_numbers
    cdef bytearray _is_plain

    @cython.locals(chunks=list, number=Py_ssize_t, chunk=str, pieces=tuple, plain=Py_ssize_t)
    cdef int _settle(self) except -1
    @cython.locals(lowered=str, form=str, number=Py_ssize_t)
    cdef Py_ssize_t _plain_number(self, str chunk) except -2
    @cython.locals(seen=set)
    cdef int _add_pieces(self, tuple pieces) except -1
    cdef int _add_piece(self, object number, object offset) except -1
    cdef object _number_of(self, str form)
    @cython.locals(data=bytes, term=str)
    cdef object _meet(self, str form)
