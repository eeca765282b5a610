"""The child of the crash tests: ingests an archive and logs each commit, durably, as it happens.

Arguments: index directory, source folder, log file, and ``rebuild`` or nothing. What a commit must
hold is worked out from the articles that the run was given, not from the index. A line of the log
is ``publishing`` or ``published``, the generation, the number of articles and a digest of them.
"""

import hashlib
import os
import sys

from index import session
from index.ingest import ingest
from index.snapshot import open_snapshot


def digest(articles):
    """Of a mapping of ids to content hashes."""
    text = "\n".join(f"{id_} {content}" for id_, content in sorted(articles.items()))
    return f"{len(articles)} {hashlib.sha256(text.encode()).hexdigest()}"


def state_of(directory):
    """What an index holds, in the words of the log."""
    with_keys = {}
    snapshot = open_snapshot(directory)
    base = 0
    for segment in snapshot.segments:
        for docnum in range(segment.doc_count_all()):
            if base + docnum not in snapshot.deleted:
                key = segment.opened.documents.key(docnum)
                assert key.id not in with_keys
                assert snapshot.docnum_of(key.id) == base + docnum
                with_keys[key.id] = key.content_hash
        base += segment.doc_count_all()
    return snapshot.generation, with_keys


class Watched(session.WriteSession):
    """A session that knows what it was given."""

    log = -1

    def __init__(self, directory, contents, **options):
        super().__init__(directory, contents, **options)
        self.given = {} if options.get("publish_at_end") else state_of(directory)[1]

    def take(self, article):
        self.given[article.id] = article.content_hash
        super().take(article)

    def remove(self, ids):
        ids = list(ids)
        for id_ in ids:
            self.given.pop(id_, None)
        super().remove(ids)

    def _publish(self, learned):
        line = f"{self._contents.generation + 1} {digest(self.given)}"
        self._write(f"publishing {line}\n")
        super()._publish(learned)
        self._write(f"published {line}\n")

    def _write(self, line):
        os.write(self.log, line.encode())
        os.fsync(self.log)


def main():
    directory, source, log, *mode = sys.argv[1:]
    # Many small commits, and merges of several sizes.
    session.BATCH_ARTICLES = 20
    session.SEGMENT_ARTICLES = 40
    # Names are learned from the first forty, lest all wait for the end.
    session.HELD_ARTICLES = 40
    sys.modules["index.segment.merge"].SMALLEST = 20
    sys.modules["index.segment.merge"].FANOUT = 3
    Watched.log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    sys.modules["index.article_index"].WriteSession = Watched
    report = ingest(directory, [source], prune=True, rebuild="rebuild" in mode)
    print(report.added, report.updated, report.unchanged, report.removed, len(report.failed))


if __name__ == "__main__":
    main()
