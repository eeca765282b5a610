"""Raw text to clean paragraphs: controls, entities, white space, wrapped lines."""

from __future__ import annotations

import html
import itertools
import re
import unicodedata

from corpus.encoding import repair_mojibake

# Nothing a reader sees: controls, soft hyphens, zero-width and direction marks, lone surrogates,
# non-characters. Line ends and tabs stay, for the splitting into lines and words.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_UNSEEN_ASCII = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]{0,3}(?=\s+[\"“‘'(A-Z0-9])")
_CLOSED = (".", "!", "?", "…", ":", '"', "”", "’", ")")

WRAP_LIMIT = 100  # characters: hard-wrapped lines are shorter, paragraphs on one line longer
WRAP_LEAST = 45
TITLE_LIMIT = 90


def clean_text(text: str) -> str:
    """Text in NFC without entities, mojibake or characters that nobody sees; lines stay lines."""
    if "&" in text:
        for _ in range(2):  # "&amp;nbsp;": escaped twice on its way through two systems
            if not _ENTITY.search(text):
                break
            text = html.unescape(text)
    if text.isascii():
        return _UNSEEN_ASCII.sub("", text)
    text = _UNSEEN.sub("", repair_mojibake(text))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """The same on one line, with single spaces between the words."""
    return " ".join(clean_text(text).split())


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of clean text, each on one line.

    Blank lines separate paragraphs; where there are none, each line is a paragraph. Lines that a
    mail program or an editor wrapped at a fixed width are joined again.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    paragraphs: list[str] = []
    block: list[str] = []
    for line in lines:
        if line:
            block.append(line)
        elif block:
            paragraphs += _unwrap(block)
            block = []
    return paragraphs + _unwrap(block)


def _unwrap(block: list[str]) -> list[str]:
    """Lines between two blank ones: joined when they were wrapped, else a paragraph each."""
    if len(block) < 2 or not _is_wrapped(block):
        return block
    paragraphs = [block[0]]
    for before, line in itertools.pairwise(block):
        # A short line that ends a sentence ends its paragraph too.
        if before.endswith(_CLOSED) and len(before) < WRAP_LEAST:
            paragraphs.append(line)
        else:
            paragraphs[-1] += " " + line
    return paragraphs


def _is_wrapped(block: list[str]) -> bool:
    full = block[:-1]
    if max(map(len, block)) > WRAP_LIMIT:
        return False
    wide = sum(len(line) >= WRAP_LEAST for line in full)
    open_ended = sum(not line.endswith(_CLOSED) for line in full)
    return wide >= 0.7 * len(full) and open_ended >= 0.5 * len(full)


def shorten(text: str, limit: int) -> str:
    """Text of at most ``limit`` characters, cut between words and then marked with ``…``."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    if not text[limit - 1].isspace() and " " in cut[limit // 2 :]:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:–—-") + "…"


def make_title(paragraph: str) -> str:
    """A title made of a paragraph: its first sentence, shortened where it is long."""
    head = paragraph[: 4 * TITLE_LIMIT]
    end = _SENTENCE_END.search(head)
    sentence = head[: end.end()] if end else head
    return shorten(sentence.strip().removesuffix("."), TITLE_LIMIT)
