"""The figures hold: of the project's own set everywhere, of real questions where they are."""

import os

import pytest

from index.analysis import Analysis
from index.analysis.evaluation import speed, stems_of
from tests.eval import floors, measuring

pytest.importorskip("ir_measures")

OWN = [measuring.OWN_STEMS, measuring.OWN_SET]
SHARED = [
    *measuring.SHARED_STEMS,
    *(f"{name}-{measuring.SAMPLED}" for name in measuring.SHARED),
]
FULL = os.environ.get("TELUSUR_FULL_EVALUATION")


def check(name):
    measured = floors.things(full=True)[name]()
    wrong = floors.failures(name, floors.load().get(name), measured.digest, measured.figures)
    assert not wrong, "\n".join(wrong)


def need(name):
    if not measuring.SHARED_SETS.is_dir():
        pytest.skip("the sets of real questions (../shared/data/eval) are not on this machine")


@pytest.mark.parametrize("name", OWN)
def test_the_projects_own_figures_hold(name):
    check(name)


@pytest.mark.archive
@pytest.mark.slow
@pytest.mark.parametrize("name", SHARED)
def test_the_figures_of_real_words_and_sampled_questions_hold(name):
    need(name)
    check(name)


@pytest.mark.archive
@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.skipif(not FULL, reason="minutes; make quality runs it (TELUSUR_FULL_EVALUATION=1)")
@pytest.mark.parametrize("name", measuring.SHARED)
def test_the_figures_of_all_real_questions_hold(name):
    need(name)
    check(name)


@pytest.mark.slow
def test_stems_are_made_fast_enough():
    words = [row.form for row in measuring.table(measuring.OWN_STEMS)]
    # The best of three: what slows the others down is the machine's other work.
    runs = [speed(words, lambda: stems_of(Analysis())) for _ in range(3)]
    assert max(run.cold for run in runs) >= 150_000
    assert max(run.warm for run in runs) >= 1_000_000


def floor(**figures):
    return floors.Floor("d", figures)


def test_a_figure_may_fall_short_by_epsilon_and_no_more():
    least = floor(nDCG=0.9)
    assert not floors.failures("facqa", least, "d", {"nDCG": 0.8981})
    assert floors.failures("facqa", least, "d", {"nDCG": 0.8979}) == [
        "facqa: nDCG is 0.8979, its floor is 0.9000"
    ]


def test_a_figure_that_is_gone_fails():
    assert floors.failures("facqa", floor(nDCG=0.9), "d", {})


def test_another_corpus_has_no_floors_yet():
    (line,) = floors.failures("facqa", floor(nDCG=0.9), "e", {"nDCG": 1.0})
    assert "digest e, not d" in line
    (line,) = floors.failures("facqa", None, "e", {"nDCG": 1.0})
    assert "no floor" in line


def test_floors_go_up_by_themselves():
    new, changed = floors.raised({"s": floor(a=0.5, b=0.5)}, "s", floor(a=0.6, b=0.499))
    assert new["s"].figures == {"a": 0.6, "b": 0.5}
    assert changed == ["s: a 0.5000 → 0.6000"]


def test_floors_go_down_only_when_told_to():
    old = {"s": floor(a=0.5)}
    for digest in ("d", "another"):
        measured = floors.Floor(digest, {"a": 0.4})
        with pytest.raises(floors.LoweringRefused, match="--lower"):
            floors.raised(old, "s", measured)
        assert floors.raised(old, "s", measured, lower=True)[0]["s"] == measured


def test_floors_are_read_as_they_were_written(tmp_path):
    path = tmp_path / "floors.toml"
    written = {"a-200": floor(x=0.1234), "b": floors.Floor("e", {"nDCG@10 other form": 1.0})}
    floors.save(written, path)
    assert floors.load(path) == written


def test_a_refused_floor_is_not_written(tmp_path, monkeypatch, capsys):
    path = tmp_path / "floors.toml"
    floors.save({"s": floor(a=0.5)}, path)
    monkeypatch.setattr(floors, "load", lambda: {"s": floor(a=0.5)})
    monkeypatch.setattr(floors, "FILE", path)
    monkeypatch.setattr(floors, "measure_all", lambda full: [("s", floor(a=0.4))])
    assert floors.main(["--raise"]) == 1
    assert "--lower" in capsys.readouterr().out
    assert 'a" = 0.5000' in path.read_text("utf-8")


def test_every_floor_is_one_that_can_be_measured():
    known = {*OWN, *SHARED, *measuring.SHARED}
    assert set(floors.load()) <= known
    assert set(floors.load()) >= {*OWN, *SHARED}
