"""``telusur evaluate``."""

import json
import sys

import pytest

from telusur.evaluate_cmd import ProgressLines
from tests.telusur.running import run

pytest.importorskip("ir_measures")

SET = "tests/eval/sample", "--corpus", "corpus/sample", "--sample", 5
STEMS = "tests/eval/stems.tsv"


@pytest.fixture(autouse=True)
def _in_the_checkout(request, monkeypatch):
    monkeypatch.chdir(request.config.rootpath)


def test_a_set_gives_a_row_for_each_configuration_and_the_gains():
    result = run("evaluate", *SET, "--baseline", "none", "--baseline", "snowball")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "sample: 72 artikel, 5 pertanyaan"
    assert lines[2].split()[:2] == ["MRR@10", "success@1"]
    assert lines[2].endswith("nDCG@10 bentuk lain")
    assert lines[3].startswith("Telusur ")
    assert [line.split(",")[0] for line in lines[4:6]] == ["tanpa imbuhan dipotong", "Snowball"]
    assert "selisih dengan Snowball, BM25" in result.stdout


def test_a_set_for_programs():
    found = json.loads(run("evaluate", *SET, "--format", "json").stdout)
    assert found["articles"] == 72
    assert [one["name"] for one in found["configurations"]] == ["telusur", "snowball"]


def test_several_sets_for_programs_are_a_list():
    found = json.loads(run("evaluate", SET[0], *SET, "--format", "json").stdout)
    assert [one["set"] for one in found] == ["sample", "sample"]


def test_another_setting_stands_beside_the_shipped_one():
    result = run("evaluate", *SET, "--knob", "k1=2.5", "--knob", "title_weight=0")
    assert result.exit_code == 0
    assert "Telusur, setelan lain" in result.stdout


@pytest.mark.parametrize("knob", ["k1", "k1=banyak", "besar=1", "k1=-1"])
def test_a_knob_that_cannot_be_set_is_an_error(knob):
    result = run("evaluate", *SET, "--knob", knob)
    assert result.exit_code == 2
    assert "--knob" in result.stderr


def test_stems_of_a_table_beside_snowball():
    result = run("evaluate", "stem", STEMS)
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()[3:]] == ["Telusur", "Snowball"]
    assert "kata/detik" in result.stdout


def test_stems_for_programs():
    found = json.loads(run("evaluate", "stem", STEMS, "--format", "json").stdout)
    ours, snowball = found["configurations"]
    assert ours["token"] > snowball["token"]
    assert ours["warm_words_s"] > ours["cold_words_s"] > 0


def test_stems_with_the_names_of_an_index(sample_index):
    result = run("evaluate", "stem", STEMS, "--index", sample_index)
    assert result.exit_code == 0
    assert run("evaluate", "stem", STEMS, "--index", "no/such").exit_code == 2


def test_in_english():
    result = run("--lang", "en", "evaluate", "stem", STEMS)
    assert "words/s cold" in result.stdout
    result = run("--lang", "en", "evaluate", *SET)
    assert "gain over Snowball, BM25" in result.stdout


@pytest.mark.parametrize("arguments", [(), ("stem",), ("stem", "none.tsv"), ("no/such/set",)])
def test_nothing_to_measure_is_an_error(arguments):
    result = run("evaluate", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("telusur: ")
    assert len(result.stderr.splitlines()) == 1


def test_a_set_that_is_no_set_is_told_in_both_languages(tmp_path):
    result = run("evaluate", tmp_path)
    assert "Set ini tidak dapat dipakai" in result.stderr
    result = run("--lang", "en", "evaluate", tmp_path)
    assert "has no corpus.jsonl" in result.stderr


def test_a_table_that_is_no_table_is_told(tmp_path):
    path = tmp_path / "t.tsv"
    path.write_text("satu\n", "utf-8")
    result = run("evaluate", "stem", path)
    assert result.exit_code == 2
    assert "line 1" in result.stderr


def test_without_ir_measures_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    result = run("evaluate", *SET)
    assert result.exit_code == 2
    assert "pip install 'telusur[evaluate]'" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_progress_is_a_line_now_and_then(capsys):
    times = iter([0.0, 1.0, 11.0, 12.0, 22.0])
    show = ProgressLines(False, lambda: next(times))
    show("index", 0, 72)
    show("telusur", 1000, 3893)
    show("telusur", 1001, 3893)
    show("snowball", 5, 3893)
    show.clear()
    assert capsys.readouterr().err == "Telusur: 1.000/3.893\nSnowball, BM25: 5/3.893\n"


def test_progress_on_a_terminal_is_one_line_that_goes_away(capsys):
    times = iter([0.0, 1.0, 2.0])
    show = ProgressLines(True, lambda: next(times))
    show("index", 0, 1000)
    show("none", 5, 10)
    show.clear()
    shown = capsys.readouterr().err
    assert "\n" not in shown
    assert shown.startswith("\rMengindeks artikel: 0/1.000\r")
    assert shown.endswith("\r")
