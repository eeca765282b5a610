# The types of inverting.py, where it is compiled.
cimport cython

cdef unsigned int _ALL

@cython.locals(words=Py_ssize_t, place=Py_ssize_t, chunk=Py_ssize_t)
cpdef Py_ssize_t count_words(
    const unsigned int[::1] numbers, Py_ssize_t start, const unsigned int[::1] firsts
) noexcept

cpdef void tally(
    const unsigned int[::1] numbers, const unsigned int[::1] ends,
    const unsigned int[::1] documents, const unsigned char[::1] fields, unsigned int field,
    const unsigned int[::1] firsts, const unsigned int[::1] words, unsigned int[::1] state,
) noexcept

@cython.locals(
    start=Py_ssize_t, end=Py_ssize_t, text=Py_ssize_t, document=cython.uint, mark=cython.uint, place=Py_ssize_t,
    chunk=Py_ssize_t, piece=Py_ssize_t, word=Py_ssize_t,
)
cdef void _tally(
    const unsigned int[::1] numbers, const unsigned int[::1] ends,
    const unsigned int[::1] documents, const unsigned char[::1] fields, unsigned int field,
    const unsigned int[::1] firsts, const unsigned int[::1] words, unsigned int[::1] state,
) noexcept nogil

@cython.locals(
    postings=cython.uint, occurrences=cython.uint, frequency=cython.uint, count=cython.uint,
    place=Py_ssize_t, word=Py_ssize_t,
)
cpdef tuple share_out(
    const unsigned int[::1] order, unsigned int[::1] state, unsigned int[::1] frequencies
)

cpdef void distribute(
    const unsigned int[::1] numbers, const unsigned int[::1] ends,
    const unsigned int[::1] documents, const unsigned char[::1] fields, unsigned int field,
    const unsigned int[::1] firsts, const unsigned int[::1] words,
    const unsigned int[::1] offsets, const unsigned int[::1] widths, unsigned int[::1] state,
    unsigned int[::1] found, unsigned int[::1] counts, unsigned int[::1] gaps,
) noexcept

@cython.locals(
    with_gaps=cython.bint, start=Py_ssize_t, end=Py_ssize_t, text=Py_ssize_t,
    document=cython.uint, mark=cython.uint, position=cython.uint, place=Py_ssize_t, chunk=Py_ssize_t,
    piece=Py_ssize_t, word=Py_ssize_t, posting=cython.uint, here=cython.uint,
)
cdef void _distribute(
    const unsigned int[::1] numbers, const unsigned int[::1] ends,
    const unsigned int[::1] documents, const unsigned char[::1] fields, unsigned int field,
    const unsigned int[::1] firsts, const unsigned int[::1] words,
    const unsigned int[::1] offsets, const unsigned int[::1] widths, unsigned int[::1] state,
    unsigned int[::1] found, unsigned int[::1] counts, unsigned int[::1] gaps,
) noexcept nogil
