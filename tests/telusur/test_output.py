"""An answer as text, JSON, JSON lines and CSV."""

import csv
import io
import json
import re

import pytest

from searcher.results import (
    Copy,
    Facets,
    FormCount,
    Hit,
    Note,
    Relaxation,
    Results,
    ScoreParts,
    Why,
    WordMatch,
    to_builtins,
)
from telusur import messages
from telusur.output import (
    Style,
    heading,
    hit_text,
    is_coloured,
    print_results,
    results_csv,
    to_json,
)
from telusur.plain import width

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def a_hit(**changes):
    fields = {
        "id": "a-1",
        "url": "https://contoh.id/a-1",
        "title": "Banjir & longsor",
        "published": "2024-02-03T08:00:00+07:00",
        "source": "Kabar Rekaan",
        "category": "Daerah",
        "author": None,
        "score": 1.5,
        "title_html": "<mark>Banjir</mark> &amp; longsor",
        "snippet_html": "Air <mark>banjir</mark> naik &lt;dua&gt; meter",
    }
    return Hit(**{**fields, **changes})


def an_answer(*hits, **changes):
    fields = {
        "query": "banjir",
        "total": len(hits),
        "page": 1,
        "pages": 1,
        "limit": 10,
        "sort": "relevance",
        "took_ms": 3.2,
        "hits": hits,
        "notes": (),
        "facets": Facets(),
    }
    return Results(**{**fields, **changes})


def test_a_hit_in_a_pipe_is_plain_text():
    assert hit_text(a_hit(), 1, Style()).splitlines() == [
        "1. Banjir & longsor",
        "   Kabar Rekaan · 3 Februari 2024 · Daerah",
        "   Air banjir naik <dua> meter",
        "   https://contoh.id/a-1",
    ]


def test_a_near_copy_names_the_hit_that_it_copies(capsys):
    hits = [a_hit(id=f"a-{n}", title_html=f"Judul {n}") for n in range(3)]
    print_results(an_answer(*hits, page=2, copies=(Copy("a-2", "a-1"),)), "text")
    shown = capsys.readouterr().out
    assert shown.count("Air banjir naik") == 2
    _, _, copy = re.split(r"^1\d\. ", shown, flags=re.M)[1:]
    assert copy.splitlines()[2] == "    Isinya hampir sama dengan nomor 12."


def a_reason(**changes):
    words = (
        WordMatch(
            "Ditangkap", "tangkap", "content", (FormCount("penangkapan", 2),), 1, 1, 3.0, 0.5
        ),
        WordMatch("KPK", "kpk", "content", (), 0, 0, 0.0, 0.0),
        WordMatch(
            "Komisi Korupsi",
            "komisi korupsi",
            "acronym",
            (FormCount("komisi", 1), FormCount("korupsi", 1)),
            *(0, 1, 1.0, 0.0),
            defined_in="a-7",
        ),
        WordMatch("yang", "yang", "function", (FormCount("yang", 1),), 0, 1, 0.25, 0.0),
        WordMatch("lama baru", "lama baru", "phrase", (FormCount("baru", 1),), 0, 1, 1.0, 0.0),
    )
    fields = {"words": words, "parts": ScoreParts(5.25, 0.5, 1.0, 0.0, 0.001), "all_words": True}
    return Why(**{**fields, **changes})


def test_reasons_stand_below_a_hit():
    lines = hit_text(a_hit(score=6.751, why=a_reason()), 1, Style()).splitlines()
    assert lines[4:] == [
        "   Ditangkap → tangkap ← penangkapan 2×: 1× di judul, 1× di isi (3,50)",
        "   KPK: tidak ada di artikel ini",
        "   Komisi Korupsi: 1× di isi; dijelaskan di artikel a-7 (1,00)",
        "   yang: 1× di isi; kata umum, nilainya kecil (0,25)",
        '   "lama baru" ← baru 1×: 1× di isi (1,00)',
        "   Nilai 6,75 = kata dasar 5,25 + bentuk persis 0,50 + letak 1,00",
    ]


