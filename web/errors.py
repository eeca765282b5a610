"""What goes wrong, told in words: one envelope for programs, one page for readers."""

from __future__ import annotations

import logging

from flask import Flask, Response, render_template, request
from flask.globals import request_ctx
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, InternalServerError

from index.errors import IndexFault
from web.reply import as_bytes, as_json, as_page

log = logging.getLogger(__name__)

FOR_PROGRAMS = ("/api/", "/healthz")


class ApiError(Exception):
    """An answer other than 200 of the interface for programs."""

    def __init__(self, status: int, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.remedy = remedy


def envelope(status: int, code: str, message: str, remedy: str) -> Response:
    """The one shape of every error that a program gets."""
    return as_json({"error": {"code": code, "message": message, "remedy": remedy}}, status)


def for_program() -> bool:
    """Whether the present request is one of a program."""
    return request.path.startswith(FOR_PROGRAMS) or request.path == "/api"


def handle_errors(app: Flask) -> None:
    """Every error of every route ends in one of the handlers below."""
    app.register_error_handler(ApiError, _on_api_error)
    app.register_error_handler(IndexFault, _on_index_fault)
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(Exception, _on_anything)


def _on_api_error(error: ApiError) -> Response:
    return envelope(error.status, error.code, error.message, error.remedy)


def _on_index_fault(fault: IndexFault) -> Response:
    log.error("%s %s", fault.message, fault.remedy)
    message, remedy = _words_of(fault)
    response = _answer(503, _code_of(fault), message, remedy, _("Arsip belum siap"))
    response.headers["Retry-After"] = "10"
    return response


def _words_of(fault: IndexFault) -> tuple[str, str]:
    """The fault in the reader's language, without the server's folders, which the log names."""
    rebuild = _(
        "Bangun ulang dengan: telusur index SUMBER --rebuild. Rinciannya ada di log server."
    )
    known = {
        "IndexMissing": (
            _("Arsip ini belum punya indeks."),
            _("Buatlah dengan: telusur index SUMBER. Rinciannya ada di log server."),
        ),
        "IndexDamaged": (_("Indeks arsip ini rusak."), rebuild),
        "ForeignPickle": (_("Indeks arsip ini rusak."), rebuild),
        "IndexOutdated": (_("Indeks arsip ini ditulis oleh versi lain."), rebuild),
    }
    unreadable = (
        _("Indeks arsip ini tidak dapat dibaca."),
        _("Periksa izin folder indeks dan keadaan disk. Rinciannya ada di log server."),
    )
    return known.get(type(fault).__name__, unreadable)


def _code_of(fault: IndexFault) -> str:
    """``IndexMissing`` becomes ``index_missing``."""
    name = type(fault).__name__
    return "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")


def _on_http_error(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    message, remedy = _words(error.code)
    code = error.name.lower().replace(" ", "_")
    response = _answer(error.code, code, message, remedy, message)
    kept = [(k, v) for k, v in error.get_headers() if k.lower() in ("allow", "retry-after")]
    response.headers.extend(kept)
    return response


def _on_anything(error: Exception) -> Response:
    log.error("%s %s", request.method, request.path, exc_info=error)
    return _on_http_error(InternalServerError())


def _answer(status: int, code: str, message: str, remedy: str, title: str) -> Response:
    if for_program():
        return envelope(status, code, message, remedy)
    if request_ctx.url_adapter is None:  # the Host header itself was refused: no page has links
        return as_bytes(f"{message}\n{remedy}\n", "text/plain", status)
    html = render_template("error.html", status=status, title=title, message=message, remedy=remedy)
    return as_page(html, status)


def _words(status: int) -> tuple[str, str]:
    """What happened and what to do about it, in the reader's language."""
    known = {
        400: (
            _("Permintaan ini tidak bisa dibaca"),
            _("Periksa alamatnya, atau mulai lagi dari halaman depan."),
        ),
        404: (
            _("Halaman ini tidak ada"),
            _("Periksa alamatnya, atau cari artikelnya di bawah ini."),
        ),
        405: (
            _("Alamat ini tidak menerima cara itu"),
            _("Pakai GET; arsip ini hanya bisa dibaca."),
        ),
        500: (
            _("Ada yang salah di pihak kami"),
            _("Coba lagi sebentar lagi. Kesalahan ini sudah dicatat di log server."),
        ),
    }
    return known.get(status) or known[500 if status >= 500 else 400]
