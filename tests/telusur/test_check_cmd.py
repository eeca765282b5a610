"""``telusur check``: sound, damaged, repaired, or not to be repaired."""

import json
import shutil

import pytest

from tests.telusur.running import run


@pytest.fixture
def index(sample_index, tmp_path):
    return shutil.copytree(sample_index, tmp_path / "i")


def largest(index):
    return max(index.glob("*.seg"), key=lambda path: path.stat().st_size)


def flip(path, place):
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def test_a_sound_index(index):
    result = run("check", "--index", index)
    assert result.exit_code == 0
    assert result.stdout.startswith("Utuh: ")
    found = json.loads(run("check", "--index", index, "--format", "json").stdout)
    assert found["sound"]
    assert not found["repaired"]
    assert found["damage"] == []
    assert found["articles"] > 50


def test_damage_is_named_refused_and_repaired(index):
    path = largest(index)
    flip(path, path.stat().st_size // 2)
    result = run("check", "--index", index)
    assert result.exit_code == 1
    assert f"rusak: {path.name}, bagian " in result.stdout
    assert "telusur check --repair" in result.stdout
    result = run("check", "--repair", "--index", index, "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["sound"]
    assert found["repaired"]
    assert {one["file"] for one in found["damage"]} == {path.name}
    assert found["reindexed"] + found["lost"] > 50
    assert run("check", "--index", index).exit_code == 0


def test_a_repair_says_what_it_did(index):
    path = largest(index)
    flip(path, 20)
    result = run("check", "--repair", "--index", index)
    assert result.exit_code == 1
    assert "Diperbaiki: " in result.stdout
    assert "diindeks ulang" in result.stdout
    assert "masukkan kembali dengan: telusur index SUMBER" in result.stdout


def test_what_cannot_be_repaired(index):
    flip(next(index.glob("*.toc")), 200)
    result = run("check", "--repair", "--index", index)
    assert result.exit_code == 1
    assert "--rebuild" in result.stdout
    found = json.loads(run("check", "--repair", "--index", index, "--format", "json").stdout)
    assert not found["sound"]
    assert not found["repaired"]


def test_a_search_refuses_damage(index):
    for path in index.glob("*.seg"):
        data = bytearray(path.read_bytes())
        for place in range(100, len(data), 1000):
            data[place] ^= 1
        path.write_bytes(data)
    result = run("search", "pasukan", "--index", index)
    assert result.exit_code == 2
    assert "rusak" in result.stderr
    assert "telusur check --repair" in result.stderr


def test_no_index_is_an_error(tmp_path):
    assert run("check", "--index", tmp_path / "none").exit_code == 2


def test_in_english(index):
    assert run("--lang", "en", "check", "--index", index).stdout.startswith("Sound: ")
