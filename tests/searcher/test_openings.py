"""Two openings are alike if four fifths of the words of either are in both."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from searcher.openings import SAME, Opening

WORDS = st.lists(
    st.one_of(st.sampled_from([*"abcdefghij", "kata", "KATA", "é", "٣", "a_b", "İ"]), st.text()),
    max_size=40,
)
GAPS = st.sampled_from([" ", "  ", "-", ", ", "\n", "’", "–"])


def words_of(text):
    return set(re.findall(r"\w+", text.lower()))


@given(WORDS, WORDS, GAPS)
@example([], [], " ")
@example(list("abcde"), list("abcd"), " ")
@example(list("abcdef"), list("abcd"), " ")
def test_as_sets_of_words_say(one, other, gap):
    one, other = gap.join(one), gap.join(other)
    mine, theirs = words_of(one), words_of(other)
    least = SAME * max(len(mine), len(theirs))
    alike = min(len(mine), len(theirs)) >= least and len(mine & theirs) >= least
    assert len(Opening(one)) == len(mine)
    assert Opening(one).is_like(Opening(other)) == alike
    assert Opening(other).is_like(Opening(one)) == alike


def test_words_in_another_order_with_other_capitals_and_signs():
    assert Opening("Banjir di Kota, kata warga").is_like(Opening("WARGA: banjir di kota (kata)"))
    assert not Opening("satu dua tiga empat").is_like(Opening("satu dua tiga lima"))
