"""JSON Lines: one record a line, read as a stream however long the file is."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.draft import Draft, Fault
from corpus.readers import Content
from corpus.readers.json_values import drafts_of, parse_json
from corpus.streams import MAX_LINE, lines


def read(content: Content) -> Iterator[Draft | Fault]:
    """The articles, and a fault for each line that holds none; blank lines are nothing."""
    for line in lines(content.chunks):
        place = f"line {line.number}"
        if line.data is None:
            yield Fault(place, f"The line is longer than {MAX_LINE >> 20} MiB; split the record.")
        elif line.data and not line.data.isspace():
            value = parse_json(line.data)
            if isinstance(value, Fault):
                yield Fault(place, value.reason)
            else:
                yield from drafts_of(value, place)
