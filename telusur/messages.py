"""The language of the command line: Indonesian in the source, English from a catalogue.

The language is settled once, before the first command is loaded: ``--lang``, else
``$TELUSUR_LANG``, else English where the locale starts with ``en_``, else Indonesian.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("id", "en")
LOCALE_FOLDER = Path(__file__).parent / "locale"

_MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}

_language = "id"
_catalogue: NullTranslations | None = None  # none is needed for what the source says


def wanted_language() -> str:
    """The language that the environment asks for: ``"id"`` or ``"en"``."""
    chosen = os.environ.get("TELUSUR_LANG", "").lower()[:2]
    if chosen in LANGUAGES:
        return chosen
    variables = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((value for value in variables if value), "")
    return "en" if locale.startswith("en_") else "id"


def use_language(language: str) -> None:
    """Speak this language from now on; one without a catalogue leaves the Indonesian text."""
    global _language, _catalogue
    _language = language
    _catalogue = None
    if language != LANGUAGES[0]:
        from gettext import translation

        _catalogue = translation("telusur", LOCALE_FOLDER, languages=[language], fallback=True)


def language() -> str:
    """The language spoken now: ``"id"`` or ``"en"``."""
    return _language


def _(text: str) -> str:
    """The text in the language spoken now."""
    return _catalogue.gettext(text) if text and _catalogue else text


def N_(text: str) -> str:
    """The text itself, marked for the catalogue: for texts made before the language is known."""
    return text


def plural(one: str, many: str, count: int) -> str:
    """The form of the text that goes with the count, in the language spoken now."""
    if _catalogue is None:
        return one if count == 1 else many
    return _catalogue.ngettext(one, many, count)


def number(value: float, decimals: int = 0) -> str:
    """A number as the language writes it: 54.437 and 3,2; in English 54,437 and 3.2."""
    text = f"{value:,.{decimals}f}"
    return text if _language == "en" else text.translate(str.maketrans(",.", ".,"))


def day(iso: str | None) -> str:
    """An ISO day or time as a reader writes it, ``10 November 2025``; what is no date stays."""
    text = (iso or "")[:10]
    try:
        year, month, date = (int(part) for part in text.split("-"))
        return f"{date} {_MONTHS[_language].split()[month - 1]} {year}"
    except (ValueError, IndexError):
        return iso or ""


def moment(iso: str | None) -> str:
    """An ISO time as a reader here writes it, ``10 November 2025 17.30 WIB``."""
    from datetime import datetime

    try:
        time = datetime.fromisoformat(iso or "").astimezone()
    except ValueError:
        return iso or ""
    clock = time.strftime("%H:%M %Z" if _language == "en" else "%H.%M %Z")
    return f"{day(time.date().isoformat())} {clock}"


def file_size(size: float) -> str:
    """A size in bytes as a person reads it: ``812 B``, ``3,4 MB`` (powers of 1000)."""
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            break
        size /= 1000
    return f"{number(size, 0 if unit == 'B' else 1)} {unit}"
