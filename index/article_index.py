"""The index as a program uses it: open, update, remove, count."""

from __future__ import annotations

import contextlib
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from corpus import Article, Unreadable
from index.errors import (
    IndexDamaged,
    IndexLocked,
    IndexMissing,
    IndexOutdated,
    IndexUnwritable,
    writing_errors,
)
from index.lock import WriterLock
from index.manifest import forget_files_of
from index.segment.reader import Opened
from index.session import Report, WriteSession, remove_leftovers
from index.storage import finish_removals
from index.toc import (
    Contents,
    empty_contents,
    latest_generation,
    open_newest,
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
        # The segments of the last commit stay open, so that the next one need not open them.
        self._opened: Opened = {}

    @classmethod
    def open(cls, directory: str | Path) -> ArticleIndex:
        """The index in ``directory``.

        Raises:
            IndexMissing: if there is none.
            IndexDamaged: if its files are not as they were written.
        """
        index = cls(directory)
        index._contents()
        return index

    @classmethod
    def create(cls, directory: str | Path) -> ArticleIndex:
        """A new, empty index in ``directory``, which is made if need be.

        Raises:
            IndexUnwritable: if the directory cannot be made or holds an index already.
        """
        index = cls(directory)
        if not index._create():
            raise IndexUnwritable(index.path, "it holds an index already")
        return index

    @classmethod
    def open_or_create(cls, directory: str | Path) -> ArticleIndex:
        """The index in ``directory``, made if there is none."""
        try:
            return cls.open(directory)
        except IndexMissing:
            # Another process may be making it at this moment, which is as well.
            cls(directory)._create()
            return cls.open(directory)

    @property
    def path(self) -> Path:
        """The index directory."""
        return self._directory

    @property
    def generation(self) -> int:
        """The number of the newest commit; each commit adds one."""
        return latest_generation(self._directory)

    def __len__(self) -> int:
        contents = self._contents()
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
        with locked(self._directory):
            if rebuild:
                contents = empty_contents(uuid.uuid4().hex, max(self.generation, 0))
            else:
                contents = self._contents()
                with writing_errors(self._directory):
                    remove_leftovers(self._directory, contents)
            session = WriteSession(
                self._directory,
                contents,
                publish_at_end=rebuild,
                on_commit=on_commit,
                opened=self._opened,
            )
            try:
                yield session
                self._opened = session.opened
            except BaseException:
                session.abandon()
                raise

    def _contents(self) -> Contents:
        return open_newest(self._directory, lambda contents: contents)

    def _create(self) -> bool:
        """Make an empty index; False if there is one already."""
        with writing_errors(self._directory):
            self._directory.mkdir(parents=True, exist_ok=True)
            with locked(self._directory):
                if latest_generation(self._directory) >= 0:
                    return False
                finish_removals()  # of an index that was here before, whose names begin anew
                write_contents(self._directory, empty_contents(uuid.uuid4().hex))
        return True


def prepare_for_rebuild(directory: str | Path) -> ArticleIndex:
    """The index in ``directory``, be it damaged, outdated or missing, to be rebuilt."""
    try:
        return ArticleIndex.open_or_create(directory)
    except (IndexDamaged, IndexOutdated):
        # Its files stay until the new commit is there: somebody may still want to rescue them.
        return ArticleIndex(directory)


@contextlib.contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Hold the writer lock of an index directory.

    Raises:
        IndexLocked: if another process holds it.
    """
    lock = WriterLock(directory)
    with writing_errors(directory):
        if not lock.acquire(LOCK_WAIT_SECONDS):
            raise IndexLocked(directory, lock.holder())
    try:
        yield
    finally:
        lock.release()
