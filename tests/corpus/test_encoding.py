"""Bytes to clean text: encodings, mojibake, controls, entities, wrapped lines."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clean import clean_line, clean_text, make_title, shorten, split_paragraphs
from corpus.encoding import decode, decode_line, marked_encoding, repair_mojibake

TEXT = "“Harga naik,” kata Renée – pedagang kopi di Aceh Besar. Ia menjual 3 m² kain."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_text_is_decoded_whatever_its_encoding(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_seen_by_its_nuls(encoding):
    text = "Harga beras naik lagi di pasar induk."
    assert decode(text.encode(encoding)) == text


def test_a_declared_encoding_is_believed_where_utf_8_fails():
    assert decode("Москва".encode("cp1251"), "windows-1251") == "Москва"
    assert decode("naïve “kata”".encode("cp1252"), "ISO-8859-1") == "naïve “kata”"
    assert decode("naïve".encode(), "windows-1252") == "naïve"
    assert decode("naïve".encode("cp1252"), "no-such-codec") == "naïve"


def test_a_few_broken_bytes_do_not_spoil_utf_8():
    data = "“Satu” – “dua” – “tiga”".encode() + b"\x93empat\x94 \x81"
    assert decode(data) == "“Satu” – “dua” – “tiga”“empat” "
    assert decode_line(b"caf\xe9 di Jalan \x93Braga\x94") == "café di Jalan “Braga”"


def test_another_script_is_guessed():
    text = "Президент подписал указ о создании новой комиссии. " * 20
    assert decode(text.encode("cp1251")) == text


def test_marks_are_told_apart():
    assert marked_encoding("x".encode("utf-16")) == "utf-16"
    assert marked_encoding("x".encode("utf-32")) == "utf-32"
    assert marked_encoding(b"plain ASCII text, long enough") is None
    assert marked_encoding(b"") is None


@given(st.binary(max_size=300))
def test_any_bytes_decode(data):
    assert isinstance(decode(data), str)
    assert isinstance(decode_line(data), str)
    assert isinstance(decode(data, "shift_jis"), str)


@pytest.mark.parametrize(
    ("broken", "meant"),
    [
        ("â€œKami siapâ€\x9d ujarnya", "“Kami siap” ujarnya"),
        ("RenÃ©e di SÃ£o Paulo", "Renée di São Paulo"),
        ("suhu 30Â°C", "suhu 30°C"),
        ("Jumâ€™at â€“ Sabtu", "Jum’at – Sabtu"),
    ],
)
def test_mojibake_is_repaired(broken, meant):
    assert clean_text(broken) == meant


@pytest.mark.parametrize(
    "text", ["“Kami siap” – Ma’ruf", "SÃO PAULO", "naïve café", "100 m²", "Âge"]
)
def test_honest_text_is_no_mojibake(text):
    assert repair_mojibake(text) == text


def test_clean_text_does_not_pay_for_the_repair():
    text = "“Harga beras naik,” kata pedagang – Senin. " * 25_000
    started = time.perf_counter()
    clean_text(text)
    assert time.perf_counter() - started < 0.5  # a megabyte


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("satu\x00 dua\x07 tiga\x1b", "satu dua tiga"),
        ("zero\u200bwidth\u200d\ufeff", "zerowidth"),
        ("\u202eterbalik\u202c", "terbalik"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("hy\u00adphen", "hyphen"),
        ("cafe\u0301", "café"),
        ("tidak\u00a0putus\u2009tipis", "tidak putus tipis"),
        (
            "Twitter&nbsp;telah &amp; &quot;X&quot; &amp;nbsp; &#8220;y&#8221;",
            'Twitter telah & "X" “y”',
        ),
        ("AT&T dan R&D; &bukan;", "AT&T dan R&D; &bukan;"),
        ("  banyak \t\n spasi  ", "banyak spasi"),
    ],
)
def test_what_nobody_sees_is_removed(raw, clean):
    assert clean_line(raw) == clean


@given(st.text(max_size=200))
def test_clean_text_can_be_stored(text):
    clean = clean_text(text)
    clean.encode()
    assert "\0" not in clean


def test_line_ends_of_all_systems_separate_paragraphs():
    assert split_paragraphs("a\r\nb\rc\nd\u2028e\x85f") == ["a", "b", "c", "d", "e", "f"]


def test_each_line_is_a_paragraph_where_lines_are_long_and_uneven():
    lines = ["Kalimat pertama yang pendek.", "Kalimat kedua " + "sangat panjang " * 20, "Akhir."]
    assert split_paragraphs("\n".join(lines)) == [" ".join(line.split()) for line in lines]


def test_wrapped_lines_are_joined():
    text = (
        "Pemerintah daerah menyiapkan bantuan bagi para petani yang sawahnya\n"
        "terendam banjir selama dua pekan. Bantuan itu berupa benih, pupuk, dan\n"
        "keringanan cicilan.\n"
        "\n"
        "Menurut kepala dinas, pendataan akan selesai pada akhir bulan sehingga\n"
        "penyaluran dapat dimulai lebih cepat.\n"
    )
    first, second = split_paragraphs(text)
    assert first.endswith("pupuk, dan keringanan cicilan.")
    assert second.startswith("Menurut kepala dinas")


def test_wrapped_paragraphs_without_blank_lines_end_at_short_lines():
    text = (
        "Pemerintah daerah menyiapkan bantuan bagi para petani yang sawahnya\n"
        "terendam banjir.\n"
        "Menurut kepala dinas, pendataan akan selesai pada akhir bulan sehingga\n"
        "penyaluran dapat dimulai lebih cepat.\n"
    )
    assert len(split_paragraphs(text)) == 2


def test_short_lines_of_a_list_are_not_joined():
    lines = ["Bahan:", "1 kg beras", "2 siung bawang putih", "garam secukupnya", "air"]
    assert split_paragraphs("\n".join(lines)) == lines


def test_a_title_is_the_first_sentence():
    text = "Harga beras naik 3,5 persen di Kab. Rembang. Pedagang mengeluh."
    assert make_title("Harga beras naik lagi. Pedagang mengeluh.") == "Harga beras naik lagi"
    assert make_title(text).startswith("Harga beras naik 3,5 persen")
    assert make_title("Benarkah? Ya.") == "Benarkah?"


def test_a_long_title_is_cut_between_words():
    title = make_title("Pemerintah " + "menyiapkan bantuan " * 20)
    assert len(title) <= 90
    assert title.endswith(("bantuan…", "menyiapkan…"))
    assert shorten("x" * 500, 90) == "x" * 89 + "…"


@given(st.text(min_size=1, max_size=500))
def test_a_made_title_is_never_empty_or_longer_than_its_limit(text):
    assert 0 < len(make_title(text)) <= 90


def test_very_many_combining_marks_are_cut_soon():
    started = time.perf_counter()
    assert len(clean_text("a" + "\u0301\u0316" * 500_000)) <= 31
    assert time.perf_counter() - started < 5
