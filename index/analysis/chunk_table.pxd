# The types of chunk_table.py, where it is compiled.
cimport cython

cdef Py_ssize_t _SLOT, _SHORT
cdef unsigned long long _LONG, _HASH_START, _HASH_STEP, _MIX

ctypedef const unsigned int* SignsAt

@cython.final
cdef class ChunkTable:
    cdef readonly list chunks
    cdef unsigned long long[::1] _slots, _keys
    cdef unsigned int[::1] _signs
    cdef Py_ssize_t _mask, _kept
    cdef unsigned long long _touched

    @cython.locals(index=Py_ssize_t)
    cdef int find_all(
        self, str text, SignsAt signs, const unsigned int[::1] starts,
        const unsigned int[::1] ends, unsigned int[::1] found, Py_ssize_t count,
    ) except -1
    cdef Py_ssize_t find(
        self, str text, SignsAt signs, Py_ssize_t start, Py_ssize_t end
    ) except -1
    @cython.locals(
        first=cython.ulonglong, last=cython.ulonglong, hashed=cython.ulonglong,
        every=cython.uint, middle=Py_ssize_t, place=Py_ssize_t,
    )
    cdef void _read_key(
        self, SignsAt signs, Py_ssize_t start, Py_ssize_t end, Py_ssize_t key
    ) noexcept
    @cython.locals(touched=cython.ulonglong, index=Py_ssize_t)
    cdef unsigned long long _touch_slots(self, Py_ssize_t count) noexcept
    @cython.locals(mixed=cython.ulonglong)
    cdef Py_ssize_t _slot_of(self, unsigned long long first, unsigned long long last) noexcept
    @cython.locals(
        first=cython.ulonglong, last=cython.ulonglong, slot=Py_ssize_t, kept=Py_ssize_t,
    )
    cdef Py_ssize_t _number_at(
        self, str text, SignsAt signs, Py_ssize_t start, Py_ssize_t end, Py_ssize_t key
    ) except -1
    @cython.locals(place=Py_ssize_t)
    cdef bint _is_kept(
        self, Py_ssize_t kept, SignsAt signs, Py_ssize_t start, Py_ssize_t end
    ) noexcept
    @cython.locals(number=Py_ssize_t)
    cdef Py_ssize_t _add(
        self, str text, SignsAt signs, Py_ssize_t start, Py_ssize_t end,
        Py_ssize_t key, Py_ssize_t slot,
    ) except -1
    @cython.locals(last=Py_ssize_t, place=Py_ssize_t)
    cdef int _keep(self, SignsAt signs, Py_ssize_t start, Py_ssize_t end) except -1
    @cython.locals(
        old="unsigned long long[::1]", index=Py_ssize_t, slot=Py_ssize_t, part=Py_ssize_t,
    )
    cdef int _widen_slots(self) except -1
