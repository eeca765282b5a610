"""Little archives to search in."""

from datetime import date, datetime, timedelta, timezone

import pytest

from corpus import Article
from index import ArticleIndex
from searcher import Searcher

WIB = timezone(timedelta(hours=7))

ARTICLES = (
    Article(
        id="nato",
        title="Sekjen NATO menyebut tentara Rusia mundur",
        body="Sekretaris Jenderal NATO memuji tentara Ukraina.\n\n"
        "Pasukan keamanan tetap berjaga di perbatasan, kata juru bicara.",
        url="https://contoh.example/nato",
        source="Kabar Pagi",
        category="Dunia",
        author="Rina Hartati",
        published=datetime(2025, 11, 10, 17, 30, tzinfo=WIB),
    ),
    Article(
        id="banjir",
        title="Banjir melanda tiga kecamatan",
        body="Banjir setinggi satu meter merendam rumah warga. Banjir itu surut pagi ini.\n\n"
        "Warga mengungsi ke sekolah.",
        source="Kabar Pagi",
        category="Daerah",
        author="Budi Santoso",
        published=date(2025, 11, 9),
    ),
    Article(
        id="longsor",
        title="Longsor menutup jalan raya",
        body="Hujan deras menyebabkan longsor. Petugas menyebut banjir juga mengancam warga.",
        source="Warta Sore",
        category="Daerah",
        author="Budi Santoso",
        published=date(2024, 1, 31),
    ),
    Article(
        id="kota",
        title="Ibu kota menata kembali taman",
        body="Taman di ibu kota dibuka lagi. Seorang ibu dari kota lain senang.",
        source="Warta Sore",
        category="Daerah",
        published=date(2024, 2, 1),
    ),
    Article(
        id="terbalik",
        title="Cerita seorang warga",
        body="Kota ibu saya jauh dari sini, tetapi banjir tidak pernah datang.",
        source="warta.example",
        category=None,
        published=None,
    ),
)


@pytest.fixture(scope="session")
def make_index(tmp_path_factory):
    """Makes an index of articles and gives its directory; each list is one commit."""

    def make(*commits, remove=()):
        folder = tmp_path_factory.mktemp("index") / "index"
        index = ArticleIndex.create(folder)
        for articles in commits:
            index.update(articles)
        if remove:
            index.remove(remove)
        return folder

    return make


@pytest.fixture(scope="session")
def little_index(make_index):
    """Five articles in two commits, and one that was removed."""
    gone = Article(id="hilang", title="Banjir yang dihapus", body="Banjir banjir banjir.")
    return make_index([*ARTICLES[:2], gone], ARTICLES[2:], remove=["hilang"])


@pytest.fixture(scope="session")
def little(little_index):
    """A searcher over the five articles."""
    with Searcher(little_index) as searcher:
        yield searcher


@pytest.fixture
def ids(little):
    """The ids that a search of the five articles finds, in order."""

    def find(*args, **options):
        return [hit.id for hit in little.search(*args, **options).hits]

    return find


@pytest.fixture
def note_codes(little):
    """The codes of the notes that a search gives."""

    def find(*args, **options):
        return [note.code for note in little.search(*args, **options).notes]

    return find
