"""Segments: what one commit adds to an index, and how several become one."""
