# Where the numbers of arrays lie, for compiled modules; arrays.py is for uncompiled ones.
from cpython cimport array as carray

cdef inline unsigned int* numbers_at(carray.array numbers) noexcept:
    return numbers.data.as_uints

cdef inline double* values_at(carray.array values) noexcept:
    return values.data.as_doubles