def test_reasons_are_told_in_english_too():
    messages.use_language("en")
    lines = hit_text(a_hit(why=a_reason(all_words=False)), 1, Style()).splitlines()
    assert lines[5] == "   KPK: not in this article"
    assert lines[-1] == (
        "   Score 1.50 = stems 5.25 + exact forms 0.50 + place 1.00; "
        "this article lacks some of the words"
    )


def test_reasons_fill_the_terminal_and_no_more():
    text = hit_text(a_hit(why=a_reason()), 1, Style(True, 40))
    assert max(width(ANSI.sub("", line)) for line in text.splitlines()) <= 40


def test_a_filter_alone_has_no_reasons():
    assert hit_text(a_hit(why=a_reason(words=())), 1, Style()) == hit_text(a_hit(), 1, Style())


def test_a_hit_without_anything_but_a_title_is_one_line():
    bare = a_hit(url=None, published=None, source=None, category=None, snippet_html="")
    assert hit_text(bare, 12, Style()).splitlines() == ["12. Banjir & longsor"]


def test_on_a_terminal_matches_are_coloured_and_the_text_is_the_same():
    painted = hit_text(a_hit(), 1, Style(coloured=True))
    assert "\x1b[31m\x1b[1mbanjir\x1b[0m" in painted
    assert ANSI.sub("", painted) == hit_text(a_hit(), 1, Style())


def test_lines_are_filled_to_the_terminal_and_no_wider():
    snippet = " ".join(["<mark>air</mark> bah", "banjirnya"] * 30)
    lines = hit_text(a_hit(snippet_html=snippet), 1, Style(True, 40)).splitlines()
    assert len(lines) > 5
    assert all(width(ANSI.sub("", line)) <= 40 for line in lines)
    assert all(line.startswith("   ") for line in lines[1:])


def test_a_word_longer_than_the_line_stands_alone():
    lines = hit_text(a_hit(snippet_html="a " + "x" * 60 + " b"), 1, Style(False, 40)).splitlines()
    assert lines[-4:-1] == ["   a", "   " + "x" * 60, "   b"]


def test_a_mark_within_a_word_does_not_part_it():
    hit = a_hit(snippet_html="ter<mark>banjir</mark>i lagi")
    assert "   terbanjiri lagi" in hit_text(hit, 1, Style(False, 40)).splitlines()


@pytest.mark.parametrize("style", [Style(), Style(False, 60)])
def test_a_hostile_article_cannot_speak_to_the_terminal(style):
    hostile = "\x1b]0;x\x07\x1b[2J\x9b31m"
    hit = a_hit(title_html=hostile, snippet_html=hostile, url=hostile, source=hostile)
    text = hit_text(hit, 1, style)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)


def test_the_heading_counts_and_names_the_page():
    assert heading(an_answer(a_hit())) == "1 artikel (3 ms)"
    many = an_answer(total=12345, pages=1235, page=2)
    assert heading(many) == "12.345 artikel, halaman 2 dari 1.235 (3 ms)"
    assert "Tidak ada" in heading(an_answer())
    messages.use_language("en")
    try:
        assert heading(an_answer(a_hit())) == "1 article (3 ms)"
        assert heading(many) == "12,345 articles, page 2 of 1,235 (3 ms)"
    finally:
        messages.use_language("id")


def test_json_is_the_one_shape_of_results(capsys):
    answer = an_answer(a_hit())
    print_results(answer, "json")
    printed = capsys.readouterr()
    assert json.loads(printed.out) == json.loads(json.dumps(to_builtins(answer)))
    assert printed.err == ""


def test_json_lines_are_one_hit_a_line(capsys):
    print_results(an_answer(a_hit(), a_hit(id="a-2")), "jsonl")
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a-1", "a-2"]
    assert json.loads(lines[0]) == to_builtins(a_hit())


