"""The names of an index's own files: nothing else in its directory is ever touched."""

from __future__ import annotations

import os
import re

from index.patterns import pattern

INDEX_NAME = "MAIN"
LOCK_NAME = "WRITELOCK"
MANIFEST_NAME = "manifest"
# What a file is called until it is whole and takes the place of the old one.
UNFINISHED = ".new"

_SEGMENT_ID = r"[0-9a-z]{16}"
# The second form is that of earlier versions, whose files go when an index is built anew.
_SEGMENT_FILE = rf"{INDEX_NAME}_{_SEGMENT_ID}\.(?:seg|(?:trm|pst|[a-z_]+\.col))"
_LEARNED = rf"{INDEX_NAME}_{_SEGMENT_ID}\.learned"
_CONTENTS = rf"_{INDEX_NAME}_([0-9]{{1,18}})\.toc"

_IS_SEGMENT_ID = pattern(_SEGMENT_ID)
_IS_LEARNED = pattern(_LEARNED)
_IS_CONTENTS = re.compile(_CONTENTS)
_COMES_AND_GOES = pattern(
    rf"{_SEGMENT_FILE}|{_LEARNED}|{_CONTENTS}(?:\{UNFINISHED})?|{MANIFEST_NAME}\{UNFINISHED}"
)


def new_segment_id() -> str:
    """An id that no segment has had: not of the random numbers that a program may have seeded."""
    return os.urandom(8).hex()


def is_segment_id(text: str) -> bool:
    """Whether a segment may have this id."""
    return _IS_SEGMENT_ID.fullmatch(text) is not None


def segment_name(id_: str) -> str:
    """The name of the file of a segment."""
    return f"{INDEX_NAME}_{id_}.seg"


def contents_name(generation: int) -> str:
    """The name of the table of contents of a generation."""
    return f"_{INDEX_NAME}_{generation}.toc"


def learned_name() -> str:
    """A new name for a file of what has been learned."""
    return f"{INDEX_NAME}_{new_segment_id()}.learned"


def is_learned_name(name: str) -> bool:
    """Whether a file of what has been learned may have this name."""
    return _IS_LEARNED.fullmatch(name) is not None


def generation_of(name: str) -> int | None:
    """The generation whose table of contents has this name; None for any other file."""
    match = _IS_CONTENTS.fullmatch(name)
    return int(match[1]) if match else None


def comes_and_goes(name: str) -> bool:
    """Whether a file of this name is made by a commit and removed by a later one."""
    return _COMES_AND_GOES.fullmatch(name) is not None


def is_own(name: str) -> bool:
    """Whether a file of this name in an index directory belongs to the index."""
    return name in (LOCK_NAME, MANIFEST_NAME) or comes_and_goes(name)
