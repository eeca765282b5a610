# The types of passes.py, where it is compiled.
cimport cython

@cython.locals(
    start=Py_ssize_t, end=Py_ssize_t, total=Py_ssize_t, lower=Py_ssize_t, place=Py_ssize_t,
)
cpdef void count_in_sentences(
    const unsigned int[::1] numbers, const unsigned int[::1] lines,
    const unsigned char[::1] is_lower, unsigned long long[::1] counts,
) noexcept
