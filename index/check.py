"""Is every file of an index what was written, and does all that is in it make sense?

Reading an index verifies what it reads and no more; this reads everything. What is found names the
file and the section. :mod:`index.repair` mends what can be mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from index.errors import IndexDamaged, IndexFault, IndexMissing, reading_errors
from index.learned import load_learned
from index.manifest import manifest_is_whole
from index.names import MANIFEST_NAME, contents_name, segment_name
from index.segment.posting_places import positions_in
from index.segment.reader import OpenSegment
from index.toc import Contents, SegmentEntry, latest_generation, read_contents

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is wrong: the file, the section where it has any, and what."""

    file: str
    section: str
    what: str


@dataclass(slots=True)
class Findings:
    """What a check saw: the commit, how many articles and files, and what is wrong.

    ``contents`` is None where the table of contents itself cannot be read.
    """

    generation: int
    contents: Contents | None = None
    articles: int = 0
    files: int = 0
    damage: list[Damage] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.damage

    def damaged_files(self) -> set[str]:
        """The names of the files in which something is wrong."""
        return {damage.file for damage in self.damage}


def check_index(directory: Path) -> Findings:
    """Read every page and every structure of every file of the newest commit.

    Raises:
        IndexMissing: if there is no index.
        IndexOutdated: if it was written in another format.
        IndexUnreadable: if the operating system will not let it be read.
    """
    for _ in range(_ATTEMPTS):
        findings = _check(directory)
        # A commit in between may have removed the files of the one that was looked at.
        if findings.sound or latest_generation(directory) == findings.generation:
            break
    return findings


def _check(directory: Path) -> Findings:
    generation = latest_generation(directory)
    if generation < 0:
        raise IndexMissing(directory)
    findings = Findings(generation)
    name = contents_name(generation)
    findings.files += 1
    try:
        contents = read_contents(directory, generation)
    except IndexDamaged as error:
        findings.damage.append(_damage(error, name))
        return findings
    except FileNotFoundError:
        findings.damage.append(Damage(name, "", "it is missing"))
        return findings
    findings.contents = contents
    for entry in contents.segments:
        findings.files += 1
        findings.articles += entry.documents - len(entry.deleted)
        findings.damage += _without_repetition(check_segment(directory, entry))
    if contents.learned:
        findings.files += 1
        findings.damage += _learned_damage(directory, contents)
    if not manifest_is_whole(directory):
        findings.damage.append(Damage(MANIFEST_NAME, "", "it does not match its checksum"))
    return findings


def check_segment(directory: Path, entry: SegmentEntry) -> Iterator[Damage]:
    """Read everything in the file of a segment."""
    name = segment_name(entry.id)
    try:
        with reading_errors(directory):
            found = (directory / name).stat().st_size
            segment = OpenSegment(directory, entry.id, entry.documents)
    except FileNotFoundError:
        yield Damage(name, "", "it is missing")
        return
    except IndexDamaged as error:
        yield _damage(error, name)
        return
    written = entry.files.get(name)
    if written != found:
        yield Damage(name, "", f"it has {found:,} bytes where {written} were written")
    file = segment.file
    for page in range(file.pages):
        if not file.page_is_sound(page):
            for section in file.sections_on(page) or [""]:
                yield Damage(name, section, f"page {page} does not match its checksum")
    yield from _faults(name, partial(_read_columns, segment))
    for docnum in range(entry.documents):
        yield from _faults(name, partial(segment.documents.key, docnum))
        yield from _faults(name, partial(segment.documents.body, docnum))
    for field_name in segment.terms.fields:
        yield from _faults(name, partial(_read_terms, segment, field_name))
    yield from _faults(name, partial(_find_ids, segment, frozenset(entry.deleted)))


def _read_columns(segment: OpenSegment) -> None:
    documents = segment.documents
    _ = documents.days, documents.times, documents.lengths("body")
    for field_name in ("source", "category", "origin"):
        documents.names(field_name)


def _read_terms(segment: OpenSegment, field_name: str) -> None:
    """Read all postings of a field."""
    dictionary = segment.terms.dictionary(field_name)
    assert dictionary is not None
    cursor = dictionary.cursor()
    before = None
    terms = postings = occurrences = 0
    while cursor.active:
        found = cursor.posting_list()
        documents, counts = found.read()
        if dictionary.positions:
            positions_in(found)
        if before is not None and cursor.term <= before:
            raise segment.file.damaged("terms do not ascend", f"{field_name}.terms")
        before = cursor.term
        terms += 1
        postings += len(documents)
        occurrences += sum(counts)
        cursor.next()
    if (terms, postings) != (dictionary.terms, dictionary.postings) or (
        dictionary.counts and occurrences != dictionary.occurrences
    ):
        raise segment.file.damaged("it holds other terms than it says", f"{field_name}.terms")


def _find_ids(segment: OpenSegment, deleted: frozenset[int]) -> None:
    """See that every article is found by its id."""
    for docnum in range(len(segment.documents)):
        if docnum not in deleted:
            id_ = segment.documents.record(docnum).id
            if segment.documents.id(docnum) != id_:
                raise segment.file.damaged(f"article {docnum} has another id", "id.order")
            if docnum not in segment.terms.documents("id", id_):
                raise segment.file.damaged(f"article {docnum} is not found by its id", "id.terms")


def _faults(name: str, read: Callable[[], object]) -> Iterator[Damage]:
    """What is wrong, as far as reading this tells."""
    try:
        read()
    except IndexDamaged as error:
        yield _damage(error, name)


def _learned_damage(directory: Path, contents: Contents) -> Iterator[Damage]:
    name = contents.learned
    try:
        if (directory / name).stat().st_size != contents.learned_size:
            yield Damage(name, "", "it is not as long as it was written")
        list(load_learned(directory, name).acronyms)
    except FileNotFoundError:
        yield Damage(name, "", "it is missing")
    except IndexFault as error:
        yield _damage(error, name)


def _damage(error: IndexFault, file: str) -> Damage:
    if isinstance(error, IndexDamaged):
        return Damage(error.file or file, error.section, error.what)
    return Damage(file, "", error.message)


def _without_repetition(damage: Iterator[Damage]) -> list[Damage]:
    """The first of each section: that a page is damaged is said once, not for each document."""
    found: dict[tuple[str, str], Damage] = {}
    for one in damage:
        found.setdefault((one.file, one.section), one)
    return list(found.values())
