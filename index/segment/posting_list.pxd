# The types of posting_list.py, where it is compiled.
cimport cython
from cpython cimport array as carray

cdef Py_ssize_t _RUN, _SPARE
cdef unsigned int _ONES

cdef class PostingList:
    cdef object _section
    cdef const unsigned char[::1] _data
    cdef Py_ssize_t _start, _length, _size
    cdef readonly Py_ssize_t frequency, occurrences
    cdef long long _limit
    cdef bint _positions
    cdef Py_ssize_t _verified
    cdef object _inline

    cpdef read_into(
        self, unsigned int[::1] documents, unsigned int[::1] counts, Py_ssize_t at, long long base
    )

    @cython.locals(end=Py_ssize_t)
    cdef int _put(
        self, unsigned int* documents, unsigned int* counts, Py_ssize_t at, long long base
    ) except -1

    @cython.locals(index=Py_ssize_t, end=Py_ssize_t)
    cpdef Py_ssize_t gaps_into(
        self, unsigned int[::1] gaps, Py_ssize_t at, const unsigned int[::1] counts,
        Py_ssize_t counts_at,
    ) except? -1

    @cython.locals(blocks=Py_ssize_t, table=carray.array)
    cdef object _table(self)

    cdef int _verify(self, Py_ssize_t end) except -1

    cdef const unsigned char* _source(self) noexcept nogil

    @cython.locals(place=Py_ssize_t, before=cython.longlong, block=Py_ssize_t, size=Py_ssize_t)
    cdef Py_ssize_t _read_all(
        self, unsigned int* documents, unsigned int* counts, Py_ssize_t at, long long base,
    ) noexcept nogil

    @cython.locals(
        blocks=Py_ssize_t, place=Py_ssize_t, size=Py_ssize_t, run=Py_ssize_t, _=Py_ssize_t,
    )
    cdef Py_ssize_t _blocks_start(self) noexcept nogil

    @cython.locals(limit=cython.longlong, index=Py_ssize_t, source="const unsigned char*")
    cdef Py_ssize_t _read_block(
        self, Py_ssize_t place, unsigned int* documents, unsigned int* counts,
        Py_ssize_t at, Py_ssize_t counts_at, Py_ssize_t size, long long before, long long base,
    ) noexcept nogil

    @cython.locals(
        place=Py_ssize_t, end=Py_ssize_t, first=Py_ssize_t, run=Py_ssize_t, size=Py_ssize_t,
        before=cython.longlong, column=Py_ssize_t, source="const unsigned char*",
    )
    cdef Py_ssize_t _read_table(self, unsigned int* table, Py_ssize_t blocks) noexcept nogil

    @cython.locals(
        place=Py_ssize_t, first=Py_ssize_t, block=Py_ssize_t, size=Py_ssize_t, total=Py_ssize_t,
        posting=Py_ssize_t,
    )
    cdef Py_ssize_t _read_all_gaps(
        self, unsigned int* gaps, Py_ssize_t at, Py_ssize_t room, const unsigned int* counts,
        Py_ssize_t counts_at,
    ) noexcept nogil

    @cython.locals(source="const unsigned char*")
    cdef Py_ssize_t _skip_block(self, Py_ssize_t place, Py_ssize_t size) noexcept nogil

    @cython.locals(
        first=Py_ssize_t, size=Py_ssize_t, run=Py_ssize_t, source="const unsigned char*",
    )
    cdef Py_ssize_t _read_runs(
        self, Py_ssize_t place, unsigned int* gaps, Py_ssize_t at, Py_ssize_t count
    ) noexcept nogil

@cython.locals(found=PostingList)
cdef PostingList list_at(
    section, const unsigned char[::1] data, Py_ssize_t start, Py_ssize_t length,
    Py_ssize_t frequency, Py_ssize_t occurrences, long long limit, bint positions, inline,
)


@cython.locals(
    total=Py_ssize_t, at=Py_ssize_t, postings=PostingList, documents=carray.array,
    counts=carray.array,
)
cpdef tuple read_lists(lists)
