"""The field ``forms``: the words of title and body as they are written, beside the stems."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from index import ArticleIndex
from index.analysis import default_analysis
from index.segment.pool import TermPool
from index.snapshot import open_snapshot
from tests.index.plain_pool import one_by_one

WORDS = ("menulis", "Tulisan", "ditulis", "banjir", "Ma'ruf", "anak-anak", "COVID-19", "ibu", "KPK")
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


def forms_of(*parts):
    return Counter(token.form for part in parts for token in default_analysis().tokens(part))


def field_of(snapshot, name):
    """The postings of a field by term: documents of the whole archive and how often each."""
    found = {}
    for segment, (_, base) in zip(snapshot.segments, snapshot.leaves(), strict=True):
        terms = segment.opened.terms
        assert not terms.dictionary(name).positions
        for term, _ in terms.terms_from(name, b""):
            documents, counts = terms.postings(name, term).read(base)
            found.setdefault(term.decode(), {}).update(zip(documents, counts, strict=True))
    return found


def expected(articles):
    found = {}
    for number, (title, body) in enumerate(articles):
        for form, count in forms_of(title, body).items():
            found.setdefault(form, {})[number] = count
    return found


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=6))
def test_the_pool_makes_stems_and_forms_of_one_pass(articles):
    pool = TermPool(default_analysis())
    for docnum, (title, body) in enumerate(articles):
        for name, text in (("title", title), ("body", body)):
            words = pool.add_text(name, docnum, text)
            assert words == len(list(default_analysis().tokens(text)))
    found = {}
    stems = Counter()
    for (name, term), postings in one_by_one(pool):
        if name == "forms":
            pairs = zip(postings.documents, postings.counts, strict=True)
            found[term.decode()] = dict(pairs)
        else:
            stems[name, term.decode()] += sum(postings.counts)
    assert found == expected(articles)
    assert stems == Counter(
        (name, token.term)
        for article in articles
        for name, text in zip(("title", "body"), article, strict=True)
        for token in default_analysis().tokens(text)
    )


def test_forms_are_written_merged_and_counted(tmp_path):
    index = ArticleIndex.create(tmp_path / "index")
    pairs = [(f"Tulisan {n}", "Ia menulis tulisan. " * (n + 1)) for n in range(20)]
    for number, (title, body) in enumerate(pairs):
        index.update([Article(id=f"a{number}", title=title, body=body)])
    index.remove(["a3"])
    snapshot = open_snapshot(index.path)
    titles = {n: snapshot.record(n).title for n in range(snapshot.doc_count_all)}
    assert len(snapshot.segments) < len(pairs)
    forms = field_of(snapshot, "forms")
    for number, title in titles.items():
        if number not in snapshot.deleted:
            assert forms["tulisan"][number] == int(title.split()[1]) + 2
    assert snapshot.average_length("forms") == pytest.approx(
        snapshot.average_length("title") + snapshot.average_length("body")
    )
    assert len(snapshot.lengths("forms")) == snapshot.doc_count_all
    assert all(snapshot.lengths("forms"))


def test_an_article_without_words_has_no_forms(tmp_path):
    index = ArticleIndex.create(tmp_path / "index")
    index.update([Article(id="a", title="", body="…"), Article(id="b", title="b", body="")])
    snapshot = open_snapshot(index.path)
    assert field_of(snapshot, "forms") == {"b": {1: 1}}
    assert list(snapshot.lengths("forms")) == [0, 1]
