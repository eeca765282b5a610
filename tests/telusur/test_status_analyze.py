"""``telusur status`` and ``telusur analyze``."""

import json
import re

from msgspec.structs import replace

from corpus import Article
from index import ArticleIndex
from searcher.results import ArchiveStatus, FacetCount
from telusur.status_cmd import status_text
from tests.telusur.running import on_terminal, run


def test_status_tells_what_the_index_holds(sample_index):
    result = run("status", "--index", sample_index)
    assert result.exit_code == 0
    assert str(sample_index) in result.stdout
    assert "Artikel" in result.stdout


def test_status_for_programs(sample_index):
    state = json.loads(run("status", "--index", sample_index, "--format", "json").stdout)
    assert set(state) == set(ArchiveStatus.__struct_fields__)
    assert state["articles"] >= 60


def test_status_of_no_index_is_an_error(tmp_path):
    result = run("status", "--index", tmp_path / "none")
    assert result.exit_code == 2
    assert "telusur index" in result.stderr


def test_status_shows_the_most_frequent_sources_and_counts_the_rest():
    sources = tuple(FacetCount(f"S{number}", 100 - number) for number in range(7))
    state = ArchiveStatus("x", 0, 1, 0, 1234, None, None, None, sources, ())
    text = status_text(state)
    assert "S0 (100), S1 (99), S2 (98), S3 (97), S4 (96) dan 2 lagi" in text
    assert "1,2 kB" in text
    assert re.search("^Kategori +–$", text, re.M)


def test_status_does_not_count_what_the_searcher_has_left_out():
    sources = tuple(FacetCount(f"S{number}", 1) for number in range(100))
    state = ArchiveStatus("x", 0, 1, 0, 1234, None, None, None, sources, ())
    assert "S4 (1) dan lainnya" in status_text(state)


def test_analyze_in_a_pipe_is_a_line_of_three_columns_a_word():
    result = run("analyze", "pemerintahan", "baru")
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert [row[0] for row in rows] == ["pemerintahan", "baru"]
    assert all(len(row) == 3 and all(row) for row in rows)


def test_analyze_for_programs():
    tokens = json.loads(run("analyze", "--format", "json", "memerintah pemerintahan").stdout)
    assert [set(token) for token in tokens] == [{"surface", "term", "rule"}] * 2


def test_analyze_on_a_terminal_is_a_table_that_obeys_no_text():
    code, shown = on_terminal("analyze", "memerintah [red]teks[/red]")
    assert code == 0
    assert "Istilah" in shown
    assert "memerintah" in shown


def test_analyze_of_nothing_indexed_prints_nothing():
    result = run("analyze", "...")
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(run("analyze", "...", "--format", "json").stdout) == []


def test_status_says_what_was_learned_and_when_a_rebuild_would_pay():
    state = ArchiveStatus("x", 9000, 1, 0, 1, None, None, None, (), (), 1234, 56, 2000)
    assert "1.234 nama dari 2.000 artikel pertama, 56 singkatan" in status_text(state)
    assert "--rebuild" not in status_text(state)
    assert "--rebuild" in status_text(replace(state, rebuild_pays=True))


def test_analyze_knows_the_names_of_the_index(tmp_path):
    text = "warga desa Berzulan datang ke rumah"
    articles = [Article(id=f"a{number}", title="", body=text) for number in range(30)]
    ArticleIndex.create(tmp_path / "index").update(articles)
    result = run("analyze", "berzulan", "--index", tmp_path / "index")
    assert result.stdout == "berzulan\tberzulan\tname\n"


def test_analyze_with_an_index_that_is_not_there_is_an_error(tmp_path):
    assert run("analyze", "kata", "--index", tmp_path / "none").exit_code == 2


def test_analyze_shows_whole_and_parts():
    rows = [line.split("\t")[1] for line in run("analyze", "U-23").stdout.splitlines()]
    assert rows == ["u23", "u", "23"]
