"""The index as a program uses it: open, update, remove, count."""

from __future__ import annotations

import contextlib
import errno
import os
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from corpus import Article, Unreadable
from index.errors import IndexDamaged, IndexLocked, IndexMissing, IndexOutdated, IndexUnwritable
from index.lock import WriterLock
from index.manifest import forget_files_of
from index.session import Report, WriteSession
from index.toc import (
    ArchiveFiles,
    empty_contents,
    latest_generation,
    read_contents,
    write_contents,
)

# How long a second writer waits for the first before it says who holds the lock.
LOCK_WAIT_SECONDS = 5.0


class ArticleIndex:
    """An index of articles in a directory of its own.

    Any number of processes may read it while one writes. Every method may raise a subclass of
    :class:`index.errors.IndexFault`.
    """

    def __init__(self, directory: str | Path) -> None:
        """Take an existing index; use :meth:`open` or :meth:`create`."""
        self._directory = Path(directory).absolute()
        self._files = ArchiveFiles(self._directory)

    @classmethod
    def open(cls, directory: str | Path) -> ArticleIndex:
        """The index in ``directory``.

        Raises:
            IndexMissing: if there is none.
            IndexDamaged: if its files are not as they were written.
        """
        index = cls(directory)
        contents = index._files.contents()
        index._files.check_files(contents.segments)
        return index

    @classmethod
    def create(cls, directory: str | Path) -> ArticleIndex:
        """A new, empty index in ``directory``, which is made if need be.

        Raises:
            IndexUnwritable: if the directory cannot be made or holds an index already.
        """
        path = Path(directory).absolute()
        with writing_errors(path):
            path.mkdir(parents=True, exist_ok=True)
            with _locked(path):
                if latest_generation(path) >= 0:
                    raise IndexUnwritable(path, "it holds an index already")
                write_contents(path, empty_contents(uuid.uuid4().hex))
        return cls(path)

    @classmethod
    def open_or_create(cls, directory: str | Path) -> ArticleIndex:
        """The index in ``directory``, made if there is none."""
        try:
            return cls.open(directory)
        except IndexMissing:
            return cls.create(directory)

    @property
    def path(self) -> Path:
        """The index directory."""
        return self._directory

    @property
    def generation(self) -> int:
        """The number of the newest commit; each commit adds one."""
        return latest_generation(self._directory)

    def __len__(self) -> int:
        contents = read_contents(self._directory)
        return sum(entry.documents - len(entry.deleted) for entry in contents.segments)

    def update(
        self,
        articles: Iterable[Article | Unreadable],
        *,
        rebuild: bool = False,
        on_commit: Callable[[], None] | None = None,
    ) -> Report:
        """Bring the index up to date with ``articles``, each replacing an older one of its id.

        What could not be read is passed on in the report. Commits are made on the way, the last
        one before this returns; each is durable and whole. An exception (Ctrl-C too) leaves the
        last of them. With ``rebuild`` the index will hold these articles and no others, and
        readers go on with the old commit until it does.
        """
        start = time.monotonic()
        failed: list[Unreadable] = []
        with self.session(rebuild=rebuild, on_commit=on_commit) as session:
            for item in articles:
                if isinstance(item, Unreadable):
                    failed.append(item)
                else:
                    session.take(item)
            report = session.finish(time.monotonic() - start, failed)
        report.seconds = time.monotonic() - start
        return report

    def remove(self, ids: Iterable[str]) -> int:
        """Remove articles by id; returns how many there were.

        The files they came from are read again by the next run over them, and what they still hold
        is indexed again.
        """
        wanted = set(ids)
        with self.session() as session:
            # First of all, lest a crash between the two leave a file that counts as indexed.
            forget_files_of(self._directory, session.index_id, wanted)
            session.remove(wanted)
            return session.finish(0.0, []).removed

    @contextlib.contextmanager
    def session(
        self, *, rebuild: bool = False, on_commit: Callable[[], None] | None = None
    ) -> Iterator[WriteSession]:
        """A run of writing, under the lock; abandoned if the block raises."""
        with writing_errors(self._directory), _locked(self._directory):
            if rebuild:
                contents = empty_contents(uuid.uuid4().hex, max(self.generation, 0))
            else:
                contents = self._files.contents()
                self._files.check_files(contents.segments)
            session = WriteSession(
                self._files, contents, publish_at_end=rebuild, on_commit=on_commit
            )
            try:
                yield session
            except BaseException:
                session.abandon()
                raise
            session.close()


def prepare_for_rebuild(directory: str | Path) -> ArticleIndex:
    """The index in ``directory``, be it damaged, outdated or missing, to be rebuilt."""
    try:
        return ArticleIndex.open_or_create(directory)
    except (IndexDamaged, IndexOutdated):
        index = ArticleIndex(directory)
        _replace_unreadable_contents(index.path)
        return index


def _replace_unreadable_contents(directory: Path) -> None:
    """Where not even the table of contents can be read, put an empty one in its place."""
    with writing_errors(directory), _locked(directory):
        try:
            read_contents(directory)
        except (IndexDamaged, IndexOutdated):
            generation = latest_generation(directory) + 1
            write_contents(directory, empty_contents(uuid.uuid4().hex, generation))


@contextlib.contextmanager
def _locked(directory: Path) -> Iterator[None]:
    lock = WriterLock(directory)
    if not lock.acquire(LOCK_WAIT_SECONDS):
        raise IndexLocked(directory, lock.holder())
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def writing_errors(directory: Path) -> Iterator[None]:
    """Turn an operating system error about the index directory into a clear one."""
    try:
        yield
    except OSError as error:
        # Errors of the sources were turned into Unreadables by their readers, so that an error
        # which reaches here is about the index.
        raise IndexUnwritable(directory, _reason(error)) from error


def _reason(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "you may not write there"
    if error.errno is not None:
        return os.strerror(error.errno).lower()
    return str(error)
