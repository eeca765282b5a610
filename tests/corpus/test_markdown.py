"""Markdown: front matter of both kinds, headings, and what is no text."""

from datetime import date, datetime

from corpus.dates import WIB

FRONT = """---
judul: "Garam Larut"
tanggal: 2024-10-09 17:30
sumber: Warta Desa
kategori: [Ekonomi, Daerah]
penulis:
  - Sri Lestari
  - Budi
tautan: https://warta.example/garam
id: 007
---

REMBANG - Hujan merusak **panenan** garam di [pesisir](https://x.example).

## Berutang

Harga naik.
Petani rugi.

- satu
- dua

![foto](a.jpg)
"""


def test_front_matter_gives_the_fields(desk):
    article = desk.article("a.md", FRONT)
    assert article.id == "007"
    assert article.title == "Garam Larut"
    assert article.published == datetime(2024, 10, 9, 17, 30, tzinfo=WIB)
    assert (article.source, article.category) == ("Warta Desa", "Ekonomi")
    assert article.author == "Sri Lestari, Budi"
    assert article.url == "https://warta.example/garam"
    assert article.place == "Rembang"
    assert article.paragraphs == (
        "Hujan merusak panenan garam di pesisir.",
        "Berutang",
        "Harga naik. Petani rugi.",
        "satu",
        "dua",
    )
    assert not article.made


def test_toml_front_matter(desk):
    article = desk.article("a.md", '+++\ntitle = "Judul"\ndate = 2024-10-09\n+++\nIsi berita.')
    assert (article.title, article.published, article.body) == (
        "Judul",
        date(2024, 10, 9),
        "Isi berita.",
    )


def test_the_first_heading_is_the_title_without_front_matter(desk):
    article = desk.article("a.md", "# Judul *Besar*\n\nIsi berita yang panjang.\n")
    assert (article.title, article.body) == ("Judul Besar", "Isi berita yang panjang.")
    assert article.made == {"id"}


def test_a_heading_that_repeats_the_title_is_left_out(desk):
    article = desk.article("a.md", "---\njudul: Judul\n---\n# Judul\n\nIsi.")
    assert article.paragraphs == ("Isi.",)
    article = desk.article("b.md", "---\njudul: Judul\n---\n# Lain\n\nIsi.")
    assert article.paragraphs == ("Lain", "Isi.")


def test_broken_front_matter_is_read_line_by_line(desk):
    article = desk.article(
        "a.md", '---\njudul: Harga: naik "lagi"\ntanggal: [2024\n---\nIsi berita.'
    )
    assert article.title == 'Harga: naik "lagi'
    assert article.body == "Isi berita."


def test_aliases_in_yaml_cannot_multiply(desk):
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n"
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    article = desk.article("a.md", f"---\n{bomb}judul: *j\nisi: *j\npenulis: *j\n---\nIsi berita.")
    assert article.body == "Isi berita."
    assert article.author is None


def test_front_matter_without_end_is_text(desk):
    article = desk.article("a.md", "---\njudul: x\n" + "baris: panjang sekali\n" * 10_000)
    assert len(article.body) > 100_000


def test_unsafe_yaml_is_not_run(desk):
    front = "---\njudul: !!python/object/apply:os.system ['false']\n---\nIsi berita."
    assert desk.article("a.md", front).body == "Isi berita."


def test_html_in_markdown_is_text_without_tags(desk):
    article = desk.article(
        "a.md", "# J\n\n<div><p>Satu</p><script>x()</script></div>\n\nDua <b>tiga</b>"
    )
    assert article.paragraphs == ("Satu", "Dua tiga")
