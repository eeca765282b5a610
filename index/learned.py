"""What an archive teaches of its own words: names, and what acronyms stand for.

Both are learned from articles as they are indexed (:mod:`index.analysis.naming`,
:mod:`index.analysis.acronyms`) and kept in a file of the index that its table of contents names:
JSON under a checksum. *Names* decide what terms look like, so they stay as they are from the first
commit until the index is rebuilt; *acronyms* are looked at when searching only, so every commit may
add to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from index.acronyms import Acronym, WrittenAcronyms
from index.errors import IndexDamaged, reading_errors
from index.names import learned_name
from index.seal import seal
from index.storage import DurableStorage

if TYPE_CHECKING:
    from corpus import Article

FORMAT = 1

# A rebuild pays when the archive is so many times larger than when its names were learned, and
# large enough to teach some.
OUTGROWN = 4
LEAST_TO_LEARN_FROM = 1_000


class Learned(msgspec.Struct, frozen=True):
    """What has been learned; ``articles`` is the number of those that the names were learned from.

    Names are in the form of :meth:`index.analysis.pipeline.Analysis.surface`; acronyms come most
    frequently defined first.
    """

    names: frozenset[str] = frozenset()
    acronyms: Sequence[Acronym] = ()
    articles: int = 0

    def is_outgrown_by(self, articles: int) -> bool:
        """Whether an archive of so many articles would teach many more names if built anew."""
        return articles >= LEAST_TO_LEARN_FROM and articles > OUTGROWN * self.articles


NOTHING = Learned()


# Not more than so many are kept, the most frequently defined ones: a file of about 2 MB.
MOST_NAMES = 100_000
MOST_ACRONYMS = 20_000
# In a small archive nearly every article defines something new, in a large one few commits are
# worth writing the file anew for.
FEW_ACRONYMS = 500
FEW_ARTICLES = 20


class Lessons:
    """What the articles of a run teach of acronyms, beside what is known."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], Acronym] = {}
        self._articles = 0

    def read(self, article_id: str, text: str) -> None:
        """Look for definitions in the text of an article."""
        self._articles += 1
        if "(" not in text:
            return
        from index.analysis.acronyms import definitions_in

        for short, long in definitions_in(text):
            key = short, long.lower()
            self._seen[key] += 1
            if key not in self._first:
                self._first[key] = Acronym(short, long, 0, article_id)

    def added_to(self, learned: Learned) -> Learned:
        """What is known with what was taught; the same object where it is not worth a new file."""
        few = len(learned.acronyms) < FEW_ACRONYMS or self._articles >= FEW_ARTICLES
        if not self._seen or not few:
            return learned
        known = {(acronym.short, acronym.long.lower()): acronym for acronym in learned.acronyms}
        for key, count in self._seen.items():
            acronym = known.get(key, self._first[key])
            known[key] = msgspec.structs.replace(acronym, count=acronym.count + count)
        ordered = sorted(known.values(), key=lambda found: (-found.count, found.short, found.long))
        return msgspec.structs.replace(learned, acronyms=tuple(ordered[:MOST_ACRONYMS]))


def names_of(articles: Iterable[Article]) -> frozenset[str]:
    """The names that articles teach."""
    from index.analysis.naming import NameTally  # a search learns nothing

    tally = NameTally()
    for article in articles:
        tally.add(article.body)
    names = tally.names()
    return names if len(names) <= MOST_NAMES else frozenset(sorted(names)[:MOST_NAMES])


class _File(msgspec.Struct):
    format: int
    names: list[str]
    acronyms: msgspec.Raw
    articles: int


def read_learned(directory: Path, name: str) -> Learned:
    """What the named file of an index holds; nothing where no file is named.

    Raises:
        IndexDamaged: if it is not what was written.
        FileNotFoundError: if it is missing.
    """
    return _read(directory, name) if name else NOTHING


# A file is never written twice, and every commit and every run of writing reads one.
@lru_cache(maxsize=4)
def _read(directory: Path, name: str) -> Learned:
    return load_learned(directory, name)


def load_learned(directory: Path, name: str) -> Learned:
    """What :func:`read_learned` gives, read anew from the disk."""
    with reading_errors(directory):
        head, _, body = (directory / name).read_bytes().partition(b"\n")
    if head != _seal(body):
        raise IndexDamaged(directory, "it does not match its checksum", file=name)
    try:
        found = msgspec.json.decode(body, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise IndexDamaged(directory, str(error), file=name) from error
    if found.format != FORMAT:
        raise IndexDamaged(directory, f"it has format {found.format}", file=name)
    damaged = partial(IndexDamaged, directory, file=name)
    acronyms = WrittenAcronyms(bytes(found.acronyms), damaged)
    return Learned(frozenset(found.names), acronyms, found.articles)


def write_learned(storage: DurableStorage, learned: Learned) -> str:
    """Write a new file, to be flushed with the others of a commit; returns its name."""
    name = learned_name()
    acronyms = msgspec.Raw(msgspec.json.encode(list(learned.acronyms)))
    body = msgspec.json.encode(_File(FORMAT, sorted(learned.names), acronyms, learned.articles))
    file = storage.create_file(name)
    try:
        file.write(_seal(body) + b"\n" + body)
        file.close()
    except BaseException:
        file.abandon()
        raise
    return name


def _seal(body: bytes) -> bytes:
    return seal("learned", body)
