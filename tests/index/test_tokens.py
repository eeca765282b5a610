"""What a text is cut into: a table for each kind of token, and random text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import analyze, default_analysis
from index.analysis.pipeline import LONGEST_TERM


def laid_out(tokens):
    """Terms by place, those of one place joined by ``|``."""
    places = {}
    for token in tokens:
        places.setdefault(token.position, []).append(token.term)
    last = max(places, default=-1)
    return " ".join("|".join(places.get(place, ["_"])) for place in range(last + 1))


def indexed(text):
    return laid_out(analyze(text))


def asked(text):
    return laid_out(default_analysis().query_tokens(text))


NUMBERS = [
    ("1.000.000", "1000000"),
    ("1,000,000", "1000000"),
    ("1000000", "1000000"),
    ("1.000", "1000"),
    ("1.234,50", "1234,5"),
    ("3,5", "3,5"),
    ("3,50", "3,5"),
    ("2.5", "2,5"),
    ("5%", "5 persen"),
    ("5 %", "5 persen"),
    ("12,5 persen", "12,5 persen"),
    ("2-1", "2 1"),
    ("27 ayat (3)", "27 ayat 3"),
]
TIMES = [
    ("17.30 WIB", "17.30 wib"),
    ("pukul 17:30", "pukul 17.30"),
    ("07.00", "7.00"),
]
TOGETHER = [
    ("U-23", "u23|u 23", "u23"),
    ("U23", "u23|u 23", "u23"),
    ("U 23", "u23|u 23", "u23"),
    ("covid-19", "covid19|covid 19", "covid19"),
    ("Covid19", "covid19|covid 19", "covid19"),
    ("covid 19", "covid19|covid 19", "covid19"),
    ("PDI-P", "pdip|pdi|p", "pdip"),
    ("k-pop", "kpop|k|pop", "kpop"),
    ("5km", "5km|5 km", "5km"),
    ("ke-19", "ke19|ke 19", "ke19"),
    ("Soekarno-Hatta", "soekarno-hatta|sukarno hatta", "sukarno hatta"),
    ("@akun_resmi", "@akun_resmi|akun|resmi", "@akun_resmi"),
    ("detik.com", "detik.com|detik com", "detik.com"),
    (
        "https://www.detik.com/a/b?x=1",
        "detik.com/a/b|detik.com|detik com a b x 1",
        "detik.com/a/b",
    ),
    ("a@b.co.id", "a@b.co.id|a b co id", "a@b.co.id"),
]
DATES = ["14/9/2019", "14 September 2019", "14 Sept 2019", "14-09-2019", "14.9.2019", "2019-09-14"]
MONEY = [
    ("Rp1,5 triliun", "rp1500000000000"),
    ("Rp 1.500.000.000.000", "rp1500000000000"),
    ("Rp. 1,5 T", "rp1500000000000"),
    ("rp 1500 miliar", "rp1500000000000"),
    ("Rp2,5", "rp2,5"),
    ("Rp 2,5", "rp2,5"),
    ("Rp 5.000,-", "rp5000"),
    ("Rp 5 ribu", "rp5000"),
    ("US$ 2,5 juta", "usd2500000"),
]


@pytest.mark.parametrize(("text", "terms"), NUMBERS + TIMES)
def test_a_number_has_one_form(text, terms):
    assert indexed(text) == asked(text) == terms


@pytest.mark.parametrize(("text", "whole_and_parts", "canonical"), TOGETHER)
def test_what_is_written_together_is_indexed_whole_and_in_parts(text, whole_and_parts, canonical):
    assert indexed(text) == whole_and_parts
    assert [word for word in asked(text).split() if word != "_"] == canonical.split()


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_the_same_however_it_is_written(text):
    assert [t.term for t in default_analysis().query_tokens(text)] == ["2019-09-14"]
    assert indexed(f"pada {text} lalu") == "pada 2019-09-14|14 september 2019 lalu"


def test_a_day_without_its_year_and_what_is_no_date():
    assert indexed("(14/9)") == "14 september|9"
    assert asked("14/9") == "14 september"
    assert indexed("45/67/2019") == "45 67 2019"


@pytest.mark.parametrize(("text", "amount"), MONEY)
def test_an_amount_is_the_same_however_it_is_written(text, amount):
    assert [t.term for t in default_analysis().query_tokens(text)] == [amount]
    places = indexed(f"dana {text} untuk").split()
    assert len(places) == 5
    assert places[1].startswith(f"{amount}|")
    assert places[4] == "untuk"


def test_a_large_number_in_words():
    assert indexed("1,5 juta orang") == "1,5 1500000|juta orang"
    assert [t.term for t in default_analysis().query_tokens("1,5 juta")] == ["1500000"]


@pytest.mark.parametrize("text", ["anak-anak", "anak2", "Anak‑anak"])
def test_a_word_said_twice_is_one_token(text):
    (token,) = analyze(text)
    assert (token.term, token.rule) == ("anak", "reduplication")


@pytest.mark.parametrize(
    ("one", "other"), [("Ma'ruf", "maruf"), ("Jum’at", "Jumat"), ("Qur‘an", "quran")]
)
def test_an_apostrophe_means_nothing(one, other):
    assert [(t.term, t.form) for t in analyze(one)] == [(t.term, t.form) for t in analyze(other)]


def occurs(phrase, text):
    """Whether a phrase is found in a text: all its terms at the same distances."""
    wanted = [(t.position, t.term) for t in default_analysis().query_tokens(phrase)]
    here = {(t.position, t.term) for t in analyze(text)}
    starts = range(-len(phrase), len(text))
    return any(all((start + place, term) in here for place, term in wanted) for start in starts)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("ibu kota", "kota ibu", False),
        ("ibu kota", "di ibu kota itu", True),
        ("27 ayat (3)", "Pasal 27 ayat (3) UUD", True),
        ("27 ayat 3", "Pasal 27 ayat (3) UUD", True),
        ("timnas U-23 Indonesia", "laga timnas U23 Indonesia kemarin", True),
        ("timnas U23 Indonesia", "laga timnas U-23 Indonesia kemarin", True),
        ("covid 19 di", "positif covid-19 di Jakarta", True),
        ("kader PDIP Jawa", "para kader PDI-P Jawa Tengah", True),
        ("bandara Soekarno Hatta", "bandara Soekarno-Hatta ditutup", True),
        ("bandara Soekarno-Hatta ditutup", "bandara Soekarno Hatta ditutup", True),
        ("dana Rp 1,5 triliun untuk", "dana Rp1.500.000.000.000 untuk jalan", True),
        ("5.000 per kilogram", "seharga Rp 5.000 per kilogram", True),
        ("pada 14 September 2019 di", "terjadi pada (14/9/2019) di", True),
        ("14 September", "Sabtu (14/9) malam", True),
        ("naik 5 persen", "harga naik 5% lagi", True),
    ],
)
def test_a_phrase_is_found_in_any_writing(phrase, text, found):
    assert occurs(phrase, text) is found


SNIPPETS = st.sampled_from(
    [text for text, *_ in NUMBERS + TIMES + TOGETHER + MONEY]
    + DATES
    + ["Ma'ruf", "anak-anak", "%", "Rp", "@", "1/2", "ﬁ½²", "e\u0301", "İ", "-", "x" * 70, "٣,٥"]
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(SNIPPETS, st.sampled_from(list(" .,-/:%@’\n"))), max_size=12).map("".join),
)


@given(TEXTS)
def test_any_text_is_cut_soundly(text):
    analysis = default_analysis()
    tokens = list(analysis.tokens(text))
    places = [token.position for token in tokens]
    assert places == sorted(places)
    assert len({(t.position, t.term) for t in tokens}) == len(tokens)
    for token in tokens:
        assert text[token.start : token.end] == token.surface
        assert token.surface
        assert 0 < len(token.form) <= LONGEST_TERM
        assert 0 < len(token.term) <= LONGEST_TERM
        assert analysis.term_of(token.form) == token.term
    assert set(analysis.query_tokens(text)) <= set(tokens)
    assert analysis.positions_of(text) == {
        term: [t.position for t in tokens if t.term == term]
        for term in dict.fromkeys(t.term for t in tokens)
    }


@given(TEXTS)
def test_every_letter_and_digit_is_in_some_token(text):
    covered = {place for t in analyze(text) for place in range(t.start, t.end)}
    assert all(
        place in covered for place, sign in enumerate(text) if sign.isalnum() and sign != "ʼ"
    )


@pytest.mark.parametrize(
    ("chunk", "parts"),
    [
        ("denganlagu", ("dengan", "lagu")),
        ("KeputusanAmerika", ("keputusan", "amerika")),
        ("makanantelah", ("makanan", "telah")),
        ("Desainrumah", ("desain", "rumah")),
        ("negaradi", ("negara", "di")),
        ("Sangiran", ()),  # a name, not sang Iran
        ("Kalibata", ()),
        ("pemerintah", ()),
        ("xyzzyqwert", ()),
        ("lagu", ()),
    ],
)
def test_words_that_lost_the_blank_between_them_are_found_by_each(chunk, parts):
    analysis = default_analysis()
    assert analysis.run_together(chunk) == parts
    terms = {token.form for token in analysis.tokens(chunk)}
    assert set(parts) <= terms
    assert [token.form for token in analysis.query_tokens(chunk)] == [analysis.surface(chunk)]
