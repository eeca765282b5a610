"""Pickles that hold data and nothing else.

Whoosh 2.7.4 keeps the block headers, the blocks and the field table of a segment as pickles, and a
pickle can name any function to be called while it is read. An index may come from anywhere, so
every pickle that Whoosh reads goes through :func:`loads` and :func:`load` here, which know numbers,
text, bytes, tuples, lists and dicts, and refuse every name.
"""

from __future__ import annotations

import io
import pickle
from typing import IO, Any, NoReturn

from whoosh import columns, formats
from whoosh.codec import whoosh3
from whoosh.filedb import structfile


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> NoReturn:
        raise pickle.UnpicklingError(f"{module}.{name} has no place in an index")

    def persistent_load(self, pid: Any) -> NoReturn:
        del pid
        raise pickle.UnpicklingError("an index holds no persistent objects")


def loads(data: bytes) -> Any:
    """The plain data pickled in ``data``.

    Raises:
        pickle.UnpicklingError: if the pickle names anything that could be called.
    """
    return _PlainUnpickler(io.BytesIO(data)).load()


def load(file: IO[bytes]) -> Any:
    """The plain data pickled at the position of ``file``; raises as :func:`loads`."""
    return _PlainUnpickler(file).load()


def harden_whoosh() -> None:
    """Make every pickle that Whoosh reads from an index a plain one.

    Whoosh binds the functions by name in four modules, so they are replaced by name; a test walks
    Whoosh's sources to see that there is no fifth.
    """
    whoosh3.loads = loads
    columns.loads = loads
    formats.loads = loads
    structfile.load_pickle = load
