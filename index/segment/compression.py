"""Many short texts, each compressed alone: with a dictionary of what they have in common.

An article alone compresses badly, for most of what repeats in an archive repeats across articles.
A dictionary trained on some of a segment's articles takes a third off the size of its texts, and
costs nothing to read. It pays only where there are many: see :data:`FEWEST_TO_TRAIN`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from threading import Lock
from typing import Any

from zstandard import (
    ZstdCompressionDict,
    ZstdCompressor,
    ZstdDecompressor,
    ZstdError,
    backend_features,
)
from zstandard import frame_content_size as _content_size
from zstandard import train_dictionary as _train

# Below so many texts a dictionary is larger than what it saves; beyond the other, more samples make
# it no better.
FEWEST_TO_TRAIN = 500
ENOUGH_TO_TRAIN = 2_000
_ENOUGH_BYTES = 16 * 2**20
# Not everywhere: elsewhere texts are compressed one by one.
_MANY_AT_ONCE = "multi_compress_to_buffer" in backend_features

CompressionError = ZstdError


def trained_on(samples: Sequence[bytes], size: int) -> bytes:
    """A dictionary of up to ``size`` bytes made of these samples; empty where none can be made.

    It is never larger than an eighth of the samples.
    """
    total = 0
    chosen: list[bytes | bytearray | memoryview] = []
    for sample in samples:
        total += len(sample)
        if total > _ENOUGH_BYTES:
            break
        chosen.append(sample)
    try:
        return _train(min(size, total // 8), chosen).as_bytes()
    except (ZstdError, ValueError, MemoryError):
        return b""  # too few samples, or nothing that repeats


class Compressor:
    """Compresses texts with a dictionary, or without where it is empty."""

    def __init__(self, level: int, dictionary: bytes = b"") -> None:
        options: dict[str, Any] = {"write_checksum": False, "write_dict_id": False}
        if dictionary:
            known = ZstdCompressionDict(dictionary)
            known.precompute_compress(level=level)
            options["dict_data"] = known
        self._zstd = ZstdCompressor(level=level, write_content_size=True, **options)
        self.compress: Callable[[bytes], bytes] = self._zstd.compress

    def compress_all(self, texts: Sequence[bytes]) -> Iterator[bytes]:
        """Each of many texts, one after the other, as :meth:`compress` does.

        Other threads run while it works: it asks for the interpreter once and not text by text.
        """
        if not _MANY_AT_ONCE or not any(texts):
            return map(self.compress, texts)
        found = self._zstd.multi_compress_to_buffer(list(texts))
        return (found[number].tobytes() for number in range(len(found)))


class _Unpackers:
    """What unpacks texts with one dictionary, for all segments that have the same: most have."""

    def __init__(self, dictionary: bytes) -> None:
        self.dictionary = dictionary
        self._known: ZstdCompressionDict | None = None
        self._lock = Lock()
        # One serves one thread at a time.
        self.idle: list[ZstdDecompressor] = []

    def another(self) -> ZstdDecompressor:
        with self._lock:
            if self.dictionary and self._known is None:
                self._known = ZstdCompressionDict(self.dictionary)
            return ZstdDecompressor(dict_data=self._known)


_unpackers = lru_cache(maxsize=8)(_Unpackers)


class Decompressor:
    """Unpacks what a :class:`Compressor` with the same dictionary made. Shared between threads."""

    def __init__(self, dictionary: bytes = b"", most: int = 2**31) -> None:
        """``most``: the largest size of an unpacked text."""
        unpackers = _unpackers(dictionary)
        self.dictionary = unpackers.dictionary
        self._another = unpackers.another
        self._idle = unpackers.idle
        self._most = most

    def decompress(self, data: Any) -> bytes:
        """The text.

        Raises:
            CompressionError: if it is not what was packed.
        """
        try:
            unpacker = self._idle.pop()
        except IndexError:
            unpacker = self._another()
        try:
            # Whoever wrote the file says how much memory this takes.
            if not 0 <= _content_size(data) <= self._most:
                raise CompressionError("a text of unlikely size")
            text: bytes = unpacker.decompress(data)
        finally:
            self._idle.append(unpacker)
        return text
