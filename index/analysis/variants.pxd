# The types of variants.py, where it is compiled.
cimport cython

cdef unsigned long long _EVERY_CUT, _ONE
cdef Py_ssize_t _MOST_CUTS
cdef unsigned int _MARKS

@cython.locals(starts=bytes, ends=bytes, cuts=cython.ulonglong, longest=Py_ssize_t, cut=Py_ssize_t, rest=Py_ssize_t)
cpdef tuple lost_blank(str form, is_word)

@cython.locals(size=Py_ssize_t, cuts=cython.ulonglong, mark=cython.uint, place=Py_ssize_t)
cdef unsigned long long _likely_cuts(
    str form, const unsigned char* starts, const unsigned char* ends
) except? 0

@cython.locals(word=str, size=Py_ssize_t, place=Py_ssize_t, mark=cython.uint)
cdef int _mark_all(list words, unsigned char[::1] starts, unsigned char[::1] ends) except -1

cdef unsigned int _mark_with(unsigned int mark, unsigned int sign) noexcept
