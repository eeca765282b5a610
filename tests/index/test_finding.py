"""A finder finds what going over all tokens finds."""

import threading

from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus import read
from corpus.sample import sample_path
from index.analysis.normalising import normalise
from index.analysis.pipeline import Analysis, default_analysis
from index.analysis.stemming import Stem

WORDS = st.sampled_from(
    [
        *(
            "ibukota",
            "kota",
            "Ma'ruf",
            "U-23",
            "14/9/2019",
            "Rp2,5",
            "juta",
            "anak-anak",
            "membaca",
        ),
        *(
            "membaca",
            "dibaca",
            "baca",
            "17.30",
            "denganlagu",
            "lagu",
            "surat@contoh.id",
            "pemerintahan",
        ),
    ]
)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)
# What a text may be made of so that it is hard to see where a chunk begins or ends.
PIECES = st.sampled_from(
    [
        *("kota", "Kota", "baca", "lagu", "juta", "ribu", "September", "Sept.", "Mei", "WIB", "di"),
        *(
            "5",
            "17.30",
            "14",
            "2019",
            "1,5",
            "2-1",
            "14/9",
            "1.000.000",
            "10:30",
            "3.5.2020",
            "007",
        ),
        *("Rp", "US$", "€", "%", "@", "$", "covid", "Covid-19", "U", "idr", "usd", "usai", "ide"),
        *("http://", "www.", ".com", ".co.id", "surat@", "kota.Kota", "kota.kota", "é", "kafé"),
        *("anak2", "2kota", "kota-", "-kota", "'kota'", "‘kota’", "ʼ", "ko\u0301ta", "ﬁ", "٣", "²"),
        *(" ", " ", " ", "  ", "\u00a0", "\n", "\n\n", ", ", ". ", '"', "(", ")", "“", "”", "–"),
        *("/", ":", "-", "‐", ".", ",", "_", "+", "?", "…", "<", "&"),
    ]
)
PIECED = st.lists(PIECES, max_size=20).map("".join)
TERMS = st.dictionaries(
    st.sampled_from(
        [
            *("kota", "baca", "perintah", "2019", "u23", "lagu", "anak", "2,5", "takada", "juta"),
            *(
                "september",
                "persen",
                "rp",
                "usd",
                "rp5000000",
                "2019-09-14",
                "1109",
                "1500000",
                "100",
                "14",
                "5",
                "17.30",
            ),
            *("kota.com", "surat@kota.com", "covid19", "covid", "kafe", "kafé", "di", "a", "o"),
        ]
    ),
    st.lists(st.integers(0, 5), min_size=1, max_size=2),
    max_size=4,
)
BEGINNINGS = st.lists(
    st.tuples(
        st.sampled_from(["ba", "pem", "17", "ma", "x", "ko", "sep", "u", "1"]), st.integers(6, 9)
    )
)


def found_plainly(analysis, text, wanted, beginnings):
    found = []
    for token in analysis.tokens(text):
        groups = list(wanted.get(token.term, ()))
        typed = normalise(token.surface)
        groups += [
            number
            for beginning, number in beginnings
            if token.term.startswith(beginning) or typed.startswith(beginning)
        ]
        if groups:
            found.append((token.start, token.end, token.position, token.term, tuple(groups)))
    return found


@given(st.one_of(TEXTS, PIECED), TERMS, BEGINNINGS)
@settings(max_examples=1000)
@example("Rp 5 juta, 14 September 2019 kota", {"2019": [0], "juta": [1]}, [])
@example("11’09 0,5 juta 1.109", {"1109": [0], "500000": [1]}, [])
@example("2kota kota-2 kota.kota\nkota", {"kota": [0]}, [])
def test_random_texts(text, wanted, beginnings):
    analysis = default_analysis()
    finder = analysis.finder(wanted, beginnings)
    plain = found_plainly(analysis, text, wanted, beginnings)
    assert finder.find(text) == plain
    spans = {(start, end, group) for start, end, _, _, groups in plain for group in groups}
    assert finder.spans(text) == sorted(spans)


