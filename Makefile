# All set-up from a bare python3 (3.11 or newer) and make. The lock decides every version.
PYTHON ?= python3
UV := .uv/bin/uv
BIN := .venv/bin
# One more than there are cores: many tests wait for a process or a pause.
WORKERS = $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')
export UV_PROJECT_ENVIRONMENT := .venv

.PHONY: help install dev demo run test check format bench clean

help:
	@echo "make demo    try it: sample data, a chat page, no token"
	@echo "make run     run it with the settings in .env"
	@echo "make test    every test, on SQLite and PostgreSQL"
	@echo "make check   what a developer runs: lint, types, import rules, dead code, tests"

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: $$($(PYTHON) --version) is too old."; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "python3 lacks venv or pip. On Debian and Ubuntu: sudo apt install python3-venv python3-pip"; exit 2; }
	@$(PYTHON) -m venv .uv
	@.uv/bin/python -m pip install --quiet --disable-pip-version-check uv

.venv/.installed: $(UV) pyproject.toml uv.lock
	@$(UV) sync --quiet --frozen --no-dev --python $(PYTHON)
	@touch $@

.venv/.developing: $(UV) pyproject.toml uv.lock
	@$(UV) sync --quiet --frozen --python $(PYTHON)
	@touch .venv/.installed $@

install: .venv/.installed

dev: .venv/.developing

demo: install
	@$(BIN)/nhipcau demo $(if $(PORT),--port $(PORT))

run: install
	@$(BIN)/nhipcau run

test: dev
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

check: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/vulture
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

format: dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: dev
	@for file in bench/[a-z]*.py; do echo "== $$file"; $(BIN)/python -m bench.$$(basename $$file .py) || exit 1; done

clean:
	rm -rf .venv .uv data .pytest_cache .mypy_cache .ruff_cache .hypothesis
