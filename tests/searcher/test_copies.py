"""Near copies on one page: they are told, and stay where they are."""

import pytest

from corpus import Article
from searcher import Copy, Searcher

FLOOD = (
    "Banjir setinggi dua meter merendam ratusan rumah warga di tiga kecamatan sejak Senin malam. "
    "Petugas penyelamat mengevakuasi anak-anak dan lansia dengan perahu karet ke balai desa. "
    "Bupati meminta warga tetap waspada karena hujan diperkirakan turun sampai akhir pekan."
)
QUAKE = (
    "Gempa mengguncang pesisir selatan dan terasa hingga kota. Belum ada laporan kerusakan, kata "
    "kepala badan penanggulangan bencana. Warga sempat berlarian ke luar rumah; banjir tidak ada."
)


@pytest.fixture(scope="module")
def searcher(make_index):
    articles = [
        Article(id="asli", title="Banjir, banjir di tiga kecamatan", body=f"{FLOOD} {FLOOD}"),
        Article(id="situs", title="Banjir di tiga kecamatan", body=f"KOTA, Situs - {FLOOD}"),
        Article(id="gempa", title="Gempa", body=QUAKE),
        Article(id="gempa2", title="Gempa", body=QUAKE.upper()),
        Article(id="lain", title="Banjir", body="Banjir."),
        Article(id="lain2", title="Banjir", body="Banjir."),
        Article(id="kosong", title="Banjir", body=""),
    ]
    with Searcher(make_index(articles)) as found:
        yield found


def test_a_copy_goes_with_the_hit_above_it(searcher):
    results = searcher.search("banjir kecamatan gempa")
    order = [hit.id for hit in results.hits]
    pairs = {(copy.of, copy.id) for copy in results.copies}
    assert pairs == {
        tuple(sorted(("asli", "situs"), key=order.index)),
        tuple(sorted(("gempa", "gempa2"), key=order.index)),
    }
    assert [copy.id for copy in results.copies] == sorted(
        (copy.id for copy in results.copies), key=order.index
    )


def test_copies_move_nothing(searcher):
    results = searcher.search("banjir")
    assert results.copies
    assert tuple(hit.id for hit in results.hits) == searcher.ids("banjir", limit=10)
    assert results.total == len(results.hits) == 7


def test_a_copy_of_a_hit_on_another_page_is_none(searcher):
    pages = [searcher.search("banjir", limit=1, page=page) for page in range(1, 8)]
    assert not any(page.copies for page in pages)


def test_short_texts_are_no_copies(searcher):
    told = {copy.id for copy in searcher.search("banjir").copies}
    assert not told & {"lain", "lain2", "kosong"}


def test_three_copies_go_with_the_first(make_index):
    articles = [Article(id=name, title="Banjir", body=FLOOD) for name in "abc"]
    with Searcher(make_index(articles)) as searcher:
        first, second, third = (hit.id for hit in searcher.search("banjir").hits)
        expected = (Copy(second, first), Copy(third, first))
        assert searcher.search("banjir").copies == expected
