"""The English catalogue of the pages: what is in it, and how to bring it in step.

``python -m tests.web.catalogue`` does the latter; what is untranslated then stands empty in
messages.po. The texts in code and templates are Indonesian.
"""

from __future__ import annotations

import io
from datetime import datetime, timezone
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
PO_FILE = ROOT / "web/translations/en/LC_MESSAGES/messages.po"
MO_FILE = PO_FILE.with_suffix(".mo")
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
# A date that stays: the file changes when a text does, and only then.
CREATED = datetime(2025, 1, 1, tzinfo=timezone.utc)


def extracted() -> Catalog:
    """The texts as they stand in code and templates."""
    catalog = Catalog(project="Telusur", version="", creation_date=CREATED, charset="utf-8")
    found = extract_from_dir(ROOT / "web", METHODS, OPTIONS)
    for filename, _line, message, _comments, context in found:
        catalog.add(message, locations=[(f"web/{filename}", None)], context=context)
    return catalog


def translated() -> Catalog:
    """The catalogue as it stands in messages.po."""
    with PO_FILE.open("rb") as file:
        return read_po(file, locale="en", domain="messages")


def compiled(catalog: Catalog) -> bytes:
    """What messages.mo holds for this catalogue."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def texts(mo: bytes) -> dict[Any, str]:
    """The translations in the bytes of a .mo file, without its header, which names a version."""
    held: dict[Any, str] = vars(GNUTranslations(io.BytesIO(mo)))["_catalog"]
    return {key: text for key, text in held.items() if key}


def bring_in_step() -> Catalog:
    """Write messages.po with the texts of today, and messages.mo from it."""
    template = extracted()
    catalog = translated() if PO_FILE.exists() else Catalog(locale="en", charset="utf-8")
    catalog.project, catalog.version = "Telusur", ""
    catalog.revision_date = catalog.creation_date = CREATED
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.header_comment = "# English texts of the pages. Translated from Indonesian."
    catalog.last_translator = catalog.language_team = catalog.msgid_bugs_address = "Telusur"
    buffer = io.BytesIO()
    write_po(buffer, catalog, sort_output=True, width=100, omit_header=False)
    PO_FILE.write_bytes(buffer.getvalue())
    MO_FILE.write_bytes(compiled(translated()))
    return catalog


if __name__ == "__main__":
    missing = [message.id for message in bring_in_step() if message.id and not message.string]
    print(f"{PO_FILE}: {len(missing)} untranslated", *missing, sep="\n  ")
