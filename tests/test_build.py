"""The compiled modules: built from the source that stands here, and listed where they should be."""

import importlib
import importlib.machinery
import os
import re
import runpy
import time
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


def test_what_is_fresh_is_not_compiled_again_for_use_in_place(tmp_path, monkeypatch):
    """An installation in place has a new folder for each run, where nothing would ever be fresh."""
    setuptools = pytest.importorskip("setuptools")
    given = {}
    monkeypatch.setenv("TELUSUR_PURE", "1")
    monkeypatch.setattr(setuptools, "setup", given.update)
    runpy.run_path(str(ROOT / "setup.py"))
    monkeypatch.chdir(tmp_path)
    command = given["cmdclass"]["build_ext"](setuptools.Distribution())
    command.ensure_finalized()
    source, built = Path("modul.c"), Path(command.get_ext_filename("modul"))
    module = setuptools.Extension("modul", [str(source)])
    source.touch()
    assert not command.is_fresh(module)
    built.touch()
    for moved, fresh in ((source, False), (built, True)):
        os.utime(moved, (time.time() + 10 + fresh, time.time() + 10 + fresh))
        assert command.is_fresh(module) == fresh
