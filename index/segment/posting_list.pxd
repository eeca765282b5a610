# The types of posting_list.py, where it is compiled.
cimport cython

cdef Py_ssize_t _RUN
cdef unsigned int _ONES

cdef class PostingList:
    cdef object _section
    cdef const unsigned char[::1] _data
    cdef Py_ssize_t _start, _length
    cdef readonly Py_ssize_t frequency, occurrences
    cdef long long _limit
    cdef bint _positions
    cdef object _inline

    cpdef read_into(
        self, unsigned int[::1] documents, unsigned int[::1] counts, Py_ssize_t at, long long base
    )

    @cython.locals(index=Py_ssize_t, end=Py_ssize_t)
    cpdef Py_ssize_t gaps_into(
        self, unsigned int[::1] gaps, Py_ssize_t at, const unsigned int[::1] counts,
        Py_ssize_t counts_at,
    ) except? -1

    @cython.locals(place=Py_ssize_t, before=cython.longlong, first=Py_ssize_t, block=Py_ssize_t, run=Py_ssize_t, size=Py_ssize_t)
    cdef Py_ssize_t _read_all(
        self, unsigned int[::1] documents, unsigned int[::1] counts, Py_ssize_t at, long long base,
    ) noexcept nogil

    @cython.locals(blocks=Py_ssize_t, place=Py_ssize_t, first=Py_ssize_t, block=Py_ssize_t, run=Py_ssize_t, column=Py_ssize_t)
    cdef Py_ssize_t _blocks_start(self) noexcept nogil

    @cython.locals(limit=cython.longlong, index=Py_ssize_t)
    cdef Py_ssize_t _read_block(
        self, Py_ssize_t place, unsigned int[::1] documents, unsigned int[::1] counts,
        Py_ssize_t at, Py_ssize_t size, long long before, long long base,
    ) noexcept nogil

    @cython.locals(
        place=Py_ssize_t, end=Py_ssize_t, first=Py_ssize_t, block=Py_ssize_t, run=Py_ssize_t, size=Py_ssize_t,
        before=cython.longlong, column=Py_ssize_t,
    )
    cdef Py_ssize_t _read_table(self, unsigned int[::1] table, Py_ssize_t blocks) noexcept nogil

    @cython.locals(
        blocks=Py_ssize_t, held=Py_ssize_t, passed=Py_ssize_t, index=Py_ssize_t, block=Py_ssize_t,
        size=Py_ssize_t, before=cython.longlong,
    )
    cdef Py_ssize_t _read_chosen(
        self, const unsigned int[::1] table, Py_ssize_t area, const unsigned int[::1] chosen,
        Py_ssize_t chosen_blocks, unsigned int[::1] documents, unsigned int[::1] counts,
    ) noexcept nogil

    @cython.locals(
        block=Py_ssize_t, held=Py_ssize_t, passed=Py_ssize_t, end=Py_ssize_t, index=Py_ssize_t,
        size=Py_ssize_t, total=Py_ssize_t, posting=Py_ssize_t,
    )
    cdef Py_ssize_t _read_gaps(
        self, const unsigned int[::1] table, Py_ssize_t area, Py_ssize_t blocks,
        const unsigned int[::1] chosen, Py_ssize_t chosen_blocks, const unsigned int[::1] counts,
        unsigned int[::1] gaps,
    ) noexcept nogil

    @cython.locals(
        place=Py_ssize_t, first=Py_ssize_t, block=Py_ssize_t, run=Py_ssize_t, size=Py_ssize_t, total=Py_ssize_t, posting=Py_ssize_t,
    )
    cdef Py_ssize_t _read_all_gaps(
        self, unsigned int[::1] gaps, Py_ssize_t at, const unsigned int[::1] counts,
        Py_ssize_t counts_at,
    ) noexcept nogil

    cdef Py_ssize_t _skip_block(self, Py_ssize_t place, Py_ssize_t size) noexcept nogil

    @cython.locals(first=Py_ssize_t, block=Py_ssize_t, run=Py_ssize_t)
    cdef Py_ssize_t _read_runs(
        self, Py_ssize_t place, unsigned int[::1] gaps, Py_ssize_t at, Py_ssize_t count
    ) noexcept nogil

@cython.locals(
    found=Py_ssize_t, following=Py_ssize_t, block=Py_ssize_t, last=cython.uint,
)
cdef Py_ssize_t _choose(
    const unsigned int[::1] wanted, bint everything, const unsigned int[::1] table,
    unsigned int[::1] chosen, Py_ssize_t blocks,
) noexcept nogil

@cython.locals(total=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _sum(const unsigned int[::1] counts, Py_ssize_t held) noexcept nogil

@cython.locals(
    kept=Py_ssize_t, following=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t, index=Py_ssize_t,
    document=cython.uint, count=cython.uint, position=cython.uint, place=Py_ssize_t,
)
cdef Py_ssize_t _keep(
    const unsigned int[::1] wanted, bint everything, Py_ssize_t held, unsigned int[::1] documents,
    const unsigned int[::1] counts, unsigned int[::1] positions, unsigned int[::1] starts,
) noexcept nogil
