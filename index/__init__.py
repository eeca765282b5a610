"""How text becomes terms, and terms an index that is never lost.

``ArticleIndex`` is the door: open or create one, ``update`` it with articles, ``remove`` some.
"""

from index.article_index import ArticleIndex
from index.errors import IndexFault
from index.session import Report

__all__ = ["ArticleIndex", "IndexFault", "Report"]
