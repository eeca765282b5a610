"""Every error as one line that says what is wrong and what to do; never a traceback."""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping

import click
from click.exceptions import BadOptionUsage, MissingParameter, NoSuchOption

from telusur.messages import N_, _, language
from telusur.plain import safe

# The other stages speak English only: what their faults say in Indonesian, by the name of the
# class, as message and remedy. {detail} is the stage's own message, for what it alone can tell.
_FAULTS = {
    "IndexMissing": (
        "Belum ada indeks di {path}.",
        "Buatlah dulu: telusur index SUMBER --index {path}",
    ),
    "IndexDamaged": (
        "Indeks di {path} rusak ({detail}).",
        "Perbaiki: telusur check --repair --index {path}, atau bangun ulang: "
        "telusur index SUMBER --rebuild --index {path}",
    ),
    "IndexUnreadable": (
        "Indeks di {path} tidak dapat dibaca ({detail}).",
        "Periksa izin folder itu dan keadaan disk.",
    ),
    "IndexOutdated": (
        "Indeks di {path} ditulis oleh versi lain ({detail}).",
        "Bangun ulang: telusur index SUMBER --rebuild --index {path}",
    ),
    "IndexLocked": (
        "Indeks di {path} sedang ditulis ({detail}).",
        "Tunggu sampai selesai, lalu jalankan lagi perintah ini.",
    ),
    "IndexUnwritable": (
        "Indeks di {path} tidak dapat ditulis ({detail}).",
        "Periksa izin dan ruang disk, atau pilih folder lain dengan --index; isinya utuh.",
    ),
    "PortTaken": (
        "Porta {port} di {host} sedang dipakai program lain.",
        "Hentikan program itu, atau pilih porta lain dengan --port.",
    ),
    "ServerFault": (
        "Server tidak dapat berjalan di {host}:{port} ({detail}).",
        "Pilih --host 127.0.0.1 dan --port di atas 1023.",
    ),
    "MeasuresMissing": (
        "Paket ir-measures belum terpasang.",
        "Pasanglah: pip install 'telusur[evaluate]'",
    ),
    "SetUnreadable": (
        "Set ini tidak dapat dipakai ({detail}).",
        "Perbaiki berkas itu; bentuknya diterangkan oleh: telusur evaluate --help",
    ),
    "TableUnreadable": (
        "Tabel ini tidak dapat dipakai ({detail}).",
        "Tiap baris: kata, lema, jumlah dan kelas kata, dipisahkan tab.",
    ),
}
_OS_REMEDIES = {
    errno.ENOSPC: N_("Kosongkan ruang disk, lalu jalankan lagi perintah yang sama."),
    errno.EACCES: N_("Periksa izin berkas atau folder itu."),
    errno.EPERM: N_("Periksa izin berkas atau folder itu."),
    errno.ENOENT: N_("Periksa ejaan nama berkas atau folder itu."),
    errno.EADDRINUSE: N_("Pilih porta lain dengan --port."),
    errno.EADDRNOTAVAIL: N_("Pilih alamat komputer ini dengan --host, misalnya 127.0.0.1."),
}


def one_line(error: Exception, facts: Mapping[str, object] | None = None) -> str:
    """What is wrong and what to do, in one line that is safe to print.

    ``facts`` is what is known of the run: ``path`` of the index, ``host``, ``port``.
    """
    if isinstance(error, click.ClickException):
        return safe(_click_error(error))
    if hasattr(error, "message") and hasattr(error, "remedy"):
        return safe(_stage_fault(error.message, error.remedy, type(error).__name__, facts or {}))
    if isinstance(error, OSError):
        return safe(_os_error(error))
    what = f"{type(error).__name__}: {error}"
    hint = _("Untuk melihat rinciannya, jalankan: telusur --debug PERINTAH …")
    return safe(_("Kesalahan yang tidak terduga: {what}.").format(what=what) + " " + hint)


def _stage_fault(message: str, remedy: str, name: str, facts: Mapping[str, object]) -> str:
    said = _FAULTS.get(name, ()) if language() == "id" else ()
    try:
        spoken = [text.format(detail=message.rstrip("."), **facts) for text in said]
    except KeyError:  # a fact that this run did not come to know
        spoken = []
    return " ".join(spoken or (message, remedy))


def _os_error(error: OSError) -> str:
    reason = error.strerror or str(error) or type(error).__name__
    where = f"{error.filename}: " if error.filename else ""
    remedy = _OS_REMEDIES.get(error.errno or 0)
    return f"{where}{reason}." + (f" {_(remedy)}" if remedy else "")


def _click_error(error: click.ClickException) -> str:
    says: dict[type[click.ClickException], Callable[..., str]] = {
        NoSuchOption: _no_such_option,
        BadOptionUsage: _bad_option,
        MissingParameter: _missing,
        click.BadParameter: _bad_value,
    }
    message = says.get(type(error), _as_said)(error)
    ctx = getattr(error, "ctx", None)
    if ctx is None:
        return message
    return message + " " + _("Lihat: {command} --help").format(command=ctx.command_path)


def _as_said(error: click.ClickException) -> str:
    return error.format_message()


def _no_such_option(error: NoSuchOption) -> str:
    known = (
        []
        if error.ctx is None
        else [name for param in error.ctx.command.get_params(error.ctx) for name in param.opts]
    )
    message = _("Tidak ada opsi {name}.").format(name=error.option_name)
    return message + did_you_mean(error.option_name, known)


def _bad_option(error: BadOptionUsage) -> str:
    return _("Opsi {name} tidak lengkap atau berlebihan.").format(name=error.option_name)


def _missing(error: MissingParameter) -> str:
    name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
    return _("{name} belum diberikan.").format(name=_(name).rstrip(".…"))


def _bad_value(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        wanted = _("Pilih salah satu: {values}.").format(values=", ".join(kind.choices))
    elif isinstance(kind, click.IntRange) and kind.max is not None:
        wanted = _("Berikan bilangan dari {low} sampai {high}.").format(low=kind.min, high=kind.max)
    elif isinstance(kind, click.IntRange):
        wanted = _("Berikan bilangan mulai dari {low}.").format(low=kind.min)
    else:
        wanted = error.message
    name = " / ".join(error.param.opts) if error.param else ""
    return _("Nilai {name} tidak dapat dipakai.").format(name=name) + " " + wanted


def did_you_mean(name: str, known: list[str]) -> str:
    """A sentence that offers the nearest known name, or nothing."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1)
    return " " + _("Maksud Anda {name}?").format(name=near[0]) if near else ""
