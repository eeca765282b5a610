"""The first line of a small file of an index: what it is, and a digest of the rest."""

from __future__ import annotations

try:
    # As hashlib has it, which first loads OpenSSL: longer than all else a search does with digests.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


def seal(kind: str, body: bytes) -> bytes:
    """The line before a body of this kind, without its end."""
    return f"telusur-{kind} {blake2b(body, digest_size=16).hexdigest()}".encode()
