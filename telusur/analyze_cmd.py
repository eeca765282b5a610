"""``telusur analyze``: how words are taken apart, and why."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from telusur.base import chosen_index, command, format_option, index_option
from telusur.messages import N_, _
from telusur.output import is_coloured, to_json
from telusur.plain import safe

if TYPE_CHECKING:
    from index.analysis import Analysis, Token


@command(
    "analyze",
    help=N_("Tunjukkan istilah yang diindeks untuk tiap kata. Beserta aturan yang memutuskannya."),
    examples=[
        ("telusur analyze pemerintahan menulis", N_("kata dasar dua kata")),
        ("telusur analyze --format json 'anak-anak bermain'", N_("untuk program")),
    ],
)
@click.argument("text", nargs=-1, required=True, metavar=N_("TEKS…"))
@index_option
@format_option("text", "json")
def analyze(text: tuple[str, ...], index_folder: str | None, format_: str) -> None:
    """Print surface, term and rule of each word, with the names that the index has learned."""
    tokens = list(_analysis(index_folder).tokens(" ".join(text)))
    if format_ == "json":
        click.echo(
            to_json([{"surface": t.surface, "term": t.term, "rule": t.rule} for t in tokens])
        )
    elif is_coloured(sys.stdout):
        _print_table(tokens)
    else:
        for token in tokens:
            click.echo("\t".join(map(safe, (token.surface, token.term, token.rule))))


def _analysis(index_folder: str | None) -> Analysis:
    """The analysis of the index, where there is one that can be read; else the built-in one."""
    from index.analysis import default_analysis
    from index.errors import IndexFault
    from index.snapshot import open_snapshot

    try:
        return open_snapshot(chosen_index(index_folder)).analysis
    except IndexFault:
        if index_folder is not None:
            raise
        return default_analysis()


def _print_table(tokens: Sequence[Token]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for heading in (_("Kata"), _("Istilah"), _("Aturan")):
        table.add_column(heading, overflow="fold")
    for token in tokens:
        table.add_row(*(Text(safe(part)) for part in (token.surface, token.term, token.rule)))
    Console().print(table)
