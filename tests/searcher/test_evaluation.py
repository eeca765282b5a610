"""Evaluation: sets are read strictly, and figures and tests are those of the textbooks."""

import gzip
import itertools
import json
import sys
from math import log, log2

import pytest

from corpus import Article
from searcher.evaluation import MeasuresMissing, SetUnreadable, evaluate_set, read_set
from searcher.evaluation.baseline import PlainBM25, no_stem, snowball_stem, text_of, words_of
from searcher.evaluation.evaluate import varied
from searcher.evaluation.measures import figures_of, mean
from searcher.evaluation.otherform import (
    alike,
    other_form_questions,
    snowball_form_questions,
)
from searcher.evaluation.significance import p_value

pytest.importorskip("ir_measures")

ARTICLES = [
    {"id": "a", "title": "Banjir di Lebak", "text": "Air meluap dan warga mengungsi ke sekolah."},
    {"id": "b", "title": None, "text": "Polisi menyampaikan penangkapan dua pencuri di pasar."},
    {"id": "c", "title": "Panen raya", "text": "Petani menjual beras. Harga beras naik di pasar."},
]
QUERIES = [
    {"id": "q1", "text": "banjir lebak"},
    {"id": "q2", "text": "siapa dicuri?"},
    {"id": 3, "text": "harga beras"},
]
QRELS = "q1\ta\t1\nq2\tb\t1\n3\tc\t2\n3\tb\t0\n"


def json_lines(records):
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "corpus.jsonl.gz").write_bytes(gzip.compress(json_lines(ARTICLES).encode()))
    (folder / "queries.jsonl").write_text(json_lines(QUERIES), "utf-8")
    (folder / "qrels.tsv").write_text(QRELS, "utf-8")
    return folder


class TestReadingASet:
    def test_articles_questions_and_judgements(self, folder):
        tiny = read_set(folder)
        assert tiny.name == "tiny"
        assert [article.id for article in tiny.articles] == ["a", "b", "c"]
        assert [(q.id, q.text) for q in tiny.questions][2] == ("3", "harga beras")
        assert tiny.judgements["3"] == {"c": 2, "b": 0}

    def test_a_header_blank_lines_and_questions_without_an_answer_are_passed_over(self, folder):
        with (folder / "queries.jsonl").open("a") as file:
            file.write('\n{"id": "q9", "text": "tanpa jawaban"}\n')
        (folder / "qrels.tsv").write_text(f"query\tdocument\tgrade\n\n{QRELS}q8\ta\t1\n", "utf-8")
        assert [question.id for question in read_set(folder).questions] == ["q1", "q2", "3"]

    def test_the_digest_is_that_of_the_content(self, folder):
        before = read_set(folder).digest
        (folder / "corpus.jsonl.gz").unlink()
        (folder / "corpus.jsonl").write_text(json_lines(reversed(ARTICLES)), "utf-8")
        assert read_set(folder).digest == before
        (folder / "qrels.tsv").write_text(QRELS.replace("2", "1"), "utf-8")
        assert read_set(folder).digest != before

    def test_another_corpus_may_take_its_place(self, folder, tmp_path):
        (tmp_path / "other.jsonl").write_text(json_lines(ARTICLES[:1]), "utf-8")
        assert len(read_set(folder, tmp_path / "other.jsonl").articles) == 1

    def test_a_sample_is_always_the_same_and_keeps_all_articles(self, folder):
        tiny = read_set(folder)
        one = tiny.sample(2)
        assert one.questions == tiny.sample(2).questions
        assert len(one.questions) == len(one.judgements) == 2
        assert one.articles == tiny.articles
        assert tiny.sample(99).questions == tiny.questions

    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            ("queries.jsonl", '{"id": "q1", "text": "x"}\n{"id"', "queries.jsonl, line 2"),
            ("queries.jsonl", '{"id": "q1"}', "line 1: id or text"),
            ("queries.jsonl", "[1]", "line 1: id or text"),
            ("queries.jsonl", '{"id": "q1", "text": "x"}\n' * 2, "line 2: the id 'q1'"),
            ("queries.jsonl", '{"id": "zzz", "text": "x"}', "none of its questions"),
            ("qrels.tsv", "q1\ta\t1\nq2 b 1\n", "qrels.tsv, line 2"),
            ("qrels.tsv", "q1\ta\tbaik\n", "qrels.tsv, line 1"),
            ("corpus.jsonl", '{"id": "a", "text": "x"}\n{"id": "b",\n', "line 2"),
            ("corpus.jsonl", '{"id": "a", "text": "x"}\n' * 2, "the id 'a' stands there twice"),
            ("corpus.jsonl", "", "corpus.jsonl"),
        ],
    )
    def test_what_is_wrong_is_named_with_file_and_line(self, folder, name, content, says):
        (folder / "corpus.jsonl.gz").unlink()
        (folder / "corpus.jsonl").write_text(json_lines(ARTICLES), "utf-8")
        (folder / name).write_text(content, "utf-8")
        with pytest.raises(SetUnreadable) as caught:
            read_set(folder)
        assert says in caught.value.message
        assert caught.value.remedy

    def test_a_missing_file_a_missing_folder_and_a_damaged_one(self, folder, tmp_path):
        with pytest.raises(SetUnreadable, match="There is no folder"):
            read_set(tmp_path / "none")
        (folder / "queries.jsonl").rename(folder / "queries.jsonl.gz")
        with pytest.raises(SetUnreadable, match=r"queries.jsonl.gz, after line 0"):
            read_set(folder)
        (folder / "queries.jsonl.gz").write_bytes(gzip.compress(b"\xff\xfe\xff"))
        with pytest.raises(SetUnreadable, match="line 1"):
            read_set(folder)
        (folder / "queries.jsonl.gz").unlink()
        with pytest.raises(SetUnreadable, match=r"no queries.jsonl"):
            read_set(folder)


