"""Running the command: within the test's process, or as a process of its own, on a terminal too."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from telusur.cli import telusur

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "telusur"]


def run(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(telusur, [str(argument) for argument in arguments])


def start(*arguments: object, **options) -> subprocess.Popen[str]:
    """Start the command as a process with pipes."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    line = [*COMMAND, *map(str, arguments)]
    return subprocess.Popen(line, env=environment(), text=True, encoding="utf-8", **pipes)


def environment() -> dict[str, str]:
    """The test's environment, with this checkout before any other."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TERM": "xterm"}


def on_terminal(*arguments: object) -> tuple[int, str]:
    """The exit code and everything the command shows where stdout and stderr are a terminal."""
    import pty

    shown, terminal = pty.openpty()
    process = start(*arguments, stdout=terminal, stderr=terminal)
    os.close(terminal)
    data = b""
    with contextlib.suppress(OSError):  # Linux: reading fails when the other end is closed
        while piece := os.read(shown, 4096):
            data += piece
    os.close(shown)
    return process.wait(timeout=60), data.decode("utf-8")
