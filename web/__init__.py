"""What does a reader see: the pages, the JSON interface and the feeds of one archive."""

from web.app import create_app

__all__ = ["create_app"]
