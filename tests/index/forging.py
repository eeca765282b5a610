"""Index files changed behind the index's back, under checksums that are right."""

import json
from pathlib import Path

from index import toc
from index.segment.file import SegmentFile, SegmentFileWriter
from index.storage import NewFile


def contents_path(home):
    """The table of contents of an index."""
    return next(home.glob("_MAIN_*.toc"))


def segments_of(home):
    """What the table of contents says of each segment."""
    return json.loads(contents_path(home).read_bytes().partition(b"\n")[2])["segments"]


def reseal(home, **changes):
    """Change the table of contents and give it a checksum that is right."""
    path = contents_path(home)
    contents = json.loads(path.read_bytes().partition(b"\n")[2])
    contents.update(changes)
    body = json.dumps(contents).encode()
    path.write_bytes(toc._seal(body) + b"\n" + body)


def put(home, name, data):
    """Put other bytes into a file, with a table of contents that knows of its new size."""
    (home / name).write_bytes(data)
    changes = {"segments": segments_of(home)}
    for segment in changes["segments"]:
        if name == f"MAIN_{segment['id']}.seg":
            segment["size"] = len(data)
    if name.endswith(".learned"):
        changes["learned_size"] = len(data)
    reseal(home, **changes)


def with_section(home: Path, name, section, data):
    """A segment file in which a section holds other bytes, under checksums that are right."""
    file = SegmentFile(home, name)
    assert section in file
    path = home / "baru"
    writer = SegmentFileWriter(NewFile(path), home)
    for other in file.sections.values():
        writer.section(other.name, data if other.name == section else other.whole())
    writer.finish()
    made = path.read_bytes()
    path.unlink()
    return made
