"""The affixes of Indonesian: what may stand before and after a root, and what goes with what.

Sources: Nazief & Adriani 1996 (which prefix goes with which suffix, putting back the first letter
that a nasal prefix swallowed), Asian 2007 (``be-`` and ``te-`` before *r*, ``per-`` after other
prefixes), Tala 2003 (the order of the clitics), and the grammar of the language where they stop.

A suffix may hold several suffixes (``-kannya``), a prefix several prefixes (``memper-``); ``cost``
is about their number, since the analysis with the fewest affixes is taken. A rare or colloquial
shape costs one more, so that it is thought of last.
"""

from __future__ import annotations

from typing import NamedTuple

# The derivational suffix of a word, as a bit, so that what a prefix allows is one number.
BARE, KAN, AN, I, IN = 1, 2, 4, 8, 16  # noqa: E741
_VERB = BARE | KAN | I
_NOUN = BARE | AN

VOWELS = "aeiou"
_ANY = "abcdefghijklmnopqrstuvwxyz"
_ALL_BUT_R = _ANY.replace("r", "")


class Suffix(NamedTuple):
    """One ending: its letters, its derivational part, its cost, its name."""

    text: str
    kind: int
    cost: int
    name: str


class Prefix(NamedTuple):
    """One beginning: its letters, which letters may follow, what it swallowed, what it allows."""

    text: str
    follows: str
    restored: str
    kinds: int
    cost: int
    name: str


def _suffixes() -> tuple[Suffix, ...]:
    """Every sequence of one derivational suffix, one possessive and one particle."""
    found = []
    for derived, kind in (("", BARE), ("kan", KAN), ("an", AN), ("i", I)):
        for possessive in ("", "nya", "ku", "mu"):
            for particle in ("", "lah", "kah", "tah", "pun"):
                parts = [part for part in (derived, possessive, particle) if part]
                name = " ".join(f"-{part}" for part in parts)
                found.append(Suffix("".join(parts), kind, len(parts), name))
    # Colloquial for -kan and -i, together with a prefix only: dibeliin, ngurusin.
    found.append(Suffix("in", IN, 2, "-in"))
    return tuple(found)


# How the nasal of meN- and peN- sounds, before which letters, and what it has swallowed there.
_NASALS = (
    ("", "lrwymn", ""),
    ("m", "bfvp", ""),
    ("m", VOWELS, "p"),
    ("n", "cdjzst", ""),
    ("n", VOWELS, "t"),
    ("ng", VOWELS + "ghkqx", ""),
    ("ng", VOWELS, "k"),
    ("ny", VOWELS, "s"),
)


def _plain(text: str, kinds: int, cost: int, name: str, follows: str = _ANY) -> list[Prefix]:
    """A prefix of one shape."""
    return [Prefix(text, follows, "", kinds, cost, name)]


def _nasal(text: str, kinds: int, cost: int, name: str) -> list[Prefix]:
    """The shapes of a prefix that ends in a nasal, as meN- does."""
    shapes = [
        Prefix(text + nasal, follows, restored, kinds, cost, name)
        for nasal, follows, restored in _NASALS
    ]
    # Before words of one syllable there stands an e too: mengecek.
    return [*shapes, Prefix(text + "nge", _ANY, "", kinds, cost + 1, name)]


def _rolling(text: str, kinds: int, cost: int, name: str) -> list[Prefix]:
    """The shapes of a prefix in *-r*, as ber-: lost before *r*, an *l* in *belajar*."""
    return [
        Prefix(text + "r", _ALL_BUT_R, "", kinds, cost, name),
        Prefix(text, "r", "", kinds, cost, name),
        Prefix(text + "l", "a", "", kinds, cost + 1, name),
    ]


