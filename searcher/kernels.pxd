# The types of kernels.py, where it is compiled.
cimport cython

cdef int _RELEVANCE, _NEWEST

cdef class Accumulator:
    cdef Py_ssize_t _size, _room
    cdef double _k1
    cdef const unsigned char[::1] _title, _body, _forms
    cdef const double[::1] _factors
    cdef double[::1] _sums, _held
    cdef unsigned char[::1] _states
    cdef unsigned long long[::1] _eights

    @cython.locals(
        count=Py_ssize_t, lengths="const unsigned char[::1]", base=Py_ssize_t, k1=cython.double,
        index=Py_ssize_t, document=cython.uint, state=cython.int, f=cython.double,
        sums="double[::1]", held="double[::1]", states="unsigned char[::1]", factors="const double[::1]",
    )
    cpdef add(
        self, const unsigned int[::1] documents, const unsigned int[::1] counts, int field,
        double weight, int group, bint optional,
    )

    @cython.locals(
        lengths="const unsigned char[::1]", base=Py_ssize_t, new=Py_ssize_t, index=Py_ssize_t,
        document=cython.uint, before=cython.double, f=cython.double, held="double[::1]", factors="const double[::1]",
    )
    cpdef Py_ssize_t hold(
        self, const unsigned int[::1] documents, const unsigned int[::1] counts, int field
    ) except? -1

    @cython.locals(
        k1=cython.double, count=Py_ssize_t, index=Py_ssize_t, document=cython.uint,
        f=cython.double, state=cython.int, sums="double[::1]", held="double[::1]", states="unsigned char[::1]",
    )
    cpdef settle(
        self, const unsigned int[::1] documents, double weight, int group, bint optional
    )

    @cython.locals(
        count=Py_ssize_t, index=Py_ssize_t, document=cython.uint, state=cython.int,
        sums="double[::1]", states="unsigned char[::1]",
    )
    cpdef put(
        self, const unsigned int[::1] documents, const double[::1] scores, int group, bint optional
    )

    @cython.locals(
        found=Py_ssize_t, eight=Py_ssize_t, end=Py_ssize_t, document=Py_ssize_t,
        state=cython.int, score=cython.double, sums="double[::1]", states="unsigned char[::1]", eights="unsigned long long[::1]",
    )
    cdef Py_ssize_t _gather(
        self, unsigned int[::1] documents, double[::1] scores, unsigned char[::1] flags,
        int groups, bint required, const unsigned char[::1] live, bint checked,
    ) noexcept

    cdef const unsigned char[::1] _lengths_of(self, int field)

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

@cython.locals(
    size=Py_ssize_t, index=Py_ssize_t, one=cython.double, two=cython.double, three=cython.double
)
cdef void _choose(
    const unsigned int[::1] documents, const double[::1] scores, const unsigned char[::1] full,
    bint whole, const long long[::1] times, int order, Py_ssize_t count,
    double[::1] keys, unsigned int[::1] chosen,
) noexcept

@cython.locals(time=cython.double)
cdef double _key(
    int part, Py_ssize_t index, const unsigned int[::1] documents, const double[::1] scores,
    const unsigned char[::1] full, bint whole, const long long[::1] times, int order,
) noexcept

cdef bint _before(
    double one, double two, double three, double a, double b, double c
) noexcept

@cython.locals(above=Py_ssize_t)
cdef void _rise(
    double[::1] keys, unsigned int[::1] chosen, Py_ssize_t place,
    double one, double two, double three, unsigned int index,
) noexcept

@cython.locals(place=Py_ssize_t, below=Py_ssize_t, other=Py_ssize_t)
cdef void _sink(
    double[::1] keys, unsigned int[::1] chosen, Py_ssize_t size,
    double one, double two, double three, unsigned int index,
) noexcept

@cython.locals(ties=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _count_ties(
    const unsigned int[::1] documents, const double[::1] scores, const unsigned char[::1] full,
    bint whole, const long long[::1] times, int order, const double[::1] keys,
) noexcept

@cython.locals(part=cython.int)
cdef bint _ties(
    Py_ssize_t index, const unsigned int[::1] documents, const double[::1] scores,
    const unsigned char[::1] full, bint whole, const long long[::1] times, int order,
    const double[::1] keys,
) noexcept

@cython.locals(
    one=cython.double, two=cython.double, three=cython.double, above=Py_ssize_t,
    place=Py_ssize_t, size=Py_ssize_t, left=Py_ssize_t,
)
cdef Py_ssize_t _order(
    double[::1] keys, unsigned int[::1] chosen, Py_ssize_t count, unsigned int[::1] ordered,
    unsigned char[::1] same,
) noexcept

@cython.locals(first=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _add_ties(
    const unsigned int[::1] documents, const double[::1] scores, const unsigned char[::1] full,
    bint whole, const long long[::1] times, int order, const double[::1] keys,
    unsigned int[::1] ordered, unsigned char[::1] same, Py_ssize_t end,
) noexcept
