"""Marks and passages."""

import re
from html import escape, unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searcher.marking import MOST_MARKED, Marker, marked
from searcher.query import understand
from searcher.snippet import LENGTH, LONGEST_WORD, MOST_LEAD, USUAL_LEAD, best_stretch, snippet

FILLER = "Kalimat pengisi ini berdiri di antara yang lain tanpa maksud apa pun. "


def spans_of(query, text, field="body"):
    return Marker(understand(query).query, field).spans(text)


def snippet_of(query, text):
    marker = Marker(understand(query).query, "body")
    return snippet(text, marker.spans(text), [1.0] * len(marker.groups))


def mark(query, text, field="body"):
    return marked(text, spans_of(query, text, field))


def shown_text(html):
    """The text of a snippet, without its marks and the ellipses where it was cut."""
    text = unescape(re.sub(r"</?mark>", "", html))
    return text.removeprefix("… ").removesuffix(" …")


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("banjir", "Banjir besar", "<mark>Banjir</mark> besar"),
        ("-banjir kota", "banjir kota", "banjir <mark>kota</mark>"),
        ("kota BUKAN banjir", "banjir kota", "banjir <mark>kota</mark>"),
        ("(kota ATAU desa) DAN BUKAN banjir", "banjir desa", "banjir <mark>desa</mark>"),
        ("sumber:kota", "kota", "kota"),
        ("tang*", "tangan tangkas datang", "<mark>tangan</mark> <mark>tangkas</mark> datang"),
        (
            '"ibu kota"',
            "ibu di ibu kota kota",
            "ibu di <mark>ibu</mark> <mark>kota</mark> kota",
        ),
        (
            '"ibu kota" ibu',
            "ibu di ibu kota kota",
            "<mark>ibu</mark> di <mark>ibu</mark> <mark>kota</mark> kota",
        ),
        ('"ibu kota"', "kota ibu", "<mark>kota</mark> <mark>ibu</mark>"),
        ("covid-19", "Covid-19 itu", "<mark>Covid-19</mark> itu"),
        ("ma'ruf", "Ma’ruf Amin", "<mark>Ma’ruf</mark> Amin"),
        (
            "a & b",
            "<b>a & b</b>",
            "&lt;<mark>b</mark>&gt;<mark>a</mark> &amp; <mark>b</mark>&lt;/<mark>b</mark>&gt;",
        ),
        ("", "tanpa kueri", "tanpa kueri"),
    ],
)
def test_marks(query, text, expected):
    assert mark(query, text) == expected


def test_forms_with_one_stem_are_all_marked():
    assert mark("membaca", "Dibaca lagi, pembaca membaca.").count("<mark>") == 3


def test_title_words_are_marked_in_titles_only():
    assert mark("judul:banjir", "banjir", "title") == "<mark>banjir</mark>"
    assert mark("judul:banjir", "banjir", "body") == "banjir"


def test_overlapping_spans_become_one_mark_and_adjacent_ones_stay_two():
    spans = [(0, 4, 0), (2, 6, 1), (6, 8, 0)]
    assert marked("abcdefghij", spans) == "<mark>abcdef</mark><mark>gh</mark>ij"


def test_the_passage_with_most_groups_wins():
    text = (
        "Banjir. "
        + "banjir banjir. " * 3
        + FILLER * 10
        + "Banjir di Cianjur kemarin. "
        + FILLER * 9
    )
    html = snippet_of("banjir cianjur", text)
    assert "<mark>Cianjur</mark>" in html
    assert html.startswith("… ")
    assert html.endswith(" …")


def test_of_equal_passages_the_weightier_wins():
    text = "umum " + FILLER * 10 + "langka " + FILLER * 10
    spans = spans_of("umum langka", text)
    start, _ = best_stretch(spans, [1.0, 5.0])
    assert text[start:].startswith("langka")
    start, _ = best_stretch(spans, [5.0, 1.0])
    assert start == 0


def test_the_passage_starts_with_the_sentence_when_that_is_near():
    text = FILLER * 8 + "Ketika itu hujan turun dan banjir datang. " + FILLER * 8
    assert shown_text(snippet_of("banjir", text)).startswith("Ketika itu hujan")


def test_the_passage_starts_at_a_word_when_the_sentence_is_far():
    text = "tanpa henti " * 60 + "banjir " + "terus saja " * 60
    shown = shown_text(snippet_of("banjir", text))
    assert shown.startswith(("tanpa ", "henti "))
    assert shown.endswith((" terus", " saja"))


def test_at_the_end_of_the_text_the_passage_reaches_back():
    text = FILLER * 10 + "Selesai banjir"
    shown = shown_text(snippet_of("banjir", text))
    assert shown.endswith("Selesai banjir")
    assert len(shown) > LENGTH / 2


def test_without_matches_the_beginning_is_shown():
    html = snippet_of("tiadakatabegini", FILLER * 20)
    assert html.startswith("Kalimat pengisi")
    assert html.endswith(" …")
    assert snippet_of("", "Pendek saja.") == "Pendek saja."
    assert snippet_of("banjir", "") == ""


