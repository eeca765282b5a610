"""Where the index is looked for, and in which order."""

from pathlib import Path

import pytest

from telusur.settings import SettingsError, demo_dir, index_dir


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch, tmp_path):
    monkeypatch.delenv("TELUSUR_INDEX", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def test_the_option_wins_over_everything(monkeypatch):
    monkeypatch.setenv("TELUSUR_INDEX", "from-environment")
    Path("telusur.toml").write_text('index = "from-file"')
    assert index_dir("from-option") == Path("from-option")


def test_then_the_environment(monkeypatch):
    monkeypatch.setenv("TELUSUR_INDEX", "~/from-environment")
    Path("telusur.toml").write_text('index = "from-file"')
    assert index_dir() == Path.home() / "from-environment"


def test_then_the_settings_file_relative_to_itself(tmp_path):
    Path("telusur.toml").write_text('index = "arsip/indeks"')
    assert index_dir() == tmp_path / "arsip/indeks"


def test_an_absolute_folder_in_the_settings_file_stays(tmp_path):
    Path("telusur.toml").write_text(f"index = '{tmp_path / 'elsewhere'}'")
    assert index_dir() == tmp_path / "elsewhere"


def test_else_the_folder_of_the_users_data():
    assert index_dir().name == "index"
    assert "telusur" in index_dir().parts


@pytest.mark.parametrize("empty", ["", "# nothing here", "other = 1"])
def test_a_settings_file_without_an_index_says_nothing(empty):
    Path("telusur.toml").write_text(empty)
    assert index_dir().name == "index"


@pytest.mark.parametrize("broken", ["index = ", "index = 3", 'index = ""', b"index = '\xff'"])
def test_a_broken_settings_file_is_an_error_with_a_remedy(broken):
    Path("telusur.toml").write_bytes(broken if isinstance(broken, bytes) else broken.encode())
    with pytest.raises(SettingsError) as caught:
        index_dir()
    assert "telusur.toml" in caught.value.message
    assert "index =" in caught.value.remedy


def test_the_demo_has_a_folder_of_its_own():
    assert demo_dir() != index_dir()
