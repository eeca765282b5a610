"""A pattern that waits until it is used does what one that is compiled at once does."""

import re

from index.patterns import pattern


def test_a_pattern_is_compiled_when_it_is_first_used(monkeypatch):
    late = pattern("a+")
    assert late.fullmatch("aa")[0] == "aa"
    assert late.findall("a baa") == re.findall("a+", "a baa")
    monkeypatch.setattr("index.patterns.re.compile", None)
    assert late.fullmatch("b") is None
