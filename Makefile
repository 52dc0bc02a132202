# casemill: `make run` and `make test` do all the set-up on a fresh clone.
#   make run          set up, extract the corpus to out/, show a summary
#   make test         set up, run all tests
#   make evaluate     score against the gold annotations, fail below annotations/gate.toml
#   make lint         ruff and mypy
#   make corpus FROM=DIR   copy the articles that corpus/manifest.toml names from DIR to corpus/articles/
#   make schema       write pipeline/casemill/schema.json anew
#   make readme       write the output shown in README.md anew
#   make wheel        build dist/casemill-*.whl
#   make clean        remove what the other targets made
# PYTHON=... chooses the interpreter (3.11 or 3.12); VENV=... the place of the environment.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV ?= .venv
OUT ?= out
FROM ?=
REPORT ?= $(OUT)/evaluation.md
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help run test evaluate lint corpus schema readme wheel clean

help:
	@sed -n 's/^#   //p' Makefile

# A fitting Python is one that runs, is 3.11 or 3.12, and can build environments.
$(BIN)/python:
	@for candidate in "$${PYTHON:-}" python3.11 python3.12 python3 python \
	    "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.1[12].*/bin/python; do \
	  if [ -n "$$candidate" ] && "$$candidate" -c \
	      'import sys, ensurepip, venv; sys.exit((3, 11) > sys.version_info[:2] or sys.version_info[:2] > (3, 12))' \
	      2>/dev/null; then \
	    echo "Building $(VENV) with $$("$$candidate" --version)"; \
	    exec "$$candidate" -m venv "$(VENV)"; \
	  fi; \
	done; \
	echo "casemill needs Python 3.11 or 3.12 with the venv module, and none was found." >&2; \
	echo "Install one (Debian and Ubuntu: apt install python3.11 python3.11-venv), or name it: make PYTHON=/path/to/python3.11 ..." >&2; \
	exit 1

$(STAMP): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,lint]'
	@touch $@

run: $(STAMP)
	$(BIN)/casemill extract corpus --out $(OUT) --format jsonl,csv,brat

test: $(STAMP)
	$(BIN)/python -m pytest

evaluate: $(STAMP)
	@mkdir -p "$(dir $(REPORT))"
	$(BIN)/casemill evaluate --gold annotations/gold --texts corpus --gate annotations/gate.toml --report $(REPORT)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/mypy

corpus: | $(BIN)/python
	$(BIN)/python corpus/collect.py "$(FROM)"

# Tests compare both with what the program gives.
schema: $(STAMP)
	$(BIN)/casemill schema > pipeline/casemill/schema.json

readme: $(STAMP)
	$(BIN)/python tests/support/readme_blocks.py

wheel: $(STAMP)
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) $(OUT) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find pipeline models tests corpus -name __pycache__ -type d -prune -exec rm -rf {} +
