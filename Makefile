# make demo   index the sample articles and serve them (make demo PORT=8123 for another port)
# make test   lint, types and all tests
# make bench  how fast it is beside others: the sample, or SOURCE=file; ARGS: docs/performance.md
# make quality  how good the answers are: docs/quality.md
# Everything is installed into .venv here and nowhere else; make clean takes it all away.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8080

VENV := .venv
BIN := $(VENV)/bin
# What is compiled where there is a C compiler; a change of it is compiled anew.
COMPILED := $(shell sed -n 's/^    "\([a-z_/]*\.py\)",$$/\1/p' setup.py) $(wildcard index/analysis/*.pxd index/segment/*.pxd searcher/*.pxd)
# What pip does for packages that it does not install in place: a search need not compile Python.
COMPILE = $(BIN)/python -m compileall -q corpus index searcher web telusur
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

# Tests of what is compiled, run once more without: as on a machine without a C compiler.
UNCOMPILED := tests/test_build.py tests/index/stemming tests/index/test_scanner.py tests/index/test_pool.py tests/index/test_finding.py \
  tests/index/test_packing.py tests/index/test_term_merge.py tests/index/test_positions.py \
  tests/searcher/test_expected.py tests/searcher/test_bounds.py tests/searcher/test_equality.py

.PHONY: help demo test lint bench quality translations screenshot clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# \(make\)/\1/p' Makefile

demo: $(VENV)/.core
	$(BIN)/telusur demo --index .demo --host $(HOST) --port $(PORT)

test: lint
	$(BIN)/python -m pytest
	TELUSUR_PURE=1 TELUSUR_EQUALITY=50 $(BIN)/python -m pytest -q -m "not slow" $(UNCOMPILED)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# What is not compiled to bytecode would be compiled anew by each search from a cold shell.
bench: $(VENV)/.bench
	@$(COMPILE)
	$(BIN)/python -m bench $(SOURCE) $(ARGS)

# The tables of docs/quality.md, measured anew, and the floors of tests/eval held against them;
# With RAISE=--raise the floors are raised too. Minutes where ../shared/data/eval is.
quality: $(VENV)/.dev
	$(BIN)/python -m tests.eval.quality $(RAISE)

# After a change of a text in telusur/ or web/: brings the English catalogues in step.
translations: $(VENV)/.dev
	$(BIN)/python -m tests.telusur.catalogue
	$(BIN)/python -m tests.web.catalogue

# The picture in the README, taken by the browser test.
screenshot: $(VENV)/.dev
	TELUSUR_SCREENSHOT=docs/screenshot.png $(BIN)/python -m pytest -q tests/browser -k picture

clean:
	rm -rf $(VENV) .demo build dist *.egg-info test-artifacts \
	  .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find corpus index searcher web telusur -name '*.so' -delete

$(VENV)/.core: pyproject.toml constraints.txt setup.py $(COMPILED) | $(BIN)/python
	@echo "Installing Telusur into $(VENV) ..."
	$(PIP) -e .
	@$(COMPILE)
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt setup.py $(COMPILED) | $(BIN)/python
	@echo "Installing Telusur and its test tools into $(VENV) ..."
	$(PIP) -e '.[dev]'
	@$(COMPILE)
	@touch $@ $(VENV)/.core

# The peers that no wheel is to be had of are left out, and the run says which.
$(VENV)/.bench: $(VENV)/.dev
	@echo "Installing the peers that come as packages ..."
	$(PIP) -e '.[bench]' || echo "Not all could be installed."
	@touch $@

define NEED_PYTHON
Telusur needs Python 3.10 or newer, and '$(PYTHON)' is not. Name one: make $(MAKECMDGOALS) PYTHON=python3.12
endef
define NEED_VENV
'$(PYTHON)' cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv
endef

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null \
	  || { echo "$(NEED_PYTHON)" >&2; exit 2; }
	@if $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then $(PYTHON) -m venv $(VENV); \
	elif $(PYTHON) -c 'import virtualenv' 2>/dev/null; then $(PYTHON) -m virtualenv -q $(VENV); \
	else echo "$(NEED_VENV)" >&2; exit 2; fi
