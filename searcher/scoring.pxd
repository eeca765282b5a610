# The types of scoring.py, where it is compiled.
cimport cython
from cpython cimport array as carray

cdef double LEAST
cdef unsigned int _TABLED
cdef int _FORMS, _FLAT
cdef long long _BEYOND
cdef Py_ssize_t _MANY

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
        form_lengths="const unsigned char*", table="const double*", factors="const double*",
        k1=cython.double, base=Py_ssize_t, form_base=Py_ssize_t, found=Py_ssize_t,
        other=Py_ssize_t, form=Py_ssize_t, waiting=cython.longlong,
        form_waiting=cython.longlong, index=Py_ssize_t, document=cython.longlong,
        one=cython.longlong, score=cython.double, count=cython.uint, length=cython.uint,
        f=cython.double, had=cython.int, value=cython.double,
    )
    cdef Py_ssize_t _merge(
        self, const unsigned int* few, const unsigned int* few_counts, int few_field,
        Py_ssize_t few_size, const unsigned int* many, const unsigned int* many_counts,
        int many_field, Py_ssize_t many_size, double weight, const unsigned int* formed,
        const unsigned int* form_counts, Py_ssize_t form_size, double form_weight,
        unsigned int* documents, double* scores,
    ) noexcept

    @cython.locals(size=Py_ssize_t, both=carray.array, sums=carray.array, found=Py_ssize_t)
    cpdef with_form(
        self, carray.array documents, carray.array scores, carray.array formed,
        carray.array counts, double weight, bint optional,
    )

    @cython.locals(
        lengths="const unsigned char*", found=Py_ssize_t, other=Py_ssize_t,
        waiting=cython.longlong, index=Py_ssize_t, document=cython.longlong,
        score=cython.double,
    )
    cdef Py_ssize_t _add_form(
        self, const unsigned int* documents, const double* scores, Py_ssize_t size,
        const unsigned int* formed, const unsigned int* counts, Py_ssize_t form_size,
        double weight, bint optional, unsigned int* both, double* sums,
    ) noexcept

    cpdef add_to(self, accumulator, documents, counts, int field)
    cpdef saturated(self, carray.array sums)

    cdef const unsigned char* _lengths_of(self, int field) noexcept

@cython.locals(
    size=Py_ssize_t, documents=carray.array, scores=carray.array, found=Py_ssize_t
)
cpdef tuple united(tuple these, tuple those)

@cython.locals(
    found=Py_ssize_t, index=Py_ssize_t, other=Py_ssize_t, one=cython.uint, two=cython.uint,
    first=cython.int, second=cython.int,
)
cdef Py_ssize_t _unite(
    const unsigned int* these, const double* scores, const unsigned char[::1] had,
    Py_ssize_t size, const unsigned int* those, const double* more,
    const unsigned char[::1] had_more, Py_ssize_t more_size, unsigned int* documents,
    double* sums, unsigned char[::1] groups,
) noexcept

cpdef scale(carray.array values, double weight)

@cython.locals(index=Py_ssize_t)
cdef void _scale(double* values, double weight, Py_ssize_t size) noexcept

cdef const unsigned char* _bytes_at(const unsigned char[::1] data) noexcept

@cython.locals(index=Py_ssize_t)
cdef void _saturate(double* sums, double k1, Py_ssize_t size) noexcept
