"""Scores and order, against a scorer that is slow and obvious."""

import random
from array import array
from datetime import date, timedelta
from itertools import combinations
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import astuple
from whoosh.util.numeric import byte_to_length, length_to_byte

from corpus import Article
from searcher import Searcher
from searcher.function_words import ASKING_WORDS, FUNCTION_WORDS, QUESTION_WORDS
from searcher.places import Places, add_pairs
from searcher.rank import Tuning, pair_worths

# Words that are their own stems, and two of one family.
PLAIN = ("api", "batu", "kuda", "laut", "pasir", "awan")
FAMILY = {"tulis": "tulis", "tulisan": "tulis", "menulis": "tulis"}
FUNCTION = ("siapa", "yang")
ASKING = ("nama", "jumlah")
WORDS = (*PLAIN, *FAMILY)
NEWEST = date(2025, 6, 1)


def stem(word):
    return FAMILY.get(word.lower(), word.lower())


def _made(number, chance):
    body = chance.choices((*WORDS, *FUNCTION, *ASKING), k=number * 3 % 61)
    return Article(
        id=f"a{number:02}",
        title=" ".join(chance.choices(WORDS, k=1 + number % 3)),
        body=" ".join(body),
        published=NEWEST - timedelta(days=number * 40) if number % 4 else None,
    )


CHANCE = random.Random(20251110)
MADE = [_made(number, CHANCE) for number in range(48)]
TUNINGS = {
    "shipped": Tuning(),
    "few": Tuning(depth=5),
    "other": Tuning(k1=1.2, title_weight=0.5, body_b=0.0, form_weight=1.0, near_from=0.0, depth=9),
    "near": Tuning(near_half=1.0, near_order=2.0, near_window=5, near_from=1.0, asking_weight=0.1),
    "new": Tuning(recency=0.3, recency_days=100.0, title_b=1.0, near_b=0.0, first_half=3.0),
}


@pytest.fixture(scope="module")
def searchers(make_index):
    folder = make_index(MADE)
    return {name: Searcher(folder, tuning=tuning) for name, tuning in TUNINGS.items()}


