"""The report: ratios and verdicts from known figures, tables, the page, the picture."""

import xml.etree.ElementTree as ElementTree

import pytest

from bench.plot import svg
from bench.report import BEGIN, END, markdown, number, rewrite, table
from bench.targets import judge, judge_growth

PEERS = {
    "telusur": {"version": "1", "marks": "original"},
    "tantivy": {"version": "2", "marks": "stems"},
    "fts5": {"version": "3", "marks": "original"},
    "lucene": {"version": "4", "marks": "original"},
}


def taken(*rounds):
    return {"rounds": [list(each) for each in rounds], "found": 1.0}


def size_of(articles, telusur_ms=1.0, added_ms=4.0):
    hits = {
        "telusur": taken((telusur_ms, 2.0), (telusur_ms, 3.0)),
        "tantivy": taken((2.0, 4.0), (4.0, 4.0)),
        "fts5": taken((6.0, 30.0), (6.0, 30.0)),
        "lucene": taken((2.0, 8.0), (2.0, 8.0)),
    }
    ids = {"telusur": taken((0.5, 1.0)), "tantivy": taken((0.25, 1.0)), "lucene": taken((1, 1))}
    build = {"analysing": 5.0, "indexing": 5.0, "peak_mib": 100.0}
    return {
        "name": "source",
        "articles": articles,
        "text_bytes": 1000,
        "build": {
            "telusur": [{"analysing": 0.0, "indexing": 4.0, "peak_mib": 80.0}],
            **{name: [build] for name in PEERS if name != "telusur"},
        },
        "index_bytes": {"telusur": 700, "tantivy": 900, "fts5": 1700, "lucene": 950},
        "queries": {"phrase": {"ids": ids, "hits": hits}},
        "open": {name: [[1.0, 2.0]] for name in PEERS},
        "two": {name: {"gain": [1.9], "private_mib": 41.0, "written_mib": 30.0} for name in PEERS},
        "shell": {"telusur": [90.0, 100.0, 110.0], "python": [10.0, 10.0, 10.0]},
        "web": {"search": [400.0, 500.0], "constant": [1000.0, 1000.0], "bytes": 4000},
        "add": {"telusur": [added_ms], "tantivy": [60.0], "fts5": [1.0], "lucene": [30.0]},
    }


def figures_of(*sizes):
    return {
        "made": "2024-01-01",
        "machine": {"cpu": "C", "cores": 2, "system": "Linux", "python": "3.12"},
        "seed": 1,
        "queries": 3,
        "rounds": 2,
        "peers": PEERS,
        "missing": [{"name": "xapian", "install": "apt-get install python3-xapian"}],
        "sizes": list(sizes),
    }


def verdict_on(figure, against=""):
    found = [v for v in judge(size_of(100), PEERS) if v.figure == figure and against in v.against]
    assert len(found) == 1
    return found[0]


def test_ids_are_held_against_tantivy():
    verdict = verdict_on("ten ids: phrase, median")
    assert (verdict.value, verdict.met) == (2.0, False)


def test_snippets_are_held_against_tantivy_and_the_best_that_marks_the_original():
    on_tantivy = verdict_on("titles and snippets: phrase, median", "tantivy")
    assert on_tantivy.value == pytest.approx(1 / 3)
    assert (on_tantivy.low, on_tantivy.high) == (0.25, 0.5)
    assert on_tantivy.met
    on_best = verdict_on("titles and snippets: phrase, median", "original")
    assert on_best.against.endswith("lucene")
    assert (on_best.value, on_best.met) == (0.5, False)
    assert verdict_on("titles and snippets: phrase, p95", "original").met


def test_building_counts_analysis_and_more_is_better():
    on_tantivy = verdict_on("articles/s indexed", "tantivy")
    assert (on_tantivy.value, on_tantivy.bound, on_tantivy.met) == (2.5, 2.0, True)
    assert verdict_on("articles/s indexed", "lucene").bound == 1.5


