"""The whole bench over the sample, tiny: every engine that is installed, every figure."""

import json

import pytest
from click.testing import CliRunner

from bench import __main__ as command
from bench.__main__ import main
from bench.peers import PEERS, look_for
from bench.report import BEGIN, END

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    """The folder with the figures of one run, and what the run printed."""
    folder = tmp_path_factory.mktemp("bench")
    # The JVM and numba take many seconds to be warm; they are run where time is measured.
    quick = [
        each.peer.name
        for each in look_for([p for p in PEERS if p.name not in ("lucene", "bm25s")])[0]
    ]
    arguments = ["--peers", ",".join(quick), "--queries", "4", "--rounds", "1", "--added", "4"]
    arguments += ["--no-source", "--recombine", "90", "--out", str(folder), "--docs"]
    page = folder / "performance.md"
    page.write_text(f"{BEGIN}\n{END}\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "PAGE", page)
        run = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert run.exit_code == 0
    figures = json.loads((folder / "bench.json").read_text("utf-8"))
    return figures, run.stdout, folder, quick


def test_every_engine_has_every_figure(outcome):
    figures, _printed, _folder, names = outcome
    (size,) = figures["sizes"]
    assert size["articles"] == 90
    assert {"telusur", "fts5"} <= set(names)
    for what in ("build", "index_bytes", "open", "two", "add"):
        assert set(size[what]) == set(names)
    assert len(size["queries"]) == 8
    for modes in size["queries"].values():
        assert set(modes["ids"]) == set(modes["hits"]) == set(names)
    assert all(len(added) == 4 for added in size["add"].values())
    assert size["shell"]["telusur"]
    assert size["web"]["search"]


def test_every_engine_finds_something(outcome):
    figures, _printed, _folder, _names = outcome
    for kind, modes in figures["sizes"][0]["queries"].items():
        for name, taken in modes["hits"].items():
            assert taken["found"] == 1, (kind, name)


def test_the_table_and_the_picture_are_made(outcome):
    _figures, printed, folder, names = outcome
    assert "Targets met:" in printed
    assert (folder / "bench.md").read_text("utf-8").strip() == printed.strip()
    assert "<svg" in (folder / "recombined-90.svg").read_text("utf-8")
    assert (folder / "performance.svg").read_text("utf-8").startswith("<svg")
    page = (folder / "performance.md").read_text("utf-8")
    assert printed.strip() in page
    assert "](performance.svg)" in page
    assert all(name in printed for name in names)


def test_an_unknown_engine_is_refused():
    run = CliRunner().invoke(main, ["--peers", "telusur,altavista"])
    assert run.exit_code == 2
    assert "altavista" in run.output
