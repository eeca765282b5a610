"""A set to evaluate with: articles, questions, and which article answers which question."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from corpus import Article, read

Judgements = Mapping[str, Mapping[str, int]]
"""For each question the grades of its articles; a grade above 0 is an answer."""

_QRELS_HEADER = ["query", "document", "grade"]


class SetUnreadable(ValueError):
    """A set that cannot be used. ``message`` names file and line, ``remedy`` says what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Question:
    """One question, as a reader would type it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """Articles, questions and judgements. ``digest`` changes when any of them does."""

    name: str
    articles: tuple[Article, ...]
    questions: tuple[Question, ...]
    judgements: Judgements
    digest: str

    def sample(self, count: int, seed: int = 0) -> EvaluationSet:
        """The same set with ``count`` of its questions, drawn by ``seed``; all articles stay.

        A question is drawn by a hash of its id, so that one more in the set moves few others.
        """

        def lot(question: Question) -> str:
            return hashlib.sha256(f"{seed}:{question.id}".encode()).hexdigest()

        chosen = {question.id for question in sorted(self.questions, key=lot)[:count]}
        questions = tuple(question for question in self.questions if question.id in chosen)
        judgements = {id_: self.judgements[id_] for id_ in chosen}
        return replace(self, questions=questions, judgements=judgements)


def read_set(folder: str | Path, corpus: str | Path | None = None) -> EvaluationSet:
    """The set in a folder.

    ``corpus`` is a source of articles as ``telusur index`` takes it, to be used in place of the
    folder's own. Questions without a judgement, and judgements of questions that are not there,
    are left out, as trec_eval does.

    Raises:
        SetUnreadable: naming the file and the line that is wrong.
    """
    folder = Path(folder)
    if not folder.is_dir():
        _refuse(f"There is no folder {folder}.", "Name a folder with corpus, queries and qrels.")
    source = Path(corpus) if corpus else _file(folder, "corpus.jsonl")
    articles = _read_articles(source)
    questions_file, judgements_file = _file(folder, "queries.jsonl"), _file(folder, "qrels.tsv")
    judgements = _read_judgements(judgements_file)
    questions = [q for q in _read_questions(questions_file) if q.id in judgements]
    if not questions:
        _refuse(
            f"{judgements_file}: none of its questions is in {questions_file.name}.",
            "Each line is: question, article and grade, separated by tabs.",
        )
    return EvaluationSet(
        name=folder.resolve().name,
        articles=articles,
        questions=tuple(questions),
        judgements={question.id: judgements[question.id] for question in questions},
        digest=_digest(articles, questions, judgements),
    )


def _read_articles(source: Path) -> tuple[Article, ...]:
    """The articles, read as the product reads any source."""
    articles: dict[str, Article] = {}
    for item in read(source):
        if not isinstance(item, Article):
            _refuse(f"{item}", "Mend or remove it: figures hold for whole sets only.")
        if item.id in articles:
            _refuse(f"{source}: the id {item.id!r} stands there twice.", "Give each its own id.")
        articles[item.id] = item
    if not articles:
        _refuse(f"{source}: it holds no article.", "Give one object with id and text a line.")
    return tuple(articles.values())


def _read_questions(path: Path) -> Iterator[Question]:
    seen: set[str] = set()
    for number, line in _lines(path):
        try:
            record = json.loads(line)
        except ValueError as error:
            _refuse(f"{path}, line {number}: it is not JSON ({error}).", "Give an object a line.")
        id_ = record.get("id") if isinstance(record, dict) else None
        text = record.get("text") if isinstance(record, dict) else None
        if not isinstance(id_, (str, int)) or not isinstance(text, str):
            _refuse(f"{path}, line {number}: id or text is missing.", "Each question has both.")
        if str(id_) in seen:
            _refuse(f"{path}, line {number}: the id {id_!r} is there before.", "Use each id once.")
        seen.add(str(id_))
        yield Question(str(id_), text)


def _read_judgements(path: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        parts = line.split("\t")
        if number == 1 and [part.strip().lower() for part in parts] == _QRELS_HEADER:
            continue
        try:
            question, article, grade = parts
            found.setdefault(question, {})[article] = int(grade)
        except ValueError:
            _refuse(
                f"{path}, line {number}: it is not question, article and a whole grade.",
                "Separate the three by tabs.",
            )
    return found


def _file(folder: Path, name: str) -> Path:
    """The file, gzipped or not."""
    packed, plain = folder / f"{name}.gz", folder / name
    if not packed.is_file() and not plain.is_file():
        _refuse(f"{folder} has no {name}.", f"Put {name} or {name}.gz into it.")
    return packed if packed.is_file() else plain


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, without their ends, counted from 1."""
    number = 0
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            for number, line in enumerate(file, 1):
                text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
                if text.strip():
                    yield number, text
    except UnicodeDecodeError as error:
        _refuse(f"{path}, line {number}: {error}.", "Save the file as UTF-8.")
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        _refuse(f"{path}, after line {number}: {error}.", "Fetch or pack the file again.")


def _digest(
    articles: tuple[Article, ...], questions: list[Question], judgements: Judgements
) -> str:
    """16 hexadecimal digits of all that the figures depend on, whatever its order."""
    parts = [f"{article.id}\t{article.title}\t{article.body}" for article in articles]
    for question in questions:
        grades = sorted(judgements[question.id].items())
        parts.append(f"{question.id}\t{question.text}\t{grades}")
    digest = hashlib.sha256()
    for part in sorted(parts):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:16]


def _refuse(message: str, remedy: str) -> NoReturn:
    raise SetUnreadable(message, remedy)
