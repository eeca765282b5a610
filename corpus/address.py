"""A feed on the web: fetched within bounds of time and size."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPException, HTTPResponse
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from corpus.documents import Document
from corpus.draft import UnreadableDocument
from corpus.markup import parse_html
from corpus.recognise import Kind
from corpus.streams import BLOCK, Chunks

TIMEOUT = 20  # seconds without an answer
LONGEST = 120  # seconds for all of it
MAX_SIZE = 64 << 20  # bytes
USER_AGENT = "Telusur/0.1 (full-text search of articles; reads feeds)"
_ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")


class AddressDocument(Document):
    """What stands at an http(s) address: a feed, a JSON or CSV list, a WordPress export."""

    def __init__(self, address: str) -> None:
        self.origin = address.strip()
        self.name = _name_of(self.origin)
        self.size = None

    def __repr__(self) -> str:
        return f"AddressDocument({self.origin!r})"

    def fingerprint(self) -> None:
        """None: only fetching it tells whether it has changed."""
        return

    def _chunks(self) -> Chunks:
        started = time.monotonic()
        with _reported(), closing(_open(self.origin)) as answer:
            done = 0
            while block := answer.read1(BLOCK):
                done += len(block)
                self._progress(done)
                if done > MAX_SIZE:
                    raise UnreadableDocument(
                        f"The address sends more than {MAX_SIZE >> 20} MiB, which no feed does; "
                        "save it to a file and name that."
                    )
                if time.monotonic() - started > LONGEST:
                    raise UnreadableDocument(
                        f"The address was still sending after {LONGEST} seconds; try again later."
                    )
                yield block
            if answer.length:
                raise UnreadableDocument("The server broke off in the middle; try again later.")

    def _accept(self, kind: Kind, head: bytes) -> Kind:
        if kind in (Kind.HTML, Kind.TEXT, Kind.MARKDOWN):
            feed = _advertised_feed(head, self.origin)
            remedy = f"its feed is {feed}" if feed else "name its feed, or save the page as .html"
            raise UnreadableDocument(f"The address holds a page, not a feed; {remedy}.")
        return kind


def _name_of(address: str) -> str:
    """The address without its scheme and query, so that it reads like a path."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return (parts.netloc.rpartition("@")[2] + parts.path).rstrip("/") or address


def _open(address: str) -> HTTPResponse:
    """The answer of a web server; no other scheme is followed, not even by a redirect."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    request = urllib.request.Request(  # noqa: S310 - the opener knows http and https alone
        _escaped(address), headers={"User-Agent": USER_AGENT, "Accept": _ACCEPT}
    )
    answer = opener.open(request, timeout=TIMEOUT)
    if not isinstance(answer, HTTPResponse):
        raise UnreadableDocument("The address gives no web answer; check it.")
    return answer


def _escaped(address: str) -> str:
    """The address with spaces and non-ASCII letters percent-encoded."""
    parts = urlsplit(address)
    host = parts.netloc
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    keep = "/%:=&?~#+!$,;'@()*[]"
    return urlunsplit((parts.scheme, host, quote(parts.path, keep), quote(parts.query, keep), ""))


@contextmanager
def _reported() -> Iterator[None]:
    """What goes wrong on the way as one sentence."""
    try:
        yield
    except urllib.error.HTTPError as error:
        error.close()
        hint = "try again later" if error.code >= 500 or error.code == 429 else "check the address"
        raise UnreadableDocument(
            f"The server answered {error.code} {error.reason}; {hint}."
        ) from error
    except TimeoutError as error:
        raise UnreadableDocument(
            f"The server sent nothing for {TIMEOUT} seconds; try again later."
        ) from error
    except urllib.error.URLError as error:
        raise UnreadableDocument(
            f"The server could not be reached ({_reason(error)}); check the address."
        ) from error
    except (HTTPException, ValueError, OSError) as error:
        raise UnreadableDocument(
            f"The address could not be fetched ({type(error).__name__}); check it and try again."
        ) from error


def _reason(error: urllib.error.URLError) -> str:
    inner = error.reason
    return getattr(inner, "strerror", None) or " ".join(str(inner).split())[:100]


def _advertised_feed(head: bytes, address: str) -> str | None:
    """The feed that a page links to, as browsers find it."""
    root = parse_html(head.decode("utf-8", "replace"))
    if root is None:
        return None
    for link in root.iter("link"):
        href = link.get("href")
        if (link.get("type") or "").lower() in _FEED_TYPES and href:
            return urljoin(address, str(href))
    return None
