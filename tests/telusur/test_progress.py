"""Progress of an indexing run, on a terminal and in a log."""

from types import SimpleNamespace

import pytest

from telusur import progress
from telusur.progress import SparseLines, bar_text, progress_reporter, time_left


def state(articles=1200, done=25_000_000, total=100_000_000):
    return SimpleNamespace(articles=articles, bytes_done=done, bytes_total=total)


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def test_a_log_gets_a_line_every_ten_seconds(capsys):
    clock = Clock()
    show = SparseLines(clock)
    for _second in range(25):
        clock.now += 1
        show(state())
    assert capsys.readouterr().err.splitlines() == [
        "1.200 artikel, 120/s, 25 %, sisa 0:30",
        "1.200 artikel, 60/s, 25 %, sisa 1:00",
    ]


def test_a_short_run_leaves_a_log_empty(capsys):
    with progress_reporter() as show:
        show(state())
    assert capsys.readouterr() == ("", "")


def test_beside_the_bar_stand_bytes_articles_rate_and_time_left():
    text = bar_text(state(), 10.0)
    assert text == "25,0 MB/100,0 MB · 1.200 artikel, 120/s · sisa 0:30"


def test_a_feed_whose_size_nobody_knows_has_no_time_left():
    assert bar_text(state(total=0, done=0), 10.0) == "0 B · 1.200 artikel, 120/s"
    assert bar_text(state(total=None, done=0), 0.0) == "0 B · 1.200 artikel, 0/s"


@pytest.mark.parametrize(
    ("done", "total", "left"),
    [(0, 9, ""), (9, 9, ""), (1, 2, "sisa 0:10"), (1, 720, "sisa 1:59:50")],
)
def test_time_left(done, total, left):
    assert time_left(done, total, 10.0) == left


def test_the_bar_lives_on_a_terminal(monkeypatch, capsys):
    monkeypatch.setattr(progress.sys.stderr, "isatty", lambda: True, raising=False)
    with progress_reporter() as show:
        show(state())
        show(state(total=None))
    assert capsys.readouterr().out == ""
