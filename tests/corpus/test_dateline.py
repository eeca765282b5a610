"""Datelines are read and cut off; sentences that only look like one stay whole."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dateline import Dateline, read_dateline

REST = "Warga desa bergotong royong memperbaiki jembatan."


@pytest.mark.parametrize(
    ("line", "source", "place", "published"),
    [
        ("Retconomynow.com – 10 November 2025 – ", "Retconomynow.com", None, date(2025, 11, 10)),
        ("JAKARTA, KOMPAS.com - ", "KOMPAS.com", "Jakarta", None),
        ("JAKARTA, KOMPAS.com- ", "KOMPAS.com", "Jakarta", None),
        ("WASHINGTON, KOMPAS.com – ", "KOMPAS.com", "Washington", None),
        ("WASHINGTON DC, KOMPAS.com — ", "KOMPAS.com", "Washington DC", None),
        ("Liputan6.com, Jakarta - ", "Liputan6.com", "Jakarta", None),
        ("Liputan6.com, Jakarta: ", "Liputan6.com", "Jakarta", None),
        ("TEMPO.CO, Jakarta - ", "TEMPO.CO", "Jakarta", None),
        ("TEMPO.CO,Tangerang Selatan - ", "TEMPO.CO", "Tangerang Selatan", None),
        ("TEMPO.CO Yogyakarta - ", "TEMPO.CO", "Yogyakarta", None),
        (
            "REPUBLIKA.CO.ID, TANJUNG LESUNG, BANTEN -- ",
            "REPUBLIKA.CO.ID",
            "Tanjung Lesung, Banten",
            None,
        ),
        ("REPUBLIKA.CO.ID, REPUBLIKA.CO.ID, BANDUNG -- ", "REPUBLIKA.CO.ID", "Bandung", None),
        ("jpnn.com - BANDUNG - ", "jpnn.com", "Bandung", None),
        ("SURYA.co.id | SURABAYA - ", "SURYA.co.id", "Surabaya", None),
        ("KOMPAS.com - ", "KOMPAS.com", None, None),
        ("TRIBUN-MEDAN.com - ", "TRIBUN-MEDAN.com", None, None),
        ("Jakarta (ANTARA) - ", "ANTARA", "Jakarta", None),
        ("Jakarta, 12/3 (ANTARA) - ", "ANTARA", "Jakarta", None),
        ("Krui (Wartapesisir.example): ", "Wartapesisir.example", "Krui", None),
        ("Jakarta, CNN Indonesia -- ", "CNN Indonesia", "Jakarta", None),
        ("Harian Cakrawala, Makassar - ", "Harian Cakrawala", "Makassar", None),
        (
            "Harian Cakrawala, Semarang – 19 Februari 2024 – ",
            "Harian Cakrawala",
            "Semarang",
            date(2024, 2, 19),
        ),
        ("PURWOKERTO, SUARA PESISIR - ", "SUARA PESISIR", "Purwokerto", None),
        ("JAKARTA - ", None, "Jakarta", None),
        ("JAKARTA– ", None, "Jakarta", None),
        ("PHNOM PENH – ", None, "Phnom Penh", None),
        ("SAINT-DENIS - ", None, "Saint-Denis", None),
        ("Jakarta - ", None, "Jakarta", None),
        ("Bandar Lampung , Lampung – ", None, "Bandar Lampung, Lampung", None),
        ("JAKARTA, 10 November 2025 - ", None, "Jakarta", date(2025, 11, 10)),
        ("Jakarta, Senin (14/9/2019) - ", None, "Jakarta", date(2019, 9, 14)),
        ("Bandung, Kamis, 14 November 2024 - ", None, "Bandung", date(2024, 11, 14)),
        ("(Mataram) ", None, "Mataram", None),
    ],
)
def test_a_dateline_is_read_and_cut_off(line, source, place, published):
    found, rest = read_dateline(line + REST)
    assert (found.source, found.place, found.published) == (source, place, published)
    assert rest == REST


@pytest.mark.parametrize(
    "sentence",
    [
        "Rusia - Ukraina kembali berunding pekan ini.",
        "Menurut dia, Jakarta - Bandung kini dapat ditempuh dalam satu jam.",
        "Jakarta - Bandung kini dapat ditempuh dalam satu jam.",
        "Anies - Sandi menggratiskan angkutan umum.",
        "PDIP - Golkar sepakat berkoalisi.",
        "NATO - Rusia saling mengancam.",
        "Pertandingan itu - kata pelatih - berakhir imbang.",
        "Jakarta - sebagaimana kota besar lain - selalu macet.",
        "VIDEO - Detik-detik banjir bandang menerjang.",
        "INFO NASIONAL - Kementerian membuka pendaftaran.",
        "Breaking News: gempa mengguncang.",
        "Mobile Legends: permainan yang paling banyak diunduh.",
        "Logo Nahdlatul Ulama (NU) - organisasi terbesar.",
        "Timnas U-23 - Malaysia bermain imbang.",
        "(Bersambung) Kisah ini belum selesai.",
        "Liputan6.com, JakartaFilm Hiu: kisah pulau terpencil.",
        "10 Cara - Menghemat Listrik di Rumah.",
        "",
        " - ",
        "KOMPAS.com - ",
    ],
)
def test_a_sentence_stays_whole(sentence):
    assert read_dateline(sentence) == (Dateline(), sentence)


def test_the_outlet_of_the_record_is_known_in_capitals_and_beside_unknown_places():
    found, rest = read_dateline("BRENNAK, CAKRAWALA — Setelah tertunda.", "Harian Cakrawala")
    assert found == Dateline("CAKRAWALA", "Brennak", None)
    assert rest == "Setelah tertunda."


def test_a_second_place_belongs_to_the_sentence():
    found, rest = read_dateline("KOMPAS.com - JAKARTA - BANDUNG masih macet.")
    assert (found.source, found.place) == ("KOMPAS.com", "Jakarta")
    assert rest == "BANDUNG masih macet."


@given(st.text(max_size=400))
def test_any_text_keeps_its_end(text):
    found, rest = read_dateline(text)
    assert text.endswith(rest)
    assert bool(found == Dateline()) == (rest == text)


@pytest.mark.parametrize(
    "piece", ["A ", "A, ", "- ", "a-", "((", "A.a", "JAKARTA ", " –", "Aa.", "1/"]
)
def test_no_prefix_takes_long(piece):
    started = time.perf_counter()
    read_dateline(piece * 200_000)
    assert time.perf_counter() - started < 0.5
