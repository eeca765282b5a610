"""Every test of the command line starts from an environment that says nothing."""

import pytest

from telusur import messages


@pytest.fixture(autouse=True)
def _silent_environment(monkeypatch, tmp_path):
    for name in ("TELUSUR_INDEX", "TELUSUR_LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield
    messages.use_language("id")
