# The types of posting_search.py, where it is compiled.
cimport cython
from cpython cimport array as carray

from index.segment.posting_list cimport PostingList

cdef Py_ssize_t _RUN, _SPARSE, _MANY, _SPAN
cdef unsigned int _ONES

@cython.locals(
    finds=carray.array, ends=carray.array, found=Py_ssize_t, documents=carray.array,
    counts=carray.array, index=Py_ssize_t,
)
cpdef tuple read_among(lists, carray.array wanted)

@cython.locals(room=Py_ssize_t, postings=PostingList)
cdef Py_ssize_t room_for(lists, Py_ssize_t wanted) except -1

@cython.locals(
    first=Py_ssize_t, found=Py_ssize_t, number=Py_ssize_t, postings=PostingList,
    base=cython.longlong, last=Py_ssize_t,
)
cdef Py_ssize_t found_in(
    lists, carray.array asked, bint everything, bint placed, carray.array finds,
    carray.array ends,
) except -1

@cython.locals(middle=Py_ssize_t)
cdef Py_ssize_t _reach(
    const unsigned int* numbers, Py_ssize_t low, Py_ssize_t high, long long bound
) noexcept nogil

@cython.locals(document=cython.longlong, room=carray.array, table=carray.array)
cdef Py_ssize_t _find(
    PostingList postings, const unsigned int* wanted, Py_ssize_t first, Py_ssize_t last,
    bint everything, bint placed,
    long long base, unsigned int* finds, Py_ssize_t found,
) except -1

@cython.locals(
    blocks=Py_ssize_t, source="const unsigned char*", place=Py_ssize_t, limit=cython.longlong,
    before=cython.longlong, seen=cython.longlong, block=Py_ssize_t, following=cython.longlong,
    length=Py_ssize_t, size=Py_ssize_t, counts=Py_ssize_t, beyond=Py_ssize_t, hits=Py_ssize_t,
    total=cython.longlong,
)
cdef Py_ssize_t _find_blocks(
    PostingList postings, const unsigned int* wanted, Py_ssize_t first, Py_ssize_t last,
    bint everything, bint placed,
    long long base, unsigned int* finds, Py_ssize_t found, const unsigned int* table,
    unsigned int* room,
) noexcept nogil

@cython.locals(blocks=Py_ssize_t, end=Py_ssize_t, block=Py_ssize_t)
cdef Py_ssize_t blocks_end(PostingList postings, const unsigned int* table) noexcept nogil

@cython.locals(step=Py_ssize_t)
cdef Py_ssize_t _beyond(
    const unsigned int* wanted, Py_ssize_t first, Py_ssize_t last, long long document
) noexcept nogil

@cython.locals(index=Py_ssize_t)
cdef Py_ssize_t _take_all(unsigned int* room, Py_ssize_t size) noexcept nogil

@cython.locals(
    hits=Py_ssize_t, index=Py_ssize_t, number=Py_ssize_t, document=cython.longlong,
    mark=cython.longlong, last=cython.longlong,
)
cdef Py_ssize_t _meet(
    const unsigned int* wanted, Py_ssize_t first, Py_ssize_t beyond, long long base,
    unsigned int* room, Py_ssize_t size, long long before,
) noexcept nogil

@cython.locals(place=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _place_in(const unsigned int* room, long long document) noexcept nogil

@cython.locals(
    total=cython.longlong, hit=Py_ssize_t, index=Py_ssize_t, at=Py_ssize_t,
)
cdef long long _count(
    PostingList postings, Py_ssize_t place, Py_ssize_t size, Py_ssize_t block, Py_ssize_t hits,
    bint placed, long long base, unsigned int* finds, Py_ssize_t found, unsigned int* room,
) noexcept nogil

@cython.locals(
    index=Py_ssize_t, source="const unsigned char*", length=Py_ssize_t, end=Py_ssize_t
)
cdef Py_ssize_t _read_counts(
    PostingList postings, Py_ssize_t place, Py_ssize_t size, Py_ssize_t hits, bint everything,
    unsigned int* room,
) noexcept nogil
