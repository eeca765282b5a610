"""Every peer that is installed answers as many articles as a plain look at their terms finds."""

import pytest

from bench.documents import prepare, write_documents
from bench.peers import PEERS, TELUSUR, look_for
from bench.peers.base import HITS
from bench.queries import ALL, ANY, DATED, PHRASE, PREFIX, RARE, Query, draw_queries, to_json
from bench.workers import Worker, WorkerFailed
from corpus import Article, read
from corpus.sample import sample_path
from index.analysis import default_analysis

pytestmark = pytest.mark.slow
FOUND = {each.peer.name: each for each in look_for()[0]}
STEMS_ONLY = [peer.name for peer in PEERS if peer.name != TELUSUR]


@pytest.fixture(scope="module")
def documents():
    articles = (item for item in read(sample_path()) if isinstance(item, Article))
    return list(prepare(articles, default_analysis()))


@pytest.fixture(scope="module", params=STEMS_ONLY)
def worker(request, documents, tmp_path_factory):
    """A worker with an open index of all but the last five documents, and the kinds it can."""
    if request.param not in FOUND:
        pytest.skip(f"{request.param} is not installed")
    folder = tmp_path_factory.mktemp("engine")
    write_documents(folder / "documents.jsonl", documents[:-5])
    write_documents(folder / "more.jsonl", documents[-5:])
    with Worker(FOUND[request.param]) as started:
        index = str(folder / "index")
        built = started.call("build", documents=str(folder / "documents.jsonl"), folder=index)
        assert built["indexing"] > 0
        started.call("open", folder=index)
        yield started, folder


def matches(query, document):
    """Whether a document should be found, by its terms and its day alone."""
    terms = document.terms.split(" ")
    if query.kind == PREFIX:
        return any(term.startswith(query.stems[0]) for term in terms)
    if query.kind == PHRASE:
        return f" {' '.join(query.stems)} " in f" {document.terms} "
    if query.kind == DATED and not query.since <= document.day <= query.until:
        return False
    return (all if query.kind == ALL else any)(stem in terms for stem in query.stems)


@pytest.mark.parametrize("kind", [RARE, ANY, ALL, PHRASE, PREFIX, DATED])
def test_as_many_are_found_as_there_are(kind, worker, documents):
    started, _folder = worker
    if kind not in started.call("about")["kinds"]:
        pytest.skip(f"{started.name} cannot answer: {kind}")
    drawn = draw_queries(documents, default_analysis(), 12, seed=9)[kind]
    expected = [min(HITS, sum(matches(q, d) for d in documents[:-5])) for q in drawn]
    assert any(expected)
    for mode in ("ids", "hits"):
        assert started.call("ask", mode=mode, queries=to_json(drawn))["found"] == expected


def test_what_is_added_is_found(worker, documents):
    started, folder = worker
    if not started.call("about")["grows"]:
        pytest.skip(f"nothing can be added to {started.name}")
    queries = [Query(ALL, "", d.terms.split()[:40], 0, 0, []) for d in documents[-5:]]
    assert started.call("ask", mode="ids", queries=to_json(queries))["found"] == [0] * 5
    more = str(folder / "more.jsonl")
    times = started.call("add", documents=more, queries=to_json(queries))["ms"]
    assert len(times) == 5
    assert min(times) > 0


def test_a_worker_that_fails_is_told_of(tmp_path):
    with Worker(FOUND["fts5"]) as started, pytest.raises(WorkerFailed, match="fts5"):
        started.call("build", documents="no such file", folder=str(tmp_path / "index"))