class TestBaseline:
    def test_words_are_letters_and_digits_in_lower_case(self):
        assert words_of("Ma'ruf: U-23, “Rp1,5”") == ["ma'ruf", "u", "23", "rp1", "5"]

    def test_scores_are_those_of_bm25(self):
        texts = ["x y", "x x z z", "y"]
        bodies = [Article(id=str(n), title="", body=text) for n, text in enumerate(texts)]
        engine = PlainBM25(bodies, no_stem())
        assert engine.ids("x x", 10) == ["1", "0"]
        assert engine.ids("q", 10) == []
        average = 7 / 3
        rarity = log(1 + (3 - 2 + 0.5) / (2 + 0.5))
        (_, first), (_, second) = engine._postings["x"]
        assert first == pytest.approx(
            rarity * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / average)), rel=1e-12
        )
        assert second == pytest.approx(
            rarity * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 4 / average)), rel=1e-12
        )

    def test_equal_scores_stand_in_the_order_of_the_articles(self):
        same = [Article(id=name, title="", body="sama saja") for name in "cab"]
        assert PlainBM25(same, no_stem()).ids("sama", 2) == ["c", "a"]

    def test_a_made_title_counts_once(self):
        made = Article(id="a", title="Satu", body="Satu dua", made=frozenset(["title"]))
        assert text_of(made) == "Satu dua"
        assert text_of(Article(id="a", title="Judul", body="Isi")) == "Judul\nIsi"

    def test_snowball_is_plain(self):
        stem = snowball_stem()
        assert [stem(word) for word in ("menteri", "dia", "u23abc")] == ["teri", "dia", "u23abc"]


class TestFigures:
    def test_of_one_right_article_they_follow_from_its_rank(self):
        ids = [f"d{rank}" for rank in range(1, 101)]
        found = figures_of(
            {"q": ids, "none": [], "late": ids},
            {"q": {"d3": 1}, "none": {"d1": 1}, "late": {"d11": 1}, "unasked": {"d1": 1}},
        )
        assert found["MRR@10"] == {"q": pytest.approx(1 / 3), "none": 0, "late": 0, "unasked": 0}
        assert found["nDCG@10"]["q"] == pytest.approx(1 / log2(4))
        assert found["success@1"]["q"] == 0
        assert found["success@5"]["q"] == 1
        assert found["recall@100"] == {"q": 1, "none": 0, "late": 1, "unasked": 0}
        assert mean(found["recall@100"]) == 0.5

    def test_the_order_given_is_the_one_judged_whatever_the_ids(self):
        # trec_eval sorts equal scores by id, the last first.
        found = figures_of({"q": ["b", "z", "a"]}, {"q": {"b": 1}})
        assert found["MRR@10"]["q"] == 1

    def test_grades_count(self):
        found = figures_of({"q": ["x", "y"]}, {"q": {"x": 1, "y": 2}})
        best = 2 + 1 / log2(3)
        assert found["nDCG@10"]["q"] == pytest.approx((1 + 2 / log2(3)) / best)


def exact_p(one, other):
    """The p value over all possible signs."""
    differences = [a - b for a, b in zip(one, other, strict=True)]
    least = abs(sum(differences)) - 1e-9
    signs = list(itertools.product((1, -1), repeat=len(differences)))
    extreme = sum(
        abs(sum(s * d for s, d in zip(sign, differences, strict=True))) >= least for sign in signs
    )
    return extreme / len(signs)


