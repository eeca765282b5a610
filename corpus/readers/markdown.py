"""Markdown: one article a file, its fields in front matter of YAML or TOML."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.clean import split_paragraphs
from corpus.draft import Draft, Fault
from corpus.encoding import decode
from corpus.fields import draft_from
from corpus.readers import Content
from corpus.streams import read_all

MAX_FILE = 32 << 20  # bytes
MAX_FRONT = 64 << 10  # characters of front matter: aliases in YAML multiply what they name
MAX_PARSED = 2 << 20  # characters that are worth parsing; longer text is taken as plain
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_SIMPLE = re.compile(r"([\w][\w -]{0,40}?)\s*[:=]\s*(.{0,2000})")


def read(content: Content) -> Iterator[Draft | Fault]:
    """The one article of a Markdown file; a first heading is its title if nothing else is."""
    data = read_all(content.chunks, MAX_FILE, "split it into articles")
    fields, text = split_front_matter(decode(data).replace("\r\n", "\n"))
    draft = draft_from(fields, "")
    draft.alone = True
    if text.strip():
        title, paragraphs = _parse(text)
        draft.body = paragraphs
        draft.title = draft.title or title
        if title and title != draft.title.strip():
            draft.body = [title, *paragraphs]
    yield draft


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """The fields at the head of the file, and the text after them.

    Front matter that is broken or too long is read line by line as ``key: value``.
    """
    text = text.lstrip("\ufeff\n ")
    first, _, rest = text.partition("\n")
    closings = _FENCES.get(first.rstrip())
    if not closings:
        return {}, text
    front: list[str] = []
    size = 0
    lines = rest.split("\n")
    for number, line in enumerate(lines):
        if line.rstrip() in closings:
            return _fields("\n".join(front), first[:3]), "\n".join(lines[number + 1 :])
        size += len(line) + 1
        if size > MAX_FRONT:
            break
        front.append(line)
    return {}, text


def _fields(front: str, fence: str) -> dict[str, object]:
    loaded: object = None
    try:
        loaded = _load_toml(front) if fence == "+++" else _load_yaml(front)
    except Exception:  # whatever is wrong with it: the simple lines of it may still be read
        loaded = None
    if isinstance(loaded, Mapping):
        return {str(key): value for key, value in loaded.items()}
    found = (_SIMPLE.fullmatch(line.strip()) for line in front.split("\n"))
    return {match[1]: match[2].strip().strip("\"'") for match in found if match}


def _load_yaml(front: str) -> object:
    import yaml

    class Plain(yaml.SafeLoader):
        """Every scalar stays text: ``id: 007`` is no number and ``tidak`` no truth value."""

        yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the library's own way

    return yaml.load(front, Loader=Plain)  # noqa: S506 - Plain is a SafeLoader


def _load_toml(front: str) -> object:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return tomllib.loads(front)


def _parse(text: str) -> tuple[str, list[str]]:
    """The first heading, if the text begins with one of the first level, and the paragraphs."""
    if len(text) > MAX_PARSED:
        return "", split_paragraphs(text)
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    title = ""
    paragraphs: list[str] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            lines = _inline_lines(token.children or [])
            if before and before.tag == "h1" and not paragraphs and not title:
                title = " ".join(lines)
            else:
                paragraphs += lines
        elif token.type in ("fence", "code_block"):
            paragraphs.append(token.content)
        elif token.type == "html_block":
            from corpus.markup import fragment_paragraphs

            paragraphs += fragment_paragraphs(token.content)
    return title, paragraphs


def _inline_lines(children: list[Any]) -> list[str]:
    """The text of an inline token; a hard break begins a new line, pictures are left out."""
    lines = [""]
    for child in children:
        if child.type in ("text", "code_inline", "text_special"):
            lines[-1] += child.content
        elif child.type == "softbreak":
            lines[-1] += " "
        elif child.type == "hardbreak":
            lines.append("")
    return lines
