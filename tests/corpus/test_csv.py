"""CSV: delimiters, quoting, encodings, and rows that are no articles."""

import pytest

from corpus import Article, Unreadable

HEADER = ("judul", "isi", "tanggal", "penulis")
ROWS = (
    ("Harga Naik", 'Satu; dua, tiga.\n\n"Empat," katanya.', "14/9/2019", "Sri"),
    ("Harga Turun", "Lima.", "2025-11-10", ""),
)


def table(delimiter, rows=ROWS, header=HEADER):
    def cell(text):
        return '"' + text.replace('"', '""') + '"'

    return "\r\n".join(delimiter.join(map(cell, row)) for row in (header, *rows)) + "\r\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.dat", "a"])
def test_any_delimiter_under_any_name(desk, delimiter, name):
    first, second = desk.articles(name, table(delimiter))
    assert first.title == "Harga Naik"
    assert first.paragraphs == ("Satu; dua, tiga.", '"Empat," katanya.')
    assert (first.author, str(first.published)) == ("Sri", "2019-09-14")
    assert second.body == "Lima."
    assert first.id.startswith(f"{name}#")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_what_excel_writes(desk, encoding):
    data = ("sep=;\r\n" + table(";", [("Caf\xe9", "“Siap”", "", "")])).encode(encoding)
    article = desk.article("a.csv", data)
    assert (article.title, article.body) == ("Café", "“Siap”")


def test_blank_short_and_long_rows(desk):
    text = "judul,isi,tanggal\nA,Satu.\n,,\n\nB,Dua.,2025-11-10,lebih,lagi\n,,2025-11-10\n"
    first, second, third = desk.read("a.csv", text)
    assert (first.title, second.title) == ("A", "B")
    assert isinstance(third, Unreadable)
    assert third.place == "line 6"


def test_columns_without_known_names_are_reported(desk):
    fault = desk.fault("a.csv", "kolom1,kolom2\nx,y\n")
    assert "kolom1, kolom2" in fault.reason
    assert "judul" in fault.reason
    assert fault.place == "line 1"


def test_of_two_columns_with_one_name_the_first_counts(desk):
    assert desk.article("a.csv", "judul,judul,isi\nSatu,Dua,Isi.\n").title == "Satu"


def test_nul_bytes_are_no_harm(desk):
    assert desk.article("a.csv", b"judul,isi\nSa\0tu,Isi.\n").title == "Satu"


def test_an_unclosed_quote_does_not_end_the_file_in_an_exception(desk):
    found = desk.read("a.csv", 'judul,isi\nA,Satu.\nB,"tidak ditutup\n' + "C,Tiga.\n" * 100)
    assert isinstance(found[0], Article)
    assert found[0].title == "A"


def test_a_field_beyond_all_measure_is_reported_and_the_rest_read(desk):
    text = "judul,isi\nA,Satu.\nB," + "x" * 5_100_000 + "\nC,Tiga.\n"
    found = desk.read("a.csv", text)
    assert found[0].title == "A"
    assert any(isinstance(item, Unreadable) for item in found)
    assert any(isinstance(item, Article) and item.title == "C" for item in found)


def test_line_ends_of_old_macs(desk):
    assert [a.title for a in desk.articles("a.csv", "judul,isi\rA,Satu.\rB,Dua.\r")] == ["A", "B"]
