"""Text that goes to a terminal: nothing in it is obeyed, and nothing is lost without a sign."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.plain import marked_parts, safe, safe_json, width


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mmerah", "\N{REPLACEMENT CHARACTER}[31mmerah"),
        ("\x9b2Jhapus layar", "\N{REPLACEMENT CHARACTER}2Jhapus layar"),
        ("bel\x07", "bel\N{REPLACEMENT CHARACTER}"),
        ("dua\nbaris\r\nsatu", "dua baris  satu"),
        ("balik\u202eknilab", "balikknilab"),
        ("\ud800", "?"),
        ("Ma'ruf – “kutip” ½ 日本 \u0301", "Ma'ruf – “kutip” ½ 日本 \u0301"),
    ],
)
def test_control_characters_are_shown_and_not_obeyed(hostile, shown):
    assert safe(hostile) == shown


@given(st.text())
def test_safe_text_is_one_printable_line(text):
    line = safe(text)
    assert len(line.splitlines()) <= 1
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in line)
    line.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_safe_json_means_the_same(text):
    made = safe_json(json.dumps([text], ensure_ascii=False))
    assert json.loads(made) == [text]
    assert not any(127 <= ord(char) < 160 for char in made)


def test_marks_become_parts_and_entities_become_text():
    html = "a &lt;b&gt; <mark>kata &amp; kita</mark>&#x27;s<mark></mark>"
    assert marked_parts(html) == [("a <b> ", False), ("kata & kita", True), ("'s", False)]


def test_an_escaped_mark_is_text():
    assert marked_parts("&lt;mark&gt;x&lt;/mark&gt;") == [("<mark>x</mark>", False)]


def test_escapes_smuggled_as_entities_are_not_obeyed():
    assert "\x1b" not in "".join(text for text, _marked in marked_parts("&#27;[2J\x1b[2J"))


def test_wide_characters_take_two_columns_and_accents_none():
    assert width("abc") == 3
    assert width("日本") == 4
    assert width("e\u0301") == 1
