"""The phases of a search are those of the searcher: the same answer comes out."""

import pytest
from click.testing import CliRunner

from bench import phases
from bench.queries import KINDS
from corpus import read
from corpus.sample import sample_path
from index import ArticleIndex
from searcher import Searcher


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("phases") / "index"
    ArticleIndex.create(folder).update(read(sample_path()))
    return folder


def test_a_table_with_every_kind_and_phase(folder):
    done = CliRunner().invoke(phases.main, [str(folder), "--queries", "4", "--rounds", "1"])
    assert done.exit_code == 0, done.output
    head, _, *rows = [line.strip("| ").split("|") for line in done.output.strip().splitlines()]
    assert [cell.strip() for cell in head] == ["µs", *phases.PHASES]
    assert [row[0].strip() for row in rows] == list(KINDS)
    assert all(float(cell.replace(",", "")) > 0 for row in rows for cell in row[1:])


def test_the_searcher_takes_the_same_steps(folder, monkeypatch):
    shown = []

    class Presenter(phases.Presenter):
        def hits(self, documents, scores):
            shown.append(super().hits(documents, scores))
            return shown[-1]

    monkeypatch.setattr(phases, "Presenter", Presenter)
    with Searcher(folder) as searcher:
        for text in ("banjir warga", '"ibu kota"', "pert* sejak:2020-01-01", "siapa menteri"):
            assert dict(phases.phases_of(text, searcher._current_view())).keys() == set(
                phases.PHASES
            )
            assert shown[-1] == searcher.search(text).hits
