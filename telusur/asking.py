"""``telusur search`` without click: plain command lines are read here, and every search is asked.

Loading click takes as long as a search. So a command line of nothing but words and the commonest
options is read by :func:`read_plainly`, to the same end; whatever is not as plain as that (other
options, values that make no sense, help, a word that begins with a dash) is left to click.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from searcher.results import MAX_LIMIT, SORTS
from telusur.output import FORMATS, print_results

NOTHING_FOUND = 1
_LONGEST_NUMBER = 9


class PlainSearch(NamedTuple):
    """What a plain command line asks for; ``options`` are those that were given, by name."""

    words: tuple[str, ...]
    options: dict[str, Any]


def read_plainly(arguments: Sequence[str]) -> PlainSearch | None:
    """The search that these arguments of ``telusur search`` plainly ask for; None if click is to
    read them."""
    words: list[str] = []
    options: dict[str, Any] = {}
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            words += rest
        elif not argument.startswith("-"):
            words.append(argument)
        else:
            name, given, value = argument.partition("=")
            read = _OPTIONS.get(name)
            found = read(value if given else next(rest, "")) if read else None
            if found is None:
                return None
            options[name[2:]] = found
    return PlainSearch(tuple(words), options) if words else None


def _text(value: str) -> str | None:
    # Of an empty one the reader is told; one that begins with a dash may be an option.
    return None if value[:1] in ("", "-") else value


def _number(most: int | None = None) -> Callable[[str], int | None]:
    def read(value: str) -> int | None:
        if not (value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER):
            return None
        return int(value) if 1 <= int(value) <= (most or int(value)) else None

    return read


def _one_of(values: Sequence[str]) -> Callable[[str], str | None]:
    return lambda value: value if value in values else None


_OPTIONS: dict[str, Callable[[str], Any]] = {
    "--index": _text,
    "--limit": _number(MAX_LIMIT),
    "--page": _number(),
    "--sort": _one_of(SORTS),
    "--format": _one_of(FORMATS),
}


def ask(folder: Path, query: str, format_: str, **choices: Any) -> int:
    """Print the answer and return the exit code; ``choices`` are those of ``Searcher.search``."""
    from searcher import Searcher

    with Searcher(folder) as searcher:
        results = searcher.search(query, **choices)
    print_results(results, format_)
    return 0 if results.hits else NOTHING_FOUND


def ask_plainly(plain: PlainSearch, facts: dict[str, object]) -> int:
    """Do a plain search and return the exit code; what becomes known of it is put in ``facts``."""
    from telusur.settings import index_dir

    options = {"format": FORMATS[0], **plain.options}
    folder = facts["path"] = index_dir(options.pop("index", None))
    return ask(folder, " ".join(plain.words), options.pop("format"), **options)
