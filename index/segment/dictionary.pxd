# The types of dictionary.py, where it is compiled.
cimport cython

from index.segment.posting_list cimport PostingList

cdef Py_ssize_t _BLOCK_TERMS, _MOST_INLINE, _RUN, _PIECE_BITS, _MOST_BITS, _HEAD
cdef long long _MOST_COUNT

cdef class Dictionary:
    cdef readonly object _section, _lists
    cdef readonly Py_ssize_t terms, _blocks
    cdef readonly long long postings, occurrences, documents
    cdef readonly bint counts, positions
    cdef const unsigned char[::1] _data, _lists_data
    cdef Py_ssize_t _end, _lists_size
    cdef unsigned char[::1] _seen

    cpdef PostingList find(self, bytes term)
    cpdef TermCursor cursor(self, bytes start=*)

    @cython.locals(cursor=TermCursor)
    cpdef bytes term_at(self, Py_ssize_t number)

    @cython.locals(cursor=TermCursor)
    cpdef list lists_beginning(self, bytes prefix, set wanted)

    @cython.locals(cursor=TermCursor)
    cpdef tuple listing(self, bytes prefix=*)

    @cython.locals(place=Py_ssize_t, start=cython.longlong, index=Py_ssize_t)
    cdef Py_ssize_t _block_start(self, Py_ssize_t block) except? -1

    @cython.locals(piece=Py_ssize_t, first=Py_ssize_t, length=Py_ssize_t)
    cdef _see(self, Py_ssize_t start, Py_ssize_t end)

cdef class TermCursor:
    cdef Dictionary _dictionary
    cdef const unsigned char[::1] _data
    cdef Py_ssize_t _end, _place, _number, _inline_place, _rest, _matched, _room
    cdef long long _list_start, _list_length, _shared, _rest_length
    cdef unsigned char[::1] _text
    cdef readonly bytes term
    cdef readonly long long frequency, occurrences
    cdef readonly bint active
    cdef bint _listed

    cpdef seek(self, bytes start)
    cdef go_to(self, Py_ssize_t number)

    @cython.locals(matched=Py_ssize_t, order=cython.int, _=cython.int)
    cpdef bint find(self, bytes term) except -1

    cpdef next(self)
    cpdef PostingList posting_list(self)

    @cython.locals(low=Py_ssize_t, high=Py_ssize_t, middle=Py_ssize_t)
    cdef Py_ssize_t _block_of(self, bytes term) except -1

    @cython.locals(dictionary=Dictionary, start=Py_ssize_t, end=Py_ssize_t, head=cython.int)
    cdef int _head_order(self, Py_ssize_t block, bytes term) except? -2

    @cython.locals(dictionary=Dictionary, start=Py_ssize_t, end=Py_ssize_t)
    cdef _enter(self, Py_ssize_t block)

    @cython.locals(head=cython.int, number=cython.longlong)
    cdef _parse(self)

    @cython.locals(dictionary=Dictionary, _=cython.longlong)
    cdef _parse_postings(self)

    @cython.locals(dictionary=Dictionary, most=cython.longlong, sound=cython.bint)
    cdef _check(self)

    @cython.locals(
        length=Py_ssize_t, index=Py_ssize_t, here=cython.uchar, there=cython.uchar,
    )
    cdef int _compare(self, bytes term, Py_ssize_t start) except? -2

    @cython.locals(length=Py_ssize_t, index=Py_ssize_t)
    cdef _spell(self)

    @cython.locals(
        place=Py_ssize_t, count=Py_ssize_t, index=Py_ssize_t, number=cython.ulonglong,
    )
    cdef object _inline(self)

    @cython.locals(place=Py_ssize_t)
    cdef int _byte(self) noexcept

    @cython.locals(number=cython.ulonglong, shift=cython.int, byte=cython.ulonglong)
    cdef long long _get(self) noexcept
