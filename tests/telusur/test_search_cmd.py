"""``telusur search``: what is asked, what is printed, how it exits."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from datetime import date

import pytest

from telusur import asking
from tests.telusur.running import environment, on_terminal, run, start

HEAVY = {"flask", "rich", "trafilatura", "feedparser", "dateparser", "waitress", "corpus.sources"}
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def asked(monkeypatch):
    """What the searcher is asked; it finds nothing."""
    from searcher.results import Results

    calls = []

    class Recorder:
        def __init__(self, folder):
            self.folder = folder

        def __enter__(self):
            return self

        def __exit__(self, *_exception):
            return None

        def search(self, query, **options):
            calls.append((query, options))
            return Results(query, 0, 1, 0, 10, "relevance", 0.1)

    monkeypatch.setattr("searcher.Searcher", Recorder, raising=False)
    return calls


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        (["sekjen", "nato"], "sekjen nato"),
        (["sekjen nato"], "sekjen nato"),
        (['"sekjen nato"', "ukraina"], '"sekjen nato" ukraina'),
        (["korupsi", "-kpk"], "korupsi -kpk"),
        (["-kpk", "korupsi"], "-kpk korupsi"),
        (["korupsi", "-dana desa"], "korupsi -dana desa"),
        (["korupsi", '-"dana desa"', "--limit", "3"], 'korupsi -"dana desa"'),
        (["-index", "x"], "-index x"),
        (["-l", "-10", "-kata=lain"], "-l -10 -kata=lain"),
        (["korupsi", "--", "-kpk", "--limit"], "korupsi -kpk --limit"),
        (["--", "--", "a"], "-- a"),
        (["judul:banjir", "sejak:2024"], "judul:banjir sejak:2024"),
        (["-"], "-"),
        (["--category", "Politik"], ""),
    ],
)
def test_words_reach_the_searcher_as_typed(arguments, query, asked, tmp_path):
    result = run("search", "--index", tmp_path, *arguments)
    assert result.exit_code == 1, result.stderr
    assert asked[0][0] == query


def test_options_reach_the_searcher(asked, tmp_path):
    run(
        *("search", "banjir", "--index", tmp_path, "--limit", 5, "--page", 2, "--sort", "newest"),
        *("--since", "2024", "--until", "Nov 2025", "--source", "A", "--source", "B"),
        *("--category", "Daerah"),
    )
    assert asked[0][1] == {
        "limit": 5,
        "page": 2,
        "sort": "newest",
        "since": date(2024, 1, 1),
        "until": date(2025, 11, 30),
        "source": ("A", "B"),
        "category": ("Daerah",),
        "explain": False,
    }


def test_reasons_are_asked_for(asked, tmp_path):
    run("search", "banjir", "--index", tmp_path, "--explain")
    assert asked[0][1]["explain"] is True


def test_explained_hits_tell_forms_and_parts_of_the_score(sample_index):
    call = ("search", "penangkapan", "tersangka", "--index", sample_index, "--limit", 1)
    plain, told = run(*call).stdout, run(*call, "--explain").stdout
    assert told.startswith(plain.rstrip("\n"))
    *words, score = told[len(plain.rstrip("\n")) :].strip().splitlines()
    assert "penangkapan → tangkap ← " in words[0]
    assert len(words) == 2
    total, _, parts = re.match(r" *Nilai ([\d,]+) (=) (.*)", score).groups()
    values = re.findall(r"\d+,\d\d", parts)
    assert sum(map(_read, values)) == pytest.approx(_read(total), abs=0.03)


def _read(shown):
    return float(shown.replace(",", "."))


@pytest.mark.parametrize("format_", ["json", "jsonl", "csv"])
def test_explained_hits_carry_the_reasons_as_data(format_, sample_index):
    call = ("search", "banjir", "--index", sample_index, "--limit", 1, "--format", format_)
    for explain in ([], ["--explain"]):
        printed = run(*call, *explain).stdout
        if format_ == "csv":
            (row,) = csv.DictReader(io.StringIO(printed))
            why = json.loads(row["why"] or "null")
        else:
            answer = json.loads(printed)
            why = (answer["hits"][0] if format_ == "json" else answer)["why"]
        if not explain:
            assert why is None
        else:
            assert set(why) == {"words", "parts", "all_words"}
            assert why["words"][0]["typed"] == "banjir"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["x", "--limt", "3"], "Tidak ada opsi --limt. Maksud Anda --limit?"),
        (["x", "--limt=3"], "Tidak ada opsi --limt. Maksud Anda --limit?"),
        (["x", "--sort", "best"], "Nilai --sort tidak dapat dipakai. Pilih salah satu: relevance"),
        (["x", "--limit", "many"], "Nilai --limit tidak dapat dipakai. Berikan bilangan dari 1"),
        (["x", "--limit", "0"], "Berikan bilangan dari 1 sampai 100."),
        (["x", "--page", "0"], "Berikan bilangan mulai dari 1."),
        (["x", "--since", "entah"], "Nilai --since tidak dapat dipakai. Tuliskan misalnya 2025"),
        (["x", "--since", "2025", "--until", "2024"], "--since 2025-01-01 sesudah --until 2024-12"),
        (["x", "--limit"], "Opsi --limit"),
        ([], "Tuliskan kata yang dicari."),
    ],
)
def test_a_wrong_call_is_one_line_and_exit_2(arguments, said, asked):
    result = run("search", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert asked == []


def test_no_hits_is_exit_1(sample_index):
    result = run("search", "qzxqzx", "--index", sample_index)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Tidak ada artikel" in result.stderr


def test_hits_are_exit_0_and_plain_in_a_pipe(sample_index):
    result = run("search", "pasukan keamanan", "--index", sample_index)
    assert result.exit_code == 0
    assert result.stdout.startswith("1. ")
    assert "\x1b" not in result.stdout
    assert "<mark>" not in result.stdout
    assert " artikel" in result.stderr


def test_on_a_terminal_matches_are_coloured(sample_index):
    code, shown = on_terminal("search", "pasukan", "keamanan", "--index", sample_index)
    assert code == 0
    assert re.search(r"\x1b\[31m\x1b\[1m\w+\x1b\[0m", shown)
    assert "pasukan" in COLOUR.sub("", shown).lower()


def test_no_color_is_respected(sample_index, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    _code, shown = on_terminal("search", "pasukan", "--index", sample_index)
    assert "\x1b" not in shown


def test_json_jsonl_and_csv_tell_the_same(sample_index):
    def found(format_):
        place = ("--index", sample_index, "--format", format_)
        return run("search", "pasukan keamanan", *place).stdout

    whole = json.loads(found("json"))
    lines = [json.loads(line) for line in found("jsonl").splitlines()]
    rows = list(csv.DictReader(io.StringIO(found("csv"))))
    assert whole["total"] >= len(whole["hits"]) > 0
    assert whole["hits"] == lines
    assert [row["id"] for row in rows] == [hit["id"] for hit in lines]
    assert "<mark>" in whole["hits"][0]["snippet_html"]
    assert set(whole) == {
        *("query", "total", "page", "pages", "limit", "sort", "took_ms"),
        *("hits", "notes", "facets", "suggestion", "relaxations", "copies"),
    }


def test_filters_and_order_narrow_and_sort(sample_index):
    def hits(*options):
        result = run("search", *options, "--index", sample_index, "--format", "json")
        return json.loads(result.stdout)["hits"]

    dated = hits("--since", "2024", "--until", "2024", "--sort", "oldest", "--limit", 100)
    days = [hit["published"][:10] for hit in dated]
    assert days
    assert days == sorted(days)
    assert {day[:4] for day in days} == {"2024"}
    category = dated[0]["category"]
    assert {hit["category"] for hit in hits("--category", category)} == {category}


def test_notes_go_to_stderr(sample_index):
    result = run("search", '"pasukan keamanan', "--index", sample_index)
    assert "kutip" in result.stderr
    assert "kutip" not in result.stdout


def test_a_missing_index_says_how_to_make_one(tmp_path):
    result = run("search", "banjir", "--index", tmp_path / "none")
    assert result.exit_code == 2
    assert "telusur index" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("format_", ["text", "json", "csv", "jsonl"])
def test_a_reader_who_has_left_is_no_error(format_, sample_index):
    reading, writing = os.pipe()
    os.close(reading)
    process = start(
        *("search", "pasukan", "--index", sample_index, "--format", format_), stdout=writing
    )
    os.close(writing)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in err
    assert "Broken" not in err


@pytest.mark.parametrize("arguments", [["--help"], ["search", "--help"]])
def test_help_for_a_reader_who_has_left_is_no_error(arguments):
    reading, writing = os.pipe()
    os.close(reading)
    process = start(*arguments, stdout=writing)
    os.close(writing)
    assert process.communicate(timeout=60)[1] == ""
    assert process.returncode == 0


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-"])
def test_a_closed_stream_is_no_error(closed, sample_index):
    line = f'"$PYTHON" -m telusur search pasukan --index "$INDEX" {closed}'
    variables = {"PYTHON": sys.executable, "INDEX": str(sample_index)}
    result = subprocess.run(
        line, shell=True, env={**environment(), **variables}, capture_output=True, check=False
    )
    assert result.returncode == 0
    assert b"Traceback" not in result.stderr


def test_head_takes_the_first_line():
    result = subprocess.run(
        '"$PYTHON" -m telusur --help | head -1',
        shell=True,
        env={**environment(), "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.stderr == ""
    assert result.stdout.startswith("Pemakaian")


def test_an_unexpected_error_is_one_line_and_debug_shows_all(monkeypatch, sample_index):
    def fail(*_arguments):
        raise ZeroDivisionError("odd")

    monkeypatch.setattr(asking, "print_results", fail)
    result = run("search", "pasukan", "--index", sample_index)
    assert result.exit_code == 2
    assert "ZeroDivisionError: odd" in result.stderr
    assert "--debug" in result.stderr
    assert "Traceback" not in result.stderr
    debugged = run("--debug", "search", "pasukan", "--index", sample_index)
    assert isinstance(debugged.exception, ZeroDivisionError)


def test_english_on_request(sample_index):
    result = run("--lang", "en", "search", "qzxqzx", "--index", sample_index)
    assert "No article matches" in result.stderr


def test_search_loads_nothing_it_does_not_need(sample_index):
    code = (
        "import sys, contextlib\n"
        "from telusur.cli import telusur\n"
        "with contextlib.suppress(SystemExit):\n"
        f"    telusur.main(['search', 'pasukan', '--index', {str(sample_index)!r}])\n"
        f"sys.stderr.write('LOADED ' + ','.join(sorted({HEAVY} & set(sys.modules))))\n"
    )
    process = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert process.stderr.endswith("LOADED ")
