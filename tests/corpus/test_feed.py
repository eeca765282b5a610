"""RSS and Atom, whole and broken."""

from datetime import datetime, timedelta, timezone

import pytest

from corpus.dates import WIB

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Warta Desa</title>
<item><title>Harga &amp;amp; Pasar</title><link>https://warta.example/1</link>
<guid isPermaLink="false">warta-1</guid><pubDate>Mon, 10 Nov 2025 17:30:00 +0800</pubDate>
<dc:creator>Sri Lestari</dc:creator><category>Ekonomi</category><category>Pasar</category>
<description>Ringkas saja.</description>
<content:encoded><![CDATA[<p>JAKARTA - Satu.</p><p>Dua &quot;tiga&quot;.</p>]]></content:encoded>
</item>
<item><title>Kedua</title><link>https://warta.example/2</link><description>&lt;b&gt;Ringkas&lt;/b&gt;.
</description></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Warta Desa</title>
<entry><id>tag:warta,1</id><title>Judul</title><link href="https://warta.example/1"/>
<published>2025-11-10T17:30:00+07:00</published><author><name>Sri</name></author>
<author><name>Budi</name></author><category term="x" label="Ekonomi"/>
<content type="html">&lt;p&gt;Satu.&lt;/p&gt;</content></entry></feed>"""


def test_rss(desk):
    first, second = desk.articles("a.xml", RSS)
    assert first.id == "warta-1"
    assert first.title == "Harga & Pasar"
    assert first.paragraphs == ("Satu.", 'Dua "tiga".')
    assert first.published == datetime(2025, 11, 10, 17, 30, tzinfo=timezone(timedelta(hours=8)))
    assert (first.author, first.category, first.source) == ("Sri Lestari", "Ekonomi", "Warta Desa")
    assert first.place == "Jakarta"
    assert (second.id, second.body) == ("https://warta.example/2", "Ringkas.")


def test_atom(desk):
    article = desk.article("a", ATOM)
    assert (article.id, article.title, article.body) == ("tag:warta,1", "Judul", "Satu.")
    assert article.published == datetime(2025, 11, 10, 17, 30, tzinfo=WIB)
    assert (article.author, article.category) == ("Sri, Budi", "Ekonomi")


@pytest.mark.parametrize("name", ["feed", "feed.txt", "feed.bak", "feed.rss", "feed.html"])
def test_a_feed_is_known_by_its_root(desk, name):
    assert len(desk.articles(name, RSS)) == 2


def test_a_slightly_broken_feed_gives_what_it_has(desk):
    found = desk.articles(
        "a.xml", RSS.replace("</channel></rss>", "").replace("Pasar<", "Pasar & <")
    )
    assert [article.title for article in found][-1] == "Kedua"


def test_a_feed_in_utf_16_that_declares_another_encoding(desk):
    text = RSS.replace('version="1.0"?', 'version="1.0" encoding="iso-8859-1"?', 1)
    first, _second = desk.articles("a.xml", text.replace("Satu", "“Satu”").encode("utf-16"))
    assert first.paragraphs[0] == "“Satu”."


def test_a_hopeless_feed_is_reported(desk):
    assert "broken" in desk.fault("a.rss", "<rss><channel><item").reason


def test_an_empty_feed_has_no_articles(desk):
    assert desk.read("a.xml", '<rss version="2.0"><channel><title>x</title></channel></rss>') == []


def test_other_xml_is_named(desk):
    assert "<sitemapindex>" in desk.fault("a.xml", '<?xml version="1.0"?><sitemapindex/>').reason


def test_entities_are_refused(desk):
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    text = bomb + '<rss version="2.0"><channel><item><title>&b;</title></item></channel></rss>'
    assert "entities" in desk.fault("a.xml", text).reason
