"""The fields of an article in the index.

Indexed: ``id`` (whole, unique), ``title`` and ``body`` (stems with positions), ``forms`` (the
words of both as they are written, with how often each comes), ``source``, ``category`` and
``author`` (the folded value whole, and its words). Kept in columns, one value a
document: ``day`` and ``time`` (for filters and sorting), ``source`` and ``category`` (for facets).
What is shown of an article stands beside them: see :mod:`index.segment.documents`. As Whoosh knows
them they stand in :mod:`index.whoosh_schema`.
"""

from __future__ import annotations

# Raised whenever an index of the old schema or with terms of the old analysis must not be mixed
# with the new one.
SCHEMA_VERSION = 4

TEXT_FIELDS = ("title", "body")
# The fields whose length is kept, for a score.
SCORED_FIELDS = (*TEXT_FIELDS, "forms")
KEYWORD_FIELDS = ("source", "category", "author")
