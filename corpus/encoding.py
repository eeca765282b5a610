"""Bytes to text: byte order marks, UTF-8, the old code pages, and mojibake."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What UTF-8 looks like when it was read as Windows-1252: the letters that begin such a sequence,
# and the C1 controls that no honest text holds.
_SUSPICIOUS_SIGN = re.compile("[\x80-\x9fÃÂâðï]")  # any of them begins with one; quick to find
_SUSPECT = re.compile("[\x80-\x9fÃÂ]|â[€\x80]|ðŸ|ï[»¿]")
# Old encodings of the scripts that stand beside Indonesian in archives; rarer ones of the same
# script would only be confused with these.
_FOREIGN = [
    "cp1251", "koi8_r", "cp1256", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp874",
]  # fmt: skip
_SAMPLE = 1 << 18
_MANY_HIGH_BYTES = 0.3  # of all bytes: beyond this the script is not Latin


def marked_encoding(head: bytes) -> str | None:
    """The encoding that a byte order mark, or the pattern of NULs in UTF-16, gives away."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    even, odd = head[0:4096:2], head[1:4096:2]
    if len(odd) >= 8:
        if odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.05 * len(even):
            return "utf-16-le"
        if even.count(0) > 0.6 * len(even) and odd.count(0) < 0.05 * len(odd):
            return "utf-16-be"
    return None


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of these bytes; never fails.

    Tried in order: byte order mark, UTF-8, the ``declared`` encoding, and then whatever fits.
    """
    marked = marked_encoding(data[:4096])
    if marked:
        return data.decode(marked, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_declared(data, declared) or _decode_guessing(data)


def decode_line(data: bytes) -> str:
    """As :func:`decode`, for one line of a longer file: UTF-8, else Windows-1252."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_guessing(data) if _mostly_utf8(data) else data.decode("cp1252", _HANDLER)


def _decode_declared(data: bytes, declared: str | None) -> str | None:
    if not declared or declared.lower().replace("-", "") in ("utf8", "utf16", "ascii", "usascii"):
        return None
    # What calls itself Latin-1 is Windows-1252 on the web, and it is a superset.
    name = "cp1252" if declared.lower() in ("iso-8859-1", "latin-1", "latin1") else declared
    try:
        return data.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _decode_guessing(data: bytes) -> str:
    if _mostly_utf8(data):
        return data.decode("utf-8", _HANDLER)
    sample = data[:_SAMPLE]
    high = len(sample.translate(None, bytes(range(128))))
    if high > _MANY_HIGH_BYTES * len(sample):
        guess = _foreign_encoding(sample)
        if guess:
            return data.decode(guess, "replace")
    # Indonesian is written in ASCII but for quotes and dashes: what is left is Windows-1252.
    return data.decode("cp1252", _HANDLER)


def _mostly_utf8(data: bytes) -> bool:
    """Whether this is UTF-8 in which only a few bytes went wrong."""
    lenient = data[:_SAMPLE].decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    whole = sum(1 for character in lenient if character > "\x7f") - broken
    return whole > 2 * broken


def _foreign_encoding(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_FOREIGN).best()
    return best.encoding if best else None


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: the offending bytes as Windows-1252, undefined ones dropped."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", "ignore"), error.end


_HANDLER = "telusur-cp1252"
codecs.register_error(_HANDLER, _as_windows_1252)


def repair_mojibake(text: str) -> str:
    """Text with ``â€œ`` and ``Ã©`` turned back into what was meant; clean text as it is.

    ftfy is thorough and slow, so only text in which a cheap test finds the usual marks pays for it.
    """
    if text.isascii() or not _SUSPICIOUS_SIGN.search(text) or not _SUSPECT.search(text):
        return text
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    lines = text.split("\n")
    return "\n".join(
        ftfy.fix_text(line, config) if not line.isascii() and _SUSPECT.search(line) else line
        for line in lines
    )
