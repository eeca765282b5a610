"""Plain text: the title, the date and the fields that its first lines hold."""

from datetime import date, datetime

from corpus.dates import WIB

BODY = "Warga desa bergotong royong memperbaiki jembatan yang hanyut pekan lalu. " * 3


def test_the_first_line_is_the_title_if_it_looks_like_one(desk):
    article = desk.article("a.txt", f"Warga Perbaiki Jembatan\n\n{BODY}\n\nPekerjaan selesai sore.")
    assert article.title == "Warga Perbaiki Jembatan"
    assert article.paragraphs == (BODY.strip(), "Pekerjaan selesai sore.")
    assert article.made == {"id"}
    assert article.id == "a.txt"
    assert article.origin == str(desk.folder / "a.txt")


def test_a_missing_title_is_made_and_marked(desk):
    article = desk.article("a.txt", f"Kabar.example – 10 November 2025 – Mantan wali kota. {BODY}")
    assert article.title == "Mantan wali kota"
    assert article.made == {"id", "title"}
    assert (article.source, article.published) == ("Kabar.example", date(2025, 11, 10))
    assert article.body.startswith("Mantan wali kota.")


def test_a_date_and_an_author_may_stand_below_the_title(desk):
    head = "Warga Perbaiki Jembatan\nSelasa, 14 Maret 2023 17:30 WIB\nOleh Sri Lestari\n\n"
    article = desk.article("a.txt", head + BODY)
    assert article.title == "Warga Perbaiki Jembatan"
    assert article.published == datetime(2023, 3, 14, 17, 30, tzinfo=WIB)
    assert article.author == "Sri Lestari"
    assert article.body == BODY.strip()


def test_named_fields_at_the_top_are_read(desk):
    head = "Judul: Warga Perbaiki Jembatan\nPenulis: Sri\nTanggal: 14/3/2023\nSumber: Warta Desa\n"
    article = desk.article("a.txt", head + "Kategori: Daerah\n\n" + BODY)
    assert article.title == "Warga Perbaiki Jembatan"
    assert (article.author, article.source, article.category) == ("Sri", "Warta Desa", "Daerah")
    assert article.published == date(2023, 3, 14)
    assert article.body == BODY.strip()


def test_a_first_sentence_with_a_colon_is_no_field(desk):
    article = desk.article("a.txt", f"Catatan: {BODY}")
    assert article.body.startswith("Catatan: Warga desa")


def test_windows_1252_and_gzip(desk):
    text = f"Judul Berita\n\n“Kami siap,” kata warga – {BODY}"
    assert "“Kami siap,” kata warga –" in desk.article("a.txt", text.encode("cp1252")).body
    desk.put_gzip("b.txt.gz", text)
    assert desk.article("c.txt", text.encode("utf-16")).title == "Judul Berita"


def test_a_title_alone_is_an_article(desk):
    article = desk.article("a.txt", "Hanya satu baris")
    assert article.title == "Hanya satu baris"


def test_nothing_is_no_article(desk):
    assert "empty" in desk.fault("a.txt", b"").reason
    assert "empty" in desk.fault("b.txt", b" \n\n \t").reason
    assert "neither" in desk.fault("c.txt", "\u200b\ufeff \u00ad").reason
