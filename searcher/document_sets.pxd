# The types of document_sets.py, where it is compiled.
cimport cython

@cython.locals(count=Py_ssize_t, place=Py_ssize_t, index=Py_ssize_t, document=cython.uint)
cdef Py_ssize_t _together(
    const unsigned int[::1] these, const unsigned int[::1] those, unsigned int[::1] found
) noexcept

@cython.locals(
    end=Py_ssize_t, step=Py_ssize_t, high=Py_ssize_t, low=Py_ssize_t, middle=Py_ssize_t
)
cdef Py_ssize_t _reach(
    const unsigned int[::1] documents, Py_ssize_t place, unsigned int document
) noexcept

@cython.locals(count=Py_ssize_t, place=Py_ssize_t, index=Py_ssize_t, document=cython.uint)
cpdef Py_ssize_t count_in_both(
    const unsigned int[::1] these, const unsigned int[::1] those
) except? -1

@cython.locals(count=Py_ssize_t, other=Py_ssize_t, index=Py_ssize_t, document=cython.uint)
cdef Py_ssize_t _either(
    const unsigned int[::1] these, const unsigned int[::1] those, unsigned int[::1] found
) noexcept

@cython.locals(place=Py_ssize_t)
cpdef Py_ssize_t place_of(const unsigned int[::1] documents, unsigned int document) except? -2

@cython.locals(index=Py_ssize_t, most=cython.int)
cpdef int highest(const int[::1] numbers) except? -1

@cython.locals(index=Py_ssize_t, day=cython.int)
cpdef flag_days(
    const unsigned int[::1] documents, const int[::1] days, int first, int last,
    unsigned char[::1] flags,
)

@cython.locals(index=Py_ssize_t, code=cython.uint)
cpdef flag_codes(
    const unsigned int[::1] documents, const unsigned int[::1] codes,
    const unsigned char[::1] allowed, unsigned char[::1] flags,
)

@cython.locals(place=Py_ssize_t, index=Py_ssize_t, document=cython.uint, member=cython.bint)
cpdef flag_members(
    const unsigned int[::1] documents, const unsigned int[::1] others, bint inside,
    unsigned char[::1] flags,
)

@cython.locals(count=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _flagged_documents(
    const unsigned int[::1] documents, const unsigned char[::1] flags, unsigned int[::1] chosen
) noexcept

@cython.locals(count=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _flagged_scores(
    const double[::1] scores, const unsigned char[::1] flags, double[::1] chosen
) noexcept

@cython.locals(count=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _flagged_flags(
    const unsigned char[::1] values, const unsigned char[::1] flags, unsigned char[::1] chosen
) noexcept

@cython.locals(index=Py_ssize_t, code=cython.uint)
cdef void _tally(
    const unsigned int[::1] documents, const unsigned int[::1] codes, unsigned int size,
    unsigned int[::1] counts,
) noexcept

@cython.locals(first=cython.int, last=cython.int, index=Py_ssize_t, day=cython.int)
cdef (int, int) _months_span(const unsigned int[::1] documents, const int[::1] days) noexcept

cdef int _month(int day) noexcept

@cython.locals(index=Py_ssize_t, day=cython.int, month=Py_ssize_t)
cdef void _tally_months(
    const unsigned int[::1] documents, const int[::1] days, int first, unsigned int[::1] counts
) noexcept

@cython.locals(count=Py_ssize_t, place=Py_ssize_t, index=Py_ssize_t, document=cython.uint)
cdef Py_ssize_t _picked(
    const unsigned int[::1] documents, const unsigned int[::1] counts,
    const unsigned int[::1] among, unsigned int[::1] found, unsigned int[::1] theirs,
) noexcept

@cython.locals(count=Py_ssize_t, place=Py_ssize_t, index=Py_ssize_t, document=cython.uint)
cdef Py_ssize_t _joint(
    const unsigned int[::1] these, const double[::1] scores, const unsigned int[::1] those,
    const double[::1] more, unsigned int[::1] found, double[::1] sums,
) noexcept

@cython.locals(count=Py_ssize_t, index=Py_ssize_t, day=cython.int)
cdef Py_ssize_t _on_days(
    const unsigned int[::1] documents, const double[::1] scores, const int[::1] days,
    int first, int last, unsigned int[::1] found, double[::1] theirs,
) noexcept

@cython.locals(count=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _masked(
    const unsigned int[::1] documents, const double[::1] scores, const unsigned char[::1] mask,
    unsigned int[::1] found, double[::1] theirs,
) noexcept

@cython.locals(count=Py_ssize_t, other=Py_ssize_t, index=Py_ssize_t, document=cython.uint)
cdef Py_ssize_t _beside(
    const unsigned int[::1] these, const double[::1] scores, const unsigned int[::1] those,
    const double[::1] more, unsigned int[::1] found, double[::1] theirs,
) noexcept

@cython.locals(
    size=cython.uint, other_size=cython.uint, months=Py_ssize_t, index=Py_ssize_t,
    document=cython.uint, code=cython.uint, day=cython.int, month=Py_ssize_t,
)
cdef void _tally_all(
    const unsigned int[::1] documents, const unsigned int[::1] codes,
    unsigned int[::1] counts, const unsigned int[::1] other_codes, unsigned int[::1] others,
    const int[::1] days, int first, unsigned int[::1] by_month,
) noexcept
