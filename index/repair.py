"""What can be mended of a damaged index, from what it holds itself.

A segment that is damaged anywhere is made anew of its stored articles, as many as can still be
read and are what was indexed. The others are dropped, and the files that they came from are
forgotten, so that the next run over them reads them again. All of it is one commit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from corpus import Article
from corpus.article import parse_published
from index.article_index import locked
from index.check import Findings
from index.errors import IndexFault, writing_errors
from index.manifest import forget_files_with_more_than, manifest_is_whole
from index.names import MANIFEST_NAME, segment_name
from index.records import ArticleRecord
from index.segment.reader import OpenSegment
from index.session import WriteSession, remove_leftovers
from index.toc import Contents, SegmentEntry, read_contents

_MADE = (frozenset[str](), frozenset({"id"}))


@dataclass(frozen=True, slots=True)
class Repair:
    """What a repair did: how many articles were indexed anew, how many had to be dropped.

    ``possible`` is False where the index itself cannot tell what it held: it must be built anew.
    """

    possible: bool
    reindexed: int = 0
    lost: int = 0


def repair_index(directory: Path, findings: Findings) -> Repair:
    """Mend what was found; afterwards the index is sound, if a repair is ``possible``.

    Raises:
        IndexLocked: if another process is writing.
        IndexUnwritable: if the index cannot be written; it is then as it was.
    """
    if findings.contents is None:
        return Repair(possible=False)
    with locked(directory), writing_errors(directory):
        if read_contents(directory).generation != findings.generation:
            return Repair(possible=True)  # a commit came in between; the caller looks again
        if not manifest_is_whole(directory):
            (directory / MANIFEST_NAME).unlink()
        return _remake(directory, findings.contents, findings.damaged_files())


def _remake(directory: Path, contents: Contents, damaged: set[str]) -> Repair:
    # What was learned decides what terms look like: without it every segment must be made anew.
    untaught = contents.learned in damaged
    broken = [entry for entry in contents.segments if untaught or segment_name(entry.id) in damaged]
    if not broken and not untaught:
        return Repair(possible=True)
    rest = msgspec.structs.replace(
        contents,
        segments=[entry for entry in contents.segments if entry not in broken],
        learned="" if untaught else contents.learned,
        learned_size=0 if untaught else contents.learned_size,
    )
    session = WriteSession(directory, rest, publish_at_end=True, teach=untaught)
    try:
        living = {located.key.id for located in session.known}
        reindexed = 0
        for entry in broken:
            for article in stored_articles(directory, entry):
                session.take(article)
                living.add(article.id)
                reindexed += 1
        # First of all, lest a crash between the two leave a file that counts as indexed.
        forget_files_with_more_than(directory, contents.index_id, living)
        session.finish(0.0, [])
    except BaseException:
        session.abandon()
        raise
    remove_leftovers(directory, read_contents(directory))
    held = sum(entry.documents - len(entry.deleted) for entry in broken)
    return Repair(possible=True, reindexed=reindexed, lost=held - reindexed)


def stored_articles(directory: Path, entry: SegmentEntry) -> Iterator[Article]:
    """The living articles of a segment that can be read and are what was indexed."""
    try:
        segment = OpenSegment(directory, entry.id, entry.documents)
    except (IndexFault, OSError):
        return
    # A page holds many articles: the digest of its content tells which of them are whole.
    segment.file.skip_checksums()
    deleted = frozenset(entry.deleted)
    for docnum in range(entry.documents):
        if docnum not in deleted:
            article = _stored_article(segment, docnum)
            if article is not None:
                yield article


def _stored_article(segment: OpenSegment, docnum: int) -> Article | None:
    documents = segment.documents
    try:
        record, body, key = documents.record(docnum), documents.body(docnum), documents.key(docnum)
        for made in _MADE:
            article = _article(record, body, key.origin, made)
            if article.content_hash == key.content_hash:
                return article
    except (IndexFault, ValueError):
        pass
    return None


def _article(record: ArticleRecord, body: str, origin: str, made: frozenset[str]) -> Article:
    return Article(
        id=record.id,
        title=record.title,
        body=body,
        url=record.url,
        source=record.source,
        category=record.category,
        author=record.author,
        published=parse_published(record.published),
        place=record.place,
        origin=origin,
        made=made | {"title"} if record.title_made else made,
    )
