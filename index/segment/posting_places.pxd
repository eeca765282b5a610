# The types of posting_places.py, where it is compiled.
cimport cython
from cpython cimport array as carray

from index.segment.posting_list cimport PostingList

cdef Py_ssize_t _RUN
cdef unsigned int _ONES

@cython.locals(
    asked=carray.array, room=Py_ssize_t, postings=PostingList, finds=carray.array,
    ends=carray.array, found=Py_ssize_t,
)
cpdef tuple positions_of(lists, wanted=*)

cpdef tuple positions_in(PostingList postings, wanted=*)

@cython.locals(
    documents=carray.array, starts=carray.array, positions=carray.array, total=Py_ssize_t,
    first=Py_ssize_t, at=Py_ssize_t, number=Py_ssize_t, postings=PostingList, last=Py_ssize_t,
)
cdef tuple _gathered(lists, carray.array finds, carray.array ends, Py_ssize_t found)

@cython.locals(total=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _head(
    const unsigned int* finds, Py_ssize_t found, unsigned int* documents, unsigned int* starts
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
