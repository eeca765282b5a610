"""``telusur index``: what it reports, and how it exits."""

import json
import os
import signal
import time
from pathlib import Path

import pytest

from corpus import Unreadable
from index import ArticleIndex, Report
from telusur import messages
from telusur.index_cmd import summary
from tests.telusur.running import on_terminal, run, start


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(3):
        write_article(folder, number)
    return folder


def write_article(folder, number, text="Air sungai naik dua meter dan warga mengungsi ke masjid."):
    record = {"id": f"a-{number}", "judul": f"Banjir ke-{number}", "isi": text}
    (folder / f"{number}.json").write_text(json.dumps(record))


def index_json(*arguments):
    result = run("index", *arguments, "--format", "json")
    return result.exit_code, json.loads(result.stdout)


def test_the_last_line_names_the_figures_in_both_languages(archive, tmp_path):
    result = run("index", archive, "--index", tmp_path / "i")
    assert result.exit_code == 0
    last = result.stdout.splitlines()[-1]
    assert last.startswith("Selesai: 3 ditambah, 0 diubah, 0 tetap, 0 dihapus, 0 gagal (added 3, ")
    assert result.stderr == ""


def test_large_figures_are_grouped_for_people_and_plain_for_programs():
    report = Report(added=12, updated=3, unchanged=54437, seconds=3.21)
    assert summary(report) == (
        "Selesai: 12 ditambah, 3 diubah, 54.437 tetap, 0 dihapus, 0 gagal "
        "(added 12, updated 3, unchanged 54437, removed 0, failed 0) dalam 3,2 s"
    )
    messages.use_language("en")
    english = summary(report)
    assert english == ("Done: added 12, updated 3, unchanged 54,437, removed 0, failed 0 in 3.2 s")


def test_only_what_changed_is_worked_on(archive, tmp_path):
    place = ("--index", tmp_path / "i")
    index_json(archive, *place)
    write_article(archive, 0, "Isi yang baru tentang banjir.")
    write_article(archive, 9)
    (archive / "1.json").unlink()
    code, report = index_json(archive, *place, "--prune")
    assert code == 0
    seconds = report.pop("seconds")
    assert seconds < 60
    assert report == {"added": 1, "updated": 1, "unchanged": 1, "removed": 1, "failed": []}


def test_without_prune_nothing_is_removed(archive, tmp_path):
    index_json(archive, "--index", tmp_path / "i")
    (archive / "1.json").unlink()
    code, report = index_json(archive, "--index", tmp_path / "i")
    assert (code, report["removed"], report["unchanged"]) == (0, 0, 2)
    assert len(ArticleIndex.open(tmp_path / "i")) == 3


def test_rebuild_starts_from_nothing(archive, tmp_path):
    index_json(archive, "--index", tmp_path / "i")
    code, report = index_json(archive / "0.json", "--index", tmp_path / "i", "--rebuild")
    assert code == 0
    assert len(ArticleIndex.open(tmp_path / "i")) == 1
    assert report["failed"] == []


def test_an_index_within_the_archive_is_not_read_as_articles(archive):
    place = ("--index", archive / "indeks")
    index_json(archive, *place)
    code, report = index_json(archive, *place)
    assert (code, report["failed"], report["unchanged"], report["added"]) == (0, [], 3, 0)


def test_a_damaged_index_can_be_rebuilt_as_the_message_says(archive, tmp_path):
    folder = tmp_path / "i"
    index_json(archive, "--index", folder)
    for file in folder.iterdir():
        file.write_bytes(b"damaged")
    refused = run("index", archive, "--index", folder)
    assert refused.exit_code == 2
    assert "--rebuild" in refused.stderr
    code, report = index_json(archive, "--index", folder, "--rebuild")
    assert (code, len(ArticleIndex.open(folder))) == (0, 3)
    assert report["failed"] == []


def test_what_cannot_be_read_is_named_and_the_rest_is_indexed(archive, tmp_path):
    (archive / "rusak\x1b.json").write_bytes(b"\x00\x01\x02" * 99)
    result = run("index", archive, tmp_path / "tiada", "--index", tmp_path / "i")
    assert result.exit_code == 3
    assert "3 ditambah" in result.stdout
    assert "2 gagal" in result.stdout
    assert f"{tmp_path / 'tiada'}: " in result.stderr
    assert "\x1b" not in result.stderr


def test_json_names_source_place_and_reason_of_what_failed(tmp_path):
    code, report = index_json(tmp_path / "tiada", "--index", tmp_path / "i")
    assert code == 3
    (fault,) = report["failed"]
    assert set(fault) == {"source", "place", "reason"}
    assert fault["source"] == str(tmp_path / "tiada")
    assert set(report) == {"added", "updated", "unchanged", "removed", "failed", "seconds"}


def test_of_many_failures_twenty_are_shown(monkeypatch, tmp_path):
    faults = [Unreadable(f"f{number}", "", "rusak") for number in range(25)]
    monkeypatch.setattr("index.ingest.ingest", lambda *_a, **_k: Report(failed=faults))
    result = run("index", tmp_path, "--index", tmp_path / "i")
    lines = result.stderr.splitlines()
    assert len(lines) == 21
    assert "dan 5 lagi" in lines[-1]


def test_the_index_of_the_environment_is_used(archive, tmp_path, monkeypatch):
    monkeypatch.setenv("TELUSUR_INDEX", str(tmp_path / "env"))
    assert run("index", archive).exit_code == 0
    assert len(ArticleIndex.open(tmp_path / "env")) == 3


def test_an_index_that_cannot_be_written_is_an_error_with_a_remedy(archive, tmp_path):
    (tmp_path / "file").write_text("in the way")
    result = run("index", archive, "--index", tmp_path / "file" / "i")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "--index" in result.stderr


def test_a_source_is_required():
    result = run("index")
    assert result.exit_code == 2
    assert result.stderr == "telusur: SUMBER belum diberikan. Lihat: telusur index --help\n"


def test_on_a_terminal_there_is_a_bar_and_then_the_last_line(archive, tmp_path):
    code, shown = on_terminal("index", archive, "--index", tmp_path / "i")
    assert code == 0
    assert "/s" in shown
    assert "Selesai: 3 ditambah" in shown.rstrip().splitlines()[-1]


def test_ctrl_c_exits_130_with_one_line_and_the_next_run_completes(tmp_path):
    many, folder = tmp_path / "many.jsonl", tmp_path / "i"
    with many.open("w") as file:
        for number in range(20_000):
            words = " ".join(f"kata{(number * 7 + i) % 997}" for i in range(120))
            file.write(json.dumps({"id": str(number), "judul": "Judul", "isi": words}) + "\n")
    process = start("index", many, "--index", folder, start_new_session=True)
    wait_until(lambda: folder.is_dir() and any(folder.iterdir()))
    time.sleep(0.5)
    os.kill(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err == "telusur: dihentikan.\n"
    code, report = index_json(many, "--index", folder)
    assert code == 0
    assert report["added"] + report["unchanged"] == len(ArticleIndex.open(folder)) == 20_000


def wait_until(is_so, seconds=30):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_full_disk_for_the_output_is_an_error(archive, tmp_path):
    with Path("/dev/full").open("w") as full:
        process = start("index", archive, "--index", tmp_path / "i", stdout=full)
        _out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert len(err.splitlines()) == 1
    assert len(ArticleIndex.open(tmp_path / "i")) == 3


def test_an_empty_option_does_not_mean_the_working_folder(archive, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("index", archive, "--index", "")
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == [archive]
