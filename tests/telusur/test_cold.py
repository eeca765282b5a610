"""What a search from a shell loads: every module is paid for by each search."""

import subprocess
import sys

import pytest

HEAVY = (
    *("whoosh", "urllib.request", "dateparser", "rich", "numpy", "asyncio", "email", "ssl"),
    *("http", "pickle", "flask", "csv", "secrets", "hmac", "tempfile", "lzma"),
    *("_hashlib", "concurrent", "logging", "calendar", "html", "queue"),
)
PLAINLY = (*HEAVY, "click", "dataclasses", "gettext", "locale", "corpus.article")
"""What is not loaded for a plain search either."""


@pytest.mark.parametrize("query", ["banjir", '"banjir bandang" -rob', "banjir sejak:2020"])
def test_a_search_loads_nothing_it_does_not_need(sample_index, query):
    code = f"""
import sys
from telusur.cli import telusur
try:
    telusur.main(["search", "--index", {str(sample_index)!r}, "--", {query!r}])
except SystemExit as end:
    print([name for name in {HEAVY!r} if name in sys.modules], end.code)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] in ("[] 0", "[] 1"), done.stdout


@pytest.mark.parametrize("query", ["banjir", "pasukan keamanan"])
def test_a_plain_search_loads_less_still(sample_index, query):
    code = f"""
import sys
before = set(sys.modules)
from telusur.start import plain_search
code = plain_search([{query!r}, "--index", {str(sample_index)!r}])
print([name for name in {PLAINLY!r} if name in sys.modules and name not in before], code)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] in ("[] 0", "[] 1"), done.stdout
