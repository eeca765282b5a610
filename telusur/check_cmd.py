"""``telusur check``: whether the index is sound, and mending it where it is not."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from telusur.base import chosen_index, command, format_option, index_option
from telusur.messages import N_, _, number
from telusur.plain import safe

if TYPE_CHECKING:
    from pathlib import Path

    from index.check import Damage, Findings
    from index.repair import Repair

DAMAGED = 1
SHOWN_DAMAGE = 20


@command(
    "check",
    help=N_(
        "Periksa keutuhan indeks. Setiap berkas dibaca seluruhnya; yang rusak disebut berkas dan "
        "bagiannya. Kode keluar 0 bila utuh, 1 bila ada yang rusak (juga bila sudah diperbaiki), "
        "2 bila terjadi galat."
    ),
    examples=[
        ("telusur check", N_("periksa indeks yang sedang dipakai")),
        ("telusur check --repair", N_("perbaiki dari artikel yang tersimpan di dalamnya")),
        ("telusur check --format json", N_("untuk program")),
    ],
)
@index_option
@click.option(
    "--repair",
    is_flag=True,
    help=N_("Perbaiki yang rusak, atau sebutkan apa yang harus diindeks lagi."),
)
@format_option("text", "json")
def check(index_folder: str | None, repair: bool, format_: str) -> int:
    """Check the index, mend it if that is wanted, and say what was found and done."""
    from index.check import check_index
    from index.repair import repair_index
    from telusur.output import to_json

    began = time.monotonic()
    folder = chosen_index(index_folder)
    findings = check_index(folder)
    mended = repair_index(folder, findings) if repair and not findings.sound else None
    left = check_index(folder) if mended else findings
    if format_ == "json":
        seconds = round(time.monotonic() - began, 3)
        click.echo(to_json({**report_of(findings, mended, left), "seconds": seconds}))
    else:
        click.echo("\n".join(report_lines(folder, findings, mended, left)))
    return 0 if findings.sound else DAMAGED


def report_of(findings: Findings, mended: Repair | None, left: Findings) -> dict[str, object]:
    """What was found and done, for programs; ``sound`` is the index as it is now."""
    return {
        "sound": left.sound,
        "generation": left.generation,
        "articles": left.articles,
        "files": left.files,
        "damage": [
            {"file": one.file, "section": one.section, "what": one.what} for one in findings.damage
        ],
        "repaired": mended is not None and left.sound,
        "reindexed": mended.reindexed if mended else 0,
        "lost": mended.lost if mended else 0,
    }


def report_lines(
    folder: Path, findings: Findings, mended: Repair | None, left: Findings
) -> list[str]:
    """What was found and done, for people."""
    lines = [_damage_line(one) for one in findings.damage[:SHOWN_DAMAGE]]
    more = len(findings.damage) - SHOWN_DAMAGE
    if more > 0:
        lines.append(_("dan {more} lagi; lihat --format json").format(more=number(more)))
    facts = {
        "path": safe(folder),
        "articles": number(left.articles),
        "files": number(left.files),
        "damaged": number(len(findings.damaged_files())),
    }
    if findings.sound:
        said = _("Utuh: {articles} artikel, {files} berkas diperiksa di {path}.")
    elif mended is None:
        said = _("Rusak: {damaged} berkas di {path}. Perbaiki dengan: telusur check --repair")
    elif left.sound:
        said = _("Diperbaiki: {articles} artikel, {files} berkas utuh di {path}.")
    else:
        said = _(
            "Tidak dapat diperbaiki dari isinya sendiri. Bangun ulang: telusur index SUMBER "
            "--rebuild --index {path}"
        )
    lines.append(said.format(**facts))
    return lines + (_told(mended) if mended and left.sound else [])


def _told(mended: Repair) -> list[str]:
    """What a repair did with the articles."""
    lines = []
    if mended.reindexed:
        said = _("{count} artikel diindeks ulang dari yang tersimpan.")
        lines.append(said.format(count=number(mended.reindexed)))
    if mended.lost:
        said = _(
            "{count} artikel tidak terbaca lagi dan dikeluarkan dari indeks; masukkan kembali "
            "dengan: telusur index SUMBER"
        )
        lines.append(said.format(count=number(mended.lost)))
    return lines


def _damage_line(damage: Damage) -> str:
    if damage.section:
        said = _("rusak: {file}, bagian {section}: {what}")
    else:
        said = _("rusak: {file}: {what}")
    return safe(said.format(file=damage.file, section=damage.section, what=damage.what))
