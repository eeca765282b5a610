"""Where the index is: the option, the environment, telusur.toml, or the user's data folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from telusur.messages import _

SETTINGS_FILE = "telusur.toml"


class SettingsError(ValueError):
    """The settings file cannot be used. ``message`` says why, ``remedy`` what would be right."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def index_dir(option: str | None = None) -> Path:
    """The index directory: the option, else ``$TELUSUR_INDEX``, else ``telusur.toml`` in the
    working folder (its ``index``, relative to the file), else the user's data folder.

    Raises:
        SettingsError: if the option is empty, or telusur.toml is there and cannot be read.
    """
    if option == "":  # of a variable that is not set: the working folder is not meant
        raise SettingsError(_("--index kosong."), _("Berikan nama folder."))
    if option is not None:
        return Path(option).expanduser()
    if from_environment := os.environ.get("TELUSUR_INDEX"):
        return Path(from_environment).expanduser()
    return _from_file(Path(SETTINGS_FILE)) or _user_folder("user_data_path") / "index"


def demo_dir() -> Path:
    """Where ``telusur demo`` keeps the index of the sample: the user's cache folder."""
    return _user_folder("user_cache_path") / "demo"


def _user_folder(kind: str) -> Path:
    import platformdirs

    folder: Path = getattr(platformdirs, kind)("telusur", appauthor=False)
    return folder


def _from_file(path: Path) -> Path | None:
    if not path.is_file():
        return None
    folder = _read(path).get("index")
    if folder is None:
        return None
    if not isinstance(folder, str) or not folder:
        raise SettingsError(
            _("Nilai index di {path} bukan nama folder.").format(path=path.resolve()),
            _('Tuliskan misalnya: index = "arsip/indeks"'),
        )
    return path.resolve().parent / Path(folder).expanduser()


def _read(path: Path) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        with path.open("rb") as file:
            settings: dict[str, Any] = tomllib.load(file)
            return settings
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            _("{path} bukan TOML yang sah: {reason}.").format(path=path.resolve(), reason=error),
            _('Perbaiki isinya; satu baris sudah cukup: index = "arsip/indeks"'),
        ) from error
