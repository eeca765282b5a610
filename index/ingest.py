"""From sources to an index that is up to date with them: read what changed, skip what did not."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from corpus import Article, Document, Unreadable, open_source
from index.article_index import ArticleIndex, prepare_for_rebuild
from index.manifest import FileEntry, load_manifest, save_manifest
from index.names import is_own
from index.session import Report, WriteSession

PROGRESS_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come. ``bytes_total`` leaves out addresses, whose size is not known."""

    articles: int
    bytes_done: int
    bytes_total: int
    documents: int
    documents_total: int
    current: str


def ingest(
    directory: str | Path,
    sources: Sequence[str | Path],
    *,
    prune: bool = False,
    rebuild: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> Report:
    """Bring the index in ``directory`` up to date with files, folders, archives or feeds.

    Files that are as they were are not read; articles that are as they were are not analysed.
    With ``prune``, articles are removed whose file is gone, or which their file holds no more.
    With ``rebuild`` the index is made anew of these sources alone. ``progress`` is called about
    ten times a second.

    Raises:
        IndexFault: if the index cannot be used; what was committed until then stays.
    """
    start = time.monotonic()
    index = prepare_for_rebuild(directory) if rebuild else ArticleIndex.open_or_create(directory)
    documents, failed = _list_documents(sources, index.path)
    run: _Run | None = None

    def save() -> None:
        if run is not None and not rebuild:
            run.save_manifest()

    with index.session(rebuild=rebuild, on_commit=save) as session:
        run = _Run(index.path, session, documents, failed, progress)
        run.read_documents()
        if prune:
            run.prune(sources)
        report = session.finish(0.0, run.failed)
        run.save_manifest()
        run.tell(last=True)
    report.seconds = time.monotonic() - start
    return report


def _list_documents(
    sources: Iterable[str | Path], own: Path
) -> tuple[list[Document], list[Unreadable]]:
    """The documents of all sources, each origin once, and what is no document.

    The files of the index itself, ``own``, are left out where it lies within a source.
    """
    documents: dict[str, Document] = {}
    failed: list[Unreadable] = []
    homes = {str(own), str(own.resolve())}
    for source in sources:
        for item in open_source(source):
            folder, name = os.path.split(
                item.source if isinstance(item, Unreadable) else item.origin
            )
            if folder in homes and is_own(name):
                continue
            if isinstance(item, Unreadable):
                failed.append(item)
            else:
                documents.setdefault(item.origin, item)
    return list(documents.values()), failed


class _Run:
    """One run over the sources, under the lock of its session."""

    def __init__(
        self,
        directory: Path,
        session: WriteSession,
        documents: Sequence[Document],
        failed: list[Unreadable],
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self._directory = directory
        self._session = session
        self._documents = documents
        self._progress = progress
        self.failed = failed
        self._manifest = load_manifest(directory, session.index_id)
        self._owners = {
            id_: origin for origin, entry in self._manifest.files.items() for id_ in entry.ids
        }
        self._were_read: set[str] = set()
        # What files held when they were read before and hold no more: file and id.
        self._dropped: list[tuple[str, str]] = []
        self._articles = 0
        self._documents_done = 0
        self._bytes_done = 0
        self._bytes_total = sum(document.size or 0 for document in documents)
        self._current: Document | None = None
        self._told = 0.0

    def read_documents(self) -> None:
        """Read every document that is not as it was."""
        for document in self._documents:
            self._current = document
            fingerprint = document.fingerprint()
            entry = self._manifest.unchanged(document.origin, fingerprint)
            if entry is None:
                self._read(document, fingerprint)
            else:
                self._session.keep(entry.ids)
                self.failed += entry.unreadables()
                self._articles += len(entry.ids)
            self._documents_done += 1
            self._bytes_done += document.size or 0
            self._current = None
            self.tell()

    def prune(self, sources: Iterable[str | Path]) -> None:
        """Remove the articles whose file is gone, or which their file, read now, holds no more."""
        # The same spelling as in the origins of documents: without "..", links as they are.
        paths = [Path(os.path.abspath(source)) for source in sources]  # noqa: PTH100
        roots = [path for path in paths if path.is_dir()]
        seen = {document.origin for document in self._documents}
        files = self._manifest.files
        gone = [o for o in files if o not in seen and _is_gone(o, roots)]
        self._dropped += [(o, id_) for o in gone for id_ in files.pop(o).ids]
        self._take_from_other_files()
        living = {id_ for entry in files.values() for id_ in entry.ids}
        self._session.remove(
            [
                located.key.id
                for located in self._session.known
                if located.key.id not in living
                and ((origin := located.key.origin) in seen or _is_gone(origin, roots))
            ]
        )

    def _take_from_other_files(self) -> None:
        """See that what is indexed of an article is in a file that holds it.

        Where files share an id, the index has what the last of them said; when that one no longer
        holds the article, another that was not read in this run is read after all.
        """
        wanted = set()
        for origin, id_ in self._dropped:
            located = self._session.known.find(id_)
            if located is not None and located.key.origin == origin:
                wanted.add(id_)
        files = self._manifest.files
        holders = [
            origin
            for origin, entry in files.items()
            if origin not in self._were_read and not wanted.isdisjoint(entry.ids)
        ]
        documents = {document.origin: document for document in self._documents}
        for origin in holders:
            if origin in documents:
                self._read(documents[origin], documents[origin].fingerprint())
            else:
                files[origin] = msgspec.structs.replace(files[origin], fingerprint=None)

    def save_manifest(self) -> None:
        """Write down what has been read and committed."""
        self._manifest.index_id = self._session.index_id
        save_manifest(self._directory, self._manifest)

    def tell(self, last: bool = False) -> None:
        """Say how far the run is, if it is time to."""
        if self._progress is None:
            return
        now = time.monotonic()
        if not last and now - self._told < PROGRESS_SECONDS:
            return
        self._told = now
        current = self._current
        self._progress(
            Progress(
                articles=self._articles,
                bytes_done=self._bytes_done + (current.bytes_read if current else 0),
                bytes_total=self._bytes_total,
                documents=self._documents_done,
                documents_total=len(self._documents),
                current=current.name if current else "",
            )
        )

    def _read(self, document: Document, fingerprint: str | None) -> None:
        earlier = self._manifest.files.get(document.origin)
        earlier_ids = earlier.ids if earlier else []
        ids: dict[str, None] = {}
        failed: list[Unreadable] = []
        self._were_read.add(document.origin)
        for item in self._settled(document, earlier_ids):
            if isinstance(item, Unreadable):
                failed.append(item)
                if isinstance(item, _Contested):
                    # Read it again every time: the other file may go.
                    fingerprint = None
            else:
                ids[item.id] = None
                self._owners[item.id] = document.origin
                self._session.take(item)
                self._articles += 1
            self.tell()
        if failed or fingerprint is None:
            # What could not be read may be an article read before; what has scrolled off a feed is
            # not gone. Neither may be taken for removed.
            ids.update(dict.fromkeys(earlier_ids))
        self._dropped += [(document.origin, id_) for id_ in earlier_ids if id_ not in ids]
        self.failed += failed
        self._manifest.files[document.origin] = FileEntry(
            fingerprint, list(ids), [(u.source, u.place, u.reason) for u in failed]
        )

    def _settled(
        self, document: Document, earlier_ids: Sequence[str]
    ) -> Iterator[Article | Unreadable]:
        """The document's articles; ids made from its path are settled by :func:`_earlier_id`."""
        for item in document.articles():
            if isinstance(item, Unreadable) or not _id_is_made(item, document):
                yield item
                continue
            article = replace(item, id=_earlier_id(item.id, earlier_ids))
            owner = self._owners.get(article.id, document.origin)
            if owner != document.origin and Path(owner).exists():
                yield _Contested(
                    document.origin,
                    "",
                    f"its id {article.id!r} is that of {owner}; give the articles ids of their "
                    "own, or index a folder that holds both files",
                )
            else:
                yield article


class _Contested(Unreadable):
    """An article whose id, made from its file's name, is that of another file's article."""


def _id_is_made(article: Article, document: Document) -> bool:
    return "id" in article.made or article.id == document.name


def _earlier_id(id_: str, earlier_ids: Sequence[str]) -> str:
    """The id under which this same file's article was indexed before, else ``id_``.

    An id made from a path is the path within the source, so that the file has another when it is
    reached from another folder; it must not become a second article then.
    """
    if id_ in earlier_ids:
        return id_
    _, mark, digest = id_.rpartition("#")
    if mark:
        same = [earlier for earlier in earlier_ids if earlier.endswith(f"#{digest}")]
    else:
        same = list(earlier_ids)
    return same[0] if len(same) == 1 else id_


def _is_gone(origin: str, roots: Sequence[Path]) -> bool:
    """Whether a file has been removed, as far as one can tell.

    A file whose whole folder is missing may lie on a disk that is not mounted: it counts as gone
    only if the folder was to lie in one of the ``roots``, which are there.
    """
    if not origin or "://" in origin:
        return False
    path = Path(origin)
    if any(root in path.parents for root in roots):
        return not _may_exist(path)
    # A name that could not be decoded is kept with signs in it that it does not have on the disk.
    return "\ufffd" not in origin and not _may_exist(path) and path.parent.is_dir()


def _may_exist(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return True  # in a folder that may not be looked into
