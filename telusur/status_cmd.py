"""``telusur status``: what the index holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from telusur.base import chosen_index, command, format_option, index_option
from telusur.messages import N_, _, day, file_size, moment, number
from telusur.plain import safe

if TYPE_CHECKING:
    from searcher.results import ArchiveStatus, FacetCount

SHOWN_VALUES = 5


@command(
    "status",
    help=N_("Tampilkan isi indeks. Jumlah artikel, rentang hari, sumber, kategori dan ukurannya."),
    examples=[
        ("telusur status", N_("indeks yang sedang dipakai")),
        ("telusur status --format json", N_("untuk program")),
    ],
)
@index_option
@format_option("text", "json")
def status(index_folder: str | None, format_: str) -> None:
    """Print what the index holds."""
    from searcher import Searcher
    from searcher.results import to_builtins
    from telusur.output import to_json

    with Searcher(chosen_index(index_folder)) as searcher:
        state = searcher.status()
    click.echo(to_json(to_builtins(state)) if format_ == "json" else status_text(state))


def status_text(state: ArchiveStatus) -> str:
    """The state of the index, one figure a line."""
    rows = [
        (_("Indeks"), safe(state.path)),
        (_("Artikel"), number(state.articles)),
        (_("Rentang hari"), _days(state)),
        (_("Sumber"), _counts(state.sources)),
        (_("Kategori"), _counts(state.categories)),
        (_("Nama dan singkatan"), _learned(state)),
        (_("Ukuran"), file_size(state.size_bytes)),
        (_("Segmen"), number(state.segments)),
        (_("Generasi"), number(state.generation)),
        (_("Commit terakhir"), moment(state.committed)),
    ]
    widest = max(len(name) for name, _value in rows)
    return "\n".join(f"{name:{widest}}  {value or '–'}" for name, value in rows)


def _days(state: ArchiveStatus) -> str:
    if not state.first_day or not state.last_day:
        return ""
    return f"{day(state.first_day)} – {day(state.last_day)}"


def _learned(state: ArchiveStatus) -> str:
    text = _("{names} nama dari {articles} artikel pertama, {acronyms} singkatan").format(
        names=number(state.names),
        articles=number(state.learned_from),
        acronyms=number(state.acronyms),
    )
    if state.rebuild_pays:
        text += "; " + _(
            "arsip sudah jauh lebih besar: telusur index --rebuild mengenal lebih banyak"
        )
    return text if state.learned_from else ""


def _counts(values: tuple[FacetCount, ...]) -> str:
    from searcher.facets import MOST_VALUES

    shown = ", ".join(f"{safe(v.value)} ({number(v.count)})" for v in values[:SHOWN_VALUES])
    if len(values) >= MOST_VALUES:  # the searcher counts no further
        return shown + " " + _("dan lainnya")
    more = len(values) - SHOWN_VALUES
    return shown + (" " + _("dan {more} lagi").format(more=number(more)) if more > 0 else "")
