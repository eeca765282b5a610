"""Nothing an article says may become markup, a script or a tracker: guards and headers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        # Our own script makes no markup out of text, and no other can.
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # An archive's queries are nobody else's business, the sites it links to included.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

_PAIRS = [(pair, pair[0].lower()) for pair in HEADERS.items()]

_TEXT = r"(?:[^<>&]|&(?:amp|lt|gt|quot|apos|#39|#34|#x27|#x22);)*"
_MARKED = re.compile(rf"{_TEXT}(?:<mark>{_TEXT}</mark>{_TEXT})*")
# What XML 1.0 has no place for, in any spelling.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNSAFE_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\x9f<>\"\\^`{|}\u2028\u2029]")


def safe_marked(html: str) -> Markup:
    """Text in which ``<mark>`` is the only markup, as it is; anything else, wholly escaped.

    The searcher promises such text. This is the second lock: should a promise break, the reader
    sees angle brackets, not an attacker's page.
    """
    html = strip_controls(html)
    return Markup(html) if _MARKED.fullmatch(html) else escape(html)  # noqa: S704


def strip_controls(text: str) -> str:
    """The text without the characters that XML forbids (NUL, escape, lone surrogates, ...)."""
    return _NOT_XML.sub("", text)


def external_url(url: str | None) -> str | None:
    """The address if a link may lead there: absolute, http or https, with a host."""
    if not url or _UNSAFE_IN_ADDRESS.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and host else None


def host_of(url: str) -> str:
    """The host of an address that :func:`external_url` let through, without ``www.``."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


class Guarded(Response):
    """A response that carries the headers, and those of ``late`` that it does not say by itself.

    They are put behind the others when it is sent. Set one by one, each would be looked through
    three times.
    """

    late: tuple[tuple[str, str], ...] = ()

    def get_wsgi_response(
        self, environ: WSGIEnvironment
    ) -> tuple[Iterable[bytes], str, list[tuple[str, str]]]:
        """The body, the status and all headers."""
        body, status, headers = super().get_wsgi_response(environ)
        said = {name.lower() for name, _ in headers}
        headers += [pair for pair in self.late if pair[0].lower() not in said]
        headers += [pair for pair, name in _PAIRS if name not in said]
        return body, status, headers

    def say(self, name: str, value: str) -> None:
        """Say something in a header of its own, unless it is said already."""
        self.late += ((name, value),)


def harden(app: Flask) -> None:
    """Every answer carries the headers."""
    app.response_class = Guarded
