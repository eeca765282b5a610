"""The chain that the tests of stemming share."""

import pytest

from index.analysis.stemming import Chain


@pytest.fixture(scope="session")
def chain() -> Chain:
    """The chain as a small archive would have it: a handful of names."""
    return Chain({"zulhas", "ciletuk", "marquez", "perhubungan"})
