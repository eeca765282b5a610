"""What a reader is told of how the query was read: every note in Indonesian and in English.

A code is stable; programs may rely on it. The texts take ``{}`` fields by name.
"""

from __future__ import annotations

from searcher.results import Note

_TEXTS: dict[str, tuple[str, str]] = {
    "query_cut": (
        "Kueri terlalu panjang; hanya {limit} huruf pertama yang dipakai.",
        "The query is too long; only its first {limit} characters were used.",
    ),
    "clauses_cut": (
        "Terlalu banyak kata; hanya {limit} yang pertama yang dipakai.",
        "Too many words; only the first {limit} were used.",
    ),
    "phrase_cut": (
        "Frasa terlalu panjang; hanya {limit} kata pertama yang dipakai.",
        "The phrase is too long; only its first {limit} words were used.",
    ),
    "guessed": (
        "Tidak ada artikel dengan kata “{word}”; yang dicari “{guess}”.",
        "No article has the word “{word}”; “{guess}” was searched instead.",
    ),
    "word_absent": (
        "Dengan batasan ini tidak ada artikel yang memuat “{word}”.",
        "No article within these limits has “{word}”.",
    ),
    "phrase_wished": (
        'Dalam pertanyaan, "{word}" diutamakan tetapi tidak wajib; awali dengan + bila wajib.',
        'In a question "{word}" is preferred but not required; put + before it to require it.',
    ),
    "depth_cut": (
        "Kurung bertumpuk terlalu dalam; lebih dari {limit} tingkat diabaikan.",
        "Brackets are nested too deeply; those beyond {limit} levels were ignored.",
    ),
    "quote_repaired": (
        "Tanda kutip tidak ditutup; frasa dianggap sampai akhir kueri.",
        "A quotation mark was not closed; the phrase was taken to the end of the query.",
    ),
    "quote_ignored": (
        "Tanda kutip tanpa pasangan diabaikan.",
        "A quotation mark without its partner was ignored.",
    ),
    "bracket_repaired": (
        "Kurung tidak berpasangan; sudah diperbaiki.",
        "The brackets did not match; this was repaired.",
    ),
    "operator_ignored": (
        "{operator} tidak punya kata di kedua sisinya, jadi diabaikan.",
        "{operator} does not stand between words, so it was ignored.",
    ),
    "field_empty": (
        "{field}: tidak diikuti kata, jadi diabaikan.",
        "{field}: is not followed by a word, so it was ignored.",
    ),
    "field_unknown": (
        "Tidak ada bidang bernama {field}; dicari sebagai kata biasa.",
        "There is no field named {field}; it was searched as a plain word.",
    ),
    "date_bad": (
        "{field}:{value} bukan tanggal yang dikenal, jadi diabaikan. "
        "Contoh: {field}:2025-11-10 atau {field}:10 November 2025.",
        "{field}:{value} is not a date, so it was ignored. "
        "For example: {field}:2025-11-10 or {field}:10 November 2025.",
    ),
    "dates_swapped": (
        "Tanggal awal sesudah tanggal akhir; keduanya ditukar.",
        "The first day was after the last; they were swapped.",
    ),
    "prefix_short": (
        "{word} terlalu umum: sebelum * perlu sedikitnya {least} huruf.",
        "{word} is too wide: at least {least} letters must stand before *.",
    ),
    "prefix_inside": (
        "* hanya berlaku di akhir kata; di {word} diabaikan.",
        "* works at the end of a word only; in {word} it was ignored.",
    ),
    "prefix_cut": (
        "{word} cocok dengan {found} kata; hanya {limit} yang paling sering yang dipakai.",
        "{word} begins {found} words; only the {limit} most frequent were used.",
    ),
    "only_negative": (
        "Kueri hanya berisi pengecualian; semua artikel lain ditampilkan.",
        "The query only excludes; all other articles are shown.",
    ),
    "no_words": (
        "Kueri tidak berisi kata yang dapat dicari.",
        "The query holds no word that can be searched.",
    ),
    "time_out": (
        "Pencarian dihentikan setelah {seconds} detik; hasilnya mungkin belum lengkap.",
        "The search was stopped after {seconds} seconds; the answer may not be complete.",
    ),
}
CODES = frozenset(_TEXTS)
_SHOWN = 60


def note(code: str, **values: object) -> Note:
    """The note ``code`` with its values filled in; long values are shortened.

    Raises:
        KeyError: if there is no such note or a value is missing.
    """
    shown = {name: _shorten(value) for name, value in values.items()}
    message, message_en = _TEXTS[code]
    return Note(code, message.format(**shown), message_en.format(**shown))


def _shorten(value: object) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
