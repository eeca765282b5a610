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
# So long a run without a Latin letter, a space or a Chinese or Korean character is rare, and the
# only place where very many combining marks can hide.
_FOREIGN_RUN = re.compile("[^\x00-\u02ff\u2010-\u2027\u4e00-\u9fff\uac00-\ud7a3]{64}")
_MOST_MARKS = 30
_UNSEEN_ASCII = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_SEEN_ASCII = _UNSEEN_ASCII.sub("", bytes(range(128)).decode("ascii")).encode("ascii")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]{0,3}(?=\s+[\"“‘'(A-Z0-9])")
_CLOSED = (".", "!", "?", "…", ":", '"', "”", "’", ")")

WRAP_LIMIT = 100  # characters: wrapped lines are shorter, paragraphs on one line longer
WRAP_LEAST = 45  # characters: no editor wraps at less
TITLE_LIMIT = 90


def clean_text(text: str) -> str:
    """Text in NFC without entities, mojibake or characters that nobody sees; lines stay lines."""
    if "&" in text:
        for _ in range(2):  # "&amp;nbsp;": escaped twice on its way through two systems
            if not _ENTITY.search(text):
                break
            text = html.unescape(text)
    if text.isascii():
        # The pattern takes several times as long as to see that there is nothing for it.
        hides = text.encode("ascii").translate(None, _SEEN_ASCII)
        return _UNSEEN_ASCII.sub("", text) if hides else text
    text = _UNSEEN.sub("", repair_mojibake(text))
    if _FOREIGN_RUN.search(text):
        text = _limit_marks(text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _limit_marks(text: str) -> str:
    """Text with at most 30 combining marks to a letter, as Unicode's stream-safe format has it.

    Sorting the marks of one letter, which normalising means, takes time by the square of them.
    """
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def clean_line(text: str) -> str:
    """The same on one line, with single spaces between the words."""
    return single_spaced(clean_text(text))


def single_spaced(line: str) -> str:
    """A line with single spaces between its words, as most lines are already."""
    # Of all white space, a space alone is printable.
    if line.isprintable() and "  " not in line and line[:1] != " " and line[-1:] != " ":
        return line
    return " ".join(line.split())


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of clean text, each on one line.

    Blank lines separate paragraphs, and each line is a paragraph of its own, unless the text was
    wrapped at a fixed width by a mail program or an editor: then its lines are joined again.
    """
    lines = [single_spaced(line) for line in text.splitlines()]
    width = _wrap_width(lines)
    if not width:
        return [line for line in lines if line]
    paragraphs: list[str] = []
    before = ""
    for line in lines:
        if line and before and not _ends_paragraph(before, width):
            paragraphs[-1] += " " + line
        elif line:
            paragraphs.append(line)
        before = line
    return paragraphs


def _wrap_width(lines: list[str]) -> int:
    """The width that a text was wrapped at, 0 for one that was not.

    Wrapped lines are all of about one length and mostly stop in the middle of a sentence.
    """
    width = max(map(len, lines), default=0)
    if not WRAP_LEAST <= width <= WRAP_LIMIT:
        return 0
    followed = [line for line, after in itertools.pairwise(lines) if line and after]
    wide = sum(len(line) >= 0.7 * width for line in followed)
    unfinished = sum(not line.endswith(_CLOSED) for line in followed)
    count = len(followed)
    return width if count and wide >= 0.6 * count and unfinished >= 0.6 * count else 0


def _ends_paragraph(line: str, width: int) -> bool:
    """Whether a wrapped line is the last of its paragraph: too short for having been wrapped."""
    return len(line) < 0.7 * width and (line.endswith(_CLOSED) or len(line) < 0.5 * width)


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
    return shorten(sentence.strip().removesuffix(".") or head, TITLE_LIMIT)