class Obvious:
    """The formulas of searcher/rank.py as they stand there, article by article."""

    def __init__(self, articles, tuning):
        self.articles = articles
        self.tuning = tuning
        self.texts = {
            a.id: {
                "title": a.title.split(),
                "body": a.body.split(),
                "forms": f"{a.title} {a.body}".split(),
            }
            for a in articles
        }
        self.average = {
            field: sum(len(text[field]) for text in self.texts.values()) / len(articles)
            for field in ("title", "body", "forms")
        }

    def relative(self, id_, field):
        return byte_to_length(length_to_byte(len(self.texts[id_][field]))) / self.average[field]

    def idf(self, holding):
        return log(1 + (len(self.articles) - holding + 0.5) / (holding + 0.5))

    def bm25f(self, matches, fields, weight):
        """Scores by id; ``matches`` tells whether a word counts."""
        k1 = self.tuning.k1
        found = {}
        for id_, text in self.texts.items():
            f = 0.0
            for field in fields:
                field_weight, b = self.tuning.field(field)
                count = sum(map(matches, text[field]))
                f += field_weight * count / (1 - b + b * self.relative(id_, field))
            if any(matches(word) for field in fields for word in text[field]):
                found[id_] = f
        idf = self.idf(self.most(matches, fields))
        return {id_: weight * idf * (k1 + 1) * f / (k1 + f) for id_, f in found.items()}

    def most(self, matches, fields):
        """In how many articles a word is: in the field in which most have it."""
        texts = self.texts.values()
        return max(sum(any(map(matches, text[field])) for text in texts) for field in fields)

    def search(self, typed):
        words = typed.split()
        content = [word for word in words if word not in FUNCTION_WORDS]
        others = [word for word in words if word in FUNCTION_WORDS]
        if not content:
            content, others = words, []
        stems = dict.fromkeys(map(stem, content), 1.0)
        if QUESTION_WORDS & set(others) and not ASKING_WORDS.issuperset(content):
            stems |= dict.fromkeys(ASKING_WORDS & stems.keys(), self.tuning.asking_weight)
        parts = [
            self.bm25f(lambda w, s=s: stem(w) == s, ("title", "body"), weight)
            for s, weight in stems.items()
        ]
        found = set().union(*parts)
        full = set.intersection(*map(set, parts))
        if QUESTION_WORDS & set(others):
            full = found
        parts += [
            self.bm25f(
                lambda w, f=form: w == f, ("forms",), self.tuning.form_weight * stems[stem(form)]
            )
            for form in dict.fromkeys(map(str.lower, content))
        ]
        parts += [
            self.bm25f(lambda w, f=word: w == f, ("title", "body"), self.tuning.function_weight)
            for word in dict.fromkeys(others)
        ]
        scores = {id_: sum(part.get(id_, 0.0) for part in parts) for id_ in found}
        best = self.order(scores, full)[: self.tuning.depth]
        self.add_extras(scores, best, content, stems)
        having = {id_: sum(s in self.stems(id_, "title", "body") for s in stems) for id_ in best}
        if full == found:
            having = {}
        ordered = sorted(self.order(scores, full), key=lambda id_: -having.get(id_, 0))
        return [(id_, scores[id_]) for id_ in ordered]

    def order(self, scores, full):
        dates = {a.id: a.published.toordinal() if a.published else 0 for a in self.articles}
        return sorted(scores, key=lambda d: (d not in full, -round(scores[d], 9), -dates[d], d))

    def add_extras(self, scores, best, content, stems):
        tuning = self.tuning
        capitals = {stem(word) for word in content if word[0].isupper()}
        base = dict(scores)
        for s, weight in stems.items():
            idf = weight * self.idf(self.most(lambda w, s=s: stem(w) == s, ("title", "body")))
            for id_ in best:
                if s in self.stems(id_, "title"):
                    place = 0
                elif s in self.stems(id_, "body"):
                    place = self.stems(id_, "body").index(s)
                else:
                    continue
                half = tuning.first_half
                scores[id_] += tuning.first_weight * idf * half / (half + place)
        span = tuning.near_full - tuning.near_from
        part = min(max((len(stems) - tuning.near_from) / span, 0), 1)
        for pair in combinations(stems, 2):
            if not capitals.issuperset(pair):
                counts = {id_: self.pairs(id_, *pair) for id_ in best}
                holding = sum(map(bool, counts.values()))
                idf = self.idf(holding) * min(stems[s] for s in pair)
                idf *= 1 - 0.7 * (holding / len(best)) ** 2
                for id_ in best:
                    b = tuning.near_b
                    norm = tuning.near_k1 * (1 - b + b * self.relative(id_, "body"))
                    near = idf * (tuning.near_k1 + 1) * counts[id_] / (counts[id_] + norm or 1)
                    scores[id_] += tuning.near_weight * part * near
        for article in self.articles:
            if article.id in best and article.published:
                newest = max(a.published for a in self.articles if a.published)
                age = (newest - article.published).days
                share = tuning.recency * 0.5 ** (age / tuning.recency_days)
                scores[article.id] += share * base[article.id]

    def stems(self, id_, *fields):
        return [stem(word) for field in fields for word in self.texts[id_][field]]

    def pairs(self, id_, one, other):
        return sum(
            0.5 ** ((j - i - 1) / self.tuning.near_half)
            * (1 + self.tuning.near_order if a == one else 1)
            for field in ("title", "body")
            for (i, a), (j, b) in combinations(enumerate(self.stems(id_, field)), 2)
            if {a, b} == {one, other} and j - i < self.tuning.near_window
        )


QUERIES = (
    "api",
    "menulis",
    "api kuda",
    "Api Kuda laut",
    "tulisan menulis api",
    "siapa api menulis",
    "yang kuda",
    "yang",
    "siapa yang",
    "laut pasir awan batu",
    "Laut Pasir awan batu tulis api kuda",
    "siapa nama kuda laut api",
    "nama jumlah kuda laut",
    "siapa nama jumlah",
    "kuda laut pasir api",
    "api pasir laut kuda",
)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("name", TUNINGS)
def test_scores_are_those_of_the_obvious_scorer(searchers, name, query):
    expected = Obvious(MADE, TUNINGS[name]).search(query)
    hits = searchers[name].search(query, limit=100).hits
    assert [hit.id for hit in hits] == [id_ for id_, _ in expected]
    assert [hit.score for hit in hits] == pytest.approx([s for _, s in expected], abs=2e-6)


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(
        st.sampled_from((*WORDS, *FUNCTION, *ASKING, "Laut", "Awan")), min_size=1, max_size=8
    )
)
@pytest.mark.parametrize("name", ["shipped", "new", "near"])
def test_any_list_of_words_is_scored_so(searchers, name, words):
    query = " ".join(words)
    expected = dict(Obvious(MADE, TUNINGS[name]).search(query))
    hits = searchers[name].search(query, limit=100).hits
    assert {hit.id: hit.score for hit in hits} == pytest.approx(expected, abs=2e-6)


