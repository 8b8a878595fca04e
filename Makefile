# Everything a developer does here, from a clean clone, with nothing but Python 3.10+ set up:
#
#   make demo      start the demo                     make format   format all code
#   make test      check and run every test           make bench    measure against the published version
#   make check     lint and type-check                make clean    forget everything make has set up
#   make docs      build the documentation: site/index.html
#
# ARGS= is handed on:  make demo ARGS="--port 8000"   make unit ARGS="-k outbox"
# Stamp files remember what is set up; a target does again only what its inputs have changed.

PYTHON ?= python3
ARGS ?=

VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv --quiet pip install --constraint constraints.txt
INPUTS := pyproject.toml constraints.txt
CLIENT := frontend
CLIENT_DEV := $(CLIENT)/node_modules/dev.stamp

# Programs of the environment (uv, node where the machine has none) go before the machine's own.
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export VIRTUAL_ENV := $(CURDIR)/$(VENV)
export UV_PYTHON_DOWNLOADS := never
# The client has its own target below, which tells more than a build hook can.
export HATCH_BUILD_NO_HOOKS := true
unexport PYTHONPATH PYTHONHOME

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check check-python check-client unit integration browser test-client \
        coverage format bench docs client published constraints clean

help:
	@sed -n '/^#/!q;s/^# \{0,1\}//p' Makefile

# ------------------------------------------------------------------ what people ask for

demo: $(VENV)/demo.stamp client
	@$(PY) -m pywebio.demo $(ARGS)

test: check docs test-client $(VENV)/browser.stamp published client
	@echo "• unit, integration, conformance and browser tests"
	@$(PY) -m pytest $(ARGS)

check: check-python check-client

check-python: $(VENV)/dev.stamp
	@echo "• ruff"
	@$(PY) -m ruff check --quiet --output-format concise
	@$(PY) -m ruff format --check --quiet || { echo "Not formatted; run: make format"; exit 1; }
	@echo "• mypy"
	@$(PY) -m mypy --no-error-summary

check-client: $(CLIENT_DEV)
	@echo "• tsc, eslint"
	@npm --prefix $(CLIENT) run --silent check

unit: $(VENV)/dev.stamp
	@$(PY) -m pytest -q tests/unit $(ARGS)

integration: $(VENV)/dev.stamp client
	@$(PY) -m pytest -q tests/integration $(ARGS)

browser: $(VENV)/browser.stamp published client
	@$(PY) -m pytest -q tests/browser $(ARGS)

test-client: $(CLIENT_DEV)
	@echo "• vitest"
	@npm --prefix $(CLIENT) run --silent test

coverage: $(VENV)/browser.stamp published client
	@$(PY) -m coverage erase
	@$(PY) -m coverage run -m pytest $(ARGS)
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report

format: $(VENV)/dev.stamp $(CLIENT_DEV)
	@$(PY) -m ruff check --quiet --fix-only
	@$(PY) -m ruff format --quiet
	@npm --prefix $(CLIENT) run --silent format

bench: $(VENV)/dev.stamp client
	@$(PY) -m benchmarks $(ARGS)

docs: $(VENV)/dev.stamp
	@echo "• documentation, in site/index.html"
	@NO_MKDOCS_2_WARNING=true $(PY) -m mkdocs build --strict $(ARGS)

clean:
	@rm -rf $(VENV) $(CLIENT)/node_modules src/pywebio/static dist site .bench .published
	@rm -rf .mypy_cache .pytest_cache .ruff_cache .coverage .coverage.* htmlcov
	@find src tests tools benchmarks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

# ------------------------------------------------------------------ how it is set up

$(VENV)/venv.stamp: tools/make_venv.sh
	@echo "• virtual environment in $(VENV)"
	@sh tools/make_venv.sh $(PYTHON) $(VENV)
	@touch $@

$(VENV)/node.stamp: $(VENV)/venv.stamp tools/ensure_node.py
	@$(PY) tools/ensure_node.py
	@touch $@

# For the demo: PyWebIO and what it needs.
$(VENV)/demo.stamp: $(VENV)/node.stamp $(INPUTS)
	@echo "• PyWebIO and its dependencies"
	@$(UV) --build-constraint constraints.txt --editable .
	@touch $@

# For everything else: all extras and the tools.
$(VENV)/dev.stamp: $(VENV)/node.stamp $(INPUTS) | $(CLIENT_DEV)
	@echo "• PyWebIO with all extras, test and check tools"
	@$(UV) --build-constraint constraints.txt --group dev --editable '.[all]'
	@touch $@ $(VENV)/demo.stamp

$(VENV)/browser.stamp: $(VENV)/dev.stamp tools/find_chromium.py
	@$(PY) tools/find_chromium.py --install
	@touch $@

$(CLIENT_DEV): $(VENV)/node.stamp $(CLIENT)/package.json $(CLIENT)/package-lock.json
	@echo "• npm packages"
	@npm --prefix $(CLIENT) ci --loglevel=error --no-fund --no-audit
	@touch $@

client: $(VENV)/node.stamp
	@$(PY) tools/build_client.py

# The published version, in an environment of its own: tests let it talk with this one.
published: $(VENV)/dev.stamp
	@$(PY) -m tools.published_version

# By hand, after a change of the dependencies in pyproject.toml.
constraints: $(VENV)/venv.stamp
	@$(VENV)/bin/uv --quiet pip compile pyproject.toml --upgrade --universal --python-version 3.10 \
	    --all-extras --group dev --group node --generate-hashes \
	    --no-emit-index-url --no-header --no-annotate --output-file constraints.txt
