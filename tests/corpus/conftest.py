"""Shared by the tests of the readers: writing a source and reading it back."""

import gzip

import pytest

from corpus import Article, Unreadable, read


class Desk:
    """A folder to put sources into, and what reading them gives."""

    def __init__(self, folder):
        self.folder = folder

    def put(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def put_gzip(self, name, content):
        return self.put(
            name, gzip.compress(content if isinstance(content, bytes) else content.encode())
        )

    def read(self, name, content):
        return list(read(self.put(name, content)))

    def articles(self, name, content):
        found = self.read(name, content)
        assert all(isinstance(item, Article) for item in found), found
        return found

    def article(self, name, content):
        (article,) = self.articles(name, content)
        return article

    def fault(self, name, content):
        (fault,) = self.read(name, content)
        assert isinstance(fault, Unreadable), fault
        return fault


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)
