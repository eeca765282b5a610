"""What the documents say is so: their queries are understood, their commands and code run."""

import contextlib
import io
import re
import shlex
from pathlib import Path

import click
import pytest

from telusur.cli import COMMANDS, telusur

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
LANGUAGE = (ROOT / "docs" / "query-language.md").read_text("utf-8")

# The code in the first cell of a row: `a` or `a` or `b`.
ROWS = re.findall(r"^\| (`[^|]+`) \|", LANGUAGE + README.partition("query language")[2], re.M)
QUERIES = [query for row in ROWS for query in re.findall(r"`([^`]+)`", row)]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
ALL_TEXT = "\n".join(page.read_text("utf-8") for page in PAGES)
COMMAND_LINES = re.findall(r"^\$ (telusur .*?)(?: +#.*)?$", ALL_TEXT, re.M)


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_in_a_table_is_understood_as_it_stands(query):
    from searcher.query import understand

    understood = understand(query)
    assert understood.query is not None
    assert understood.notes == ()


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_every_command_line_is_one_that_the_command_takes(line):
    name, *arguments = shlex.split(line.partition(" > ")[0])[1:]
    command = telusur.get_command(click.Context(telusur), name)
    assert command, name
    command.make_context(name, arguments)


def test_the_documents_show_commands_and_queries():
    assert {line.split()[1] for line in COMMAND_LINES} >= set(COMMANDS) - {
        "demo",
        "status",
        "analyze",
    }
    assert len(QUERIES) > 25


def test_the_python_of_the_readme_runs(sample_index, tmp_path):
    blocks = re.findall(r"^```python\n(.*?)^```", README, re.M | re.S)
    assert len(blocks) == 2
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for block, folder in zip(blocks, (sample_index, tmp_path / "new"), strict=True):
            exec(block.replace("path/to/index", str(folder)), {})
    assert "1 0" in printed.getvalue()
    assert "articles" in printed.getvalue()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target
