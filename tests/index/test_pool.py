"""The pool that sorts numbers gives what the plain one gives that keeps every word by its form."""

import gzip
import json
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import read
from corpus.sample import sample_path
from index.analysis.pipeline import Analysis, default_analysis
from index.segment import pool as pool_module
from index.segment.pool import TermPool
from tests.index.plain_pool import PlainPool, one_by_one

WORDS = st.sampled_from(
    [
        *("ibukota", "di", "antikorupsi", "Ma'ruf", "ma’ruf", "U-23", "u23", "14/9/2019", "Rp2,5"),
        *(
            "juta",
            "anak-anak",
            "membaca",
            "dibaca",
            "baca",
            "17.30",
            "PDI-P",
            "@akun",
            "denganlagu",
        ),
        *("surat@contoh.id", "contoh.id/a-b", "pemerintahan", "5%", "covid", "19", "a"),
    ]
)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)
DOCUMENTS = st.lists(st.tuples(TEXTS, TEXTS, st.sets(st.sampled_from("xyz"))), max_size=8)
NAMES = frozenset(("jokowi", "sangiran", "pertamina"))


def both(documents, analysis, fields=("title", "body")):
    """The two pools with the same documents; they count the same words."""
    lean, plain = TermPool(analysis), PlainPool(analysis)
    for docnum, document in enumerate(documents):
        *texts, names = document
        for field, text in zip(fields, texts, strict=True):
            if text:
                words = lean.add_text(field, 3 * docnum, text)
                assert words == plain.add_text(field, 3 * docnum, text)
        for pool in (lean, plain):
            pool.add_names("author", 3 * docnum, sorted(names))
    return lean, plain


@given(DOCUMENTS)
@settings(max_examples=200)
def test_random_documents(documents):
    lean, plain = both(documents, default_analysis())
    assert list(one_by_one(lean)) == list(plain)


WRITTEN = st.builds(
    lambda word, writing: writing(word),
    st.sampled_from(["sangiran", "denganlagu", "ibukota", "baca", "ma’ruf", "anak-anak"]),
    st.sampled_from([str.lower, str.upper, str.capitalize]),
)


@given(st.lists(st.lists(WRITTEN, max_size=8).map(" ".join), max_size=5))
@settings(max_examples=200)
def test_a_word_in_any_capitals_after_any_other(texts):
    # "sangiran" is two words that lost their blank, "Sangiran" a name.
    lean, plain = both([(text, "", ()) for text in texts], default_analysis())
    assert list(one_by_one(lean)) == list(plain)


def test_a_word_with_other_capitals_is_not_analysed_anew():
    seen = []
    analysis = Analysis()
    plain_form = analysis.plain_form
    analysis.plain_form = lambda chunk: seen.append(chunk) or plain_form(chunk)
    TermPool(analysis).add_text("body", 0, "Pemerintahan pemerintahan PEMERINTAHAN")
    assert seen == ["pemerintahan"]


@given(DOCUMENTS)
@settings(max_examples=30)
def test_what_is_sorted_in_two_threads_is_sorted_alike(documents):
    lean, plain = both(documents, default_analysis())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool_module, "MANY_WORDS", 0)
        lean.sort()
    assert list(one_by_one(lean)) == list(plain)


@given(DOCUMENTS)
@settings(max_examples=30)
def test_fields_in_any_order_of_names(documents):
    lean, plain = both(documents, Analysis(NAMES), fields=("zusatz", "badan"))
    assert list(one_by_one(lean)) == list(plain)


def test_the_sample():
    documents = [(found.title, found.body, {found.source or ""}) for found in read(sample_path())]
    lean, plain = both(documents, Analysis(NAMES))
    assert list(one_by_one(lean)) == list(plain)


@pytest.mark.archive
def test_real_articles(shared_data):
    with gzip.open(shared_data / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, 0, None, 50)]
    documents = [(found["title"] or "", found["body"] or "", {found["id"]}) for found in records]
    lean, plain = both(documents, Analysis(NAMES))
    assert list(one_by_one(lean)) == list(plain)


def test_batches_are_bounded_and_hold_everything(monkeypatch):
    documents = [(found.title, found.body, {found.id}) for found in read(sample_path())]
    lean, _ = both(documents, default_analysis())
    whole = {field: list(lean.batches(field)) for field in lean.fields}
    assert lean.fields == ["author", "body", "forms", "title"]
    monkeypatch.setattr(pool_module, "BATCH_POSTINGS", 100)
    for field, (one,) in whole.items():
        parts = list(lean.batches(field))
        assert len(parts) > 1 or len(one.documents) <= 100
        for column in range(len(one)):
            joined = parts[0][column][:0]
            for part in parts:
                joined += part[column]
            assert joined == one[column]
        for part in parts:
            assert sum(part.frequencies) == len(part.documents)
            assert sum(part.frequencies[:-1]) < 100
    assert list(lean.batches("category")) == []


def test_names_have_neither_counts_nor_gaps_and_forms_no_gaps():
    lean, _ = both([("", "satu dua", {"x"})], default_analysis())
    (author,) = lean.batches("author")
    assert not author.counts
    assert not author.gaps
    (forms,) = lean.batches("forms")
    assert list(forms.counts) == [1, 1]
    assert not forms.gaps


def test_memory_grows_with_the_words_and_ends_with_them():
    pool = TermPool(default_analysis())
    assert pool.memory == 0
    pool.add_text("body", 0, "satu dua")
    before = pool.memory
    pool.add_text("body", 1, "satu dua " * 10_000)
    assert pool.memory >= before + 20_000 * pool_module.BYTES_PER_WORD
    pool.clear()
    assert pool.memory == 0
    assert list(one_by_one(pool)) == []


def test_one_pool_after_the_other_analyses_a_word_once():
    seen = []
    analysis = Analysis()
    plain_form = analysis.plain_form
    analysis.plain_form = lambda chunk: seen.append(chunk) or plain_form(chunk)
    for text in ("satu dua dua", "dua tiga satu"):
        TermPool(analysis).add_text("body", 0, text)
    assert seen == ["satu", "dua", "tiga"]


def test_a_vocabulary_that_has_become_large_is_left_behind(monkeypatch):
    monkeypatch.setattr("index.analysis.pipeline.MOST_CHUNKS", 2)
    analysis = Analysis()
    first = analysis.vocabulary()
    first.read("satu dua")
    assert analysis.vocabulary() is first
    first.read("tiga")
    assert analysis.vocabulary() is not first
