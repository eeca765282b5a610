"""How well misspelt words are set right: ``python -m tests.eval.misspellings INDEX``.

Words are drawn from the archive itself with a seed, one letter of each is put in, left out,
replaced, or swapped with the next at random (all letters and places alike, which is harder than
what fingers do), and the search is asked what was meant. Five ways of drawing:

    types    every word in at least three articles alike: names and rare words, mostly
    tokens   words as often as articles hold them: what is read
    names    the names that the archive has learned from its capitals
    titles   one of two or three words that stand together in a title, its neighbours as they are
    rare     words of one and two articles, for false alarms alone: most typing errors of the
             archive are among them, so some alarms there are right

A draw counts as right if the suggestion is the very word (or words) drawn. Misspellings that
happen to be words of the archive count like the rest; the table tells them apart, since such a
word has hits of its own and nothing may be suggested for it unless another is far commoner. The
same words as they are written tell how often a suggestion comes where none should: a false alarm.
"""

from __future__ import annotations

import argparse
import random
import string
import sys
from collections import Counter
from collections.abc import Sequence
from statistics import median
from time import perf_counter
from typing import NamedTuple

from searcher import Searcher, SearchRequest
from searcher.days import today_wib
from searcher.deadline import Deadline
from searcher.inquiry import Inquiry
from searcher.suggest import suggestion
from searcher.view import View
from searcher.vocabulary import FIELD

LEAST_LETTERS = 5
LEAST_ARTICLES = 3
RARE_ARTICLES = 2
TITLE_WORDS = (2, 3)
LONG = 60.0
"""Seconds that a suggestion may take here."""
KINDS = ("types", "tokens", "names", "titles")
KNOWN = ("unknown", "written")


class Drawn(NamedTuple):
    """A word as the archive writes it, between the words beside it."""

    before: str
    word: str
    after: str

    def text(self, word: str | None = None) -> str:
        """The query, with another word in the place of the one drawn."""
        return " ".join(filter(None, (self.before, word or self.word, self.after)))


class Slips(NamedTuple):
    """What became of misspellings. ``right`` and ``all`` count by what the archive knew of them."""

    right: Counter[str]
    all: Counter[str]
    milliseconds: list[float]
    wrong: list[tuple[str, str, str | None]]


class Alarms(NamedTuple):
    """Suggestions for words as they are written."""

    all: int
    raised: list[tuple[str, str]]
    milliseconds: list[float]


def slip(word: str, chance: random.Random) -> str:
    """A word with one letter put in, left out, replaced, or swapped with the next."""
    while True:
        place = chance.randrange(len(word))
        head, tail = word[:place], word[place:]
        letter = chance.choice(string.ascii_lowercase)
        typed = chance.choice(
            [
                head + letter + tail,
                head + tail[1:],
                head + letter + tail[1:],
                head + tail[1:2] + tail[:1] + tail[2:],
            ]
        )
        if typed != word:
            return typed


class Draws:
    """Words of an archive."""

    def __init__(
        self, view: View, letters: int = LEAST_LETTERS, articles: int = LEAST_ARTICLES
    ) -> None:
        self._snapshot = view.snapshot
        self.frequencies: Counter[str] = Counter()
        for form, documents in view.postings.frequencies(FIELD):
            self.frequencies[form] += documents
        self._letters = letters
        words = sorted(filter(self._is_word, self.frequencies))
        self._words = [word for word in words if self.frequencies[word] >= articles]
        self._rare = [word for word in words if self.frequencies[word] <= RARE_ARTICLES]

    def _is_word(self, word: str) -> bool:
        return len(word) >= self._letters and word.isascii() and word.isalpha()

    def draw(self, kind: str, count: int, chance: random.Random) -> list[Drawn]:
        """So many words of a kind; none if the archive has none."""
        if kind == "titles":
            return [self._from_title(chance) for _ in range(count)]
        pool, weights = self._words, None
        if kind == "tokens":
            weights = [self.frequencies[word] for word in pool]
        elif kind == "names":
            names = self._snapshot.analysis.names
            pool = [word for word in pool if word in names]
        elif kind == "rare":
            pool = self._rare
        drawn = chance.choices(pool, weights, k=count) if pool else []
        return [Drawn("", word, "") for word in drawn]

    def _from_title(self, chance: random.Random) -> Drawn:
        while True:
            record = self._snapshot.record(chance.randrange(self._snapshot.doc_count_all))
            words = record.title.lower().split()
            length = chance.choice(TITLE_WORDS)
            if len(words) < length:
                continue
            start = chance.randrange(len(words) - length + 1)
            drawn = words[start : start + length]
            if not all(word.isascii() and word.isalpha() for word in drawn):
                continue
            place = chance.randrange(length)
            if len(drawn[place]) >= self._letters and drawn[place] in self.frequencies:
                return Drawn(" ".join(drawn[:place]), drawn[place], " ".join(drawn[place + 1 :]))


