"""300 pairs of one family and 300 of different ones, chosen before the stems were looked at."""

from pathlib import Path

import pytest

from index.analysis.stemming import Chain

HERE = Path(__file__).parent
FLOOR = 0.98


@pytest.mark.parametrize(("file", "same"), [("families.tsv", True), ("collisions.tsv", False)])
def test_pairs(chain: Chain, file: str, same: bool) -> None:
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    pairs = [tuple(line.split("\t")) for line in lines]
    assert len(pairs) == len(set(pairs)) == 300
    wrong = [(a, b) for a, b in pairs if (chain(a).term == chain(b).term) is not same]
    assert len(wrong) <= len(pairs) * (1 - FLOOR), wrong
