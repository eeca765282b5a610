"""Help: every command and option has it, with examples, in both languages."""

import re

import click
import pytest
from click.testing import CliRunner

from telusur import messages
from telusur.cli import COMMANDS, telusur
from telusur.messages import LOCALE_FOLDER
from tests.telusur import catalogue

CTX = click.Context(telusur, info_name="telusur")
ALL = [telusur, *(telusur.get_command(CTX, name) for name in COMMANDS)]


def help_of(*args, language="id"):
    result = CliRunner().invoke(telusur, ["--lang", language, *args])
    messages.use_language("id")
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.name)
def test_every_command_and_option_has_help_and_examples(command):
    assert command.help
    assert command.examples
    for param in command.params:
        if isinstance(param, click.Option):
            assert param.help, param.opts


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_are_commands_that_exist(name):
    for line, _meaning in telusur.get_command(CTX, name).examples:
        assert line.startswith(f"telusur {name}")


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_english_help_has_no_indonesian_left(name):
    english = " ".join(help_of(*[name] * bool(name), "--help", language="en").split())
    for message in catalogue.stored_catalogue():
        if isinstance(message.id, str) and len(message.id) > 12 and message.id != message.string:
            assert message.id not in english
    assert english.startswith("Usage: telusur")


def test_help_without_a_command_shows_all_commands_in_order():
    text = help_of()
    assert text == help_of("--help")
    assert re.findall(r"^  (\w+)  +\S", text, re.M)[: len(COMMANDS)] == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_fits_eighty_columns_but_for_examples(name):
    text = help_of(name, "--help").partition("Contoh:")[0]
    assert max(map(len, text.splitlines())) <= 80


def test_the_catalogue_is_where_the_program_looks():
    assert (LOCALE_FOLDER / "en/LC_MESSAGES/telusur.mo").is_file()
