# The types of accumulator.py, where it is compiled.
cimport cython

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
