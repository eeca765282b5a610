"""Web pages: the article among the furniture, and the fields that pages declare."""

from datetime import date, datetime

from corpus.dates import WIB
from corpus.markup import fragment_paragraphs

PARAGRAPHS = [
    "Warga dua dusun di pesisir menanam kembali ribuan bibit bakau yang hanyut diterjang rob.",
    "Kegiatan itu diikuti pelajar, nelayan, dan anggota kelompok tani dari tiga kecamatan.",
    "Menurut panitia, bibit berasal dari persemaian yang dikelola bersama sejak tahun lalu.",
    "Penanaman akan dilanjutkan setiap bulan sampai seluruh garis pantai kembali hijau.",
]
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "Situs"}, {"@type": "NewsArticle", "headline": "Bakau Ditanam Lagi",
"datePublished": "2024-08-21T21:40:00+07:00",
"author": [{"@type": "Person", "name": "Sri Lestari"}],
"publisher": {"@type": "Organization", "name": "Warta Pesisir"}, "articleSection": "Lingkungan"}]}
</script>"""
CANONICAL = '<link rel="canonical" href="https://warta.example/lingkungan/bakau">'


def page(head="", body=TEXT, before=""):
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>"
        f"<nav><a href='/'>Beranda</a></nav>{before}<article>{body}</article>"
        "<footer>Hak cipta Warta</footer></body></html>"
    )


def test_linked_data_gives_the_fields(desk):
    article = desk.article("a.html", page(LINKED + CANONICAL + "<title>Bakau | Warta</title>"))
    assert article.title == "Bakau Ditanam Lagi"
    assert article.published == datetime(2024, 8, 21, 21, 40, tzinfo=WIB)
    assert (article.author, article.source) == ("Sri Lestari", "Warta Pesisir")
    assert article.category == "Lingkungan"
    assert article.id == article.url == "https://warta.example/lingkungan/bakau"
    assert article.paragraphs == tuple(PARAGRAPHS)
    assert not article.made


def test_meta_elements_give_the_fields(desk):
    head = (
        '<meta property="og:title" content="Bakau Ditanam Lagi - Warta Pesisir">'
        '<meta property="og:site_name" content="Warta Pesisir">'
        '<meta property="article:published_time" content="2024-08-21 21:40">'
        '<meta property="article:section" content="Lingkungan"><meta name="author" content="Sri">'
    )
    article = desk.article("a.html", page(head))
    assert (article.title, article.source) == ("Bakau Ditanam Lagi", "Warta Pesisir")
    assert article.published == datetime(2024, 8, 21, 21, 40, tzinfo=WIB)
    assert (article.category, article.author) == ("Lingkungan", "Sri")
    assert article.id == "a.html"


def test_a_page_that_declares_little_is_read_by_what_it_shows(desk):
    head = "<title>Bakau Ditanam Lagi – Warta Pesisir</title>" + CANONICAL
    body = f"<h1>Bakau Ditanam Lagi</h1><div class='tanggal'>Rabu, 21/08/2024 21:40 WIB</div>{TEXT}"
    article = desk.article("a.html", page(head, body))
    assert (article.title, article.source) == ("Bakau Ditanam Lagi", "Warta Pesisir")
    assert article.published == datetime(2024, 8, 21, 21, 40, tzinfo=WIB)
    assert article.category == "Lingkungan"


def test_byline_and_links_to_other_articles_are_left_out(desk):
    body = (
        f"<h1>Bakau</h1><p>Ditulis oleh Sri Lestari</p><p>DEMAK – {PARAGRAPHS[0]}</p>"
        f"<p>Baca juga: <a href='/x'>Rob Datang Lagi</a></p>"
        f"<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"
    )
    article = desk.article("a.html", page('<meta name="author" content="Sri Lestari">', body))
    assert article.paragraphs == tuple(PARAGRAPHS[:3])
    assert article.place == "Demak"


def test_a_time_element_gives_the_date(desk):
    article = desk.article("a.html", page(body=f"<time datetime='2024-08-21'>kemarin</time>{TEXT}"))
    assert article.published == date(2024, 8, 21)


def test_the_declared_charset_is_believed(desk):
    text = page(body=TEXT + "<p>“Kami senang,” ujar seorang warga – dengan bangga.</p>")
    data = text.replace("utf-8", "windows-1252").encode("cp1252")
    assert "“Kami senang,” ujar" in desk.article("a.html", data).body


def test_a_short_page_is_read_nevertheless(desk):
    article = desk.article(
        "a.html", "<html><title>Judul</title><body><p>Satu kalimat.</p></body></html>"
    )
    assert (article.title, article.body) == ("Judul", "Satu kalimat.")


def test_a_hostile_script_of_linked_data_is_ignored(desk):
    head = f'<script type="application/ld+json">{"[" * 50_000}</script><title>Judul</title>'
    assert desk.article("a.html", page(head)).title == "Judul"


def test_fragments_become_paragraphs():
    html = (
        "Satu<br>dua <b>tebal</b><p>tiga<script>x()</script></p><figure><img><figcaption>Foto"
        "</figcaption></figure>empat<!-- catatan --><ul><li>lima<li>enam</ul>&amp; &lt;tujuh&gt;"
    )
    assert fragment_paragraphs(html) == [
        "Satu", "dua tebal", "tiga", "empat", "lima", "enam", "& <tujuh>",
    ]  # fmt: skip


def test_deep_nesting_is_no_harm(desk):
    assert isinstance(fragment_paragraphs("<div>" * 100_000 + "x"), list)
    desk.read("a.html", "<html><body>" + "<div>" * 100_000 + "teks")
