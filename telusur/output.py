"""An answer as text, JSON, JSON lines or CSV."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TextIO

from telusur.echo import echo, styled
from telusur.messages import _, day, language, number, plural
from telusur.plain import is_terminal, marked_parts, safe, safe_json, width

if TYPE_CHECKING:
    from searcher import Hit, Relaxation, Results

FORMATS = ("text", "json", "jsonl", "csv")
NARROWEST, WIDEST = 40, 100
# What a cell begins with that spreadsheets take for a formula, and carry out.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Word = tuple[str, str]  # as it is counted, as it is painted


def is_coloured(stream: TextIO | None) -> bool:
    """Whether the stream is a terminal whose user has not asked for no colour."""
    return (
        is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def to_json(value: Any, *, indent: int = 2) -> str:
    """Plain dicts and lists as JSON text; with ``indent=0`` on one line."""
    import msgspec

    try:
        data = msgspec.json.encode(value)
    except UnicodeEncodeError:  # a lone surrogate, of a path or an argument that is no UTF-8
        import json

        data = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return safe_json((msgspec.json.format(data, indent=indent) if indent else data).decode())


def print_results(results: Results, format_: str) -> None:
    """Write the answer to stdout; what is said about it (total, notes) goes to stderr."""
    printers = {"text": _print_text, "json": _print_json, "jsonl": _print_lines, "csv": _print_csv}
    if format_ != "json":
        _print_notes(results)
    printers[format_](results)


def _print_json(results: Results) -> None:
    from searcher.results import to_builtins

    echo(to_json(to_builtins(results)))


def _print_lines(results: Results) -> None:
    from searcher.results import to_builtins

    for hit in results.hits:
        echo(to_json(to_builtins(hit), indent=0))


def _print_csv(results: Results) -> None:
    echo(results_csv(results), nl=False)


def results_csv(results: Results) -> str:
    """The hits as CSV: a header with the names of JSON, then one row a hit.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    import csv
    import io

    from searcher.results import Hit, to_builtins

    page = io.StringIO()
    writer = csv.DictWriter(page, Hit.__struct_fields__, lineterminator="\n")
    writer.writeheader()
    for hit in results.hits:
        row = to_builtins(hit)
        if hit.why is not None:
            row["why"] = to_json(row["why"], indent=0)
        writer.writerow({k: _cell(v) if isinstance(v, str) else v for k, v in row.items()})
    return page.getvalue()


def _cell(text: str) -> str:
    """A text for a cell: whoever wrote the article gets nothing carried out in a spreadsheet."""
    return f"'{safe(text)}" if text.startswith(_FORMULA) else safe(text)


def _print_notes(results: Results) -> None:
    for note in results.notes:
        message = note.message_en if language() == "en" else note.message
        echo(safe(message), err=True)


def _print_text(results: Results) -> None:
    echo(heading(results), err=True)
    if results.suggestion:
        said = _("Mungkin maksud Anda: {query}").format(query=results.suggestion)
        echo(safe(said), err=True)
    for relaxation in results.relaxations:
        echo(safe(relaxed(relaxation)), err=True)
    style = Style(is_coloured(sys.stdout), _columns(sys.stdout))
    first = (results.page - 1) * results.limit + 1
    ranks = {hit.id: rank for rank, hit in enumerate(results.hits, first)}
    copy_of = {copy.id: ranks[copy.of] for copy in results.copies}
    for hit in results.hits:
        text = hit_text(hit, ranks[hit.id], style, copy_of.get(hit.id))
        echo(text)


def relaxed(relaxation: Relaxation) -> str:
    """What would be found without a part of the search."""
    dropped = relaxation.dropped
    if relaxation.kind == "quotes":
        said = plural(
            "{total} artikel bila {dropped} tidak harus berurutan: {query}",
            "{total} artikel bila {dropped} tidak harus berurutan: {query}",
            relaxation.total,
        )
    elif relaxation.unknown:
        said = plural(
            "{dropped} tidak ada dalam arsip; tanpa itu {total} artikel: {query}",
            "{dropped} tidak ada dalam arsip; tanpa itu {total} artikel: {query}",
            relaxation.total,
        )
    else:
        said = plural(
            "{total} artikel tanpa {dropped}: {query}",
            "{total} artikel tanpa {dropped}: {query}",
            relaxation.total,
        )
    return said.format(total=number(relaxation.total), dropped=dropped, query=relaxation.query)


