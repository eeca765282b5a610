# The types of kernels.py, where it is compiled.
cimport cython
from cpython cimport array as carray

cdef int _RELEVANCE, _NEWEST
cdef Py_ssize_t _FEW
cdef double _NOTHING

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
        found=Py_ssize_t, eight=Py_ssize_t, first=Py_ssize_t, document=Py_ssize_t,
        state=cython.int, checked=cython.bint, sums="double[::1]",
        states="unsigned char[::1]", eights="unsigned long long[::1]",
    )
    cdef Py_ssize_t _gather(
        self, unsigned int[::1] documents, double[::1] scores, unsigned char[::1] flags,
        int groups, int least, const unsigned char[::1] live,
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
    length=Py_ssize_t, whole=cython.bint, candidates=carray.array, found=Py_ssize_t,
)
cpdef first_places(
    const unsigned int[::1] documents, const double[::1] scores, const unsigned char[::1] full,
    const long long[::1] times, int order, Py_ssize_t count,
)

@cython.locals(found=Py_ssize_t, index=Py_ssize_t, few_documents=carray.array, few_scores=carray.array)
cdef _first_of(
    const unsigned int[::1] documents, const double[::1] scores, const unsigned char[::1] full,
    const long long[::1] times, Py_ssize_t count, const unsigned int[::1] those,
)

@cython.locals(index=Py_ssize_t)
cdef void _pick(
    const unsigned int[::1] documents, const double[::1] scores, const unsigned char[::1] full,
    unsigned int[::1] few_documents, double[::1] few_scores, unsigned char[::1] few_full,
    const unsigned int[::1] those,
) noexcept

@cython.locals(
    flagged=Py_ssize_t, index=Py_ssize_t, deciding=cython.bint, wanted=Py_ssize_t,
    least=cython.double, room=Py_ssize_t, found=Py_ssize_t, kept=cython.bint,
)
cdef Py_ssize_t _candidates(
    const double[::1] scores, const unsigned char[::1] full, bint whole, Py_ssize_t length,
    Py_ssize_t count, unsigned int[::1] candidates,
) except -1

@cython.locals(
    index=Py_ssize_t, least=cython.double, score=cython.double, place=Py_ssize_t,
    below=Py_ssize_t,
)
cdef double _least(
    const double[::1] scores, const unsigned char[::1] full, bint whole, bint deciding,
    Py_ssize_t length, Py_ssize_t count, double[::1] heap,
) noexcept

@cython.locals(
    keys=carray.array, chosen=carray.array, heap="double*", places="unsigned int*",
    ties=Py_ssize_t, ordered=carray.array, same=carray.array, last=carray.array,
    after="unsigned int*", flags="unsigned char*", end=Py_ssize_t,
)
cdef _first_places(
    const unsigned int* documents, const double* scores, const unsigned char* full, bint whole,
    const long long* times, int order, Py_ssize_t count, Py_ssize_t length,
)

cdef unsigned int* _numbers_at(carray.array numbers) noexcept
cdef double* _values_at(carray.array values) noexcept
cdef unsigned char* _flags_at(carray.array flags) noexcept

@cython.locals(
    size=Py_ssize_t, index=Py_ssize_t, one=cython.double, two=cython.double, three=cython.double
)
cdef void _choose(
    const unsigned int* documents, const double* scores, const unsigned char* full,
    bint whole, const long long* times, int order, Py_ssize_t count,
    double* keys, unsigned int* chosen, Py_ssize_t length,
) noexcept

@cython.locals(time=cython.double)
cdef double _key(
    int part, Py_ssize_t index, const unsigned int* documents, const double* scores,
    const unsigned char* full, bint whole, const long long* times, int order,
) noexcept

cdef bint _before(
    double one, double two, double three, double a, double b, double c
) noexcept

@cython.locals(above=Py_ssize_t)
cdef void _rise(
    double* keys, unsigned int* chosen, Py_ssize_t place,
    double one, double two, double three, unsigned int index,
) noexcept

@cython.locals(place=Py_ssize_t, below=Py_ssize_t, other=Py_ssize_t)
cdef void _sink(
    double* keys, unsigned int* chosen, Py_ssize_t size,
    double one, double two, double three, unsigned int index,
) noexcept

@cython.locals(ties=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _count_ties(
    const unsigned int* documents, const double* scores, const unsigned char* full,
    bint whole, const long long* times, int order, const double* keys,
    Py_ssize_t length,
) noexcept

@cython.locals(part=cython.int)
cdef bint _ties(
    Py_ssize_t index, const unsigned int* documents, const double* scores,
    const unsigned char* full, bint whole, const long long* times, int order,
    const double* keys,
) noexcept

@cython.locals(
    one=cython.double, two=cython.double, three=cython.double, above=Py_ssize_t,
    place=Py_ssize_t, size=Py_ssize_t, left=Py_ssize_t,
)
cdef Py_ssize_t _order(
    double* keys, unsigned int* chosen, Py_ssize_t count, unsigned int* ordered,
    unsigned char* same,
) noexcept

@cython.locals(first=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _add_ties(
    const unsigned int* documents, const double* scores, const unsigned char* full,
    bint whole, const long long* times, int order, const double* keys,
    unsigned int* ordered, unsigned char* same, Py_ssize_t end,
    Py_ssize_t length,
) noexcept
