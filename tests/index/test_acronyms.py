"""Acronyms: which definitions are believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.acronyms import definitions_in

BELIEVED = [
    ("oleh Komisi Pemberantasan Korupsi (KPK) kemarin", "KPK", "Komisi Pemberantasan Korupsi"),
    ("kata Sekretaris Jenderal (Sekjen) partai itu", "Sekjen", "Sekretaris Jenderal"),
    (
        "Badan Perencanaan Pembangunan Nasional (Bappenas)",
        "Bappenas",
        "Badan Perencanaan Pembangunan Nasional",
    ),
    (
        "Badan Nasional Penanggulangan Bencana (BNPB)",
        "BNPB",
        "Badan Nasional Penanggulangan Bencana",
    ),
    (
        "Menteri Pemuda dan Olahraga (Menpora)",
        "Menpora",
        "Menteri Pemuda dan Olahraga",
    ),
    ("menurut sumber daya manusia (SDM) kami", "SDM", "sumber daya manusia"),
    ("di Jawa Barat (Jabar)", "Jabar", "Jawa Barat"),
]


@pytest.mark.parametrize(("text", "short", "long"), BELIEVED)
def test_a_definition_is_believed_where_the_letters_come_from_the_words(text, short, long):
    assert list(definitions_in(text)) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "Presiden Joko Widodo (PDIP) hadir",
        "di Kantor Pos Besar (Antara) kemarin",
        "Ketua Umum. Komisi (KU) itu",
        "KPK (KPK)",
        "warga kota (WK) itu",
        "(KPK)",
        "Korupsi (KPK)",
        "pada hari Senin (Sabtu)",
    ],
)
def test_what_does_not_fit_is_not_believed(text):
    assert list(definitions_in(text)) == []


@given(st.text(max_size=200), st.sampled_from(["(KPK)", "(Sekjen)", "(A-B)"]))
def test_any_text(text, short):
    for found, long in definitions_in(f"{text} {short} {text}"):
        assert found
        assert len(long.split()) >= 2
