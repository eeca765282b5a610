"""CSV: a header with known names, then one article a row, read as a stream."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from corpus.draft import Draft, Fault, UnreadableDocument
from corpus.encoding import decode_line
from corpus.fields import draft_from, is_article, map_keys
from corpus.finish import MAX_BODY
from corpus.readers import Content
from corpus.streams import MAX_LINE, lines

DELIMITERS = (",", ";", "\t", "|")


def read(content: Content) -> Iterator[Draft | Fault]:
    """The articles, and a fault for each row that holds none; blank rows are nothing.

    Raises:
        UnreadableDocument: when no column is known as title or text.
    """
    too_long: list[Fault] = []
    text = _text_lines(content, too_long)
    header = next((line for line in text if line.strip()), "")
    if header.lower().startswith("sep="):  # a hint that Excel writes and hides again
        header = next(text, "")
    delimiter = _delimiter(header)
    names = next(csv.reader([header], delimiter=delimiter), [])
    _check_header(names)
    # The limit is the module's, not the reader's; raising it harms no one.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_BODY + 1))
    rows = csv.reader(text, delimiter=delimiter)
    while True:
        first_line = rows.line_num + 2
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Fault(
                f"line {first_line}", f"The row is broken ({error}); look for a lone quote."
            )
            continue
        yield from too_long
        too_long.clear()
        if row is None:
            return
        if any(map(str.strip, row)):
            record = dict(zip(reversed(names), reversed(_fitted(row, len(names))), strict=True))
            yield draft_from(record, f"line {first_line}")


def _text_lines(content: Content, too_long: list[Fault]) -> Iterator[str]:
    """Decoded lines with their ends; NULs and lone returns go: the module refuses them."""
    for line in lines(content.chunks):
        if line.data is None:
            reason = f"The line is longer than {MAX_LINE >> 20} MiB; split the row."
            too_long.append(Fault(f"line {line.number}", reason))
            yield "\n"
        else:
            for part in decode_line(line.data).replace("\0", "").split("\r"):
                yield part + "\n"


def _delimiter(header: str) -> str:
    """The one that makes the most known column names of the header."""

    def known(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([header[:100_000]], delimiter=delimiter), [])
        return len(map_keys(tuple(names))), len(names)

    return max(DELIMITERS, key=known)


def _check_header(names: list[str]) -> None:
    if not is_article(dict.fromkeys(names)):
        shown = ", ".join(names[:8])[:200]
        raise UnreadableDocument(
            f"No column of its header ({shown}) is known as title or text; name them 'judul' "
            "and 'isi'.",
            "line 1",
        )


def _fitted(row: list[str], width: int) -> list[str]:
    """A row of exactly ``width`` cells: empty ones added, surplus ones left out."""
    return row[:width] + [""] * (width - len(row))
