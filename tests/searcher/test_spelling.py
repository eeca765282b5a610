"""What a misspelt word may be: the slips, their order, and two slips at once."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.slips import LETTERS, BloomFilter, slips_of
from searcher.spelling import MOST_LETTERS, corrections, one_slip, slip_cost, slips_between


class Words:
    """A vocabulary that is a dictionary."""

    def __init__(self, /, **words):
        self.words = words

    def frequency(self, form):
        return self.words.get(form, 0)

    def held(self, texts):
        return {text: self.words[text] for text in texts if text in self.words}

    def held_near(self, word):
        return self.held(slips_of(word))

    def rare_near(self, word):
        return {}

    def common_words(self, letter, length):
        return [word for word in self.words if word[0] == letter and len(word) == length]


WORDS = Words(
    banjir=800,
    bandar=300,
    jokowi=5000,
    widodo=4000,
    gempa=500,
    gerilyawan=40,
    pemerintah=15000,
    lahar=27,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bajir", "banjir"),
        ("bannjir", "banjir"),
        ("banjor", "banjir"),
        ("bajnir", "banjir"),
        ("anjir", "banjir"),
        ("sbanjir", "banjir"),
        ("jokwi", "jokowi"),
        ("pemrentah", "pemerintah"),
        ("gerliyawn", "gerilyawan"),
    ],
)
def test_a_slip_is_set_right(typed, meant):
    assert corrections(typed, WORDS)[0].word == meant


@pytest.mark.parametrize("typed", ["", "ab", "xyzzyx", "gmp", "x" * 200, "банжир", "12345"])
def test_what_is_like_nothing_is_left(typed):
    assert corrections(typed, WORDS) == []


def test_of_equal_slips_the_commoner_word_is_meant():
    words = Words(kata=9000, kaca=50)
    assert [each.word for each in corrections("kama", words)] == ["kata", "kaca"]


def test_a_letter_left_out_is_likelier_than_one_replaced():
    words = Words(suram=100, suara=400)
    assert corrections("suarm", words)[0].word == "suram"


def test_the_first_letter_is_rarely_wrong():
    words = Words(padang=100, badan=100)
    assert corrections("padan", words)[0].word == "padang"


@pytest.mark.parametrize(
    ("likelier", "rarer", "meant"),
    [
        ("bajir", "bxanjir", "banjir"),  # a letter left out, and a strange one put in
        ("bannjir", "bankjir", "banjir"),  # doubled
        ("banjor", "banjxr", "banjir"),  # a key beside the right one
        ("bnajir", "abnjir", "banjir"),  # in the first letter
        ("bajnir", "banjxr", "banjir"),  # swapped, and replaced
    ],
)
def test_how_probable_a_slip_is(likelier, rarer, meant):
    assert slip_cost(likelier, meant) < slip_cost(rarer, meant)


@pytest.mark.parametrize("typed", ["terilyawn", "gxriljawan"])
def test_two_slips_are_never_in_the_first_letter_and_lead_to_common_words(typed):
    words = Words(gerilyawan=40)
    found = [each.word for each in corrections(typed, words)]
    assert found == (["gerilyawan"] if typed[0] == "g" else [])


letters = st.text(string.ascii_lowercase, min_size=4, max_size=12)


@given(letters, st.data())
def test_every_single_slip_leads_back(word, data):
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    head, tail = word[:place], word[place:]
    for typed in (
        head + letter + tail,
        head + tail[1:],
        head + letter + tail[1:],
        head + tail[1:2] + tail[:1] + tail[2:],
    ):
        found = [each.word for each in one_slip(typed, Words(**{word: 5}).held_near)]
        assert found == [word] * (typed != word)


@given(letters, letters)
def test_slips_are_counted_alike_both_ways(one, other):
    slips = slips_between(one, other, 99)
    assert slips == slips_between(other, one, 99)
    assert (slips == 0) == (one == other)
    assert abs(len(one) - len(other)) <= slips <= max(len(one), len(other))
    assert slips_between(one, other, 2) == min(slips, 3)


@given(st.text(max_size=MOST_LETTERS + 5))
def test_no_word_raises(word):
    assert all(each.documents for each in corrections(word, WORDS))


@given(st.text("abcé-", max_size=8), st.lists(st.text("abcé-", max_size=8), max_size=20))
def test_near_a_word_is_what_is_one_slip_away_and_passes(word, texts):
    slips = slips_of(word)
    texts += sorted(slips)[::7]
    held = BloomFilter([text.encode() for text in texts])
    near = held.near(word)
    assert near == {text for text in slips if held.passes(text)}
    assert near >= slips & {*texts}
