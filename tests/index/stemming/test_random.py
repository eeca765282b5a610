"""Random text: nothing raises, nothing comes out empty, the same word has the same stem."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis.stemming import Chain

PIECES = (
    *("me", "mem", "men", "meng", "meny", "menge", "pe", "pem", "pen", "per", "ber", "be", "ter"),
    *("di", "ke", "se", "ku", "kan", "an", "i", "nya", "lah", "kah", "pun", "mu", "-", "'", "7"),
    *("a", "n", "ny", "ng", "jual", "beli", "ajar", "kata", "tulis", "zz", "é", "ß", "字", "ı"),
)
SHARED = Chain({"zulhas"})


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=40))
def test_any_text(word: str) -> None:
    assert SHARED(word) == SHARED.stem(word) == Chain({"zulhas"}).stem(word)


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join))
def test_heaps_of_affixes(word: str) -> None:
    found = SHARED.stem(word)
    assert found.term
    assert found.rule
    assert SHARED.stem(word) == found


def test_a_very_long_word() -> None:
    assert SHARED.stem("nya" * 20_000).term
    assert SHARED.stem("-".join(["anak"] * 5_000)).term


def test_order_of_asking_does_not_matter() -> None:
    words = ["menulis", "penulisan", "menjualnya", "zulhas", "anak-anak", "2019", "mississippo"] * 3
    first = [Chain()(word) for word in words]
    shuffled = words[:]
    random.Random(7).shuffle(shuffled)
    other = Chain()
    for word in shuffled:
        other(word)
    assert [other(word) for word in words] == first
