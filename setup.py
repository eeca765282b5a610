"""The compiled part of the build; everything else stands in pyproject.toml.

Some modules are written in Cython's pure-Python mode: plain Python with types, which runs as it is
and many times faster when it is compiled. They are compiled here where there is a C compiler. Where
there is none the build goes on without, and the same modules run uncompiled with the same answers.

``TELUSUR_PURE=1`` leaves the compiling out.
"""

import os
from pathlib import Path

from setuptools import Extension, setup

COMPILED = [
    "index/analysis/pipeline.py",
    "index/analysis/variants.py",
    "index/analysis/normalising.py",
    "index/analysis/tokens.py",
    "index/analysis/vocabulary.py",
    "index/analysis/passes.py",
    "index/analysis/scanner.py",
    "index/analysis/sieve.py",
    "index/analysis/stemming/chain.py",
    "index/analysis/stemming/confix.py",
    "index/segment/dictionary.py",
    "index/segment/encoding.py",
    "index/segment/inverting.py",
    "index/segment/packing.py",
    "index/segment/posting_list.py",
    "index/segment/term_merge.py",
    "searcher/accumulator.py",
    "searcher/document_sets.py",
    "searcher/places.py",
    "searcher/selection.py",
]
"""The modules to compile, by their file."""

DIRECTIVES = {"language_level": 3, "embedsignature": False, "binding": True}


def extensions() -> list[Extension]:
    """What to compile; nothing if it is not wanted."""
    if os.environ.get("TELUSUR_PURE") or not COMPILED:
        return []
    from Cython.Build import cythonize

    modules = [
        Extension(
            path.removesuffix(".py").replace("/", "."),
            [path],
            # A build without a compiler is a slow Telusur, and better than none.
            optional=True,
            extra_compile_args=[] if os.name == "nt" else ["-O3", "-fno-strict-aliasing"],
        )
        for path in COMPILED
        if Path(path).is_file()
    ]
    return cythonize(modules, compiler_directives=DIRECTIVES, build_dir="build/cython", quiet=True)


setup(ext_modules=extensions())
