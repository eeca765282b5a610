"""Each hit says why it was found, and the parts of its score are the score."""

import pytest

from corpus import Article
from searcher import Searcher, SearchRequest, to_builtins
from searcher.explain import MOST_FORMS

ARTICLES = [
    Article(
        id="tangkap",
        title="Penangkapan di pelabuhan",
        body="Dua orang tertangkap. Polisi menangkap mereka setelah penangkapan pertama.",
        published=None,
    ),
    Article(id="ikan", title="Nelayan", body="Nelayan menangkap ikan di ibu kota."),
    Article(
        id="kota", title="Ibu kota", body="Warga ibu kota menunggu banjir surut.", source="Warta"
    ),
    Article(id="banjir", title="Banjir", body="Banjir setinggi lutut di kota.", source="Warta"),
]
QUERIES = (
    "ditangkap",
    "ditangkap di pelabuhan",
    "siapa tertangkap di kota",
    '"ibu kota" banjir',
    "nang* banjir",
    "nel* DAN ikan",
    "(banjir DAN ikan) ATAU kota",
    "banjir sumber:warta -lutut",
    "judul:banjir kota",
    "BUKAN ikan",
    "BUKAN (BUKAN banjir)",
    "yang di",
    "+kota warga menunggu banjir surut Lutut",
    "sumber:warta",
)


@pytest.fixture(scope="module")
def searcher(make_index):
    with Searcher(make_index(ARTICLES[:2], ARTICLES[2:])) as searcher:
        yield searcher


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("sort", ["relevance", "newest"])
def test_the_parts_sum_to_the_score(searcher, query, sort):
    hits = searcher.search(query, sort=sort, explain=True).hits
    assert hits
    for hit in hits:
        parts = to_builtins(hit.why.parts)
        assert sum(parts.values()) == pytest.approx(hit.score, abs=1e-6)
        words = hit.why.words
        assert sum(word.stems_score for word in words) == pytest.approx(hit.why.parts.stems)
        assert sum(word.forms_score for word in words) == pytest.approx(hit.why.parts.forms)
        assert min(parts.values()) >= 0


def test_a_word_tells_its_stem_and_the_forms_found(searcher):
    (hit,) = [h for h in searcher.search("ditangkap", explain=True).hits if h.id == "tangkap"]
    (word,) = hit.why.words
    assert (word.typed, word.stem, word.kind) == ("ditangkap", "tangkap", "content")
    assert {form.form: form.count for form in word.forms} == {
        "penangkapan": 2,
        "tertangkap": 1,
        "menangkap": 1,
    }
    assert (word.title, word.body) == (1, 3)
    assert word.forms[0].form == "penangkapan"
    assert len(word.forms) <= MOST_FORMS
    assert word.forms_score == 0 < word.stems_score


def test_a_phrase_counts_where_it_stands(searcher):
    hits = {hit.id: hit for hit in searcher.search('"ibu kota" banjir', explain=True).hits}
    phrase, banjir = hits["kota"].why.words
    assert (phrase.kind, phrase.title, phrase.body) == ("phrase", 1, 1)
    assert (banjir.title, banjir.body) == (0, 1)
    assert hits["kota"].why.all_words
    assert not hits["ikan"].why.all_words


def test_a_word_that_the_article_lacks_is_told_too(searcher):
    hits = {hit.id: hit for hit in searcher.search("nelayan banjir", explain=True).hits}
    nelayan, banjir = hits["ikan"].why.words
    assert (banjir.title, banjir.body, banjir.forms, banjir.stems_score) == (0, 0, (), 0)
    assert nelayan.stems_score > 0


def test_it_is_told_only_if_asked_for(searcher):
    assert searcher.search("banjir").hits[0].why is None
    (first, *_) = searcher.search(SearchRequest("lutut banjir", explain=True)).hits
    made = to_builtins(first)["why"]
    assert set(made) == {"words", "parts", "all_words"}
    assert set(made["parts"]) == {"stems", "forms", "first", "near", "recency"}
    assert list(made["words"][1]["forms"]) == [{"form": "banjir", "count": 2}]


def test_function_words_are_told_as_such(searcher):
    hit = searcher.search("siapa tertangkap di kota", explain=True).hits[0]
    kinds = {word.typed: word.kind for word in hit.why.words}
    assert kinds == {
        "siapa": "question",
        "tertangkap": "content",
        "di": "function",
        "kota": "content",
    }
