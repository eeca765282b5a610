"""Questions whose word stands in the answer only in another form.

What a stemmer is for shows on these alone: the reader asks what was *dicuri*, the article tells of
a *pencuri*. A question is one of them if some word of it

* has four letters or more, no digits, and is no function or question word;
* stands, as it is written, in none of the articles that answer the question;
* and is like a word of one of those articles.

Who says what is alike chooses whom the figures favour. A stemmer leaves out the questions that it
cannot help with, so it is held to those that it can. Hence two choices: by letters, which knows no
stemmer (two words share a run of letters that is most of the shorter one: some are no relatives,
for all alike), and by plain Snowball's stems.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from math import ceil

from corpus import Article
from searcher.evaluation.baseline import SHORTEST_STEMMED, snowball_stem, text_of, words_of
from searcher.evaluation.sets import EvaluationSet

LEAST_SHARED = 4
"""Letters in a row that two words alike share at least."""
SHARED_PART = 0.6
"""Of the shorter word, how much they are at least."""

# Words that ask or join, with the particles they are written with. This list stands apart from
# the ranking's own, so that the questions stay the same when a knob of the ranking is turned.
_WORDS = """
apa apakah apalagi siapa siapakah kapan kapankah mana manakah dimana dimanakah kemana
berapa berapakah bagaimana bagaimanakah mengapa kenapa mengapakah sejak sejauh
yang dari pada daripada kepada dalam untuk dengan oleh bagi antara terhadap tentang secara
sebagai seperti serta atau tetapi namun karena sebab jika kalau bila maka agar supaya bahwa
ketika saat sampai hingga selama setelah sebelum sesudah sambil menurut
adalah ialah yaitu yakni merupakan adakah akan telah sudah sedang masih belum pernah bisa dapat
juga saja hanya lagi para sang mereka dia kita kami anda tersebut itukah inikah begitu
"""
FUNCTION_WORDS = frozenset(_WORDS.split())


def other_form_questions(given: EvaluationSet) -> list[str]:
    """The ids of the set's questions of this kind, in order; letters say what is alike."""

    def like_any(word: str, forms: Collection[str]) -> bool:
        return any(form.isalpha() and alike(word, form) for form in forms)

    return list(_chosen(given, like_any))


def snowball_form_questions(given: EvaluationSet) -> list[str]:
    """The ids of the set's questions of this kind, in order; plain Snowball says what is alike."""
    stem = snowball_stem()

    def like_any(word: str, forms: Collection[str]) -> bool:
        return stem(word) in set(map(stem, forms))

    return list(_chosen(given, like_any))


def alike(one: str, other: str) -> bool:
    """Whether two words share a run of letters that is most of the shorter one."""
    least = max(LEAST_SHARED, ceil(SHARED_PART * min(len(one), len(other))))
    return any(one[start : start + least] in other for start in range(len(one) - least + 1))


def _chosen(
    given: EvaluationSet, like_any: Callable[[str, Collection[str]], bool]
) -> Iterator[str]:
    articles = {article.id: article for article in given.articles}
    for question in given.questions:
        forms = _forms_of_answers(given.judgements[question.id], articles)
        missing = [word for word in words_of(question.text) if _is_content(word)]
        if any(word not in forms and like_any(word, forms) for word in missing):
            yield question.id


def _is_content(word: str) -> bool:
    return len(word) >= SHORTEST_STEMMED and word.isalpha() and word not in FUNCTION_WORDS


def _forms_of_answers(grades: Mapping[str, int], articles: Mapping[str, Article]) -> set[str]:
    answers = [articles[id_] for id_, grade in grades.items() if grade > 0 and id_ in articles]
    return {word for article in answers for word in words_of(text_of(article))}