class TestSignificance:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ([1, 0.5, 1, 1, 0.63, 1, 0, 1], [0.5, 0.5, 0, 0.43, 0.63, 0, 0.3, 0.5]),
            ([1, 0, 1, 0, 0.5, 0.2], [0, 1, 0.5, 0.5, 0, 0.1]),
            ([0.9] * 10, [0.8] * 10),
        ],
    )
    def test_it_is_the_exact_test_but_for_the_drawing(self, one, other):
        exact = exact_p(one, other)
        assert p_value(one, other) == pytest.approx(exact, abs=0.02)
        assert p_value(other, one) == p_value(one, other)

    def test_no_difference_is_no_evidence(self):
        assert p_value([1, 0.5], [1, 0.5]) == 1.0
        assert p_value([], []) == 1.0
        assert p_value([1, 0], [0, 1]) == 1.0

    def test_a_difference_in_all_of_many_questions_is_hardly_chance(self):
        assert p_value([1.0] * 200, [0.9] * 200) == pytest.approx(1 / 10_001)

    def test_it_gives_the_same_each_time_and_needs_pairs(self):
        one, other = [1, 0, 1, 1, 0.5], [0, 0, 0.5, 1, 1]
        assert p_value(one, other) == p_value(one, other)
        with pytest.raises(ValueError, match="zip"):
            p_value([1], [1, 2])


class TestEvaluating:
    def test_the_product_answers_beside_its_baselines(self, folder):
        told = []
        found = evaluate_set(
            read_set(folder),
            baselines=("snowball", "none"),
            knobs={"k1": 2},
            on_progress=lambda *state: told.append(state),
        )
        names = [one.name for one in found.configurations]
        assert names == ["telusur", "varied", "snowball", "none"]
        assert found.shipped.mean("nDCG@10") == 1.0
        assert found.shipped.mean("nDCG@10", ["q1"]) == 1.0
        assert found.shipped.mean("nDCG@10", []) == 0.0
        none = found.configurations[-1]
        assert none.figures["nDCG@10"]["q2"] == 0
        gain = found.gain("nDCG@10", none)
        assert gain.mean == pytest.approx(1 / 3)
        assert gain.p == 1.0
        assert found.gain("nDCG@10", none, []).p == 1.0
        assert told[0] == ("index", 0, 3)
        assert told[-1] == ("none", 2, 3)

    def test_the_questions_in_another_form(self, folder):
        # "dicuri" was asked and "pencuri" written; "siapa" does not count, "beras" is there.
        assert other_form_questions(read_set(folder)) == ["q2"]
        assert snowball_form_questions(read_set(folder)) == ["q2"]
        found = evaluate_set(read_set(folder))
        assert found.other_form == found.snowball_form == ("q2",)

    @pytest.mark.parametrize(
        ("one", "other", "are"),
        [
            ("dicuri", "pencuri", True),
            ("menulis", "penulisan", True),
            ("memfilternya", "filter", True),
            ("menyapu", "sapu", False),
            ("batu", "batu", True),
            ("bata", "batu", False),
            ("pertanian", "pertemuan", False),
            ("abad", "abadi", True),
        ],
    )
    def test_words_are_alike_by_their_letters(self, one, other, are):
        assert alike(one, other) is are
        assert alike(other, one) is are

    def test_a_summary_is_for_programs(self, folder):
        summary = json.loads(json.dumps(evaluate_set(read_set(folder)).summary()))
        assert summary["questions"] == 3
        assert summary["questions_other_form"] == 1
        shipped, snowball = summary["configurations"]
        assert "gain" not in shipped
        assert set(snowball["gain"]) == set(snowball["p"])

    def test_knobs_and_baselines_that_do_not_exist_are_named(self, folder):
        with pytest.raises(ValueError, match="no knob x; there are k1"):
            varied({"x": 1})
        with pytest.raises(ValueError, match="k1 must be"):
            varied({"k1": -1})
        with pytest.raises(ValueError, match="no baseline lucene"):
            evaluate_set(read_set(folder), baselines=["lucene"])

    def test_without_ir_measures_a_remedy_is_named(self, folder, monkeypatch):
        monkeypatch.setitem(sys.modules, "ir_measures", None)
        with pytest.raises(MeasuresMissing) as caught:
            evaluate_set(read_set(folder))
        assert "pip install 'telusur[evaluate]'" in caught.value.remedy
