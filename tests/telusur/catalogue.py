"""The English catalogue of the command line: what is in it, and how to bring it in step.

``make translations`` runs this; what is untranslated then stands empty in telusur.po.
"""

from __future__ import annotations

import io
from datetime import datetime, timezone
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
PO_FILE = ROOT / "telusur/locale/en/LC_MESSAGES/telusur.po"
MO_FILE = PO_FILE.with_suffix(".mo")
# A date that stays: the file changes when a text does, and only then.
NO_DATE = datetime(2025, 1, 1, tzinfo=timezone.utc)
HEADER = """# English texts of the command line; the source is Indonesian.
# Brought in step by: make translations"""
KEYWORDS = {"_": None, "N_": None, "plural": (1, 2)}


def texts_in_source() -> Catalog:
    """All texts that the sources mark for translation."""
    catalogue = Catalog(project="telusur", charset="utf-8")
    found = extract_from_dir(ROOT / "telusur", keywords=KEYWORDS, method_map=[("**.py", "python")])
    for name, _line, text, _comments, _context in sorted(found, key=lambda row: row[:2]):
        catalogue.add(text, locations=[(f"telusur/{name}", None)])
    return catalogue


def stored_catalogue() -> Catalog:
    """The catalogue as telusur.po has it."""
    with PO_FILE.open("rb") as file:
        return read_po(file, locale="en")


def compiled(catalogue: Catalog) -> bytes:
    """The content of telusur.mo for this catalogue."""
    page = io.BytesIO()
    write_mo(page, catalogue)
    return page.getvalue()


def bring_in_step() -> None:
    """Add new texts to telusur.po, drop those that are gone, and compile telusur.mo."""
    catalogue = stored_catalogue() if PO_FILE.exists() else Catalog(locale="en", charset="utf-8")
    catalogue.update(texts_in_source(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.project, catalogue.version = "telusur", ""
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = ""
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    catalogue.header_comment = HEADER
    catalogue.fuzzy = False
    PO_FILE.parent.mkdir(parents=True, exist_ok=True)
    with PO_FILE.open("wb") as file:
        write_po(file, catalogue, width=100, omit_header=False)
    MO_FILE.write_bytes(compiled(stored_catalogue()))


if __name__ == "__main__":
    bring_in_step()