@pytest.mark.parametrize(
    ("figure", "against", "value", "met"),
    [
        ("index / raw text", "raw text", 0.7, True),
        ("one more article durable and found", "", 4.0, True),
        ("private memory of one more process", "", 41.0, False),
        ("telusur search from a cold shell", "python", 10.0, True),
        ("/api/search requests/s", "constant view", 0.45, False),
    ],
)
def test_other_targets(figure, against, value, met):
    verdict = verdict_on(figure, against)
    assert verdict.value == pytest.approx(value)
    assert verdict.met is met


def test_what_the_system_does_not_tell_is_a_dash_and_no_verdict():
    size = size_of(100)
    size["two"]["telusur"].update(private_mib=None, written_mib=None)
    size["build"]["telusur"][0]["peak_mib"] = None
    assert not [v for v in judge(size, PEERS) if "memory" in v.figure]
    assert "– (–)" in markdown(figures_of(size))


def test_growth_is_judged_between_archives_that_differ_enough():
    assert judge_growth([size_of(100)]) == []
    assert judge_growth([size_of(100), size_of(150)]) == []
    whole, added = judge_growth([size_of(100, 1.0, 4.0), size_of(400, 1.4, 9.0)])
    assert (round(whole.value, 2), whole.met) == (1.4, True)
    assert (added.value, added.met) == (2.25, False)


def test_nothing_is_judged_without_telusur():
    size = size_of(100)
    del size["build"]["telusur"]
    assert judge(size, PEERS) == []


def test_the_report_names_what_was_left_out_and_what_was_missed():
    text = markdown(figures_of(size_of(100), size_of(400)))
    assert "Left out: xapian. To include it: apt-get install python3-xapian" in text
    assert "**missed**" in text
    assert "### Growth" in text
    assert "seed 1" in text


def test_a_kind_that_an_engine_cannot_answer_is_a_dash():
    size = size_of(100)
    del size["queries"]["phrase"]["ids"]["lucene"]
    row = next(line for line in markdown(figures_of(size)).splitlines() if "| phrase" in line)
    assert row.rstrip(" |").endswith("–")


def test_columns_are_aligned():
    lines = list(table(("a", "bbb"), [("cccc", "d")]))
    assert lines == ["| a    | bbb |", "|------|-----|", "| cccc | d   |", ""]
    assert list(table(("a",), [])) == []


@pytest.mark.parametrize(
    ("value", "text"), [(1234.5, "1,234"), (12.345, "12.3"), (0.0123, "0.0123"), (0.001, "0.0010")]
)
def test_numbers_have_three_figures(value, text):
    assert number(value) == text


def test_the_page_is_rewritten_between_its_marks(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", "utf-8")
    rewrite(page, "new\n")
    rewrite(page, "newer")
    assert page.read_text("utf-8") == f"before\n{BEGIN}\nnewer\n{END}\nafter\n"


@pytest.mark.parametrize("text", ["", f"{END} {BEGIN}", f"{BEGIN} {BEGIN} {END}"])
def test_a_page_without_marks_is_left_as_it_is(tmp_path, text):
    page = tmp_path / "page.md"
    page.write_text(text, "utf-8")
    with pytest.raises(ValueError, match="once each"):
        rewrite(page, "new")
    assert page.read_text("utf-8") == text


def test_the_picture_has_a_dot_for_every_engine_and_kind():
    picture = ElementTree.fromstring(svg(size_of(100), list(PEERS)))
    name = "{http://www.w3.org/2000/svg}"
    dots = [dot for dot in picture.iter(f"{name}circle") if dot.find(f"{name}title") is not None]
    assert len(dots) == 3 + 4
    width = float(picture.get("viewBox").split()[2])
    assert all(0 < float(dot.get("cx")) < width for dot in dots)


def test_the_real_page_has_the_marks():
    from bench.__main__ import PAGE

    text = PAGE.read_text("utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
