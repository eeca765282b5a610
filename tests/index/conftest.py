"""Fixtures of the tests of the index."""

import pytest

from index import ArticleIndex
from index import session as session_module
from tests.index.sources import write


@pytest.fixture
def index(tmp_path):
    return ArticleIndex.create(tmp_path / "index")


@pytest.fixture
def many_commits(monkeypatch):
    """A run commits after every tenth article, so that a few hundred make many segments."""
    monkeypatch.setattr(session_module, "BATCH_ARTICLES", 5)
    monkeypatch.setattr(session_module, "SEGMENT_ARTICLES", 10)
    # Names are learned from the first ten, lest the first commit wait for all.
    monkeypatch.setattr(session_module, "HELD_ARTICLES", 10)


@pytest.fixture
def home(tmp_path):
    """The index directory; sources are made beside it."""
    return tmp_path / "index"


@pytest.fixture
def folder(tmp_path):
    """Three text files, one of them in a folder within."""
    folder = tmp_path / "arsip"
    (folder / "dalam").mkdir(parents=True)
    for name in ("satu", "dua", "dalam/tiga"):
        write(folder / f"{name}.txt", name)
    return folder
