"""Pickles that hold data and nothing else.

A pickle can name any function to be called while it is read, and an index may come from anywhere.
Our files hold no pickles. Whoosh 2.7.4, whose readers we use, would still read some where a damaged
or forged file says so; whatever it reads goes through :func:`loads` and :func:`load` here, which
know numbers, text, bytes, tuples, lists, sets and dicts, and refuse everything else.
"""

from __future__ import annotations

import io
import pickle
from typing import IO, Any, NoReturn

from whoosh import columns, formats
from whoosh.codec import whoosh3
from whoosh.filedb import structfile

from index.errors import ForeignPickle

_PLAIN = (
    "PROTO FRAME STOP MARK POP POP_MARK DUP MEMOIZE PUT BINPUT LONG_BINPUT GET BINGET LONG_BINGET "
    "NONE NEWTRUE NEWFALSE INT BININT BININT1 BININT2 LONG LONG1 LONG4 FLOAT BINFLOAT "
    "UNICODE SHORT_BINUNICODE BINUNICODE BINUNICODE8 STRING SHORT_BINSTRING BINSTRING "
    "SHORT_BINBYTES BINBYTES BINBYTES8 BYTEARRAY8 EMPTY_TUPLE TUPLE TUPLE1 TUPLE2 TUPLE3 "
    "EMPTY_LIST LIST APPEND APPENDS EMPTY_DICT DICT SETITEM SETITEMS EMPTY_SET ADDITEMS FROZENSET"
)


def _refuse(unpickler: Any) -> NoReturn:
    del unpickler
    raise pickle.UnpicklingError("it holds more than plain data")


class _PlainUnpickler(pickle._Unpickler):
    """Python's own unpickler, written in Python: only there can opcodes be left out.

    Refusing names alone would not do: the extension registry hands out functions without asking.
    """

    dispatch = dict.fromkeys(range(256), _refuse) | {
        code: pickle._Unpickler.dispatch[code]
        for name in _PLAIN.split()
        for code in getattr(pickle, name)
    }


def loads(data: bytes) -> Any:
    """The plain data pickled in ``data``.

    Raises:
        ForeignPickle: if the pickle is damaged or holds anything but plain data.
    """
    return load(io.BytesIO(data))


def load(file: IO[bytes]) -> Any:
    """The plain data pickled at the position of ``file``; raises as :func:`loads`."""
    try:
        return _PlainUnpickler(file).load()
    except Exception as error:
        raise ForeignPickle(f"{type(error).__name__}: {error}") from error


def harden_whoosh() -> None:
    """Make every pickle that Whoosh reads from an index a plain one.

    Whoosh binds the functions by name in four modules, so they are replaced by name; a test walks
    Whoosh's sources to see that there is no fifth.
    """
    whoosh3.loads = loads
    columns.loads = loads
    formats.loads = loads
    structfile.load_pickle = load
