"""``python -m bench.phases INDEX``: where does the time of a search go?

Unlike the rest of the bench, which uses Telusur by its public doors, this looks into the rooms
behind them: a search is gone through step by step, as :class:`searcher.answer.Answer` does it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

import click

from bench.documents import prepare
from bench.measure import split
from bench.queries import KINDS, SAMPLE, draw_queries
from bench.report import number, table
from corpus import Article
from corpus.article import parse_published
from searcher import Searcher, SearchRequest
from searcher.days import today_wib
from searcher.deadline import Deadline
from searcher.facets import facets_of
from searcher.filters import filters_of
from searcher.matching import match
from searcher.order import first, reordered
from searcher.present import Presenter
from searcher.query import understand
from searcher.rerank import gains, words_had
from searcher.view import View
from searcher.widen import widened

PHASES = (
    "understanding",
    "widening",
    "documents and scores",
    "choosing the best",
    "where their words stand",
    "how many they have",
    "ten ids",
    "ten titles and snippets",
    "facets",
)
HITS = 10


@click.command()
@click.argument("index", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--queries", type=click.IntRange(1), default=60, help="Of each kind; default: 60.")
@click.option("--rounds", type=click.IntRange(1), default=5, help="Default: 5.")
@click.option("--seed", type=int, default=1, help="Of the queries; default: 1.")
def main(index: Path, queries: int, rounds: int, seed: int) -> None:
    """Print the median microseconds of each phase of a search in INDEX, by kind of query.

    As in the bench, each query is asked once of an index that was opened anew and has answered a
    few others.
    """
    with Searcher(index) as searcher:
        view = searcher._current_view()
        sample = list(prepare(_articles(view, seed), view.snapshot.analysis))
        drawn = draw_queries(sample, view.snapshot.analysis, queries, seed)
    rows = []
    for kind in KINDS:
        warming, measured = split(drawn[kind])
        taken: dict[str, list[float]] = defaultdict(list)
        for _ in range(rounds):
            with Searcher(index) as searcher:
                view = searcher._current_view()
                for query in warming:
                    searcher.search(query.text)
                for query in measured:
                    for phase, seconds in phases_of(query.text, view):
                        taken[phase].append(1e6 * seconds)
        rows.append([kind, *(number(median(taken[phase])) for phase in PHASES)])
    click.echo("\n".join(table(["µs", *PHASES], rows)))


def _articles(view: View, seed: int) -> Iterator[Article]:
    """Articles of the index, as many as the bench draws queries from."""
    documents = list(view.live)
    for document in random.Random(seed).sample(documents, min(SAMPLE, len(documents))):
        record = view.snapshot.record(document)
        yield Article(
            id=record.id,
            title=record.title,
            body=view.snapshot.body(document),
            published=parse_published(record.published),
        )


def phases_of(text: str, view: View) -> Iterator[tuple[str, float]]:
    """The phases of one search, and the seconds of each."""
    began = perf_counter()
    ends = []
    request, deadline = SearchRequest(text, limit=HITS), Deadline(60)
    understood = understand(text, today_wib(), view.snapshot.analysis).query
    ends.append(perf_counter())
    sought, _ = widened(understood, view)
    filters = filters_of(request, view)
    ends.append(perf_counter())
    matches, _ = match(sought, view, deadline)
    ends.append(perf_counter())
    best = first(view.tuning.depth, "relevance", matches, view)
    ends.append(perf_counter())
    gained = gains(sought, best, matches, view, deadline)
    ends.append(perf_counter())
    words = words_had(sought, best, matches, view, deadline, gained)
    places = reordered(best, words, matches, view)[:HITS]
    ends.append(perf_counter())
    shown = [matches.documents[place] for place in places]
    for document in shown:
        view.id_of(document)
    ends.append(perf_counter())
    Presenter(view, sought).hits(shown, [matches.scores[place] for place in places])
    ends.append(perf_counter())
    _ = facets_of(matches.documents, filters, request, view)
    ends.append(perf_counter())
    for phase, end in zip(PHASES, ends, strict=True):
        yield phase, end - began
        began = end


if __name__ == "__main__":
    main()
