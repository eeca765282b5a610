"""Facets over an archive whose sources do not agree on capitals."""

from __future__ import annotations

from corpus import Article
from index import ArticleIndex
from searcher import Searcher
from searcher.results import FacetCount


def test_spellings_that_differ_in_case_are_one_name(tmp_path):
    articles = [
        Article("1", "Satu", "isi", source="KABAR", category="nasional"),
        Article("2", "Dua", "isi", source="Kabar", category="Nasional"),
        Article("3", "Tiga", "isi", source="Kabar", category="Nasional"),
    ]
    ArticleIndex.create(tmp_path / "i").update(articles)
    with Searcher(tmp_path / "i") as searcher:
        facets = searcher.search("isi", source="kabar").facets
        assert facets.source == (FacetCount("Kabar", 3, True),)
        assert facets.category == (FacetCount("Nasional", 3, False),)
