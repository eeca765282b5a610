"""One run of writing: takes articles, replaces what changed, commits now and then."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from corpus import Article, Unreadable
from index.analysis.pipeline import analysis_with
from index.errors import IndexFault, writing_errors
from index.known import KnownArticles
from index.learned import Learned, Lessons, names_of, read_learned, write_learned
from index.names import comes_and_goes, contents_name
from index.records import MOST_TEXT, storable, storable_text
from index.segment.compression import ENOUGH_TO_TRAIN
from index.segment.merge import choose_merges
from index.segment.reader import Opened
from index.segment.writer import ArticleSegmentWriter
from index.storage import DurableStorage, is_going, remove_in_time, sync_directory
from index.toc import Contents, entry_of, read_contents, segment_of, write_contents

# A segment is closed and committed when one of these is reached: memory stays bounded, and a run
# that is cut off has lost little.
SEGMENT_ARTICLES = 60_000
SEGMENT_MEMORY = 512 * 2**20
SEGMENT_TEXT = 512 * 2**20
SEGMENT_SECONDS = 120.0
# So many articles, or so many characters of them, wait at a time, so that of several with one id
# only the last is analysed.
BATCH_ARTICLES = 500
BATCH_TEXT = 32 * 2**20
# The first articles of an index wait until names have been learned from so many of them, or from
# so many characters, or for so long.
HELD_ARTICLES = 20_000
HELD_TEXT = 96 * 2**20
HELD_SECONDS = 90.0


@dataclass(slots=True)
class Report:
    """What a run did, counted by article: each id once, by what became of it in the end."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: list[Unreadable] = field(default_factory=list)
    seconds: float = 0.0


