"""The sample reads whole: every format, every field, nothing that should be left out."""

from collections import Counter
from urllib.parse import urlsplit

import pytest

from corpus import Article, Document, open_source, read
from corpus.sample import sample_path


@pytest.fixture(scope="module")
def sample():
    return list(read(sample_path()))


def test_everything_in_it_is_an_article(sample):
    assert all(isinstance(item, Article) for item in sample), sample
    assert len(sample) >= 60
    assert len({article.id for article in sample}) == len(sample)


def test_every_format_is_there_and_nothing_else():
    names = [document.name for document in open_source(sample_path())]
    folders = {name.split("/")[0] for name in names}
    assert folders == {"teks", "markdown", "jsonl", "html", "json", "csv", "umpan", "wordpress"}
    assert all(isinstance(document, Document) for document in open_source(sample_path()))


def test_records_give_all_their_fields(sample):
    for article in sample:
        where = article.origin
        assert article.source, where
        assert len(article.paragraphs) > 2, where
        if "/teks/" in where:
            continue  # plain text has no place for them
        assert article.published, where
        assert article.category, where
        assert article.author, where
        assert urlsplit(article.url or "").hostname, where
        assert not article.made, where


def test_no_dateline_byline_or_markup_is_left_in_a_body(sample):
    for article in sample:
        first = article.paragraphs[0]
        assert " - " not in first[:40], article
        assert " – " not in first[:40], article
        assert "<" not in article.body, article
        assert "Baca juga" not in article.body, article
        assert "�" not in article.body, article


def test_drafts_pages_and_attachments_of_the_export_are_left_out(sample):
    posts = [article for article in sample if "/wordpress/" in article.origin]
    assert len(posts) == 4


def test_sources_are_spelt_alike(sample):
    assert len(Counter(article.source for article in sample)) >= 4
