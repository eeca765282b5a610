"""Acronyms are found in their file as it is written, just as if all of it had been read."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import acronyms as module
from index.acronyms import Acronym, WrittenAcronyms

# Letters in both sizes, what JSON writes otherwise, what would look like the file's own text.
TRICKS = (
    '","long":"a',
    '{"short":"ab',
    "\\",
    '"',
    "\n",
    "\N{KELVIN SIGN}",
    "İ",
    "É",
    "ß",
    "ſ",
    " ",
)
texts = st.lists(st.sampled_from((*"abABkK-'. ", *TRICKS)), max_size=6).map("".join)
acronyms = st.lists(st.builds(Acronym, texts, texts, st.integers(1, 9), texts), max_size=12)


def shorts(known, word):
    return [acronym for acronym in known if acronym.short.lower() == word]


def begun(known, word):
    return [acronym for acronym in known if acronym.long.partition(" ")[0].lower() == word]


@given(acronyms, st.lists(texts, max_size=4))
def test_what_is_found_as_written_is_what_is_there(known, words):
    asked = [*words, *(a.short for a in known), *(a.long.partition(" ")[0] for a in known)]
    for few in (0, 3, 1_000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "FEW", few)
            written = WrittenAcronyms.of(known)
            for word in map(str.lower, asked):
                assert list(written.by_short(word)) == shorts(known, word)
                assert list(written.by_first(word)) == begun(known, word)
    assert list(written) == known
    assert written[:2] == known[:2]
    assert len(written) == len(known)


def test_most_words_are_found_as_written():
    known = [
        Acronym("KPK", "Komisi Pemberantasan Korupsi", 9, 'a"b'),
        Acronym("Kpk", "Kapak", 1, "},{"),
        Acronym("DPR", "komisi", 1, "c"),
    ]
    written = WrittenAcronyms(msgspec.json.encode(known))
    assert written.by_short("kpk") == known[:2]
    assert written.by_short("dpr") == known[2:]
    assert written.by_short("kp") == []
    assert written.by_first("komisi") == [known[0], known[2]]
    assert written.by_first("kapak") == [known[1]]
    assert written.by_first("komis") == []
