# Every target sets up whatever is missing; a fresh machine needs python3 (3.11 or newer), make and git.

PYTHON ?= $(shell .ci/python)
BIN := .venv/bin
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --quiet --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help site serve test bench bench-import bench-charts bench-search bench-compliance lock clean distclean \
	setup setup-tests

help: ## say what the targets do
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile | expand -t 24

site: setup ## build the shipped records into site/
	@$(BIN)/bulletins build

serve: setup ## show the site and build it again when a file changes
	@$(BIN)/bulletins serve

test: setup-tests ## format, lint, types, import contracts, every test
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-cache --no-logo
	@BULLETINS_CHROMIUM="$$($(PYTHON) .ci/setup.py chromium)" $(BIN)/pytest -q -rs -n 2

bench: setup-tests ## measure how fast it builds, and beside what
	@$(BIN)/python -m tests.bench

bench-import: setup-tests ## measure how fast real registers are imported and checked
	@$(BIN)/python -m tests.bench.imports

bench-charts: setup-tests ## measure what charts and the pages of the market cost
	@$(BIN)/python -m tests.bench.charts

bench-search: setup-tests ## measure how well the search finds and what it costs; ARGS=--shipped leaves the import out
	@$(BIN)/python -m tests.bench.search $(ARGS)

bench-compliance: setup-tests ## measure how fast the figures of 100,000 cases are computed
	@$(BIN)/python -m tests.bench.compliance

lock: setup-tests ## write the lock files anew; UPGRADE=1 takes newer versions
	$(LOCK) --extra build --output-file requirements.lock
	$(LOCK) --extra build --extra dev --constraint requirements.lock --output-file requirements-dev.lock
	printf 'resvg==0.2.0\n' | $(subst pyproject.toml,-,$(LOCK)) --output-file requirements-pictures.lock
	if command -v npm >/dev/null; then for folder in site_config/fonts tests/editor; do (cd $$folder && \
		npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund) \
		|| exit 1; done; fi
	@! grep -nE '"resolved"|https?://|file:|--(extra-)?index-url|--find-links' \
		requirements*.lock site_config/*/package-lock.json tests/editor/package-lock.json | grep -v '"url": "https://'

clean: ## remove the built site and the caches
	rm -rf site .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

distclean: clean ## remove the set-up too
	rm -rf .venv

setup:
	@$(PYTHON) .ci/setup.py site

setup-tests:
	@$(PYTHON) .ci/setup.py test