def _columns(stream: TextIO | None) -> int | None:
    """The columns to fill on a terminal; None in a pipe, where a line is as long as it is."""
    if not is_terminal(stream):
        return None
    import shutil

    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


def heading(results: Results) -> str:
    """How many articles were found, how fast, and which page this is."""
    if not results.total:
        return _("Tidak ada artikel yang cocok ({ms} ms).").format(ms=number(results.took_ms))
    found = plural("{total} artikel", "{total} artikel", results.total)
    line = found.format(total=number(results.total))
    if results.pages > 1:
        page = _("halaman {page} dari {pages}")
        line += ", " + page.format(page=number(results.page), pages=number(results.pages))
    return f"{line} ({number(results.took_ms)} ms)"


class Style:
    """How text looks: coloured or not, wrapped to so many columns or (None) not at all."""

    def __init__(self, coloured: bool = False, columns: int | None = None) -> None:
        self.coloured = coloured
        self.columns = columns

    def paint(self, text: str, **look: Any) -> str:
        """The text in this look, or as it is."""
        return styled(text, **look) if self.coloured and text and look else text


def hit_text(hit: Hit, rank: int, style: Style, copy_of: int | None = None) -> str:
    """One hit: number and title, source · day · category, the snippet, the address; and why.

    Of a near copy of the hit with the rank ``copy_of`` that is said in place of the snippet.
    """
    label = f"{rank}. "
    indent = " " * len(label)
    about = " · ".join(part for part in (hit.source, day(hit.published), hit.category) if part)
    lines = [label + _fill(_marked(hit.title_html, style, bold=True), style, indent)]
    if about:
        grey = ((word, style.paint(word, dim=True)) for word in safe(about).split())
        lines.append(indent + _fill(grey, style, indent))
    if copy_of is not None:
        said = _("Isinya hampir sama dengan nomor {rank}.").format(rank=number(copy_of))
        lines.append(indent + style.paint(said, dim=True))
    elif hit.snippet_html:
        lines.append(indent + _fill(_marked(hit.snippet_html, style), style, indent))
    if hit.url:
        lines.append(indent + style.paint(safe(hit.url), fg="blue"))
    if hit.why is not None:
        lines += _why(hit, style, indent)
    return "\n".join(lines) + "\n"


def _why(hit: Hit, style: Style, indent: str) -> Iterator[str]:
    from telusur.reasons import reasons

    for line in reasons(hit):
        words = ((word, style.paint(word, dim=True)) for word in safe(line).split())
        yield indent + _fill(words, style, indent)


def _fill(words: Iterable[Word], style: Style, indent: str) -> str:
    """The words in lines that fill the columns of the style."""
    lines, used = [""], 0
    room = (style.columns or 0) - len(indent)
    for text, painted in words:
        if style.columns and used and used + 1 + width(text) > room:
            lines.append("")
            used = 0
        lines[-1] += (" " if used else "") + painted
        used += width(text) + (1 if used else 0)
    return f"\n{indent}".join(lines)


def _marked(marked_html: str, style: Style, *, bold: bool = False) -> Iterator[Word]:
    """The words of escaped HTML, matches in colour. A mark may cover a part of a word."""
    text = painted = ""
    for part, marked in marked_parts(marked_html):
        look = {"fg": "red", "bold": True} if marked else {"bold": True} if bold else {}
        for space, piece in enumerate(part.split(" ")):
            if space and text:
                yield text, painted
                text = painted = ""
            text, painted = text + piece, painted + style.paint(piece, **look)
    if text:
        yield text, painted