@pytest.mark.parametrize("query", ["api kuda laut", "siapa menulis api"])
def test_pages_show_what_one_long_page_shows(searchers, query):
    searcher = searchers["few"]
    whole = [hit.id for hit in searcher.search(query, limit=100).hits]
    pages = range(1, len(whole) // 7 + 2)
    paged = [hit.id for page in pages for hit in searcher.search(query, limit=7, page=page).hits]
    assert paged == whole


@settings(max_examples=200, deadline=None)
@given(
    these=st.sets(st.integers(0, 60)), those=st.sets(st.integers(0, 60)), window=st.integers(2, 20)
)
def test_pairs_within_a_window(these, those, window):
    worths = pair_worths(Tuning(near_window=window))
    pairs = [worths[window - 1 + b - a] for a in these for b in those if abs(a - b) < window]
    values = array("d", [0.0, 0.0])
    places = (
        Places(array("I", [3, 8]), array("I", [0, 0, len(each)]), array("I", sorted(each)))
        for each in (these, those)
    )
    add_pairs(array("I", [3, 8]), *places, worths, 1_000, values)
    assert list(values) == pytest.approx([0.0, sum(pairs)])


def test_nearness_fades_and_the_order_of_the_query_is_worth_more():
    worths = pair_worths(Tuning(near_half=2.0, near_order=0.5, near_window=6))
    assert len(worths) == 11
    assert worths[5] == 0.0
    assert [worths[5 + gap] for gap in (-1, -3, -5)] == [1.0, 0.5, 0.25]
    assert [worths[5 + gap] for gap in (1, 3, 5)] == [1.5, 0.75, 0.375]


# Function words


@pytest.fixture(scope="module")
def news(make_index):
    articles = [
        Article(id="kpk", title="Ketua KPK dilantik", body="Ketua KPK dilantik di istana."),
        Article(id="siapa", title="Siapa yang datang", body="Siapa yang datang? Siapa?"),
        Article(id="frasa", title="Kabar", body="Ini soal siapa yang menang di sana."),
        Article(id="lain", title="Cuaca", body="Hujan di pagi hari."),
        Article(id="tidak", title="Sekolah", body="Tahun pertama tidak jauh."),
    ]
    with Searcher(make_index(articles)) as searcher:
        yield searcher


def ids(searcher, query):
    return [hit.id for hit in searcher.search(query).hits]


def test_function_words_find_nothing_by_themselves(news):
    assert ids(news, "siapa ketua di KPK") == ["kpk"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("yang", {"siapa", "frasa"}),
        ("siapa yang", {"siapa", "frasa"}),
        ("di mana", {"kpk", "frasa", "lain"}),
        ("yang -siapa", set()),
        ('"siapa yang menang"', {"frasa"}),
        ('"di pagi"', {"lain"}),
        ("di DAN siapa", {"frasa"}),
    ],
)
def test_function_words_count_where_there_is_nothing_else_or_it_is_asked_for(news, query, expected):
    assert set(ids(news, query)) == expected


def test_words_that_carry_news_are_no_function_words():
    carry = "umum kasus masalah ibu bung pihak tempat tinggi besar pertama tahun tidak jauh satu 2"
    assert FUNCTION_WORDS.isdisjoint(carry.split())
    assert QUESTION_WORDS < FUNCTION_WORDS
    assert 55 <= len(FUNCTION_WORDS) <= 80


def test_all_words_before_some_but_not_in_a_question(make_index):
    articles = [
        Article(id="semua", title="Kabar", body=f"{'isi ' * 300} banjir longsor"),
        Article(id="satu", title="Longsor", body="Longsor longsor longsor."),
        *(Article(id=f"b{n}", title="Banjir", body="Banjir lagi.") for n in range(30)),
    ]
    with Searcher(make_index(articles)) as searcher:
        assert ids(searcher, "banjir longsor")[0] == "semua"
        assert ids(searcher, "yang banjir longsor")[0] == "semua"
        assert ids(searcher, "mengapa banjir longsor")[0] == "satu"


def test_more_words_before_fewer_but_not_in_a_question(make_index):
    articles = [
        Article(id="tiga", title="Kabar", body=f"{'isi ' * 300} banjir longsor gempa"),
        Article(id="dua", title="Tsunami gempa", body="Tsunami gempa, tsunami gempa."),
        Article(id="satu", title="Tsunami", body="Tsunami tsunami tsunami."),
        *(Article(id=f"b{n}", title="Kabar", body="Banjir longsor.") for n in range(30)),
    ]
    with Searcher(make_index(articles)) as searcher:
        assert ids(searcher, "banjir longsor gempa tsunami")[0] == "tiga"
        whole = searcher.ids("banjir longsor gempa tsunami")
        assert whole[-1] == "satu"
        assert set(whole[1:-1]) == {"dua", *(f"b{n}" for n in range(30))}
        assert ids(searcher, "mengapa banjir longsor gempa tsunami")[0] == "dua"
        assert ids(searcher, "banjir longsor gempa tsunami?")[0] == "dua"


