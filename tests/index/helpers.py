"""What the tests of the index share: articles, and what an index holds in plain Python."""

from collections import defaultdict
from datetime import date, datetime, timedelta, timezone

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from corpus import Article
from index.analysis import fold
from index.snapshot import open_snapshot
from index.storage import finish_removals

TEXT = ("title", "body")
NAMES = ("source", "category", "author")

# Machines that run tests are slow at times; that is no failure.
patient = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def article(id_="a", body="Harga beras naik di pasar.", title="Harga beras", **fields):
    return Article(id=id_, title=title, body=body, **fields)


SENTENCE = (
    "beras pasar menteri kementerian ekonomi perekonomian naik turun U-23 covid-19 Ma'ruf "
    "Jakarta JAKARTA Bermanja desa-desa "
    "anak-anak 1.000 3,5 İstanbul ﬁnal cafe\u0301 𝐁𝐞𝐫𝐚𝐬 漢字 yang di"
)
WORDS = SENTENCE.split()

texts = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join),
    st.text(max_size=60),
)
names = st.one_of(st.none(), st.sampled_from(["Antara", "antara", "Warta Desa", "ÉKONOMI", ""]))
days = st.dates(date(1, 1, 2), date(9999, 12, 30))
moments = st.builds(
    lambda moment, hours: moment.replace(tzinfo=timezone(timedelta(hours=hours))),
    st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1)),
    st.integers(-12, 14),
)


any_id = st.one_of(st.sampled_from("abcdefgh"), st.text(min_size=1, max_size=8))


def articles(ids=None):
    return st.builds(
        Article,
        id=any_id if ids is None else ids,
        title=texts,
        body=texts,
        url=st.one_of(st.none(), st.text(max_size=10)),
        source=names,
        category=names,
        author=names,
        published=st.one_of(st.none(), days, moments),
        place=names,
        made=st.sampled_from([frozenset(), frozenset({"title"})]),
        origin=st.sampled_from(["", "/arsip/satu.txt"]),
    )


def as_held(text):
    """A text as an index can hold it."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if text else text


def expected(found):
    """What an index of these articles should hold: records and bodies, by id."""
    return {
        as_held(a.id): (
            as_held(a.title),
            as_held(a.body),
            as_held(a.url),
            as_held(a.source),
            as_held(a.category),
            as_held(a.author),
            a.published.isoformat() if a.published else None,
            as_held(a.place),
            "title" in a.made,
        )
        for a in found
    }


def held(directory):
    """What an index holds: records and bodies, by id; nothing twice."""
    snapshot = open_snapshot(directory)
    found = {}
    for docnum in living(snapshot):
        r = snapshot.record(docnum)
        assert r.id not in found, f"{r.id!r} is there twice"
        assert snapshot.docnum_of(r.id) == docnum
        found[r.id] = (
            r.title,
            snapshot.body(docnum),
            r.url,
            r.source,
            r.category,
            r.author,
            r.published,
            r.place,
            r.title_made,
        )
    assert len(found) == snapshot.doc_count
    return found


def living(snapshot):
    return [n for n in range(snapshot.doc_count_all) if n not in snapshot.deleted]


def expected_postings(found, analysis):
    """A plain inverted index of these articles: (field, term) to id to positions.

    Of a form, the number of times it comes takes their place. A title that was made is not there.
    """
    inverted = defaultdict(dict)
    for a in found:
        id_ = as_held(a.id)
        inverted["id", id_][id_] = None
        for field in TEXT if "title" not in a.made else ("body",):
            for token in analysis.tokens(as_held(getattr(a, field)) or ""):
                inverted[field, token.term].setdefault(id_, []).append(token.position)
                times = inverted["forms", token.form]
                times[id_] = times.get(id_, 0) + 1
        for field in NAMES:
            for term in fold(as_held(getattr(a, field)) or ""):
                inverted[field, term][id_] = None
    return dict(inverted)


def held_postings(directory):
    """The inverted index that is really there, by way of Whoosh's readers."""
    snapshot = open_snapshot(directory)
    inverted = {}
    for field, text in snapshot.reader.all_terms():
        term = text.decode("utf-8")
        matcher = snapshot.reader.postings(field, term)
        found = {}
        while matcher.is_active():
            id_ = snapshot.record(matcher.id()).id
            if field == "forms":
                found[id_] = int(matcher.weight())
            else:
                found[id_] = matcher.value_as("positions") if field in TEXT else None
                assert matcher.weight() == (len(found[id_]) if found[id_] else 1)
            matcher.next()
        if found:
            inverted[field, term] = found
    return inverted


def files_in(directory):
    finish_removals()
    return sorted(path.name for path in directory.iterdir())
