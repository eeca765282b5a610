"""One run: the archive as it is and recombined ones, all engines, all figures."""

from __future__ import annotations

import os
import platform
import string
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, product
from pathlib import Path

from bench.documents import Document, prepare, read_documents, write_documents
from bench.front import shell_figures, web_figures
from bench.measure import (
    Bench,
    Figures,
    add_all,
    ask_all,
    build_all,
    open_all,
    say,
    sizes_of,
    two_at_once,
)
from bench.peers import TELUSUR, Found, Peer
from bench.queries import ANY, KINDS, RARE, Query, draw_queries, sample_of
from bench.recombine import recombine
from bench.workers import Worker
from corpus import Article, read
from index.analysis import Analysis, default_analysis

SHELL_RUNS = 3  # in each round


@dataclass(frozen=True, slots=True)
class Options:
    """What to measure. ``recombined`` holds the sizes of archives made of the source's articles;
    ``whole`` says whether the source is measured as it is, too."""

    source: str
    recombined: tuple[int, ...] = ()
    whole: bool = True
    queries: int = 60
    rounds: int = 5
    builds: int = 1
    added: int = 50
    seed: int = 1


def run(options: Options, found: Sequence[Found], missing: Sequence[Peer], folder: Path) -> Figures:
    """All figures, as ``bench.json`` holds them; ``folder`` is filled with indexes."""
    say(f"reading {options.source}")
    articles = [item for item in read(options.source) if isinstance(item, Article)]
    if not articles:
        raise SystemExit(f"{options.source} holds no articles.")
    archives: list[tuple[str, Iterable[Article]]] = [("source", articles)] if options.whole else []
    for count in options.recombined:
        archives.append((f"recombined-{count}", recombine(articles, count, options.seed)))
    return {
        "made": time.strftime("%Y-%m-%d"),
        "machine": machine(),
        "seed": options.seed,
        "queries": options.queries,
        "rounds": options.rounds,
        "peers": {each.peer.name: _about(each) for each in found},
        "missing": [{"name": peer.name, "install": peer.install} for peer in missing],
        "sizes": [
            _one_size(name, archive, articles, options, found, folder / name)
            for name, archive in archives
        ],
    }


def _about(each: Found) -> Figures:
    with Worker(each) as worker:
        return {**worker.call("about"), "marks": each.peer.marks}


def _one_size(
    name: str,
    archive: Iterable[Article],
    articles: Sequence[Article],
    options: Options,
    found: Sequence[Found],
    folder: Path,
) -> Figures:
    folder.mkdir(parents=True)
    analysis = default_analysis()
    documents = folder / "documents.jsonl"
    say(f"{name}: preparing documents and queries")
    count, text_bytes = write_documents(documents, prepare(archive, analysis))
    sample = sample_of(read_documents(documents), options.seed)
    queries = draw_queries(sample, analysis, options.queries, options.seed)
    del sample
    bench = Bench(found, documents, folder, options.rounds, options.seed)
    mixed = mix(queries)
    figures = {
        "name": name,
        "articles": count,
        "text_bytes": text_bytes,
        "build": build_all(bench, options.builds),
        "index_bytes": sizes_of(bench),
        "queries": ask_all(bench, {kind: queries[kind] for kind in KINDS if queries[kind]}),
        "open": open_all(bench, queries[RARE] or queries[ANY]),
        "two": two_at_once(bench, mixed),
    }
    if any(each.peer.name == TELUSUR for each in found):
        index = bench.index_of(TELUSUR)
        figures["shell"] = shell_figures(index, queries[ANY] or mixed, SHELL_RUNS * options.rounds)
        figures["web"] = web_figures(index, mixed, options.rounds)
    more, finding = more_documents(articles, count, options, analysis)
    write_documents(folder / "more.jsonl", more)
    figures["add"] = add_all(bench, folder / "more.jsonl", finding)
    return figures


def mix(queries: dict[str, list[Query]]) -> list[Query]:
    """The queries of all kinds, in turn."""
    longest = max(map(len, queries.values()))
    return list(
        chain.from_iterable(
            [drawn[at] for drawn in queries.values() if at < len(drawn)] for at in range(longest)
        )
    )


def more_documents(
    articles: Sequence[Article], count: int, options: Options, analysis: Analysis
) -> tuple[list[Document], list[Query]]:
    """Documents to be added to ``count`` others, each with a query that finds it alone."""
    words = list(_new_words(options.added))
    added = [
        replace(article, id=f"added-{word}", body=f"{article.body} {word}.")
        for article, word in zip(
            recombine(articles, options.added, options.seed + 1), words, strict=True
        )
    ]
    documents = [
        replace(document, number=count + document.number) for document in prepare(added, analysis)
    ]
    stems = [next(iter(analysis.query_tokens(word))).term for word in words]
    found_by = [
        Query(RARE, word, [stem], 0, 0, [word]) for word, stem in zip(words, stems, strict=True)
    ]
    return documents, found_by


def _new_words(count: int) -> Iterator[str]:
    """Words that no article holds."""
    for _number, letters in zip(range(count), product(string.ascii_lowercase, repeat=2)):  # noqa: B905
        yield "zqxv" + "".join(letters)


def machine() -> Figures:
    """What the figures were made on."""
    cpu = platform.processor()
    known = Path("/proc/cpuinfo")
    if known.exists():
        lines = known.read_text("utf-8", "replace").splitlines()
        cpu = next((line.split(":")[1].strip() for line in lines if "model name" in line), cpu)
    return {
        "cpu": cpu,
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
    }
