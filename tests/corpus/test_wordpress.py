"""WordPress exports: what everybody may read on the site, and nothing else."""

import time
import tracemalloc
from datetime import datetime, timedelta, timezone

import pytest

from corpus import Article, Unreadable, read
from corpus.readers.wordpress import clean_content

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.5" --><rss version="2.0"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Suara Desa</title><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>sri</wp:author_login>
<wp:author_display_name><![CDATA[Sri Lestari]]></wp:author_display_name></wp:author>
"""
TAIL = "</channel></rss>"


def item(title="Judul", content="Isi.", status="publish", kind="post", extra="", number=1):
    return f"""<item><title>{title}</title><link>https://suara.example/{number}</link>
<pubDate>Wed, 16 Feb 2022 00:45:00 +0000</pubDate><dc:creator>sri</dc:creator>
<guid isPermaLink="false">https://suara.example/?p={number}</guid>
<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_date>2022-02-16 08:45:00</wp:post_date>
<wp:post_date_gmt>2022-02-16 00:45:00</wp:post_date_gmt>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{extra}
<category domain="post_tag" nicename="x"><![CDATA[tanda]]></category>
<category domain="category" nicename="u"><![CDATA[Tak Berkategori]]></category>
<category domain="category" nicename="e"><![CDATA[Ekonomi]]></category></item>
"""


def test_a_post_is_read_with_its_fields(desk):
    article = desk.article("a.xml", HEAD + item() + TAIL)
    assert article.id == "https://suara.example/?p=1"
    assert article.url == "https://suara.example/1"
    assert (article.title, article.body) == ("Judul", "Isi.")
    assert (article.source, article.author, article.category) == (
        "Suara Desa",
        "Sri Lestari",
        "Ekonomi",
    )
    assert article.published == datetime(2022, 2, 16, 8, 45, tzinfo=timezone(timedelta(hours=8)))


def test_only_what_everybody_may_read_is_taken(desk):
    text = HEAD + "".join(
        [
            item("draf", status="draft"),
            item("pribadi", status="private"),
            item("sampah", status="trash"),
            item("terjadwal", status="future"),
            item("halaman", kind="page"),
            item("lampiran", status="inherit", kind="attachment"),
            item("menu", kind="nav_menu_item"),
            item("rahasia", extra="<wp:post_password>abc</wp:post_password>"),
            item("terbit"),
        ]
    )
    assert desk.article("a.xml", text + TAIL).title == "terbit"


def test_blocks_and_shortcodes_are_cleaned(desk):
    content = (
        '<!-- wp:paragraph {"align":"left"} -->\n<p>JAKARTA - Satu.</p>\n<!-- /wp:paragraph -->\n'
        '[caption id="a" width="3"]<img src="x.jpg"> Keterangan foto[/caption]\n'
        '[gallery ids="1,2"]\n'
        '<figure class="wp-block-image"><img><figcaption>Foto</figcaption></figure>\n'
        "<p>Dua [...] tiga.</p>"
    )
    article = desk.article("a.xml", HEAD + item(content=content) + TAIL)
    assert article.paragraphs == ("Satu.", "Dua [...] tiga.")
    assert article.place == "Jakarta"


def test_blank_lines_make_paragraphs(desk):
    content = "Satu <em>miring</em>.\n\nDua.\nTiga.\r\n\r\n<blockquote>Empat.</blockquote>"
    article = desk.article("a.xml", HEAD + item(content=content) + TAIL)
    assert article.paragraphs == ("Satu miring.", "Dua.", "Tiga.", "Empat.")


def test_shortcodes_of_builders_are_removed_and_brackets_of_writers_kept():
    text = '[vc_row][vc_column width="1/2"]Isi [sic] di sini[/vc_column][/vc_row] [1]'
    assert clean_content(text) == "<p>Isi [sic] di sini [1]"


@pytest.mark.parametrize(
    "piece", ["[caption]", "[caption ", "<!-- wp:", "\n \n", "[vc_row ", "[/caption]"]
)
def test_no_content_takes_long(piece):
    started = time.perf_counter()
    clean_content(piece * 100_000)
    assert time.perf_counter() - started < 2


def test_control_characters_do_not_break_the_export(desk):
    assert desk.article("a.xml", HEAD + item(content="Sa\x0btu \x08dua") + TAIL).body == "Satu dua"


def test_an_export_that_breaks_off_gives_what_came_before(desk):
    found = desk.read("a.xml", HEAD + item("satu") + item("dua", number=2) + "<item><title>tiga")
    assert [type(one) for one in found] == [Article, Article, Unreadable]
    assert "breaks off" in found[2].reason
    assert found[2].place.startswith("line ")


def test_entities_are_refused(desk):
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    text = HEAD.replace("<!-- gen", bomb + "<!-- gen", 1) + item("&b;") + TAIL
    found = desk.read("a.xml", text)
    assert "entities" in found[-1].reason
    assert not [one for one in found if isinstance(one, Article)]


def test_an_external_entity_is_not_fetched(desk):
    secret = desk.put("rahasia.txt", "sandi")
    bomb = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    text = HEAD.replace("<!-- gen", bomb + "<!-- gen", 1) + item("&x;") + TAIL
    assert not any("sandi" in str(one) for one in desk.read("a.xml", text))


def test_a_long_export_is_read_in_little_memory(desk):
    posts = "".join(item(f"judul {n}", "kata " * 400, number=n) for n in range(3000))
    path = desk.put("a.xml", HEAD + posts + TAIL)
    tracemalloc.start()
    count = sum(1 for _ in read(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3000
    assert peak < path.stat().st_size
