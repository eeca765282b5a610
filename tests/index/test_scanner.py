"""The scanner cuts exactly as the pattern does, and gives every different chunk one number."""

import gzip
import json
from itertools import islice

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus import read
from corpus.sample import sample_path
from index.analysis.chunks import chunk_matches
from index.analysis.scanner import Scanner

# What texts are made of where it matters how a chunk ends, and where one begins that is no word.
PIECES = [
    *(
        "kata",
        "Kata",
        "a",
        "U",
        "G",
        "é",
        "Ω",
        "字",
        "²",
        "ﬁ",
        "rp",
        "Rp",
        "RP",
        "idr",
        "US",
        "usd",
    ),
    *("covid", "Covid", "http", "https", "www", "com", "id", "co", "mei", "Mei", "me", "meter"),
    *("januari", "Okt", "juta", "jt", "rb", "ribu", "M", "T", "WIB", "ʼ", "1", "14", "123", "2019"),
    *("000", "٣", "½", "\u0301", "\u0336", "_", "@", "$", "€", "%", "+", ".", "..", ",", ":", "/"),
    *("-", "--", "‐", "‑", "–", "'", "’", "‘", "`", '"', "(", ")", " ", "  ", "\u00a0", "\n", "\t"),
    *("\u2003", "\x1f", "\u200b", "😊", "\ud800", "?", "!", ";", "#", "&", "<", ">"),
]
PIECED = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def as_the_pattern(text):
    return [(match[0], *match.span()) for match in chunk_matches(text)]


def as_the_scanner(text, scanner=None):
    scanner = scanner or Scanner()
    numbers, starts, ends = scanner.spans(text)
    assert scanner.scan(text) == numbers
    chunks = [scanner.chunks[number] for number in numbers]
    return list(zip(chunks, starts, ends, strict=True))


@given(PIECED)
@settings(max_examples=1500)
@example("a-@b.c")
@example("abʼ@c.d")
@example("10 mei 2019, 10  jt")
@example("1.000.000,- 5 %")
@example("U 23 G\u00a020 u 23")
@example("kata.'com www.a")
@example("www.,kata WWW.-.kata www")
def test_it_cuts_as_the_pattern_does(text):
    assert as_the_scanner(text) == as_the_pattern(text)


@given(st.text(max_size=200))
@settings(max_examples=300)
def test_it_cuts_any_text_as_the_pattern_does(text):
    assert as_the_scanner(text) == as_the_pattern(text)


def test_it_cuts_the_sample_as_the_pattern_does():
    scanner = Scanner()
    for article in read(sample_path()):
        for text in (article.title, article.body):
            assert as_the_scanner(text, scanner) == as_the_pattern(text)
    assert len(set(scanner.chunks)) == len(scanner.chunks) == len(scanner)


@pytest.mark.archive
def test_it_cuts_real_articles_as_the_pattern_does(shared_data):
    scanner = Scanner()
    with gzip.open(shared_data / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, None, 25):
            text = json.loads(line)["body"] or ""
            assert as_the_scanner(text, scanner) == as_the_pattern(text)


def test_numbers_follow_the_order_of_first_meeting():
    scanner = Scanner()
    assert list(scanner.scan("satu dua satu tiga")) == [0, 1, 0, 2]
    assert list(scanner.scan("tiga empat")) == [2, 3]
    assert scanner.chunks == ["satu", "dua", "tiga", "empat"]
    assert list(scanner.scan("")) == []


def test_many_and_long_chunks_keep_their_numbers():
    scanner = Scanner()
    words = [f"kata{'x' * (number % 40)}{number}" for number in range(30_000)]
    first = scanner.scan(" ".join(words))
    assert list(first) == list(range(len(words)))
    assert scanner.scan(" ".join(reversed(words))) == first[::-1]
    assert list(scanner.scan("y" * 100_000)) == [len(words)]
    assert scanner.memory > 90 * len(words)