def test_paragraphs_are_joined_by_a_space():
    assert snippet_of("dua", "Satu.\n\nDua.") == "Satu. <mark>Dua</mark>."


def test_markup_in_the_text_is_escaped():
    html = snippet_of("banjir", '<script>alert("banjir")</script> & </mark>')
    assert html == (
        "&lt;script&gt;alert(&quot;<mark>banjir</mark>&quot;)&lt;/script&gt; &amp; &lt;/mark&gt;"
    )


def test_a_run_without_spaces_is_cut():
    text = "banjir" + "x" * 10_000 + " " + "y" * 10_000 + "-banjir-" + "z" * 10_000
    assert len(shown_text(snippet_of("banjir", text))) < LENGTH + 2 * LONGEST_WORD + 20


def test_a_huge_text_is_marked_to_a_bound():
    text = "banjir dan lumpur. " * 200_000
    spans = spans_of("banjir lumpur", text)
    assert spans[-1][1] <= MOST_MARKED
    assert len(shown_text(snippet_of("banjir lumpur", text))) < 2 * LENGTH


def stretch_plainly(spans, weights):
    """Every stretch that begins with a match; of the best ones, the first."""
    best, value = None, (0, 0.0)
    for number, first in enumerate(spans):
        reach = [
            span for n, span in enumerate(spans[number:]) if n == 0 or span[1] - first[0] <= LENGTH
        ]
        groups = {span[2] for span in reach}
        new = (len(groups), sum(weights[group] for group in sorted(groups)))
        if new > value:
            value, best = new, reach
    if best is None:
        return None
    ends = {}
    for span in best:
        ends.setdefault(span[2], span[1])
    return best[0][0], max(ends.values())


@given(
    places=st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 3)), max_size=40),
    weights=st.lists(st.integers(1, 9).map(float), min_size=4, max_size=4),
)
def test_the_best_stretch_is_the_best_of_all(places, weights):
    spans = sorted({(5 * start, 5 * start + 4, group) for start, group in places})
    assert best_stretch(spans, weights) == stretch_plainly(spans, weights)


