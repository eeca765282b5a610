"""Questions whose word stands in the answer only in another form.

What a stemmer is for shows on these alone: the reader asks what was *dicuri*, the article tells of
a *pencuri*. The stemmer that chooses them is plain Snowball, which is not ours: a question is one
of them if some word of it

* has four letters or more, no digits, and is no function or question word;
* stands, as it is written, in none of the articles that answer the question;
* and shares its Snowball stem with a word of one of those articles.
"""

from __future__ import annotations

from collections.abc import Mapping

from corpus import Article
from searcher.evaluation.baseline import SHORTEST_STEMMED, snowball_stem, text_of, words_of
from searcher.evaluation.sets import EvaluationSet

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
    """The ids of the set's questions of this kind, in order."""
    stem = snowball_stem()
    articles = {article.id: article for article in given.articles}
    chosen = []
    for question in given.questions:
        forms = _forms_of_answers(given.judgements[question.id], articles)
        stems = set(map(stem, forms))
        if any(
            word not in forms and stem(word) in stems
            for word in words_of(question.text)
            if _is_content(word)
        ):
            chosen.append(question.id)
    return chosen


def _is_content(word: str) -> bool:
    return len(word) >= SHORTEST_STEMMED and word.isalpha() and word not in FUNCTION_WORDS


def _forms_of_answers(grades: Mapping[str, int], articles: Mapping[str, Article]) -> set[str]:
    answers = [articles[id_] for id_, grade in grades.items() if grade > 0 and id_ in articles]
    return {word for article in answers for word in words_of(text_of(article))}
