"""``telusur index``: bring the index up to date with files, folders, archives and feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from telusur.base import chosen_index, command, format_option, index_option
from telusur.messages import N_, _, number
from telusur.plain import safe

if TYPE_CHECKING:
    from corpus import Unreadable
    from index import Report

SOME_FAILED = 3
SHOWN_FAILURES = 20


@command(
    "index",
    help=N_(
        "Masukkan artikel ke indeks. SUMBER adalah berkas, folder, arsip .gz, atau alamat umpan "
        "(RSS, Atom); hanya artikel yang baru atau berubah yang dikerjakan. Yang tidak terbaca "
        "dilaporkan dan sisanya tetap dikerjakan; kode keluar 0, atau 3 bila ada yang gagal."
    ),
    examples=[
        ("telusur index arsip/", N_("semua artikel di dalam sebuah folder")),
        ("telusur index ekspor.jsonl.gz berita.csv", N_("beberapa berkas sekaligus")),
        ("telusur index https://contoh.id/feed", N_("sebuah umpan RSS atau Atom")),
        ("telusur index arsip/ --prune", N_("hapus juga artikel yang sumbernya sudah tidak ada")),
    ],
)
@click.argument("sources", nargs=-1, required=True, metavar=N_("SUMBER…"))
@index_option
@click.option(
    "--rebuild",
    is_flag=True,
    help=N_("Bangun indeks dari awal; yang lama tetap melayani sampai selesai."),
)
@click.option("--prune", is_flag=True, help=N_("Hapus artikel yang sumbernya sudah tidak ada."))
@format_option("text", "json")
def index(
    sources: tuple[str, ...], index_folder: str | None, rebuild: bool, prune: bool, format_: str
) -> int:
    """Index the sources and say what was done."""
    from index.ingest import ingest
    from telusur.progress import progress_reporter
    from telusur.uncompiled import warn_if_uncompiled

    warn_if_uncompiled()
    folder = chosen_index(index_folder)
    with progress_reporter() as show:
        report = ingest(folder, sources, prune=prune, rebuild=rebuild, progress=show)
    if format_ == "json":
        click.echo(report_json(report))
    else:
        _print_failures(report.failed)
        click.echo(summary(report))
    return SOME_FAILED if report.failed else 0


def report_json(report: Report) -> str:
    """The report as one JSON object."""
    from telusur.output import to_json

    failed = [
        {"source": fault.source, "place": fault.place, "reason": fault.reason}
        for fault in report.failed
    ]
    return to_json(
        {
            "added": report.added,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "removed": report.removed,
            "failed": failed,
            "seconds": round(report.seconds, 3),
        }
    )


def summary(report: Report) -> str:
    """The last line of a run; its figures stand in English too, whatever the language is."""
    figures = {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "failed": len(report.failed),
    }
    plain = ", ".join(f"{name} {count}" for name, count in figures.items())
    spoken = _(
        "Selesai: {added} ditambah, {updated} diubah, {unchanged} tetap, {removed} dihapus, "
        "{failed} gagal ({plain}) dalam {seconds} s"
    )
    written = {name: number(count) for name, count in figures.items()}
    return spoken.format(**written, plain=plain, seconds=number(report.seconds, 1))


def _print_failures(failed: list[Unreadable]) -> None:
    for fault in failed[:SHOWN_FAILURES]:
        line = _("tidak terbaca: {fault}").format(fault=fault)
        click.echo(f"telusur: {safe(line)}", err=True)
    if len(failed) > SHOWN_FAILURES:
        more = number(len(failed) - SHOWN_FAILURES)
        click.echo(
            "telusur: " + _("dan {more} lagi; lihat --format json").format(more=more), err=True
        )