@given(st.text(max_size=100), st.data())
@settings(max_examples=300)
def test_any_text(text, data):
    analysis = default_analysis()
    terms = sorted({token.term for token in analysis.tokens(text)}) or ["kata"]
    wanted = {term: [0] for term in data.draw(st.lists(st.sampled_from(terms), max_size=3))}
    beginnings = [(term[:2], 1) for term in data.draw(st.lists(st.sampled_from(terms), max_size=1))]
    found = analysis.finder(wanted, beginnings).find(text)
    assert found == found_plainly(analysis, text, wanted, beginnings)


@given(
    st.lists(st.text("kotabc-'é .5", max_size=7), max_size=30).map(" ".join),
    st.lists(st.sampled_from(["ko", "kot", "kota", "abcok", "t", "bak5"]), min_size=1, max_size=3),
)
@settings(max_examples=500)
@example("1.000.000September", ["x", "sep"])
def test_short_and_long_beginnings_wherever_they_stand(text, begun):
    """The letters are looked at a few at a time: as many as the shortest beginning allows."""
    analysis = default_analysis()
    beginnings = [(letters, number) for number, letters in enumerate(begun)]
    found = analysis.finder({}, beginnings).find(text)
    assert found == found_plainly(analysis, text, {}, beginnings)


@given(st.one_of(TEXTS, PIECED), TERMS, st.integers(1, 60), st.integers(0, 20))
@settings(max_examples=300)
def test_reading_to_where_all_groups_stand_together(text, wanted, within, behind):
    finder = default_analysis().finder({term: [n] for n, term in enumerate(wanted)})
    every = finder.spans(text)
    found = finder.spans(text, len(wanted), within, behind)
    assert found == every[: len(found)]
    left = every[len(found) :]
    starts = [
        start
        for start, _, _ in found
        if {g for a, b, g in found if a >= start and b <= start + within} == set(range(len(wanted)))
    ]
    assert not left or left[0][0] >= starts[0] + within + behind


def test_the_sample():
    analysis = Analysis(frozenset(("nusantara",)))
    wanted = {"perintah": [0], "kota": [1], "harga": [0, 2]}
    finder = analysis.finder(wanted)
    total = 0
    for article in read(sample_path()):
        found = list(finder.find(article.body))
        assert found == found_plainly(analysis, article.body, wanted, [])
        total += len(found)
    assert total > 10


@given(st.one_of(TEXTS, PIECED), TERMS, BEGINNINGS, st.integers(0, 4))
@settings(max_examples=500)
def test_within_reach_the_distances_are_those_of_the_tokens(text, wanted, beginnings, reach):
    analysis = default_analysis()
    finder = analysis.finder(wanted, beginnings)
    near = finder.find(text, reach)
    exact = finder.find(text)
    assert [word[:2] + word[3:] for word in near] == [word[:2] + word[3:] for word in exact]
    for n, (one, truly) in enumerate(zip(near, exact, strict=True)):
        for other, there in zip(near[n:], exact[n:], strict=True):
            distance = there.position - truly.position
            if distance <= reach:
                assert other.position - one.position == distance
            else:
                assert other.position - one.position > reach


def test_another_stemmer_may_change_all_letters():
    analysis = Analysis(rule=lambda word: Stem(word[::-1], "reversed"))
    assert [word.term for word in analysis.finder({"atak": [0]}).find("satu kata saja")] == ["atak"]


def test_threads_share_an_analysis():
    analysis = Analysis()
    texts = [" ".join(f"kata{number * step}" for step in range(60)) for number in range(30)]
    wrong = []

    def search():
        for text in texts:
            finder = analysis.finder({"kata0": [0]})
            if [found.start for found in finder.find(text)][:1] != [0]:
                wrong.append(text)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
