"""Where the command begins: plain searches go a short way, everything else is read by click."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from telusur.ending import (
    discard_output,
    failed,
    flushed,
    interrupted,
    leave_at_once,
    print_what_cannot_be_encoded_as_question_marks,
)
from telusur.messages import use_language, wanted_language

SHORT = "search"
"""The command that is over before it pays to look for garbage, or to take everything down."""
_COMPLETION = "_TELUSUR_COMPLETE"
"""What a shell sets that wants to know what may be typed next."""


def main() -> NoReturn:
    """The entry point of the command ``telusur``."""
    gc.disable()  # until a command is loaded that runs for long
    # On Windows, click sees to the names of files among the words and to the console.
    if sys.argv[1:2] == [SHORT] and _COMPLETION not in os.environ and os.name != "nt":
        code = plain_search(sys.argv[2:])
        if code is not None:
            leave_at_once(flushed(code))
    from telusur.cli import main as read_by_click

    read_by_click()


def plain_search(arguments: Sequence[str]) -> int | None:
    """Search and return the exit code; None, and nothing done, if click is to read the arguments.

    Whatever stops the search becomes an exit code, as in :mod:`telusur.cli`.
    """
    facts: dict[str, object] = {}
    use_language(wanted_language())
    try:
        from telusur.asking import ask_plainly, read_plainly

        plain = read_plainly(arguments)
        if plain is None:
            return None
        print_what_cannot_be_encoded_as_question_marks()
        return ask_plainly(plain, facts)
    except KeyboardInterrupt:
        return interrupted()
    except BrokenPipeError:
        return discard_output()
    except Exception as error:
        return failed(error, facts)
