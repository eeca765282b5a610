"""A sieve lets through every form of a wanted word, and few others."""

from hypothesis import given
from hypothesis import strategies as st

from index.analysis.pipeline import default_analysis
from index.analysis.stemming.lexicon import default_lexicon
from index.analysis.traces import traces
from index.analysis.variants import GLUED, INFORMAL_FORMS, SHORT_FORMS

LEXICON = default_lexicon()
ROOTS = st.sampled_from(sorted(LEXICON.roots))
HEADS = st.sampled_from(
    [
        "",
        "di",
        "ke",
        "ber",
        "ter",
        "memper",
        "se",
        "nge",
        "meng",
        "men",
        "mem",
        "meny",
        "peny",
        "pe",
    ]
)
TAILS = st.sampled_from(["", "kan", "an", "i", "nya", "kannya", "lah", "in", "ku", "2", "-nya"])
FORMS = (*LEXICON.exceptions, *SHORT_FORMS, *INFORMAL_FORMS, *GLUED)
SIGNS = (
    *(
        "14/9/2019",
        "(14/9)",
        "5%",
        "Rp2,5 juta",
        "US$ 10",
        "€5",
        "Covid-19",
        "U 23",
        "PDI-P",
        "anak2",
    ),
    *("www.contoh.id", "surat@contoh.id", "@akun", "17.30", "3 Des 2020", "1945", "e-KTP", "kafé"),
)


def assert_found(chunk):
    analysis = default_analysis()
    for token in analysis.tokens(chunk):
        for wanted in {token.term: [0]}, {}:
            beginnings = [] if wanted else [(token.term[:2], 0), (token.term[:4], 1)]
            found = analysis.finder(wanted, beginnings).find(chunk)
            assert token.term in [word.term for word in found], (chunk, token)


@given(HEADS, ROOTS, TAILS, st.booleans())
def test_forms_with_affixes(head, root, tail, swallowed):
    """The root whole behind a prefix, or without its first letter."""
    assert_found(head + root[swallowed:] + tail)


@given(HEADS, ROOTS, TAILS)
def test_forms_in_old_spelling(head, root, tail):
    form = head + root + tail
    old = form.replace("j", "dj").replace("ny", "nj").replace("sy", "sj").replace("kh", "ch")
    assert_found(old.replace("c", "tj").replace("u", "oe"))
    assert_found(old.replace("y", "j").replace("u", "oe"))


def test_a_spelling_that_is_older_than_the_old_one():
    assert_found("atjhir")  # tj for c, and ch for kh


@given(ROOTS, ROOTS, st.sampled_from(["", "-"]))
def test_words_said_together(one, other, between):
    assert_found(one + between + other)
    assert_found(one.upper() + between + "men" + one[1:])


def test_irregular_forms_and_those_of_signs():
    for form in (*FORMS, *SIGNS):
        assert_found(form)


def test_the_letters_looked_for():
    assert traces("tulis") == ["ulis", "oelis"]
    assert traces("ibu") == ["ibu", "iboe"]
    assert traces("khas") == ["has"]
    assert traces("ak", is_whole=False) == ["ak", "ac", "atj"]
    assert traces("14") == traces("kafé") == []
