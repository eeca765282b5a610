"""How every command of telusur looks: help in the reader's language, with examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from telusur.messages import N_, _

FACTS = "telusur.facts"

Example = tuple[str, str]
HELP_OF_HELP = N_("Tampilkan bantuan ini.")


class SpokenHelp(click.Command):
    """A command whose help is translated when it is shown, not when it is defined.

    ``examples`` are pairs of a command line and what it does.
    """

    def __init__(self, *args: Any, examples: Sequence[Example] = (), **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", N_("[OPSI]"))
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    @property
    def said(self) -> str:
        """The help as it stands in the source."""
        return self.help or ""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(_(piece) for piece in self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Pemakaian: "))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(self.said))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one row for each option, then the examples."""
        rows = [row for param in self.get_params(ctx) if (row := _option_row(param, ctx))]
        with formatter.section(_("Opsi")):
            formatter.write_dl(rows)
        self.format_examples(formatter)

    def format_examples(self, formatter: click.HelpFormatter) -> None:
        """Write the examples, each on a line that can be copied."""
        if not self.examples:
            return
        with formatter.section(_("Contoh")):
            for command, meaning in self.examples:
                formatter.write(f"{'':{formatter.current_indent}}# {_(meaning)}\n")
                formatter.write(f"{'':{formatter.current_indent}}{command}\n")

    def get_short_help_str(self, limit: int = 100) -> str:
        """The first sentence of the help."""
        return _(self.said).partition(".")[0]


def _option_row(param: click.Parameter, ctx: click.Context) -> tuple[str, str] | None:
    record = param.get_help_record(ctx)
    if record is None or not isinstance(param, click.Option):
        return None
    said = (HELP_OF_HELP if "--help" in param.opts else param.help) or ""
    return record[0], _(said)


def command(name: str, **attributes: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """The decorator of every command of telusur; ``help`` and ``examples`` among others."""
    attributes.setdefault("cls", SpokenHelp)
    return click.command(name, **attributes)


index_option = click.option(
    "--index",
    "index_folder",
    type=click.Path(),
    metavar="DIR",
    help=N_(
        "Folder indeks. Bila tidak diberikan: $TELUSUR_INDEX, lalu telusur.toml di folder ini, "
        "lalu folder data pengguna."
    ),
)


def format_option(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option ``--format`` with these values; the first is the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        help=N_("Bentuk keluaran; bawaan: text."),
    )


def chosen_index(option: str | None) -> Path:
    """The index directory of this run, kept at hand for the message of a failure.

    Raises:
        SettingsError: if telusur.toml is there and cannot be read.
    """
    from telusur.settings import index_dir

    folder = index_dir(option)
    remember(path=folder)
    return folder


def remember(**facts: object) -> None:
    """Keep facts of this run (``path``, ``host``, ``port``) for the message of a failure."""
    click.get_current_context().meta.setdefault(FACTS, {}).update(facts)
