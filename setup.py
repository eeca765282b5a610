"""The compiled part of the build; everything else stands in pyproject.toml.

Some modules are written in Cython's pure-Python mode: plain Python with types, which runs as it is
and many times faster when it is compiled. They are compiled here where there is a C compiler. Where
there is none the build goes on without, and the same modules run uncompiled with the same answers.

``TELUSUR_PURE=1`` leaves the compiling out.
"""

import os
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

TRANSLATED = Path("build/cython")

COMPILED = [
    "index/analysis/finding.py",
    "index/analysis/pipeline.py",
    "index/analysis/variants.py",
    "index/analysis/acronyms.py",
    "index/analysis/normalising.py",
    "index/analysis/tokens.py",
    "index/analysis/vocabulary.py",
    "index/analysis/passes.py",
    "index/analysis/chunk_table.py",
    "index/analysis/scanner.py",
    "index/analysis/sieve.py",
    "index/analysis/traces.py",
    "index/analysis/stemming/chain.py",
    "index/analysis/stemming/confix.py",
    "index/segment/blobs.py",
    "index/segment/codes.py",
    "index/segment/dictionary.py",
    "index/segment/dictionary_writer.py",
    "index/segment/encoding.py",
    "index/segment/inverting.py",
    "index/segment/packing.py",
    "index/segment/pages.py",
    "index/segment/posting_list.py",
    "index/segment/posting_places.py",
    "index/segment/posting_search.py",
    "index/segment/term_merge.py",
    "index/segment/unpacking.py",
    "searcher/accumulator.py",
    "searcher/document_sets.py",
    "searcher/flags.py",
    "searcher/marking.py",
    "searcher/openings.py",
    "searcher/places.py",
    "searcher/present.py",
    "searcher/scoring.py",
    "searcher/selection.py",
    "searcher/tallies.py",
    "searcher/slips.py",
    "searcher/snippet.py",
]
"""The modules to compile, by their file."""

SHARED = "index._cython"
"""The module that holds once what else each compiled module would hold: Cython's memory views."""

DIRECTIVES = {
    "language_level": 3,
    "embedsignature": False,
    "binding": True,
    "emit_code_comments": False,
}

# Debugging information would be four fifths of each file, and -O3 costs time but gives none.
COMPILER: list[str] = [] if os.name == "nt" else ["-O2", "-g0", "-fno-strict-aliasing"]


def extensions() -> list[Extension]:
    """What to compile; nothing if it is not wanted."""
    if os.environ.get("TELUSUR_PURE"):
        return []
    import Cython
    from Cython.Build import cythonize

    modules = [
        # A build without a compiler is a slow Telusur, and better than none.
        Extension(name, sources, optional=True, extra_compile_args=COMPILER)
        for name, sources in [
            *((path.removesuffix(".py").replace("/", "."), [path]) for path in COMPILED),
            (SHARED, []),
        ]
    ]
    # What lies in build/ is taken again if it is newer than its source and made in the same way.
    settings = repr([Cython.__version__, DIRECTIVES, COMPILER, SHARED])
    noted = TRANSLATED / "settings"
    translated = cythonize(
        modules,
        compiler_directives=DIRECTIVES,
        shared_utility_qualified_name=SHARED,
        build_dir=str(TRANSLATED),
        force=not noted.is_file() or noted.read_text() != settings,
        quiet=True,
    )
    noted.write_text(settings)
    return translated


class BuildWhatChanged(build_ext):
    """Compile with all cores and, for use in place, only what is newer than its compiled file."""

    def finalize_options(self) -> None:
        """Take as many compilers at once as there are cores, unless told how many."""
        super().finalize_options()
        self.parallel = self.parallel or os.cpu_count()

    def run(self) -> None:
        """Leave out what is fresh: pip builds in a new folder, where nothing would ever be."""
        if self.inplace and not self.force:
            self.extensions = [module for module in self.extensions if not self.is_fresh(module)]
        super().run()

    def is_fresh(self, module: Extension) -> bool:
        """Whether the compiled file beside the source is newer than what it is made from."""
        built = Path(self.get_ext_filename(module.name))
        made = built.stat().st_mtime if built.is_file() else 0
        return all(made > Path(source).stat().st_mtime for source in module.sources)


setup(ext_modules=extensions(), cmdclass={"build_ext": BuildWhatChanged})
