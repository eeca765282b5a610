"""Where articles come from: a file, a folder, or the address of a feed.

In a folder, all files are read in the order of their names, folders within it included, except for
what never holds articles: hidden files and folders (a name beginning with ``.``), ``__pycache__``,
``__MACOSX`` and ``node_modules``, ``LICENSE``, ``README``, ``COPYING``, ``NOTICE`` and
``CHANGELOG`` (with or without an ending), ``Thumbs.db`` and ``desktop.ini``, and the images,
styles, scripts, fonts and recordings that accompany saved pages. A file that is named itself is
always tried.

Symbolic links are followed once: a link back to a folder that contains it is reported, a link to
something that the same folder holds elsewhere is left out, because it is read in its own place.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from corpus.article import Article, Unreadable
from corpus.documents import Document, FileDocument, explain, printable

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_OTHER_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,15}://", re.IGNORECASE)
_COMPANION = re.compile(
    r"\.|(?:README|LICEN[CS]E|COPYING|NOTICE|CHANGELOG)(?:\.\w{1,8})?$|(?:Thumbs\.db|desktop\.ini)$"
    r"|__pycache__$|__MACOSX$|node_modules$",
    re.IGNORECASE,
)
_COMPANION_SUFFIX = re.compile(
    r"\.(?:css|m?js|map|scss|png|jpe?g|gif|webp|svg|ico|avif|bmp|tiff?|woff2?|ttf|eot|otf|mp[34]|m4a"
    r"|ogg|avi|mov|webm|wav|py[co]?)$",
    re.IGNORECASE,
)


def read(source: str | Path) -> Iterator[Article | Unreadable]:
    """All articles of a source, and an :class:`Unreadable` for each thing that is none.

    ``source`` is a file in any format that has a reader (gzip included), a folder of such files,
    or the http(s) address of a feed. Nothing that is found there raises.
    """
    for document in open_source(source):
        if isinstance(document, Unreadable):
            yield document
        else:
            yield from document.articles()


def open_source(source: str | Path) -> Iterator[Document | Unreadable]:
    """The documents of a source in a stable order, none of them parsed yet."""
    text = str(source)
    if _ADDRESS.match(text):
        from corpus.address import AddressDocument

        yield AddressDocument(text)
    elif _OTHER_ADDRESS.match(text):
        reason = "Only http and https addresses can be read; save it and name the file."
        yield Unreadable(text, "", reason)
    else:
        yield from _open_path(text)


def _open_path(text: str) -> Iterator[Document | Unreadable]:
    try:
        path = Path(os.path.abspath(text))  # noqa: PTH100 - resolve() would rename what links name
        status = path.stat()
    except FileNotFoundError:
        yield Unreadable(printable(text), "", "There is no such file or folder; check the path.")
        return
    except (OSError, ValueError) as error:
        yield Unreadable(printable(text), "", explain(error))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _Walk(path).documents()
    else:
        yield _file(path, path.name, status)


def _file(path: Path, name: str, status: os.stat_result) -> Document | Unreadable:
    if stat.S_ISREG(status.st_mode):
        return FileDocument(path, name, status.st_size)
    # A pipe or a device would block for ever, and cannot be read twice.
    reason = "It is not a regular file; save its content to a file and name that."
    return Unreadable(printable(str(path)), "", reason)


def is_companion(name: str) -> bool:
    """Whether a file or folder of this name is left out of a folder without a word."""
    return bool(_COMPANION.match(name) or _COMPANION_SUFFIX.search(name))


class _Walk:
    """One pass over a folder. Iterative: a chain of folders may be deeper than Python's stack."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._real_root = os.path.realpath(root)
        self._linked: set[str] = set()

    def documents(self) -> Iterator[Document | Unreadable]:
        open_folders = [self._entries(self._root, "")]
        while open_folders:
            entry = next(open_folders[-1], None)
            if entry is None:
                open_folders.pop()
            elif isinstance(entry, tuple):
                open_folders.append(self._entries(*entry))
            else:
                yield entry

    def _entries(
        self, folder: Path, prefix: str
    ) -> Iterator[Document | Unreadable | tuple[Path, str]]:
        """What is in a folder: files, faults, and folders within it as path and prefix."""
        try:
            with os.scandir(folder) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            yield Unreadable(printable(str(folder)), "", explain(error))
            return
        for entry in entries:
            if not is_companion(entry.name):
                found = self._entry(entry, folder, prefix)
                if found is not None:
                    yield found

    def _entry(
        self, entry: os.DirEntry[str], folder: Path, prefix: str
    ) -> Document | Unreadable | tuple[Path, str] | None:
        path = folder / entry.name
        try:
            status = entry.stat()
            if entry.is_symlink():
                fault = self._judge_link(path, folder, stat.S_ISDIR(status.st_mode))
                if fault is not None:
                    return fault if isinstance(fault, Unreadable) else None
        except FileNotFoundError:
            if not entry.is_symlink():
                return None  # it was there a moment ago: as if it had gone before the walk
            reason = "The symbolic link leads to nothing; mend or delete it."
            return Unreadable(printable(str(path)), "", reason)
        except OSError as error:
            return Unreadable(printable(str(path)), "", explain(error))
        if stat.S_ISDIR(status.st_mode):
            return path, f"{prefix}{entry.name}/"
        return _file(path, prefix + entry.name, status)

    def _judge_link(self, path: Path, folder: Path, is_folder: bool) -> Unreadable | bool | None:
        """None to follow the link, an Unreadable for a loop, True to leave it out."""
        target = os.path.realpath(path)
        here = os.path.realpath(folder)
        if is_folder and _contains(target, here):
            reason = "The symbolic link leads back to a folder that contains it; delete it."
            return Unreadable(printable(str(path)), "", reason)
        if _contains(self._real_root, target) or target in self._linked:
            return True
        self._linked.add(target)
        return None


def _contains(folder: str, path: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
