"""Plain searches are read without click, to the same end."""

import shlex
import subprocess
import sys

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.asking import read_plainly
from telusur.echo import styled
from telusur.search_cmd import search
from tests.telusur.running import COMMAND, ROOT, environment, on_terminal, run

VALUES = (
    "10",
    "0",
    "101",
    "-1",
    "1_0",
    " 7",
    "٣",
    "999999999",
    "newest",
    "json",
    "csv",
    "2024",
    "",
)
WORDS = ("banjir", "pasukan", "-rob", '"jalan raya"', "--", "-", "", "--limits", "judul:banjir")
NAMES = (
    *("--index", "--limit", "--page", "--sort", "--format", "--since", "--source", "--category"),
    *("--explain", "--help", "--debug"),
)

arguments = st.lists(
    st.one_of(
        st.sampled_from((*WORDS, *NAMES, *VALUES)),
        st.tuples(st.sampled_from(NAMES), st.sampled_from((*VALUES, *WORDS))).map("=".join),
        st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES)).map(" ".join),
        st.text(max_size=5),
    ),
    max_size=6,
)


def read_by_click(given_: list[str]) -> dict[str, object]:
    return search.make_context("search", list(given_)).params


@given(arguments)
def test_what_is_read_plainly_click_reads_alike(given_):
    plain = read_plainly(given_)
    if plain is None:
        return
    read = read_by_click(given_)
    names = {"index": "index_folder", "format": "format_"}
    assert plain.words == read.pop("query")
    for name, value in plain.options.items():
        assert value == read.pop(names.get(name, name))
    untouched = read_by_click(["--", *plain.words])
    assert read == {name: untouched[name] for name in read}


@pytest.mark.parametrize(
    ("given_", "options"),
    [
        (["banjir"], {}),
        (["banjir", "jakarta", "--limit", "3"], {"limit": 3}),
        (["--index=a b", "--page=2", "--", "-banjir"], {"index": "a b", "page": 2}),
        (["--sort", "newest", "x", "--format", "json"], {"sort": "newest", "format": "json"}),
    ],
)
def test_a_plain_command_line_is_read(given_, options):
    assert read_plainly(given_) is not None
    assert read_plainly(given_).options == options


@pytest.mark.parametrize(
    "given_",
    [
        [],
        ["--help"],
        ["banjir", "-rob"],
        ["banjir", "--explain"],
        ["banjir", "--since", "2024"],
        ["banjir", "--limit", "0"],
        ["banjir", "--limit", "1000"],
        ["banjir", "--limit"],
        ["banjir", "--page", "x"],
        ["banjir", "--index", ""],
        ["banjir", "--index", "--limit"],
        ["banjir", "--lim", "3"],
    ],
)
def test_what_is_not_plain_is_left_to_click(given_):
    assert read_plainly(given_) is None


def as_process(*given_: object, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, given_)],
        env={**environment(), **changes},
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )


def without_times(text: str) -> str:
    return "\n".join(line.partition(" (")[0] for line in text.splitlines() if "took_ms" not in line)


@pytest.mark.parametrize("format_", ["text", "json", "jsonl", "csv"])
@pytest.mark.parametrize("query", ["pasukan", "qzxqzx", "tida-ada & <b>"])
def test_a_plain_search_prints_what_click_would_have(sample_index, query, format_):
    given_ = ("search", query, "--index", sample_index, "--format", format_)
    plainly, by_click = as_process(*given_), run(*given_)
    assert plainly.returncode == by_click.exit_code
    assert without_times(plainly.stdout) == without_times(by_click.stdout)
    assert without_times(plainly.stderr) == without_times(by_click.stderr)


def test_a_plain_search_of_no_index_says_so(tmp_path):
    given_ = ("search", "pasukan", "--index", tmp_path)
    plainly, by_click = as_process(*given_), run(*given_)
    assert (plainly.returncode, plainly.stderr) == (2, by_click.stderr)
    assert "telusur index" in plainly.stderr


def test_a_plain_search_speaks_english_where_asked(sample_index):
    done = as_process("search", "qzxqzx", "--index", sample_index, TELUSUR_LANG="en")
    assert "No article matches" in done.stderr


def test_a_plain_search_whose_output_takes_other_letters(sample_index):
    done = as_process(
        *("search", "pasukan", "--index", sample_index), PYTHONIOENCODING="ascii", PYTHONUTF8="0"
    )
    assert done.returncode == 0
    assert done.stdout.startswith("1. ")


def test_a_plain_search_is_coloured_on_a_terminal(sample_index):
    code, shown = on_terminal("search", "pasukan", "--index", sample_index)
    assert code == 0
    assert click.style("pasukan", fg="red", bold=True) in shown.replace("Pasukan", "pasukan")


@pytest.mark.parametrize(
    "look", [{}, {"fg": "red"}, {"fg": "blue"}, {"dim": True}, {"bold": True, "fg": "red"}]
)
def test_colours_are_those_of_click(look):
    assert styled("kata", **look) == click.style("kata", **look)


def test_a_full_disk_is_told_of_a_plain_search(sample_index):
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [*COMMAND, "search", "pasukan", "--index", str(sample_index)],
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 2
    assert "telusur: " in done.stderr


def test_a_reader_who_has_left_ends_a_plain_search(sample_index):
    line = [*COMMAND, "search", "pasukan", "--index", str(sample_index), "--limit", "100"]
    with subprocess.Popen(
        line, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
        assert process.wait(timeout=60) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no shell of Unix")
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("search pasukan --index {index} 2>/dev/full", 2),
        ("search pasukan --index {index}-not 2>/dev/full", 2),
        ("search pasukan --index {index}-not --explain 2>/dev/full", 2),
        ("search --index {index} 2>/dev/full", 2),
        ("search pasukan --index {index} 2>&1 >&- | true; exit ${{PIPESTATUS[0]}}", 0),
    ],
)
def test_a_message_that_cannot_be_written_changes_no_exit_code(sample_index, line, code):
    # 1 would say that nothing was found, as the code of a traceback does.
    script = f"{shlex.join(map(str, COMMAND))} {line.format(index=shlex.quote(str(sample_index)))}"
    done = subprocess.run(
        ["bash", "-c", script], env=environment(), capture_output=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")
