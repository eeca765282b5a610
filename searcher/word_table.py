"""The words of an archive in memory, with the number of articles that hold each.

To read them out of the index takes a third of a second where there are 50,000 articles, and a
commit changes next to none. So the table of a later commit is made of an earlier one: what the
segments held that are gone is taken off, what those hold that have come is added.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping
from itertools import compress
from operator import not_
from typing import Any

from searcher.postings import PostingLists
from searcher.slips import BloomFilter

FIELD = "forms"
MOST_CHANGED = 500
"""Articles of the segments that are gone or have come, beyond which all is read anew."""
_HIGHEST = "\U0010ffff"
_Groups = dict[tuple[str, int], list[str]]


class WordTable:
    """All forms of one commit that are no chance errors. It does not change.

    ``frequencies`` are the articles of each form, at least ``least``; ``groups`` are those in
    ``common`` articles or more by their first letter and length. All forms pass through ``held``,
    and all others of the archive through ``rare``.
    """

    def __init__(
        self,
        least: int,
        common: int,
        segments: Mapping[Any, int],
        frequencies: dict[str, int],
        ordered: list[str],
        groups: _Groups,
        held: BloomFilter,
        rare: BloomFilter,
    ) -> None:
        self.least = least
        self.common = common
        self.frequencies = frequencies
        self.groups = groups
        self.held = held
        self.rare = rare
        self._segments = segments
        self._ordered = ordered

    def beginning(self, prefix: str) -> list[str]:
        """The forms that begin with ``prefix``, ascending."""
        ordered = self._ordered
        return ordered[bisect_left(ordered, prefix) : bisect_left(ordered, prefix + _HIGHEST)]

    def can_grow(self, postings: PostingLists) -> bool:
        """Whether little enough has changed since."""
        segments = {**self._segments, **postings.segments}
        changed = self._segments.keys() ^ postings.segments.keys()
        return sum(segments[segment] for segment in changed) <= MOST_CHANGED

    def grown(self, postings: PostingLists) -> WordTable:
        """The table of a later commit."""
        frequencies, groups = dict(self.frequencies), dict(self.groups)
        held, rare = self.held.copy(), self.rare.copy()
        come: set[str] = set()
        gone: set[str] = set()
        for form, change in self._changes(postings).items():
            before = frequencies.pop(form, 0)
            now = before + change if before else postings.frequency(FIELD, form)
            if now >= self.least:
                frequencies[form] = now
                held.add(form)
            elif now:
                rare.add(form)
            if (before >= self.least) != (now >= self.least):
                (gone if before else come).add(form)
            if (before >= self.common) != (now >= self.common) and form:
                _regroup(groups, form, now >= self.common)
        ordered = [form for form in self._ordered if form not in gone] if gone else [*self._ordered]
        for form in come:
            insort(ordered, form)
        return WordTable(
            self.least, self.common, postings.segments, frequencies, ordered, groups, held, rare
        )

    def _changes(self, postings: PostingLists) -> dict[str, int]:
        """By how many articles forms have become more, or fewer."""
        changes: dict[str, int] = defaultdict(int)
        before, now = self._segments.keys(), postings.segments.keys()
        for segments, sign in ((now - before, 1), (before - now, -1)):
            for form, documents in postings.frequencies(FIELD, segments):
                changes[form] += sign * documents
        return {form: change for form, change in changes.items() if change}


def read(postings: PostingLists, least: int, common: int) -> WordTable:
    """The table of all words of an index."""
    forms, numbers = postings.totals(FIELD)
    is_sound = [number >= least for number in numbers]
    sound_forms = list(compress(forms, is_sound))
    decoded = [form.decode("utf-8") for form in sound_forms]
    sound = dict(zip(decoded, compress(numbers, is_sound), strict=True))
    groups: _Groups = {}
    for form, documents in sound.items():
        if documents >= common and form:
            groups.setdefault((form[0], len(form)), []).append(form)
    held, rare = BloomFilter(sound_forms), BloomFilter(list(compress(forms, map(not_, is_sound))))
    return WordTable(least, common, postings.segments, sound, sorted(sound), groups, held, rare)


def _regroup(groups: _Groups, form: str, common: bool) -> None:
    """Put a form into its group or take it out; no group that another table has is changed."""
    key = form[0], len(form)
    others = [other for other in groups.get(key, ()) if other != form]
    groups[key] = [*others, form] if common else others
