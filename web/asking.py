"""A request as our views read it: what is not said in it is told without an exception."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, cast

from flask import Flask, Request, request
from werkzeug.datastructures import ImmutableMultiDict

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
DEFAULT_LANGUAGE = "id"
COOKIE = "lang"


class Arguments(ImmutableMultiDict[str, Any]):
    """Arguments or cookies. Most that are asked for are not there."""

    def get(self, key: str, default: Any = None, type: Callable[..., Any] | None = None) -> Any:  # type: ignore[override]
        """The first value of a name, or the default."""
        if key not in self:
            return default
        return super().get(key, default, type)


class Asking(Request):
    """A request; ``tag`` is a digest of what its answer depends on, where that is known."""

    parameter_storage_class = Arguments
    dict_storage_class = Arguments
    tag: str | None = None

    @cached_property
    def language(self) -> str:
        """``id`` or ``en``: what the address asks, else what the reader chose before."""
        chosen = self.cookies.get(COOKIE) if "HTTP_COOKIE" in self.environ else None
        asked = (self.args.get("lang"), chosen)
        return next((code for code in asked if code in LANGUAGES), DEFAULT_LANGUAGE)


class Application(Flask):
    """A Flask application whose views are all plain functions."""

    request_class = Asking

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function: no view needs to be looked at whether it is a coroutine."""
        return func


def asking() -> Asking:
    """The present request itself, for who asks it more than once."""
    return cast(Asking, request._get_current_object())  # type: ignore[attr-defined]
