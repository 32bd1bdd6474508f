# Every verb of the project. `make` alone lists them.
# A fresh machine needs only Python >= 3.11 and make.

SHELL := /bin/bash
VENV ?= .venv
PY := $(VENV)/bin/python
# The first interpreter that really runs and is new enough (a shim may exist and refuse).
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11) or sys.version_info >= (3, 14))' >/dev/null 2>&1 && { echo $$p; break; }; done)
RUN_STAMP := $(VENV)/.run-ready
DEV_STAMP := $(VENV)/.dev-ready

# One worker a core, each with its own PostgreSQL; who has nothing left to do takes tests from another.
WORKERS ?= logical
PYTEST := $(PY) -m pytest --maxprocesses 8 --dist worksteal
# A browser waits more than it works: its tests run beside the others, with half as many workers, and say afterwards how it went.
BROWSERS ?= $(shell n=$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2); echo $$(( n > 3 ? n / 2 : 1 )))

BENCHES := $(filter-out broadcast storage_fill in_memory machine quarter_offices,$(basename $(notdir $(wildcard bench/*.py))))

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test proof test-fast check arrows bench map migration format lock clean

help: ## list the verbs
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(PY):
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11-3.13 / Python 3.11-3.13 is needed"; exit 1; }
	@echo "[1/3] 建立虚拟环境 ($(PYTHON))"
	@$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements/run.txt | $(PY)
	@echo "[2/3] 安装依赖"
	@if command -v uv >/dev/null 2>&1; then uv pip install --python $(PY) --require-hashes -r requirements/run.txt; \
	else $(PY) -m pip install --disable-pip-version-check --progress-bar on --require-hashes -r requirements/run.txt; fi
	@echo "[3/3] 安装本项目"
	@if command -v uv >/dev/null 2>&1; then uv pip install --python $(PY) --no-deps -e .; \
	else $(PY) -m pip install --disable-pip-version-check --no-deps -e .; fi
	@touch $@

$(DEV_STAMP): requirements/dev.txt $(RUN_STAMP)
	@echo "安装测试依赖"
	@if command -v uv >/dev/null 2>&1; then uv pip install --python $(PY) --require-hashes -r requirements/dev.txt; \
	else $(PY) -m pip install --disable-pip-version-check --progress-bar on --require-hashes -r requirements/dev.txt; fi
	@touch $@

setup: $(RUN_STAMP) ## make .venv and install what running needs
setup-dev: $(DEV_STAMP) ## also install what testing needs

run: setup ## set up everything and start (no configuration: the demo office on http://127.0.0.1:8080)
	@$(VENV)/bin/jianjian run

test: setup-dev ## set up everything and pass the tests (both engines, journeys; the browser beside them), on every core
	@$(PYTEST) -n $(BROWSERS) tests/browser > $(VENV)/browser.log 2>&1 & browser=$$!; \
	trap 'kill $$browser' INT TERM; \
	$(PYTEST) -n $(WORKERS) tests --ignore tests/browser; office=$$?; \
	echo "等待浏览器测试 / waiting for the browser's tests"; \
	wait $$browser; page=$$?; cat $(VENV)/browser.log; exit $$((office | page))

proof: setup-dev ## the tests without any saving: all crossings, long machines, 1,000 kills, a full quarter; a table of figures
	JIANJIAN_PROOF=1 $(PYTEST) -n $(WORKERS) tests --ignore tests/browser
	JIANJIAN_PROOF=1 $(PYTEST) -n $(WORKERS) tests/browser

test-fast: setup-dev ## without crash and browser tests
	$(PYTEST) -n $(WORKERS) tests --ignore tests/browser --ignore tests/crash -x -q

check: setup-dev ## lint, types, arrows, then the tests
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy bot casework handlers nlp services storage
	$(MAKE) arrows
	$(MAKE) test

arrows: setup-dev ## the packages import each other one way only
	$(VENV)/bin/lint-imports

bench: setup-dev ## print every ratio we publish, measured in this run (small sizes; each takes larger ones as arguments)
	@for name in $(BENCHES); do echo "== $$name"; $(PY) -m bench.$$name || exit 1; done
	@echo "== broadcast"; $(PY) -m bench.broadcast --people 300 --kills 1

migration: setup-dev ## write the next migration: make migration TITLE="what it does"
	@$(PY) -m storage.migrate "$(TITLE)"

traditional: setup-dev ## write the citizens' sentences in Traditional characters anew
	@$(PY) -m tests.traditional

map: setup-dev ## write the map of modules in docs/architecture.md anew
	@$(PY) -m tests.module_map

format: setup-dev ## format and fix what can be fixed
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

lock: ## resolve requirements/*.txt anew (needs uv); no index addresses are written
	uv pip compile pyproject.toml --extra postgres --extra charts --generate-hashes --no-header --no-annotate --no-emit-index-url --universal --python-version 3.11 -q -o requirements/run.txt
	uv pip compile pyproject.toml --extra dev --generate-hashes --no-header --no-annotate --no-emit-index-url --universal --python-version 3.11 -q -o requirements/dev.txt

clean: ## remove the virtual environment and caches (never the data folder)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