def test_csv_has_a_header_and_a_row_for_each_hit():
    hit = a_hit(title='Kata "kutip", koma\nbaris \x1b[2J')
    rows = list(csv.DictReader(io.StringIO(results_csv(an_answer(hit, a_hit(id="a-2"))))))
    assert list(rows[0]) == list(to_builtins(hit))
    assert [row["id"] for row in rows] == ["a-1", "a-2"]
    assert rows[0]["title"] == 'Kata "kutip", koma baris \N{REPLACEMENT CHARACTER}[2J'
    assert rows[0]["author"] == ""


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r="])
def test_csv_hands_no_formula_of_an_article_to_a_spreadsheet(sign):
    hit = a_hit(title=f'{sign}HYPERLINK("http://jahat.example";"klik")', source="Koran = Kita")
    (row,) = csv.DictReader(io.StringIO(results_csv(an_answer(hit))))
    assert row["title"].startswith("'")
    assert row["title"].endswith('HYPERLINK("http://jahat.example";"klik")')
    assert row["source"] == "Koran = Kita"


def test_csv_of_nothing_is_its_header():
    assert results_csv(an_answer()).splitlines() == [",".join(to_builtins(a_hit()))]


@pytest.mark.parametrize("format_", ["text", "jsonl", "csv"])
def test_notes_and_totals_stay_out_of_the_pipe(format_, capsys):
    note = Note("quote_ignored", "Catatan \x1b[2J.", "A note.")
    print_results(an_answer(a_hit(), notes=(note,), suggestion="banjar"), format_)
    printed = capsys.readouterr()
    assert "Catatan \N{REPLACEMENT CHARACTER}[2J." in printed.err
    assert "Catatan" not in printed.out
    assert ("Mungkin maksud Anda: banjar" in printed.err) == (format_ == "text")
    assert ("1 artikel" in printed.err) == (format_ == "text")


def test_a_second_page_goes_on_counting(capsys):
    print_results(an_answer(a_hit(), total=11, page=2, pages=2), "text")
    assert capsys.readouterr().out.startswith("11. ")


def test_json_escapes_what_a_terminal_might_obey():
    assert to_json(["\x1b\x9b\u202e"], indent=0) == '["\\u001b\\u009b\\u202e"]'


def test_json_of_a_name_that_is_no_unicode_is_still_json():
    assert json.loads(to_json({"path": "a\udcff"})) == {"path": "a?"}


class Stream(io.StringIO):
    def __init__(self, terminal):
        super().__init__()
        self.isatty = lambda: terminal


@pytest.mark.parametrize(
    ("terminal", "environment", "coloured"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(terminal, environment, coloured, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert is_coloured(Stream(terminal)) is coloured


RELAXED = (
    (Relaxation("banjir", "sumber:X", 1, "filter"), "1 article without sumber:X: banjir"),
    (
        Relaxation("ibu kota", '"ibu kota"', 1200, "quotes"),
        '1,200 articles if "ibu kota" need not stand in this order: ibu kota',
    ),
    (
        Relaxation("banjir", "xyz", 2, "word", unknown=True),
        "xyz is nowhere in the archive; without it 2 articles: banjir",
    ),
)


@pytest.mark.parametrize(("relaxation", "said"), RELAXED)
def test_what_would_be_found_is_said_in_english(relaxation, said, capsys):
    messages.use_language("en")
    print_results(an_answer(relaxations=(relaxation,)), "text")
    assert said in capsys.readouterr().err


def test_what_would_be_found_is_said_on_stderr_and_in_text_only(capsys):
    answer = an_answer(relaxations=(Relaxation("banjir\x1b", "xyz", 1234, "word"),))
    for format_ in ("text", "json", "jsonl", "csv"):
        print_results(answer, format_)
        printed = capsys.readouterr()
        assert ("1.234 artikel tanpa xyz: banjir" in printed.err) == (format_ == "text")
        assert "\x1b" not in printed.err + printed.out
