"""Related terms: words of one root that mean different things, and are still looked for together.

What a stem joins, a search cannot tell apart any more; what it keeps apart, a search loses. These
are in between: *Kepulauan Riau* is no island, but who asks for the islands of Riau may mean it.
Each has a stem of its own (``index/analysis/stemming/exceptions.txt``), and stands in for the other
where an article lacks it, at ``Tuning.related_weight``, if no acronym does. ("Related term" is the
relation of a thesaurus, RT in ISO 25964.)
"""

from __future__ import annotations

_PAIRS = """
kepulauan pulau, kebangkitan bangkit
"""


def _both_ways(pairs: str) -> dict[str, str]:
    """Each term with the one that it is related to."""
    split = [pair.split() for pair in pairs.split(",")]
    found = dict(split)
    found.update((second, first) for first, second in split)
    return found


RELATED = _both_ways(_PAIRS)
"""By term, the related one."""