def passage_plainly(text, stretch):
    """Whole words around a stretch, from the start of its sentence if that is near."""
    if stretch is None:
        start = len(text) - len(text.lstrip())
        return start, word_end_plainly(text, start, start + LENGTH)
    first, last = stretch
    room = max(LENGTH - (last - first), 0)
    start = sentence_start_plainly(text, first, min(room, MOST_LEAD))
    if start is None:
        start = word_start_plainly(text, first, min(room // 2, USUAL_LEAD))
    end = word_end_plainly(text, last, start + LENGTH)
    if end == len(text):
        start = min(start, word_start_plainly(text, start, max(LENGTH - (end - start), 0)))
    return start, end


def sentence_start_plainly(text, first, lead):
    begin = max(first - lead, 0)
    sentences = re.compile(r"(?:[.!?…][\"'”’»)\]]*\s+|\n\s*)(?=\S)")
    ends = [match.end() for match in sentences.finditer(text, max(begin - 1, 0), first + 1)]
    ends = [end for end in ends if begin <= end <= first]
    return ends[-1] if ends else 0 if begin == 0 and text[:1].strip() else None


def word_start_plainly(text, first, lead):
    match = re.compile(r"(?<!\S)\S").search(text, max(first - lead, 0), first + 1)
    if match:
        return match.start()
    blanks = (n for n in range(first, max(first - LONGEST_WORD, 0), -1) if text[n - 1].isspace())
    return next(blanks, 0 if first < LONGEST_WORD else first)


def word_end_plainly(text, last, wanted):
    if wanted >= len(text):
        return len(text.rstrip())
    for place in range(wanted, last - 1, -1):
        if text[place].isspace() and not text[max(place - 1, 0) : place].isspace():
            return place
    wanted = max(last, wanted)
    blanks = (n for n in range(wanted, min(wanted + LONGEST_WORD, len(text))) if text[n].isspace())
    return next(blanks, len(text) if wanted + LONGEST_WORD >= len(text) else wanted)


def snippet_plainly(text, spans, weights):
    start, end = passage_plainly(text, best_stretch(spans, weights))
    signs = [escape(sign) for sign in text]
    done = start
    for first, last, _ in spans:
        if first < start or last > end:
            continue
        if first >= done:
            signs[first] = "<mark>" + signs[first]
        elif last > done:
            signs[done - 1] = signs[done - 1].removesuffix("</mark>")
        if last > done or first >= done:
            done = max(done, last)
            signs[done - 1] += "</mark>"
    html = "".join(signs[start:end]).replace("\n\n", " ")
    return f"{'… ' * bool(text[:start].strip())}{html}{' …' * bool(text[end:].strip())}"


LETTERS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
WORDS = st.sampled_from(["banjir", "Banjir.", "kota", "ibu", "<b>", "&amp;", "“kata”", "a.", "…"])
BODIES = st.lists(st.one_of(LETTERS, WORDS, WORDS), max_size=150).flatmap(
    lambda words: st.lists(
        st.sampled_from([" ", " ", " ", ". ", "\n\n", "\n"]),
        min_size=len(words),
        max_size=len(words),
    ).map(lambda gaps: "".join(a + b for a, b in zip(words, gaps, strict=True)))
)
QUERIES = st.sampled_from(
    ["banjir", "banjir kota", '"ibu kota"', "ban*", "banjir -kota", "tiada", "", "ibu DAN kota"]
)


@given(query=QUERIES, text=BODIES)
def test_a_snippet_is_balanced_and_its_text_is_of_the_body(query, text):
    html = snippet_of(query, text)
    tags = re.findall(r"</?mark>", html)
    assert tags == ["<mark>", "</mark>"] * (len(tags) // 2)
    assert "<" not in html.replace("<mark>", "").replace("</mark>", "")
    joined = text.replace("\n\n", " ")
    plain = unescape(re.sub(r"</?mark>", "", html))
    assert any(
        part in joined
        for part in (plain, plain.removeprefix("… "), plain.removesuffix(" …"), shown_text(html))
    )


@given(query=QUERIES, text=BODIES)
@settings(max_examples=300)
def test_a_snippet_is_what_a_plain_reading_gives(query, text):
    marker = Marker(understand(query).query, "body")
    spans, weights = marker.spans(text), [1.0] * len(marker.groups)
    assert snippet(text, spans, weights) == snippet_plainly(text, spans, weights)


@given(query=QUERIES, text=BODIES, weights=st.lists(st.integers(1, 9), min_size=4, max_size=4))
@settings(max_examples=300)
def test_what_is_not_read_behind_the_passage_would_not_change_it(query, text, weights):
    marker = Marker(understand(query).query, "body")
    few = marker.spans(text, MOST_MARKED, LENGTH, LONGEST_WORD)
    weighed = [float(weight) for weight in weights[: len(marker.groups)]]
    assert snippet(text, few, weighed) == snippet(text, marker.spans(text), weighed)


@given(
    words=st.lists(
        st.sampled_from(["ibu", "kota", "ibu kota", "besar", "di", "U-23", "2019"]),
        min_size=150,
        max_size=400,
    ),
    filler=st.lists(st.sampled_from([FILLER, "", "kota-"]), max_size=12),
    query=st.sampled_from(
        ['"ibu kota"', '"ibu besar kota"', '"kota di kota besar"', '"U-23 2019"']
    ),
)
def test_a_phrase_is_found_early_or_late(words, filler, query):
    text = " ".join([*filler, *words])
    marker = Marker(understand(query).query, "body")
    few = marker.spans(text, MOST_MARKED, LENGTH, LONGEST_WORD)
    assert snippet(text, few, [1.0]) == snippet(text, marker.spans(text), [1.0])


def test_a_phrase_at_the_end_of_what_is_read_first():
    query = '"ibu kota besar"'
    for begin in range(480, 920):
        text = "ibu kota besar " + "y" * begin + " ibu kota besar " + FILLER * 10
        marker = Marker(understand(query).query, "body")
        few = marker.spans(text, MOST_MARKED, begin, LONGEST_WORD)
        every = marker.spans(text)
        assert few == every[: len(few)]
        assert all(start >= begin for start, _, _ in every[len(few) :])


def test_a_text_is_read_no_further_than_its_passage():
    text = "banjir " + FILLER + "kota " + FILLER * 10 + "banjir kota"
    marker = Marker(understand("banjir kota").query, "body")
    assert len(marker.spans(text)) == 4
    assert len(marker.spans(text, MOST_MARKED, LENGTH, LONGEST_WORD)) == 2
    assert len(marker.spans(text, MOST_MARKED, 20, LONGEST_WORD)) == 4


@given(
    places=st.lists(st.tuples(st.integers(0, 300), st.integers(1, 9), st.integers(0, 2))),
    text=st.text(st.sampled_from("ab .!?…\n\"'”)&<\u00a0\u2003"), min_size=310, max_size=900),
)
@settings(max_examples=300)
def test_any_spans_are_shown_as_a_plain_reading_shows_them(places, text):
    spans = sorted({(start, start + length, group) for start, length, group in places})
    weights = [1.0, 2.0, 4.0]
    assert snippet(text, spans, weights) == snippet_plainly(text, spans, weights)


@given(query=QUERIES, words=st.lists(st.text("abcdeé", min_size=1, max_size=20), max_size=200))
def test_a_snippet_holds_whole_words(query, words):
    text = " ".join(["banjir", *words, "kota", *reversed(words)])
    shown = shown_text(snippet_of(query, text))
    assert f" {shown} " in f" {text} "
    assert len(shown) <= LENGTH + LONGEST_WORD


@given(words=st.lists(st.sampled_from(["banjir", "kota", "ibu", "Banjir,", "(banjir)"])))
def test_every_match_in_the_snippet_is_marked(words):
    html = snippet_of("banjir", " ".join(words))
    assert "banjir" not in re.sub(r"<mark>.*?</mark>", "", html).lower()


@given(text=BODIES)
def test_a_whole_text_marked_is_the_text(text):
    assert unescape(re.sub(r"</?mark>", "", mark("banjir kota", text))) == text
