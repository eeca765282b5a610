# The types of scoring.py, where it is compiled.
cimport cython
from cpython cimport array as carray

cdef double LEAST
cdef unsigned int _TABLED
cdef int _FORMS, _FLAT
cdef long long _BEYOND
cdef unsigned int _ONES
cdef Py_ssize_t _RARE

cdef class Scorer:
    cdef double _k1
    cdef const unsigned char[::1] _title, _body, _forms
    cdef carray.array _factors, _table
    cdef list _of_fields

    @cython.locals(field=Py_ssize_t, count=Py_ssize_t, length=Py_ssize_t, f=cython.double)
    cdef void _fill(self, double* table, const double* factors) noexcept

    @cython.locals(size=Py_ssize_t, values=carray.array)
    cpdef values(self, carray.array documents, carray.array counts, int field)

    @cython.locals(
        lengths="const unsigned char*", table="const double*", base=Py_ssize_t,
        index=Py_ssize_t, count=cython.uint, length=cython.uint,
    )
    cdef void _put_values(
        self, const unsigned int* documents, const unsigned int* counts, int field,
        Py_ssize_t size, double* values,
    ) noexcept

    @cython.locals(f=cython.double)
    cdef double _value(self, unsigned int count, int field, unsigned int length) noexcept

    @cython.locals(
        size=Py_ssize_t, documents=carray.array, scores=carray.array, found=Py_ssize_t
    )
    cpdef scored(
        self, carray.array few, carray.array few_counts, int few_field,
        carray.array many, carray.array many_counts, int many_field, double weight,
        carray.array formed, carray.array form_counts, double form_weight,
    )

    @cython.locals(
        lengths="const unsigned char*", few_lengths="const unsigned char*",
        table="const double*", many_factors="const double*", few_factors="const double*",
        most=cython.uint, k1=cython.double, found=Py_ssize_t, index=Py_ssize_t, other=Py_ssize_t, waiting=cython.longlong,
        document=Py_ssize_t, count=cython.uint, f=cython.double,
    )
    cdef Py_ssize_t _merge(
        self, const unsigned int* few, const unsigned int* few_counts, int few_field,
        Py_ssize_t few_size, const unsigned int* many, const unsigned int* many_counts,
        int many_field, Py_ssize_t many_size, double weight, unsigned int* documents,
        double* scores,
    ) noexcept

    @cython.locals(
        missing=carray.array, missed=Py_ssize_t, theirs=carray.array, index=Py_ssize_t,
        form=Py_ssize_t, document=Py_ssize_t, length=cython.uint, value=cython.double,
    )
    cpdef with_form(
        self, carray.array documents, carray.array scores, carray.array formed,
        carray.array counts, double weight, bint optional,
    )

    @cython.locals(
        lengths="const unsigned char*", table="const double*", factors="const double*",
        f=cython.double, most=cython.uint, k1=cython.double, missed=Py_ssize_t, form=Py_ssize_t, index=Py_ssize_t,
        waiting=cython.longlong, following=cython.longlong, document=cython.longlong,
        had=cython.bint, count=cython.uint, value=cython.double,
    )
    cdef Py_ssize_t _add_form(
        self, const unsigned int* documents, double* scores, Py_ssize_t size,
        const unsigned int* formed, const unsigned int* counts, Py_ssize_t form_size,
        double weight, unsigned int* missing,
    ) noexcept

    cpdef add_to(self, accumulator, documents, counts, int field)
    cpdef saturated(self, carray.array sums)

    cdef const unsigned char* _lengths_of(self, int field) noexcept

@cython.locals(step=Py_ssize_t, high=Py_ssize_t, middle=Py_ssize_t)
cdef Py_ssize_t _reach(
    const unsigned int* documents, Py_ssize_t place, Py_ssize_t size, long long document
) noexcept

cpdef scale(carray.array values, double weight)

@cython.locals(index=Py_ssize_t)
cdef void _scale(double* values, double weight, Py_ssize_t size) noexcept

cdef const double* _behind(const double* values, Py_ssize_t count) noexcept

cdef const unsigned char* _bytes_at(const unsigned char[::1] data) noexcept

@cython.locals(index=Py_ssize_t)
cdef void _saturate(double* sums, double k1, Py_ssize_t size) noexcept
