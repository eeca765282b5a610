"""Every reader survives arbitrary bytes, and what it gives can be stored."""

import gzip
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Article, Unreadable, dateline, encoding, finish, read
from corpus.article import format_published, parse_published
from corpus.clean import single_spaced
from corpus.draft import Draft, Fault, UnreadableDocument
from corpus.fields import draft_from
from corpus.finish import Finisher
from corpus.readers import Content, reader_of
from corpus.recognise import Kind

NAMES = ("a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv", "a.xml", "a.rss", "a")
STARTS = {
    Kind.TEXT: b"Judul\n\n",
    Kind.MARKDOWN: b"---\njudul: x\n---\n# y\n",
    Kind.HTML: b"<html><article><p>",
    Kind.JSON: b'[{"judul": "',
    Kind.JSON_LINES: b'{"judul": "x"}\n{"isi": "',
    Kind.CSV: b"judul,isi\n",
    Kind.FEED: b"<rss version='2.0'><channel><item><title>",
    Kind.WORDPRESS: b"<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><item><title>x</title>",
}
SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
pieces = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        [
            b"<", b">", b"</item>", b"<item>", b"</p>", b"<p>", b'"', b"'", b"{", b"}", b"[", b"]",
            b",", b"\n", b"\r\n", b"---\n", b"judul: ", b'"isi":', b"&amp;", b"&#0;", b"<![CDATA[",
            b"]]>", b"\x1f\x8b", b"\xff\xfe", b"\xef\xbb\xbf", b"\0", b"JAKARTA - ", b"<!--", b"*",
            b"10 November 2025", b"<!ENTITY", b"\xed\xa0\x80", b";", b"\t", b"`",
            b"<script type='application/ld+json'>",
        ]
    ),
)  # fmt: skip
contents = st.lists(pieces, max_size=30).map(b"".join)


def check(found):
    assert isinstance(found, (Article, Unreadable))
    if isinstance(found, Article):
        assert found.id
        assert found.title
        for text in (found.id, found.title, found.body, found.origin, found.source or ""):
            text.encode()
            assert "\0" not in text
        assert "\n" not in found.title
        assert parse_published(format_published(found.published)) == found.published
        assert len(found.content_hash) == 32
    else:
        assert found.reason
        str(found).encode()


@SOME
@given(name=st.sampled_from(NAMES), content=contents, packed=st.booleans())
def test_any_bytes_under_any_name(tmp_path_factory, name, content, packed):
    path = tmp_path_factory.mktemp("x") / name
    path.write_bytes(gzip.compress(content) if packed else content)
    for found in read(path):
        check(found)


@pytest.mark.parametrize("kind", list(Kind))
@SOME
@given(content=contents, started=st.booleans(), converted=st.booleans())
def test_each_reader_survives_any_bytes(kind, content, started, converted):
    data = STARTS[kind] + content if started else content
    half = len(data) // 2
    finisher = Finisher("/x/a", "a")
    try:
        for found in reader_of(kind)(Content("a", iter((data[:half], data[half:])), converted)):
            assert isinstance(found, (Draft, Fault))
            check(finisher.finish(found) if isinstance(found, Draft) else finisher.fault(found))
    except UnreadableDocument:
        pass  # it says so itself; anything else is a failure


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
keys = st.sampled_from(
    ["judul", "isi", "tanggal", "url", "id", "penulis", "sumber", "kategori", "x"]
)


@SOME
@given(record=st.dictionaries(keys, values))
def test_any_record_gives_an_article_or_a_fault(record):
    check(Finisher("/x/a", "a").finish(draft_from(record, "line 1")))


@SOME
@given(record=st.dictionaries(keys, values), shape=st.sampled_from(["lines", "list", "object"]))
def test_any_json_is_read(tmp_path_factory, record, shape):
    path = tmp_path_factory.mktemp("x") / "a.json"
    text = json.dumps(record)
    path.write_text({"lines": f"{text}\n{text}", "list": f"[{text}]", "object": text}[shape])
    for found in read(path):
        check(found)


@SOME
@given(title=st.text(max_size=200), body=st.text(max_size=600))
def test_any_text_keeps_its_letters(title, body):
    found = Finisher("/x/a", "a").finish(Draft(title=title, body=body, alone=True))
    check(found)
    if isinstance(found, Article):
        assert all(paragraph == " ".join(paragraph.split()) for paragraph in found.paragraphs)


SPACED = st.lists(
    st.sampled_from(
        ["kata", "É", " ", "  ", "\u00a0", "\u2003", "\t", "\u200b", "-", "–", ":", ")"]
    )
).map("".join)


@given(SPACED)
def test_a_line_that_is_single_spaced_is_told_at_a_glance(line):
    assert single_spaced(line) == " ".join(line.split())


@given(st.one_of(SPACED, st.text()))
def test_dashes_are_found_from_the_first_sign_on_that_may_be_one(text):
    plainly = [(dash.start(), dash.end()) for dash in dateline._DASH.finditer(text, 0, 120)]
    assert list(dateline._dashes(text)) == plainly[: dateline._MOST_PIECES]


@given(st.text(alphabet="aÃÂâðï€\x80Ÿ»¿“é", max_size=20))
def test_signs_of_mojibake_begin_as_the_quick_test_knows(text):
    assert not encoding._SUSPECT.search(text) or encoding._SUSPICIOUS_SIGN.search(text)


@given(st.from_regex(r"https?://[a-z0-9.\-\[\]@:]{0,12}[/?]?\w?", fullmatch=True))
def test_a_plain_address_has_a_host(url):
    assert not finish._PLAIN_WEB.match(url) or finish._host(url)
