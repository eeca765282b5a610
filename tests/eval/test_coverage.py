"""How much of the sample's running words is understood."""

from corpus import Article
from tests.eval.coverage import Words, kind_of, report


def article(body: str) -> Article:
    return Article(id="1", title="", body=body)


def test_each_word_ends_somewhere():
    body = "Polisi menangkap dua orang di dizzylomkan mississippo pada 14/9/2019."
    ends = Words([article(body)]).ends()
    kinds = {form: kind for (kind, _rule), counts in ends.items() for form in counts}
    assert kinds["menangkap"] == kinds["di"] == "known word or root"
    assert kinds["dizzylomkan"] == "unexplained"
    assert kinds["mississippo"] == "left whole on purpose"
    assert kinds["2019-09-14"] == "number or sign"


def test_names_are_learned_or_seen_too_seldom():
    words = Words([article("Warga datang ke rumah Zizabo dan ke rumah Wuwabo. " * 30)] * 1)
    assert {"zizabo", "wuwabo"} <= words.names
    few = Words([article("Warga datang ke rumah Zizabo.")])
    assert few.names == frozenset()
    assert kind_of("zizabo", "plain", few.seldom) == "name seen too seldom to be learned"
    assert kind_of("zizabo", "name", few.seldom) == "name that was learned"


def test_report_names_what_is_not_known():
    said = report(Words([article("mississippo mississippo makan")]), unknown=1)
    assert "3 running words" in said
    assert "2  mississippo" in said
