"""Running the compiled modules from their source instead, as where there is no C compiler.

    TELUSUR_PURE=1 pytest tests/index tests/searcher

Python prefers a compiled module that lies beside its source. With the variable set, a finder in
front of all others takes the source of each of ours.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

VARIABLE = "TELUSUR_PURE"
OURS = frozenset(("corpus", "index", "searcher", "web", "telusur"))


class SourceFinder(MetaPathFinder):
    """Finds the source of our modules where Python would take what was compiled of it."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module's source; None for all that is not compiled, which others find."""
        if fullname.partition(".")[0] not in OURS:
            return None
        found = PathFinder.find_spec(fullname, path, target)
        if found is None or not found.origin or found.origin.endswith(".py"):
            return None
        source = Path(found.origin).with_name(f"{fullname.rpartition('.')[2]}.py")
        loader = SourceFileLoader(fullname, str(source))
        return spec_from_file_location(fullname, source, loader=loader)


def wanted() -> bool:
    """Whether this run is to go without compiled modules."""
    return bool(os.environ.get(VARIABLE))


def install() -> None:
    """Take sources from here on."""
    sys.meta_path.insert(0, SourceFinder())
