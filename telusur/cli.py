"""The command ``telusur``: its options, its commands, and how each run ends.

A command's module is loaded when the command is called, so that ``telusur search`` pays for
nothing but the search.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from telusur.base import FACTS, SpokenHelp
from telusur.ending import (
    INTERRUPTED,
    discard_output,
    failed,
    flushed,
    interrupted,
    leave_at_once,
    print_what_cannot_be_encoded_as_question_marks,
)
from telusur.errors import did_you_mean
from telusur.messages import LANGUAGES, N_, _, use_language, wanted_language
from telusur.start import SHORT

COMMANDS = {
    "index": "telusur.index_cmd:index",
    "search": "telusur.search_cmd:search",
    "serve": "telusur.serve_cmd:serve",
    "demo": "telusur.serve_cmd:demo",
    "status": "telusur.status_cmd:status",
    "check": "telusur.check_cmd:check",
    "analyze": "telusur.analyze_cmd:analyze",
    "evaluate": "telusur.evaluate_cmd:evaluate",
}


class Telusur(SpokenHelp, click.Group):
    """The group of all commands: it loads one when called and turns every failure into a line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands' names, in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command, or None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name != SHORT:
            gc.enable()
        module, _colon, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one is answered in the reader's language."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            message = _("Tidak ada perintah {name}.").format(name=name)
            raise click.UsageError(message + did_you_mean(name, list(COMMANDS)), ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands first, then the options."""
        commands = [(name, self.get_command(ctx, name)) for name in COMMANDS]
        with formatter.section(_("Perintah")):
            formatter.write_dl([(n, c.get_short_help_str()) for n, c in commands if c])
        SpokenHelp.format_options(self, ctx, formatter)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run the command line and exit: with the command's code, 2 on an error, 130 on Ctrl-C."""
        use_language(wanted_language())
        print_what_cannot_be_encoded_as_question_marks()
        try:
            code = super().main(
                args,
                prog_name,
                complete_var,
                standalone_mode=False,
                windows_expand_args=windows_expand_args,
                **extra,
            )
        except click.ClickException as error:
            code = failed(error)
        except click.Abort:
            code = INTERRUPTED
        sys.exit(flushed(code or 0))

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the options; ``--help`` prints here, perhaps to a reader who has left."""
        try:
            return super().make_context(*args, **kwargs)
        except BrokenPipeError:
            raise click.exceptions.Exit(discard_output()) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was called; whatever stops it becomes an exit code."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            return interrupted()
        except BrokenPipeError:
            return discard_output()
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            return failed(error, _facts(ctx))


def _facts(ctx: click.Context | None) -> Mapping[str, object] | None:
    return ctx.meta.get(FACTS) if ctx else None


def _speak(ctx: click.Context, param: click.Parameter, language: str | None) -> None:
    if language:
        use_language(language)


def _show_version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"telusur {version('telusur')}")
        ctx.exit()


@click.group(
    cls=Telusur,
    invoke_without_command=True,
    subcommand_metavar=N_("PERINTAH …"),
    help=N_("Telusur mencari di dalam arsip artikel berbahasa Indonesia."),
    examples=[
        ("telusur demo", N_("coba dulu: arsip contoh di peramban")),
        ("telusur index arsip/", N_("masukkan artikel ke indeks")),
        ("telusur search pasukan keamanan", N_("cari di terminal")),
        ("telusur serve", N_("cari di peramban")),
    ],
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    is_eager=True,
    callback=_speak,
    help=N_("Bahasa pesan; bawaan: $TELUSUR_LANG, lalu locale, lalu Indonesia."),
)
@click.option("--debug", is_flag=True, help=N_("Tampilkan jejak galat secara lengkap."))
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_version,
    help=N_("Tampilkan versi."),
)
@click.pass_context
def telusur(ctx: click.Context, debug: bool) -> None:
    """Show the help when no command is given."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main() -> NoReturn:
    """Run the command line of this process; :mod:`telusur.start` has seen that it is not plain."""
    gc.disable()  # until a command is loaded that runs for long
    try:
        telusur.main(prog_name="telusur")
    except SystemExit as end:
        if not gc.isenabled() and isinstance(end.code, int):
            leave_at_once(end.code)
        raise
