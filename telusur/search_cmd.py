"""``telusur search``: ask the archive and print what it answers."""

from __future__ import annotations

from datetime import date
from typing import Literal

import click

from searcher.results import MAX_LIMIT, SORTS, Sort
from telusur.asking import ask
from telusur.base import SpokenHelp, chosen_index, command, format_option, index_option
from telusur.messages import N_, _
from telusur.output import FORMATS


class Day(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.4 on
    """A day as people write it; a month or a year stands for its first or last day."""

    name = "day"

    def __init__(self, end: Literal["first", "last"]) -> None:
        self.end = end

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read the text as a day."""
        if isinstance(value, date):
            return value
        from searcher.days import parse_days

        days = parse_days(value)
        if days is None:
            self.fail(_("Tuliskan misalnya 2025-11-10, 10 November 2025, Nov 2025 atau 2025."))
        return days[0] if self.end == "first" else days[1]


class Search(SpokenHelp):
    """A command whose words may start with a dash: ``-kata`` excludes a word."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; ``--`` ends them, and a misspelt one is not taken for a word."""
        end = args.index("--") if "--" in args else len(args)
        rest = super().parse_args(ctx, args[:end])
        words: tuple[str, ...] = ctx.params["query"] or ()
        for word in words:
            if word.startswith("--"):
                raise click.NoSuchOption(word.partition("=")[0], ctx=ctx)
        ctx.params["query"] = (*words, *args[end + 1 :])
        return rest


@command(
    "search",
    cls=Search,
    context_settings={"ignore_unknown_options": True},
    help=N_(
        "Cari artikel. Kata yang tidak semuanya ada di dalam artikel pun dicari: artikel dengan "
        "semua kata ditaruh di depan. Kode keluar 0 bila ada hasil, 1 bila tidak ada, 2 bila "
        "terjadi galat."
    ),
    examples=[
        ("telusur search pasukan keamanan", N_("kata biasa, imbuhan diurus sendiri")),
        ("telusur search '\"pasukan keamanan\"' -polisi", N_("frasa, tanpa sebuah kata")),
        ("telusur search banjir --since 2024 --sort newest", N_("dari 2024, terbaru dahulu")),
        ("telusur search ditangkap kpk --explain", N_("dengan alasan tiap artikel cocok")),
        ("telusur search judul:banjir --format csv > banjir.csv", N_("untuk lembar sebar")),
    ],
)
@click.argument("query", nargs=-1, metavar=N_("KATA…"), type=click.UNPROCESSED)
@index_option
@click.option(
    "--limit",
    type=click.IntRange(1, MAX_LIMIT),
    metavar="N",
    default=10,
    help=N_("Hasil per halaman, paling banyak 100; bawaan: 10."),
)
@click.option(
    "--page",
    type=click.IntRange(min=1),
    metavar="N",
    default=1,
    help=N_("Halaman ke-N; bawaan: 1."),
)
@click.option(
    "--sort",
    type=click.Choice(SORTS),
    default="relevance",
    help=N_("Urutan: paling relevan (bawaan), terbaru, terlama."),
)
@click.option(
    "--since",
    type=Day("first"),
    metavar="D",
    help=N_("Terbit sejak tanggal ini: 2025-11-10, 10 November 2025, Nov 2025, 2024, kemarin."),
)
@click.option(
    "--until",
    type=Day("last"),
    metavar="D",
    help=N_("Terbit sampai tanggal ini, termasuk hari itu sendiri."),
)
@click.option(
    "--source", metavar="S", multiple=True, help=N_("Hanya dari sumber ini; dapat diulang.")
)
@click.option(
    "--category", metavar="C", multiple=True, help=N_("Hanya dalam kategori ini; dapat diulang.")
)
@click.option(
    "--explain",
    is_flag=True,
    help=N_("Sebutkan kenapa tiap artikel cocok: bentuk kata yang ditemukan dan nilainya."),
)
@format_option(*FORMATS)
def search(
    query: tuple[str, ...],
    index_folder: str | None,
    limit: int,
    page: int,
    sort: Sort,
    since: date | None,
    until: date | None,
    source: tuple[str, ...],
    category: tuple[str, ...],
    explain: bool,
    format_: str,
) -> int:
    """Search and print one page of the answer."""
    if not (query or since or until or source or category):
        raise click.UsageError(_("Tuliskan kata yang dicari."), click.get_current_context())
    if since and until and since > until:
        said = _("--since {since} sesudah --until {until}; tukarlah.")
        raise click.UsageError(said.format(since=since, until=until))
    return ask(
        chosen_index(index_folder),
        " ".join(query),
        format_,
        page=page,
        limit=limit,
        sort=sort,
        since=since,
        until=until,
        source=source,
        category=category,
        explain=explain,
    )
