"""Names learned from capitals."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis.naming import NameTally, learn_names

TEXT = "Warga kota Bekasi dan Maluku datang ke rumah Bekasi.\nPergi ke kota. Menurut warga, ada.\n"


def test_a_word_capitalised_in_mid_sentence_is_a_name() -> None:
    names = learn_names([TEXT] * 25)
    assert names == {"bekasi", "maluku"}


def test_a_word_seen_too_seldom_is_none() -> None:
    assert "maluku" not in learn_names([TEXT] * 24)


def test_a_word_also_written_small_is_none() -> None:
    assert "presiden" not in learn_names(["kata Presiden itu"] * 90 + ["kata presiden itu"] * 10)
    assert "presiden" in learn_names(["kata Presiden itu"] * 95 + ["kata presiden itu"] * 5)


def test_the_first_word_of_a_sentence_tells_nothing() -> None:
    assert learn_names(["Rumah. Rumah! Rumah? “Rumah besar itu"] * 50) == frozenset()


def test_headings_tell_nothing() -> None:
    assert learn_names(["Warga Datang Ke Rumah Besar Pagi Ini"] * 50) == frozenset()


def test_tallies_add_up() -> None:
    one, other, whole = NameTally(), NameTally(), NameTally()
    for number in range(30):
        (one if number % 2 else other).add(TEXT)
        whole.add(TEXT)
    one.merge(other)
    assert one.names() == whole.names() == {"bekasi", "maluku"}


MID_SENTENCE = re.compile(r" (?<=[\w,] )([^\W\d_]+(?:['’ʼ][^\W\d_]+)*)(?![\w’'ʼ])")
PIECES = [
    *(
        "kata",
        "Kata",
        "KATA",
        "a",
        "É",
        "²",
        "字",
        "٣",
        "1",
        "_",
        "@",
        "$",
        "+",
        "\u0301",
        "-",
        ".",
    ),
    *(
        "'",
        "’",
        "ʼ",
        "‘",
        ",",
        " ",
        " ",
        " ",
        " ",
        "\u0301",
        "\u00a0",
        "\n",
        "😊",
        "ab cd",
        "Ab Cd",
        ", x",
    ),
]


def counted_plainly(text):
    seen = Counter()
    for line in text.split("\n"):
        words = MID_SENTENCE.findall(line)
        if words and sum(map(str.islower, words)) >= len(words) / 2:
            seen.update(words)
    return seen


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@settings(max_examples=1000)
def test_words_within_sentences_are_counted_as_the_pattern_finds_them(text):
    tally = NameTally()
    tally.add(text)
    counts = zip(tally._words.chunks, tally._counts, strict=True)
    assert {word: count for word, count in counts if count} == counted_plainly(text)
