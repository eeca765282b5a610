"""``telusur serve`` and ``telusur demo``: the search page, for one's own archive or the sample."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from telusur.base import chosen_index, command, index_option, remember
from telusur.messages import N_, _
from telusur.plain import safe

DEFAULT_PORT = 8080
DEMO_QUERY = "pasukan+keamanan"

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _host_and_port(function: Callable[..., Any]) -> Callable[..., Any]:
    options: tuple[_Decorator, ...] = (
        click.option(
            "--threads",
            type=click.IntRange(min=1, max=64),
            metavar="N",
            default=8,
            help=N_("Permintaan yang dilayani serentak; bawaan: 8."),
        ),
        click.option(
            "--port",
            type=click.IntRange(0, 65535),
            metavar="P",
            default=DEFAULT_PORT,
            help=N_("Porta; bawaan: 8080. Dengan 0 sistem memilihkan porta yang bebas."),
        ),
        click.option(
            "--host",
            metavar="H",
            default="127.0.0.1",
            help=N_("Alamat; bawaan: 127.0.0.1, hanya komputer ini. 0.0.0.0: seluruh jaringan."),
        ),
    )
    for option in options:
        function = option(function)
    return function


@command(
    "serve",
    help=N_("Layani halaman pencarian di peramban. Artikel yang baru diindeks langsung ditemukan."),
    examples=[
        ("telusur serve", N_("halaman untuk komputer ini")),
        ("telusur serve --host 0.0.0.0 --port 80", N_("halaman untuk seluruh jaringan")),
    ],
)
@index_option
@_host_and_port
def serve(index_folder: str | None, host: str, port: int, threads: int) -> None:
    """Serve the index until Ctrl-C."""
    _serve(chosen_index(index_folder), host, port, threads)


@command(
    "demo",
    help=N_("Coba Telusur dengan arsip contoh. Indeksnya dibangun bila perlu, lalu dilayani."),
    examples=[
        ("telusur demo", N_("lalu buka alamat yang ditampilkan")),
        ("telusur demo --port 8123", N_("di porta lain")),
    ],
)
@index_option
@_host_and_port
def demo(index_folder: str | None, host: str, port: int, threads: int) -> None:
    """Index the sample and serve it until Ctrl-C."""
    from telusur.settings import demo_dir

    folder = demo_dir() if index_folder is None else chosen_index(index_folder)
    remember(path=folder)
    _index_sample(folder)
    _serve(folder, host, port, threads, example=DEMO_QUERY)


def _index_sample(folder: Path) -> None:
    """Bring the index of the sample up to date; one that cannot be used any more is rebuilt."""
    from corpus.sample import sample_path
    from index.errors import IndexDamaged, IndexOutdated
    from index.ingest import ingest
    from telusur.index_cmd import summary

    sources = [str(sample_path())]
    try:
        report = ingest(folder, sources, prune=True)
    except (IndexDamaged, IndexOutdated):
        report = ingest(folder, sources, prune=True, rebuild=True)
    click.echo(summary(report), err=True)


def _serve(folder: Path, host: str, port: int, threads: int, example: str | None = None) -> None:
    from telusur.uncompiled import warn_if_uncompiled
    from web import create_app
    from web.archive import EXTENSION
    from web.server import serve as serve_app

    warn_if_uncompiled()
    app = create_app(folder)
    app.extensions[EXTENSION].prepare()  # without an index there is nothing to serve: say so now

    def announce(address: str) -> None:
        said = _("Telusur melayani {folder} di {address}")
        click.echo(said.format(folder=safe(folder), address=address))
        if example:
            click.echo(_("Coba: {address}").format(address=f"{address}?q={example}"))
        click.echo(_("Hentikan dengan Ctrl-C."))

    remember(host=host, port=port)
    with suppress(KeyboardInterrupt):  # the polite way to end it
        serve_app(app, host, port, threads, on_ready=announce)
    click.echo(_("Telusur berhenti."), err=True)
