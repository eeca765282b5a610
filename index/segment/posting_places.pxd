# The types of posting_places.py, where it is compiled.
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

@cython.locals(
    asked=carray.array, room=Py_ssize_t, postings=PostingList, finds=carray.array,
    ends=carray.array, found=Py_ssize_t,
)
cpdef tuple positions_of(lists, wanted=*)

cpdef tuple positions_in(PostingList postings, wanted=*)

@cython.locals(room=Py_ssize_t, postings=PostingList)
cdef Py_ssize_t _room_for(lists, Py_ssize_t wanted) except -1

@cython.locals(
    first=Py_ssize_t, found=Py_ssize_t, number=Py_ssize_t, postings=PostingList,
    base=cython.longlong, last=Py_ssize_t,
)
cdef Py_ssize_t _found_in(
    lists, carray.array asked, bint everything, bint placed, carray.array finds,
    carray.array ends,
) except -1

@cython.locals(
    documents=carray.array, starts=carray.array, positions=carray.array, total=Py_ssize_t,
    first=Py_ssize_t, at=Py_ssize_t, number=Py_ssize_t, postings=PostingList, last=Py_ssize_t,
)
cdef tuple _gathered(lists, carray.array finds, carray.array ends, Py_ssize_t found)

@cython.locals(total=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _head(
    const unsigned int* finds, Py_ssize_t found, unsigned int* documents, unsigned int* starts
) noexcept nogil

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
cdef Py_ssize_t _blocks_end(PostingList postings, const unsigned int* table) noexcept nogil

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

@cython.locals(
    position=cython.uint, index=Py_ssize_t, end=Py_ssize_t, room=carray.array,
    table=carray.array,
)
cdef Py_ssize_t _put_positions(
    PostingList postings, const unsigned int* finds, Py_ssize_t first, Py_ssize_t last,
    unsigned int* positions, Py_ssize_t at,
) except -1

@cython.locals(
    source="const unsigned char*", size=Py_ssize_t, blocks=Py_ssize_t, area=Py_ssize_t,
    passed=Py_ssize_t, following=Py_ssize_t, begin=Py_ssize_t, index=Py_ssize_t,
    block=Py_ssize_t, position=cython.uint, gap=Py_ssize_t, stop=Py_ssize_t, length=Py_ssize_t,
    part=Py_ssize_t, number=Py_ssize_t,
)
cdef Py_ssize_t _gaps_of(
    PostingList postings, const unsigned int* finds, Py_ssize_t first, Py_ssize_t last,
    unsigned int* positions, Py_ssize_t at, const unsigned int* table, unsigned int* room,
) noexcept nogil

