"""What those who write posting lists and dictionaries and those who read them must agree on.

The layouts are told in :mod:`index.segment.dictionary` and :mod:`index.segment.posting_list`. Apart
from both, so that a search loads nothing that writes.
"""

from __future__ import annotations

import struct

# Terms of a block of a dictionary.
BLOCK_TERMS = 16

# The postings of one document stand in the dictionary, unless the term comes more often than this.
MOST_INLINE = 8

# What a field keeps.
COUNTS = 1
POSITIONS = 2

# Terms, bytes of all blocks, postings, occurrences, what the field keeps (COUNTS, POSITIONS), 0.
TRAILER = struct.Struct("<QQQQII")
