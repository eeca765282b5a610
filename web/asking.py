"""A request as our views read it: what is not said in it is told without an exception."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict


class Arguments(ImmutableMultiDict[str, Any]):
    """Arguments or cookies. Most that are asked for are not there."""

    def get(self, key: str, default: Any = None, type: Callable[..., Any] | None = None) -> Any:  # type: ignore[override]
        """The first value of a name, or the default."""
        if key not in self:
            return default
        return super().get(key, default, type)


class Asking(Request):
    """A request."""

    parameter_storage_class = Arguments
    dict_storage_class = Arguments


class Application(Flask):
    """A Flask application whose views are all plain functions."""

    request_class = Asking

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function: no view needs to be looked at whether it is a coroutine."""
        return func
