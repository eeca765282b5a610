"""A searcher that holds a few articles in memory: normal ones, and hostile ones."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from searcher.results import (
    ArchiveStatus,
    ArticleView,
    Completion,
    Copy,
    FacetCount,
    Facets,
    FormCount,
    Hit,
    Note,
    Relaxation,
    RequestError,
    Results,
    ScoreParts,
    SearchRequest,
    Why,
    WordMatch,
)

ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@dataclass(frozen=True)
class Record:
    id: str
    title: str
    body: str
    url: str | None = None
    source: str | None = None
    category: str | None = None
    author: str | None = None
    published: str | None = None
    place: str | None = None
    title_made: bool = False

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.published[:10]) if self.published else None


def ordinary(count: int = 42) -> list[Record]:
    subjects = [
        "Petani garam",
        "Nelayan",
        "Pengelola pasar",
        "Guru",
        "Relawan banjir",
        "Dewan kota",
    ]
    sources = ["Kabar Pesisir", "Harian Lembah", "Warta Kota Tua"]
    categories = ["Ekonomi", "Daerah", "Pendidikan", "Lingkungan"]
    return [
        Record(
            id=f"artikel-{number}",
            title=f"{subjects[number % 6]} menata ulang jadwal kerja ke-{number}",
            body=(
                f"{subjects[number % 6]} di Teluk Senja menata ulang jadwal kerja mereka setelah "
                "musim hujan datang lebih awal.\n\nMenurut pengurus koperasi, perubahan itu "
                "berlaku sampai akhir musim dan akan dinilai lagi bersama warga."
            ),
            url=f"https://www.kabar.example/{number}",
            source=sources[number % 3],
            category=categories[number % 4],
            author="Sari Wulandari" if number % 2 else None,
            published=(
                f"{2024 + number % 2}-{number % 12 + 1:02}-10"
                + ("T17:30:00+07:00" if number % 5 == 0 else "")
            ),
            place="Teluk Senja",
            title_made=number == 3,
        )
        for number in range(count)
    ]


HOSTILE = [
    Record(
        id='"><script>alert(3)</script>',
        title=f"Serangan {ATTACK} ]]> \x00\x1b\u202e",
        body=f"Isi serangan {ATTACK}\n\n</p></article><style>*{{}}</style> ]]> &amp; \x08",
        url="javascript:alert(4)//https://aman.example/",
        source=f"Sumber {ATTACK}",
        category=f"Kategori {ATTACK}",
        author=f"Penulis {ATTACK}",
        published="2025-03-01",
        place=f"Tempat {ATTACK}",
        title_made=True,
    ),
    Record(
        id="https://situs.example/a?b=1&c=2#d",
        title="Serangan lewat alamat",
        body="Isi serangan kedua.",
        url='https://aman.example/" onmouseover="alert(5)',
        source="Kabar Pesisir",
        published="2025-03-02T08:15:00+09:00",
    ),
    Record(id="..", title="Serangan titik", body="Isi serangan ketiga.", url="data:text/html,x"),
    Record(id="a//b/", title="Serangan garis", body="Isi.", url="//tanpa-skema.example/"),
    Record(id="baris\nbaru %2F ?", title="", body="", url="https://[salah"),
    Record(
        id="waktu-rusak",
        title="Serangan waktu",
        body="Isi serangan.",
        published="2025-13-45",
        url="https://orang:sandi@aman.example/x",
    ),
]


class FakeSearcher:
    """Finds the articles that hold the query's first word, whatever its case."""

    def __init__(self, records: list[Record] | None = None) -> None:
        self.records = ordinary() if records is None else records
        self.asked: list[SearchRequest] = []
        self.notes: tuple[Note, ...] = ()
        self.suggestion: str | None = None
        self.relaxations: tuple[Relaxation, ...] = ()
        self.copies: tuple[Copy, ...] = ()
        self.begun: list[tuple[str, int]] = []
        self.mark: Callable[[str, str], str] = mark
        self.generation = 7
        self.fault: Exception | None = None

    def search(self, query_or_request: str | SearchRequest, /) -> Results:
        if self.fault:
            raise self.fault
        request = query_or_request
        assert isinstance(request, SearchRequest)
        self.asked.append(request)
        found = [r for r in self.records if self._matches(r, request, lifted="")]
        found.sort(key=lambda r: r.published or "", reverse=request.sort != "oldest")
        first = (request.page - 1) * request.limit
        return Results(
            query=request.query,
            total=len(found),
            page=request.page,
            pages=-(-len(found) // request.limit),
            limit=request.limit,
            sort=request.sort,
            took_ms=3.21,
            hits=tuple(self._hit(r, request) for r in found[first : first + request.limit]),
            notes=self.notes,
            facets=self._facets(request),
            suggestion=self.suggestion,
            relaxations=() if found else self.relaxations,
            copies=self.copies,
        )

    def article(self, id: str, query: str = "") -> ArticleView | None:
        if self.fault:
            raise self.fault
        for r in self.records:
            if r.id == id:
                return self._view(r, query)
        return None

    def suggest(self, prefix: str, limit: int = 8) -> list[Completion]:
        if self.fault:
            raise self.fault
        self.begun.append((prefix, limit))
        held = [r for r in self.records if r.title.lower().startswith(prefix.lower())]
        words = Counter(r.title.split(" ")[0] for r in held)
        completions = [Completion(word, "word", count) for word, count in words.items()]
        return [*completions, *(Completion(r.title, "title", 1, r.id) for r in held)][:limit]

    def similar(self, id: str, limit: int = 5) -> tuple[Hit, ...]:
        others = [r for r in self.records if r.id != id]
        return tuple(self._hit(r, SearchRequest()) for r in others[:limit])

    def status(self) -> ArchiveStatus:
        if self.fault and not isinstance(self.fault, RequestError):
            raise self.fault
        days = [r.published[:10] for r in self.records if r.published]
        return ArchiveStatus(
            path="/arsip",
            articles=len(self.records),
            generation=self.generation,
            segments=1,
            size_bytes=1234,
            committed="2025-11-10T10:00:00+00:00",
            first_day=min(days, default=None),
            last_day=max(days, default=None),
            sources=self._count("source", SearchRequest()),
            categories=self._count("category", SearchRequest()),
        )

    def close(self) -> None:
        pass

    def _matches(self, r: Record, request: SearchRequest, lifted: str) -> bool:
        words = request.query.lower().split()
        text = f"{r.title} {r.body}".lower()
        if words and words[0].strip('"') not in text:
            return False
        if not words and not (request.source or request.category or request.since or request.until):
            return False
        if lifted != "month" and (request.since or request.until):
            low, high = request.since or date.min, request.until or date.max
            try:
                if not r.day or not low <= r.day <= high:
                    return False
            except ValueError:
                return False
        if lifted != "source" and request.source and r.source not in request.source:
            return False
        return not (
            lifted != "category" and request.category and r.category not in request.category
        )

    def _facets(self, request: SearchRequest) -> Facets:
        return Facets(
            source=self._count("source", request),
            category=self._count("category", request),
            month=tuple(sorted(self._count("month", request), key=lambda f: f.value)),
        )

    def _count(self, name: str, request: SearchRequest) -> tuple[FacetCount, ...]:
        lifted = request if request.query or request.source or request.since else None
        counts: Counter[str] = Counter()
        for r in self.records:
            value = (r.published or "")[:7] if name == "month" else getattr(r, name)
            if value and (lifted is None or self._matches(r, request, lifted=name)):
                counts[value] += 1
        chosen = () if name == "month" else getattr(request, name)
        return tuple(FacetCount(v, n, v in chosen) for v, n in counts.most_common())

    def _hit(self, r: Record, request: SearchRequest) -> Hit:
        return Hit(
            id=r.id,
            url=r.url,
            title=r.title,
            published=r.published,
            source=r.source,
            category=r.category,
            author=r.author,
            score=1.5,
            title_html=self.mark(r.title, request.query),
            snippet_html=self.mark(r.body[:160], request.query),
            why=explained(r, request.query) if request.explain else None,
        )

    def _view(self, r: Record, query: str) -> ArticleView:
        return ArticleView(
            id=r.id,
            title=r.title,
            body=r.body,
            url=r.url,
            source=r.source,
            category=r.category,
            author=r.author,
            published=r.published,
            place=r.place,
            title_made=r.title_made,
            title_html=self.mark(r.title, query),
            paragraphs_html=tuple(self.mark(p, query) for p in r.body.split("\n\n") if p),
        )


def explained(r: Record, query: str) -> Why:
    """Every word is reduced to its first four letters, and every form of it counts 1,25."""
    words = []
    for typed in query.split():
        stem = typed.lower()[:4]
        counts = {
            name: Counter(word for word in text.lower().split() if word.startswith(stem))
            for name, text in (("title", r.title), ("body", r.body))
        }
        forms = counts["title"] + counts["body"]
        words.append(
            WordMatch(
                typed=typed,
                stem=stem,
                kind="content",
                forms=tuple(FormCount(form, count) for form, count in forms.most_common()),
                title=counts["title"].total(),
                body=counts["body"].total(),
                stems_score=1.25 * forms.total(),
                forms_score=0.5 * forms[typed.lower()],
            )
        )
    stems, exact = sum(w.stems_score for w in words), sum(w.forms_score for w in words)
    parts = ScoreParts(stems=stems, forms=exact, first=0.75, near=0.0, recency=0.0)
    return Why(tuple(words), parts, all(w.title or w.body for w in words))


def mark(text: str, query: str) -> str:
    """The text escaped, with the words of the query marked."""
    escaped = html.escape(text)
    for word in query.split():
        if word.isalpha():
            escaped = re.sub(rf"(?i)\b({word})\b", r"<mark>\1</mark>", escaped)
    return escaped


def break_promise(text: str, query: str) -> str:
    """A searcher that forgets to escape."""
    return text