def measure_slips(view: View, draws: Draws, drawn: Sequence[Drawn], chance: random.Random) -> Slips:
    """Misspell each of the words and ask what was meant."""
    found = Slips(Counter(), Counter(), [], [])
    for one in drawn:
        typed = slip(one.word, chance)
        answer, took = asked(view, one.text(typed))
        known = "written" if draws.frequencies.get(typed) else "unknown"
        found.all[known] += 1
        found.milliseconds.append(took)
        if answer == one.text():
            found.right[known] += 1
        else:
            found.wrong.append((one.text(), one.text(typed), answer))
    return found


def measure_alarms(view: View, drawn: Sequence[Drawn]) -> Alarms:
    """Ask the words as they are written."""
    found = Alarms(len(drawn), [], [])
    for one in drawn:
        answer, took = asked(view, one.text())
        found.milliseconds.append(took)
        if answer is not None:
            found.raised.append((one.text(), answer))
    return found


def asked(view: View, query: str) -> tuple[str | None, float]:
    """What a search for the query suggests, and the milliseconds of the suggestion alone."""
    inquiry = Inquiry(SearchRequest(query), view, Deadline(LONG), today_wib())
    began = perf_counter()
    answer = suggestion(inquiry)
    return answer, (perf_counter() - began) * 1000


def report(view: View, draws: Draws, seed: int, count: int, alarms: int, shown: int) -> None:
    """Print the figures of every kind of draw, and some of what went wrong."""
    print("misspelt   right  unknown       written         median ms  p95 ms")
    for kind in KINDS:
        chance = random.Random(f"{seed} {kind}")
        if drawn := draws.draw(kind, count, chance):
            found = measure_slips(view, draws, drawn, chance)
            parts = (f"{found.right[known]:5}/{found.all[known]:<5}" for known in KNOWN)
            share = found.right.total() / count
            print(f"{kind:9} {share:6.1%} {'   '.join(parts)}   {_times(found.milliseconds)}")
            _print_some(found.wrong, shown)
    print("as written  alarms               median ms  p95 ms")
    for kind in (*KINDS, "rare"):
        chance = random.Random(f"{seed} {kind} as written")
        if drawn := draws.draw(kind, alarms, chance):
            calm = measure_alarms(view, drawn)
            raised = len(calm.raised)
            times = _times(calm.milliseconds)
            print(f"{kind:9} {raised:5}/{alarms:<6} {raised / alarms:6.2%}   {times}")
            _print_some(calm.raised, shown)


def _times(milliseconds: Sequence[float]) -> str:
    ordered = sorted(milliseconds)
    return f"{median(ordered):9.3f} {ordered[len(ordered) * 95 // 100]:9.3f}"


def _print_some(lines: Sequence[Sequence[object]], shown: int) -> None:
    for line in lines[:shown]:
        print("    ", *line, sep="  ")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure an index as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.misspellings")
    parser.add_argument("index", help="the index directory")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1_000, help="misspellings of each kind")
    parser.add_argument("--alarms", type=int, default=2_000, help="words as written of each kind")
    parser.add_argument("--letters", type=int, default=LEAST_LETTERS, help="that a word must have")
    parser.add_argument(
        "--articles", type=int, default=LEAST_ARTICLES, help="that must hold a word"
    )
    parser.add_argument("--show", type=int, default=0, help="how much of what went wrong to list")
    given = parser.parse_args(arguments)
    with Searcher(given.index) as searcher:
        view = searcher._current_view()
        draws = Draws(view, given.letters, given.articles)
        report(view, draws, given.seed, given.count, given.alarms, given.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
