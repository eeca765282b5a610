"""Answers as bytes. Text with a lone surrogate (read from a broken file) must not break a page."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from flask import Response

from web.security import Guarded


def as_page(html: str, status: int = 200) -> Response:
    """A page for a reader."""
    return as_bytes(html, "text/html", status)


def as_json(value: Any, status: int = 200, mimetype: str = "application/json") -> Response:
    """Records, dicts, lists, text and numbers for a program."""
    try:
        data = msgspec.json.encode(value)
    except UnicodeEncodeError:
        data = json.dumps(msgspec.to_builtins(value), ensure_ascii=False).encode("utf-8", "replace")
    return Guarded(data, status, content_type=mimetype)


def as_bytes(text: str, mimetype: str, status: int = 200) -> Response:
    """Any text."""
    data = text.encode("utf-8", "replace")
    return Guarded(data, status, content_type=f"{mimetype}; charset=utf-8")
