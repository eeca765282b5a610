"""Documents, their scores and days, drawn for tests of loops over arrays."""

from array import array

from hypothesis import strategies as st

SIZE = 200
documents = st.one_of(
    st.sets(st.integers(0, SIZE - 1), max_size=8),
    st.builds(range, st.integers(0, 9), st.just(SIZE), st.integers(1, 5)).map(set),
)
days = st.lists(
    st.sampled_from([0, 20191231, 20200101, 20200229, 20210105]), min_size=SIZE, max_size=SIZE
).map(lambda found: array("i", found))
codes = st.lists(st.integers(0, 5), min_size=SIZE, max_size=SIZE).map(lambda n: array("I", n))


def numbers(those):
    return array("I", sorted(those))


def scores(those, by=1.5):
    return array("d", [by * each for each in sorted(those)])
