"""The process that runs one engine: takes orders as JSON lines, and answers each with one."""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, cast

from bench.documents import Document, read_documents
from bench.peers.base import Engine
from bench.queries import Query, from_json

Answer = dict[str, Any]
TRIES = 1000
"""So often an added article is looked for before it counts as not found."""


def main(module: str, engine: str) -> None:
    """Serve until the input ends."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what an engine prints must not come between answers
    orders = Orders(cast(Engine, getattr(importlib.import_module(module), engine)()))
    for line in sys.stdin:
        order = json.loads(line)
        answer = getattr(orders, order.pop("do"))(**order)
        out.write(json.dumps(answer) + "\n")
        out.flush()
    orders.stop()


class Orders:
    """What a worker can be told to do; each answer is what was measured."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def stop(self) -> None:
        """No order is left."""
        self._engine.stop()

    def about(self) -> Answer:
        """What the engine is and can do."""
        engine = self._engine
        return {
            "version": engine.version,
            "kinds": list(engine.kinds),
            "grows": engine.grows,
        }

    def build(self, documents: str, folder: str) -> Answer:
        """Build an index."""
        seconds = self._engine.build(read_documents(documents), Path(folder))
        return {**seconds, "peak_mib": self._mib("status", "VmHWM")}

    def open(self, folder: str) -> Answer:
        """Open an index."""
        return {"ms": took_ms(lambda: self._engine.open(Path(folder)))}

    def close(self) -> Answer:
        """Close it."""
        self._engine.close()
        gc.collect()
        return {}

    def warm(self, queries: list[str]) -> Answer:
        """Ask queries without measuring."""
        self._engine.warm(from_json(queries))
        return {}

    def ask(self, mode: str, queries: list[str]) -> Answer:
        """Ask queries one after the other."""
        asked = from_json(queries)
        gc.collect()
        times, found = self._engine.ask(mode, asked)
        return {"ms": [round(each, 5) for each in times], "found": found}

    def add(self, documents: str, queries: list[str]) -> Answer:
        """Add documents one by one; each is done when its query finds it."""
        asked = from_json(queries)
        added = zip(read_documents(documents), asked, strict=True)
        return {"ms": [took_ms(partial(self._add, document, query)) for document, query in added]}

    def memory(self) -> Answer:
        """What of the memory is this process's alone, in MiB; ``written`` is what is no file's.

        None where the system does not tell.
        """
        clean = self._mib("smaps_rollup", "Private_Clean")
        written = self._mib("smaps_rollup", "Private_Dirty")
        both = None if clean is None or written is None else round(clean + written, 1)
        return {"private_mib": both, "written_mib": written}

    def _mib(self, file: str, name: str) -> float | None:
        """A size from one of the Linux kernel's files about the process."""
        path = Path(f"/proc/{self._engine.process()}/{file}")
        if not path.exists():
            return None
        lines = path.read_text("utf-8").splitlines()
        size = next(line for line in lines if line.startswith(f"{name}:"))
        return round(int(size.split()[1]) / 1024, 1)

    def _add(self, document: Document, query: Query) -> None:
        self._engine.add(document)
        if not any(self._engine.ids(query) for _try in range(TRIES)):
            raise RuntimeError(f"the article that was added is not found with {query.text}")


def took_ms(work: Callable[[], object]) -> float:
    """The milliseconds that the work takes."""
    began = time.perf_counter()
    work()
    return round(1000 * (time.perf_counter() - began), 4)


if __name__ == "__main__":
    main(*sys.argv[1:])
