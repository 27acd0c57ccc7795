# The two commands: `make demo` and `make test`.
# Nothing is needed beside Python 3.11 or newer, git and make.

PYTHON ?= python3
PORT ?= 8000
SIZE ?= small
DEMO_DIR ?= $(CURDIR)/data/demo-$(SIZE)
BIN := .venv/bin

.PHONY: help install install-dev demo test check format lock messages bench screenshots clean

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: install ## Serve the fictional demo movement (PORT=8000 SIZE=small|full DEMO_DIR=…)
	@exec $(BIN)/brug demo --size "$(SIZE)" --dir "$(DEMO_DIR)" --port "$(PORT)" --stop-with-parent

test: install-dev ## Run all tests, on SQLite and on PostgreSQL where one answers
	@$(BIN)/python tools/run_tests.py

check: install-dev ## Run all linters
	@$(BIN)/python tools/check.py

install: ## Install what running takes into .venv
	@$(PYTHON) tools/install.py run
	@$(BIN)/python tools/build_messages.py >/dev/null

install-dev: ## Install that, and what tests and linters take
	@$(PYTHON) tools/install.py dev
	@$(BIN)/python tools/build_messages.py >/dev/null

format: install-dev ## Lay out the code as the linters want it
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

messages: install-dev ## Bring the catalogues of translations up to date with the sources
	@$(BIN)/python tools/messages.py

lock: install-dev ## Solve the dependencies anew (UPGRADE=--upgrade for newer versions)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/python tools/lock.py $(UPGRADE)

bench: install-dev ## Run the benchmarks (minutes)
	@$(BIN)/python -m benchmarks

screenshots: install-dev ## Make the pictures of the README again
	@$(BIN)/python tools/screenshots.py

clean: ## Throw away what make made, the demo included
	rm -rf .venv data build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