def _single() -> list[Prefix]:
    """One prefix before the root."""
    return [
        *_nasal("me", _VERB, 1, "meN-"),
        *_nasal("pe", _NOUN, 1, "peN-"),
        *_rolling("be", _NOUN | KAN, 1, "ber-"),
        *_rolling("te", _VERB, 1, "ter-"),
        *_rolling("pe", _NOUN | KAN | I, 1, "per-"),
        *_plain("di", _VERB | IN, 1, "di-"),
        *_plain("ke", AN, 1, "ke-"),
        *_plain("se", _NOUN, 1, "se-"),
        *_plain("ku", _VERB, 2, "ku-"),
        *_plain("kau", _VERB, 2, "kau-"),
        # be- and te- before -er-, pe- for people who do something: bekerja, tepercaya, pekerja.
        *_plain("be", _NOUN, 2, "ber-", "kpst"),
        *_plain("te", BARE, 2, "ter-", "cp"),
        *_plain("pe", _NOUN, 2, "pe-", "bcdgjkpstz"),
    ]


def _colloquial() -> list[Prefix]:
    """The nasal alone, for meN-: ngurus, nyuruh, ngejelasin."""
    return [
        Prefix(nasal, follows, restored, _VERB | IN, 3, "N-")
        for nasal, follows, restored in (*_NASALS, ("nge", _ANY, ""))
        if nasal.startswith(("ng", "ny"))
    ]


def _causative() -> list[Prefix]:
    """per- after another prefix: memperkuat, diperiksa, mempelajari, mempekerjakan."""
    found = []
    for first, name, cost in (
        ("mem", "meN-", 2),
        ("di", "di-", 2),
        ("te", "ter-", 3),
        ("ter", "ter-", 3),
        ("ku", "ku-", 3),
    ):
        found += _rolling(f"{first}pe", _VERB, cost, f"{name}per-")
        found += _plain(f"{first}pe", _VERB, cost + 1, f"{name}pe-", "kst")
    # As the standard now has it, with the p swallowed too: memerhatikan.
    return found + _rolling("meme", _VERB, 3, "meN-per-")


def _verbal() -> list[Prefix]:
    """Verbs made of words with ber-, ke- or se-: memberlakukan, dikemukakan, disesuaikan."""
    return [
        *_rolling("membe", KAN | I, 2, "meN-ber-"),
        *_rolling("dibe", KAN | I, 2, "di-ber-"),
        *_plain("dike", KAN | I, 3, "di-ke-", "adhmst"),
        *_plain("dise", KAN | I, 2, "di-se-"),
        *_plain("menye", KAN | I, 2, "meN-se-"),
        *_plain("menge", _VERB, 3, "meN-ke-", "adhmst"),
    ]


def _nominal() -> list[Prefix]:
    """Nouns in -an of words that have a prefix: keberhasilan, keterlambatan, pemberdayaan."""
    return [
        *_plain("penge", AN, 3, "peN-ke-", "dst"),
        *_plain("penye", AN, 2, "peN-se-"),
        *_plain("ketidak", _NOUN, 2, "ke-tidak-"),
        *_rolling("kebe", AN, 2, "ke-ber-"),
        *_rolling("pembe", AN, 2, "peN-ber-"),
        *_rolling("kete", AN, 2, "ke-ter-"),
        *_rolling("kepe", AN, 2, "ke-per-"),
        *_rolling("pempe", AN, 3, "peN-per-"),
        *_rolling("peme", _NOUN, 3, "peN-per-"),
        *_nasal("kepe", AN, 2, "ke-peN-"),
        *_plain("kese", AN, 2, "ke-se-"),
        *_plain("perse", AN, 2, "per-se-"),
    ]


def _possessing() -> list[Prefix]:
    """se-, ber- and ter- before a noun that has a prefix: berpendidikan, berkelanjutan."""
    found = []
    for first in ("se", "ber", "ter"):
        found += _nasal(f"{first}pe", _NOUN, 2, f"{first}-peN-")
        found += _rolling(f"{first}pe", _NOUN, 2, f"{first}-per-")
        found += _plain(f"{first}ke", AN, 2, f"{first}-ke-")
    found += _plain("berse", _NOUN, 2, "ber-se-")
    return found + _plain("sepe", _NOUN, 3, "se-pe-", "kst")


SUFFIXES = _suffixes()
PREFIXES = (
    *_single(),
    *_colloquial(),
    *_causative(),
    *_verbal(),
    *_nominal(),
    *_possessing(),
)
