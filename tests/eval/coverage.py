"""How much of an archive's running words is understood: where does each word end?

    python -m tests.eval.coverage ARTICLES [--unknown N]

Reads the articles of a source as the product does, learns their names, and takes every word to its
term. A word ends in a known root or word of the lexicon, in a name, in a number or sign, or in a
rest: as it was written, since nobody knows it. ``--unknown`` lists the most frequent of these.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable

from corpus import Article, read
from index.analysis import Analysis
from index.analysis.naming import LEAST_CAPITALISED, NameTally

NUMBERS = frozenset(
    ("number", "digits", "decimal", "date", "time", "money", "percent", "address", "account")
)
LEFT_WHOLE = frozenset(("plain", "as is", "cut"))
UNEXPLAINED = "rest"


class Words:
    """The running words of articles and the names that they teach."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.chunks: Counter[str] = Counter()
        tally = NameTally()
        cutting = Analysis()
        for article in articles:
            tally.add(article.body)
            self.chunks.update(cutting.chunks(article.title))
            self.chunks.update(cutting.chunks(article.body))
        self.names = tally.names()
        # Names seen too seldom to be learned: they stay as they are, like the learned ones.
        self.seldom = tally.names(1, LEAST_CAPITALISED) - self.names

    def ends(self) -> dict[tuple[str, str], Counter[str]]:
        """The forms by the kind of their end and its rule, each with how often it comes."""
        analysis = Analysis(self.names)
        found: dict[tuple[str, str], Counter[str]] = {}
        for chunk, count in self.chunks.items():
            for piece in analysis.spread(chunk).pieces:
                rule = analysis.stem(piece.form).rule
                kind = kind_of(piece.form, rule, self.seldom)
                found.setdefault((kind, rule), Counter())[piece.form] += count
        return found


def kind_of(form: str, rule: str, seldom: Iterable[str]) -> str:
    """Where a form ends, by the rule that it was stemmed with."""
    if rule in NUMBERS:
        return "number or sign"
    if rule == "name":
        return "name that was learned"
    if rule in LEFT_WHOLE or rule == UNEXPLAINED:
        if form in seldom:
            return "name seen too seldom to be learned"
        return "unexplained" if rule == UNEXPLAINED else "left whole on purpose"
    return "known word or root"


def report(words: Words, unknown: int) -> str:
    """The shares of the running words by their end, and the most frequent words not known."""
    kinds: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    for (kind, _rule), counts in words.ends().items():
        kinds[kind] += counts.total()
        if kind in ("unexplained", "left whole on purpose"):
            forms.update(counts)
    total = kinds.total()
    lines = [f"{total:,} running words"]
    lines += [f"{count / total:8.2%}  {kind}" for kind, count in kinds.most_common()]
    lines += [f"{count:8}  {form}" for form, count in forms.most_common(unknown)]
    return "\n".join(lines)


def main() -> None:
    """Measure a source that is named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("source")
    parser.add_argument("--unknown", type=int, default=0, metavar="N")
    given = parser.parse_args()
    articles = (found for found in read(given.source) if isinstance(found, Article))
    print(report(Words(articles), given.unknown))


if __name__ == "__main__":
    main()
