"""The compiled modules: built from the source that stands here, and listed where they should be."""

import importlib
import importlib.machinery
import re
from pathlib import Path

import pytest

from tests import uncompiled

ROOT = Path(__file__).parents[1]
COMPILED = re.findall(r'^    "([a-z_/]+\.py)",$', (ROOT / "setup.py").read_text("utf-8"), re.M)
ENDINGS = tuple(importlib.machinery.EXTENSION_SUFFIXES)


def built(source: Path) -> list[Path]:
    """The compiled files of a module for this Python."""
    candidates = (source.with_name(source.stem + ending) for ending in ENDINGS)
    return [path for path in candidates if path.exists()]


def test_every_compiled_module_is_there():
    assert COMPILED
    for name in COMPILED:
        assert (ROOT / name).is_file(), name


@pytest.mark.parametrize("name", COMPILED)
def test_what_was_compiled_is_the_source_that_stands_here(name):
    source = ROOT / name
    for path in built(source):
        assert path.stat().st_mtime >= source.stat().st_mtime, (
            f"{path.name} is older than its source: run make lint to compile it anew"
        )


@pytest.mark.parametrize("name", COMPILED)
def test_a_run_without_compiled_modules_has_none(name):
    if not uncompiled.wanted():
        pytest.skip(f"only with {uncompiled.VARIABLE}=1")
    module = importlib.import_module(name.removesuffix(".py").replace("/", "."))
    assert module.__file__ == str(ROOT / name)
