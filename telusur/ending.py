"""How a run ends: what stopped it becomes a line and an exit code, and nothing is held back."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import NoReturn

from telusur.echo import echo
from telusur.messages import _
from telusur.plain import is_terminal

FAILED = 2
INTERRUPTED = 130


def failed(error: Exception, facts: Mapping[str, object] | None = None) -> int:
    """Tell in one line what went wrong; ``facts`` as :func:`telusur.errors.one_line` takes them."""
    from telusur.errors import one_line

    _tell(f"telusur: {one_line(error, facts)}")
    return FAILED


def interrupted() -> int:
    """Tell that the run was stopped."""
    # The terminal has just shown ^C: the message gets a line of its own.
    _tell("\n" * is_terminal(sys.stderr) + "telusur: " + _("dihentikan."))
    return INTERRUPTED


def _tell(line: str) -> None:
    """Write a line to stderr. Where that fails there is nobody to tell, and the code says all."""
    with suppress(OSError):
        echo(line, err=True)


def discard_output() -> int:
    """Send the rest to nowhere, so that the interpreter's own last flush does not fail either."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        if sys.stdout:  # else it was the reader of stderr who left
            os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    return 0


def flushed(code: int) -> int:
    """Write out what is still held back; a reader who has left is no error, a full disk is."""
    try:
        if sys.stdout:
            sys.stdout.flush()
    except BrokenPipeError:
        discard_output()
    except OSError as error:
        discard_output()
        # If the command saw the failure itself, it has been told already.
        return code if code == FAILED else failed(error)
    return code


def print_what_cannot_be_encoded_as_question_marks() -> None:
    """An article may hold what the terminal has no sign for."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def leave_at_once(code: int) -> NoReturn:
    """End the process without taking down its modules one by one; all is written by now."""
    with suppress(OSError, ValueError):
        for stream in (sys.stdout, sys.stderr):
            if stream:
                stream.flush()
    os._exit(code)
