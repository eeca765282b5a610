"""Writing a line, and colours: what click does for every other command, without loading it.

Loading click takes as long as a search, and a search needs nothing more of it than this.
"""

from __future__ import annotations

import os
import sys

_CODES = {"red": 31, "blue": 34}
"""The colours that are used, as a terminal is told them."""


def echo(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Write a line to stdout or stderr at once; what must not be there has to be out of it.

    A stream that takes something else than UTF-8, and the console of Windows, click knows better.
    """
    stream = sys.stderr if err else sys.stdout
    if stream is None:
        return
    if os.name == "nt" or (stream.encoding or "utf-8").lower() != "utf-8":
        import click

        # None keeps colours on a terminal alone, where alone there are any.
        click.echo(text, nl=nl, err=err)
        return
    stream.write(text + "\n" if nl else text)
    stream.flush()


def styled(text: str, *, fg: str | None = None, bold: bool = False, dim: bool = False) -> str:
    """The text between the codes that make a terminal show it so, and show all else as before."""
    codes = [_CODES[fg]] if fg else []
    codes += [1] * bold + [2] * dim
    return "".join(f"\x1b[{code}m" for code in codes) + text + "\x1b[0m"