class WriteSession:
    """A run of writing under the writer lock, which the caller holds.

    With ``publish_at_end`` nothing is committed before :meth:`finish`: readers go on with the old
    commit until the new one is whole. Every method may raise a subclass of
    :class:`index.errors.IndexFault`; the session can then only be abandoned.
    """

    def __init__(
        self,
        directory: Path,
        contents: Contents,
        *,
        publish_at_end: bool = False,
        on_commit: Callable[[], None] | None = None,
        opened: Opened | None = None,
        teach: bool = True,
    ) -> None:
        """Begin a run.

        ``opened``: what of the segments is open already. Without ``teach`` the articles are no new
        ones, and teach no acronyms.
        """
        self._teach = teach
        self._directory = directory
        self._storage = DurableStorage(directory)
        self._contents = contents
        self._publish_at_end = publish_at_end
        self._on_commit = on_commit
        self._learned = self._written = read_learned(directory, contents.learned)
        self._learned_file = contents.learned
        self._segments = [segment_of(entry) for entry in contents.segments]
        self._known = KnownArticles(self._storage, self._segments, opened)
        self._writer: ArticleSegmentWriter | None = None
        self._pending: dict[str, tuple[int, str]] = {}
        self._batch: dict[str, Article] = {}
        self._batch_text = 0
        self._before: dict[str, str | None] = {}
        self._after: dict[str, str | None] = {}
        self._kept: set[str] = set()
        self._failed: list[Unreadable] = []
        self._deleted = False
        # Names decide what terms look like: an index that is empty has none yet, and the first
        # articles wait until they have been learned from.
        self._held: dict[str, Article] | None = None if self._segments else {}
        self._held_text = 0
        self._samples: list[Article] = []
        self._lessons = Lessons()
        self._last_commit = time.monotonic()

    @property
    def known(self) -> KnownArticles:
        """What the last commit holds, less what this run has replaced or removed."""
        return self._known

    @property
    def opened(self) -> Opened:
        """The open segments of the last commit."""
        return self._known.opened

    @property
    def index_id(self) -> str:
        """The name of this index; a rebuilt one has another."""
        return self._contents.index_id

    def take(self, article: Article) -> None:
        """Bring the index up to date with an article."""
        article = storable(article)
        if len(article.body) > MOST_TEXT:
            reason = f"Its text is longer than {MOST_TEXT:,} characters; split it into articles."
            self._failed.append(Unreadable(article.origin or article.id, "", reason))
            return
        self._batch.pop(article.id, None)
        self._batch[article.id] = article
        self._batch_text += len(article.body)
        if len(self._batch) >= BATCH_ARTICLES or self._batch_text >= BATCH_TEXT:
            self._drain(all_of_it=False)
            if self._segment_is_full():
                self._commit()

    def keep(self, ids: Iterable[str]) -> None:
        """Count articles as unchanged that need not be looked at."""
        self._kept.update(ids)

    def remove(self, ids: Iterable[str]) -> None:
        """Remove articles; an id that is not there is passed over."""
        self._drain()
        for id_ in map(storable_text, ids):
            if self._delete(id_):
                self._after[id_] = None

    def finish(self, seconds: float, failed: Iterable[Unreadable]) -> Report:
        """Commit what is left and say what the run did."""
        self._drain()
        self._commit(final=True)
        report = Report(failed=[*failed, *self._failed], seconds=seconds)
        for id_, before in self._before.items():
            after = self._after.get(id_, before)
            if after == before:
                report.unchanged += after is not None
            elif before is None:
                report.added += 1
            elif after is None:
                report.removed += 1
            else:
                report.updated += 1
        report.unchanged += len(self._kept - self._before.keys())
        return report

    def abandon(self) -> None:
        """Drop what is not committed and remove its files; raises nothing."""
        if self._writer is not None:
            self._writer.abandon()
            self._writer = None
        # The commit may have become visible although publishing it failed in its last step.
        keep = _names(self._contents)
        with contextlib.suppress(IndexFault, OSError):
            newest = read_contents(self._directory)
            keep |= _names(newest)
            sync_directory(self._directory)
            remove_leftovers(self._directory, newest)
        for name in self._storage.created - keep:
            _remove(self._directory / name)

    def _drain(self, *, all_of_it: bool = True) -> None:
        """Index what waits; without ``all_of_it``, the first articles may wait on."""
        articles = self._batch
        if self._held is not None:
            for id_, article in self._batch.items():
                self._held.pop(id_, None)
                self._held[id_] = article
            self._held_text += self._batch_text
            if not all_of_it and self._may_hold_more(self._held):
                self._batch, self._batch_text = {}, 0
                return
            articles, self._held = self._held, None
            if articles:
                self._learn_names(articles)
        with writing_errors(self._directory):
            for article in articles.values():
                self._apply(article)
        self._batch, self._batch_text = {}, 0

    def _may_hold_more(self, held: dict[str, Article]) -> bool:
        return (
            len(held) < HELD_ARTICLES
            and self._held_text < HELD_TEXT
            and time.monotonic() - self._last_commit < HELD_SECONDS
        )

    def _learn_names(self, articles: dict[str, Article]) -> None:
        names = names_of(articles.values())
        self._learned = Learned(names, (), len(articles))
        if len(articles) >= ENOUGH_TO_TRAIN:
            every = len(articles) // ENOUGH_TO_TRAIN
            self._samples = list(islice(articles.values(), 0, None, every))[:ENOUGH_TO_TRAIN]

    def _apply(self, article: Article) -> None:
        current = self._current_hash(article.id)
        content_hash = article.content_hash
        self._before.setdefault(article.id, current)
        if current == content_hash:
            return
        self._delete(article.id)
        if self._writer is None:
            self._writer = ArticleSegmentWriter(self._storage, analysis_with(self._learned.names))
            self._writer.pack_like(self._samples, self._segments)
            self._samples = []
        docnum = self._writer.add_article(article, content_hash)
        if self._teach:
            self._lessons.read(article.id, article.body)
        self._pending[article.id] = (docnum, content_hash)
        self._after[article.id] = content_hash

    def _current_hash(self, id_: str) -> str | None:
        if id_ in self._pending:
            return self._pending[id_][1]
        located = self._known.find(id_)
        return located.key.content_hash if located else None

    def _delete(self, id_: str) -> bool:
        """Delete the article of this id from where it is now; False if it is nowhere."""
        if id_ in self._pending and self._writer is not None:
            docnum, content_hash = self._pending.pop(id_)
            self._writer.withdraw(docnum)
            self._before.setdefault(id_, content_hash)
            return True
        located = self._known.find(id_)
        if located is None:
            return False
        self._before.setdefault(id_, located.key.content_hash)
        located.segment.delete_document(located.docnum)
        self._deleted = True
        return True

    def _segment_is_full(self) -> bool:
        writer = self._writer
        if writer is None:
            return False
        return (
            writer.documents >= SEGMENT_ARTICLES
            or writer.memory >= SEGMENT_MEMORY
            or writer.text_size >= SEGMENT_TEXT
            or time.monotonic() - self._last_commit >= SEGMENT_SECONDS
        )

    def _commit(self, final: bool = False) -> None:
        if self._writer is None and not self._deleted and not (final and self._publish_at_end):
            return
        with writing_errors(self._directory):
            learned = self._write_learned()
            self._close_segment()
            self._segments = [segment for segment in self._segments if segment.doc_count() > 0]
            if final or not self._publish_at_end:
                self._publish(learned)
            else:
                self._storage.sync()
        self._pending.clear()
        self._deleted = False
        self._known = KnownArticles(self._storage, self._segments, self._known.opened)
        self._last_commit = time.monotonic()
        if self._on_commit is not None:
            self._on_commit()

    def _close_segment(self) -> None:
        """Write the open segment, with older ones merged into it."""
        if self._writer is None:
            return
        merged = choose_merges(self._segments, self._writer.documents)
        self._writer.merge_in(merged)
        self._segments = [s for s in self._segments if s not in merged] + [self._writer.write()]
        self._writer = None

    def _write_learned(self) -> str:
        """The file of what is known now, a new one if there is more than was written."""
        learned = self._lessons.added_to(self._learned)
        self._lessons = Lessons()
        if learned is self._written:
            return self._learned_file
        self._learned = self._written = learned
        self._learned_file = write_learned(self._storage, learned)
        return self._learned_file

    def _publish(self, learned: str) -> None:
        contents = Contents(
            format=self._contents.format,
            schema=self._contents.schema,
            generation=self._contents.generation + 1,
            index_id=self._contents.index_id,
            committed=time.time(),
            segments=[entry_of(segment) for segment in self._segments],
            learned=learned,
            learned_size=self._storage.file_length(learned) if learned else 0,
        )
        write_contents(self._directory, contents, self._storage.start_sync())
        # Only now: what an abandoned session keeps must be what is on the disk.
        before, self._contents = self._contents, contents
        if self._publish_at_end:
            remove_leftovers(self._directory, contents)
        else:
            gone = _names(before) - _names(contents)
            remove_in_time([self._directory / name for name in sorted(gone) if name])


def remove_leftovers(directory: Path, contents: Contents) -> None:
    """Remove the files of other commits than ``contents``, and of runs that were cut off."""
    keep = _names(contents)
    for name in os.listdir(directory):  # noqa: PTH208 - a path of each file takes ten times as long
        if comes_and_goes(name) and name not in keep and not is_going(path := directory / name):
            _remove(path)


def _names(contents: Contents) -> set[str]:
    """The files that make up a commit."""
    names = {name for entry in contents.segments for name in entry.files}
    return names | {contents_name(contents.generation), contents.learned}


def _remove(path: Path) -> None:
    # On Windows a reader may still hold it; the next commit tries again.
    with contextlib.suppress(OSError):
        path.unlink()
