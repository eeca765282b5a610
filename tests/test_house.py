"""The house: which stage may know which, and what must not stand in the files."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[1]
STAGES = ("corpus", "index", "searcher", "web", "telusur")
MAY_IMPORT = {
    "corpus": set(),
    "index": {"corpus"},
    "searcher": {"corpus", "index"},
    "web": {"corpus", "index", "searcher"},
    "telusur": {"corpus", "index", "searcher", "web"},
}
MODULES = sorted(path for stage in STAGES for path in (ROOT / stage).rglob("*.py"))


def stages_imported(path):
    """The other stages that a module imports anywhere in it, also within functions."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module)
    own = path.relative_to(ROOT).parts[0]
    return {name.partition(".")[0] for name in names} & set(STAGES) - {own}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path):
    stage = path.relative_to(ROOT).parts[0]
    assert stages_imported(path) <= MAY_IMPORT[stage]


def test_nothing_in_the_house_knows_of_the_bench():
    for path in MODULES:
        assert not re.search(r"^\s*(from|import) bench\b", path.read_text("utf-8"), re.M), path


def test_whoosh_is_touched_by_index_and_searcher_only():
    for path in MODULES:
        if path.relative_to(ROOT).parts[0] not in ("index", "searcher"):
            assert not re.search(r"^\s*(from|import) whoosh", path.read_text("utf-8"), re.M), path


def test_no_docstring_leads_to_a_module_that_is_gone():
    for path in MODULES:
        for named in re.findall(r":mod:`([\w.]+)`", path.read_text("utf-8")):
            place = ROOT.joinpath(*named.split("."))
            there = place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()
            assert there or named.partition(".")[0] not in STAGES, f"{path} names {named}"


def test_the_rule_sees_an_import_within_a_function(tmp_path, monkeypatch):
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    module = tmp_path / "corpus" / "x.py"
    module.parent.mkdir()
    module.write_text("def f():\n    from web.app import create_app\n    import index.errors\n")
    assert stages_imported(module) == {"web", "index"}


def tracked_files():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    ).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name]


def test_no_file_names_a_place_on_one_machine():
    places = re.compile(r"(?<![.\w])/(home|root|Users|work|farm)/")
    if not tracked_files():
        pytest.skip("not a git checkout")
    for path in tracked_files():
        if not path.is_file() or b"\0" in (data := path.read_bytes()):
            continue
        found = places.search(data.decode("utf-8", "replace"))
        assert not found, f"{path}: {found.group()}"


def test_constraints_hold_versions_and_no_addresses():
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = re.compile(r"[a-z0-9-]+==[\w.]+(; python_version (<|>=) '3\.\d+')?")
    for line in lines:
        assert line.startswith("#") or pinned.fullmatch(line), line


def test_every_dependency_is_pinned():
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["dev"], *extras["bench"]]
    pinned = (ROOT / "constraints.txt").read_text("utf-8")
    for requirement in wanted:
        name = re.match(r"[\w-]+", requirement).group().lower()
        assert re.search(rf"^{name}==", pinned, re.M), name


def test_readme_tells_of_every_command():
    from telusur.cli import COMMANDS

    readme = (ROOT / "README.md").read_text("utf-8")
    for name in COMMANDS:
        assert f"telusur {name}" in readme