def test_a_phrase_as_it_was_typed_comes_before_its_relatives(make_index):
    articles = [
        Article(id="typed", title="Kabar", body="Soal kebocoran data itu lama sekali dibahas."),
        Article(id="other", title="Kabar", body="Soal bocornya data itu dibahas."),
        *(Article(id=f"lain{n}", title="Kabar", body="Hujan jatuh.") for n in range(6)),
    ]
    with Searcher(make_index(articles)) as searcher:
        assert ids(searcher, '"kebocoran data"') == ["typed", "other"]
        assert ids(searcher, '"bocornya data"') == ["other", "typed"]
        hit = searcher.search('"kebocoran data"', explain=True).hits[0]
        assert hit.why.parts.forms > 0.0
        assert sum(astuple(hit.why.parts)) == pytest.approx(hit.score, abs=2e-6)


def test_the_words_of_a_phrase_find_nothing_by_themselves(make_index):
    articles = [
        Article(id="phrase", title="Kabar", body="Kebocoran data."),
        Article(id="words", title="Kabar", body="Data kebocoran: kebocoran gas, data gas."),
    ]
    with Searcher(make_index(articles)) as searcher:
        assert ids(searcher, '"kebocoran data"') == ["phrase"]
        assert set(ids(searcher, '"kebocoran data" ATAU hujan')) == {"phrase"}
        assert ids(searcher, 'gas "kebocoran data"') == ["phrase"]


def test_quoted_words_of_a_question_are_preferred_not_required(news):
    results = news.search('siapa ketua "KPK besar"')
    assert [hit.id for hit in results.hits] == ["kpk"]
    assert [note.code for note in results.notes] == ["phrase_wished"]
    assert news.search('siapa ketua +"KPK besar"').total == 0
    assert news.search('ketua "KPK besar"').total == 0


def test_quoted_words_that_a_question_excludes_stay_excluded(news):
    assert ids(news, 'siapa ketua datang -"ketua KPK"') == ["siapa"]


def test_an_article_before_a_noun_is_not_demanded(make_index):
    articles = [
        Article(id="laut", title="x", body="Buku tentang laut dan buku tentang kapal."),
        Article(id="sebuah", title="x", body="Sebuah buku, sebuah peta dan sebuah kisah."),
    ]
    with Searcher(make_index(articles)) as searcher:
        found = [hit.id for hit in searcher.search("sebuah buku laut").hits]
        assert found == ["laut", "sebuah"]
        assert [hit.id for hit in searcher.search("sebuah").hits] == ["sebuah"]


def test_words_that_a_hyphen_joins_are_two_in_a_question_only(make_index):
    articles = [
        Article(id="kedua", title="x", body="Perang Romawi dan Bulgaria berakhir di lembah."),
        Article(id="satu", title="x", body="Perang Romawi berakhir; lalu damai di lembah."),
        Article(id="u23", title="x", body="Timnas U-17 dan umur 23 tahun, ma dan ruf."),
    ]
    with Searcher(make_index(articles)) as searcher:

        def found(query):
            return [hit.id for hit in searcher.search(query).hits]

        assert found("kapan perang Romawi-Bulgaria") == ["kedua", "satu"]
        assert found("perang Romawi-Bulgaria?") == ["kedua", "satu"]
        for query in (
            "Romawi-Bulgaria",
            "kapan +Romawi-Bulgaria",
            "kapan U-23",
            "siapa Ma'ruf",
            "kapan kota-23",
        ):
            assert found(query) == [], query


def test_words_of_asking_weigh_less_in_a_question_only(make_index):
    articles = [
        Article(id="nama", title="Kabar", body="Nama nama itu bagus."),
        Article(id="presiden", title="Kabar", body="Presiden itu tiba kemarin."),
        *(Article(id=f"lain{n}", title="Kabar", body="Presiden jauh.") for n in range(2)),
        *(Article(id=f"hujan{n}", title="Kabar", body="Hujan jatuh.") for n in range(6)),
    ]
    with Searcher(make_index(articles)) as searcher:
        assert ids(searcher, "nama presiden")[0] == "nama"
        assert ids(searcher, "siapa nama presiden")[-1] == "nama"

        def kind(query):
            words = searcher.search(query, explain=True).hits[0].why.words
            return {word.typed.lower(): word.kind for word in words}["nama"]

        assert kind("siapa nama presiden") == "asking"
        assert kind("nama presiden") == "content"
        assert kind("siapa Nama presiden") == "content"
        assert kind("apa nama") == "content"


def test_words_of_asking_are_no_function_words():
    assert ASKING_WORDS.isdisjoint(FUNCTION_WORDS)
    assert ASKING_WORDS.isdisjoint(("umum", "kasus", "masalah", "tempat", "tahun", "kota"))
