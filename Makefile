# The two commands: `make demo` and `make test`. Nothing is needed beside Python 3.11+, git and make.

PYTHON ?= python3
PORT ?= 8000
SIZE ?= small
DEMO_DIR ?= $(CURDIR)/data/demo-$(SIZE)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help demo test test-sqlite test-postgres check lock bench screenshots messages clean

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# A stamp is written last: an installation that was cut short is done again.
$(VENV)/.run: requirements.lock pyproject.toml tools/build_messages.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Brug needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Installing into $(VENV) (a minute or two, once) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes --no-deps -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@echo "Installing what the tests and linters need …"
	@$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.run messages ## Serve the fictional demo movement on http://127.0.0.1:$(PORT)
	@$(BIN)/brug demo --size $(SIZE) --dir "$(DEMO_DIR)" --port $(PORT)

messages: $(VENV)/.run ## Compile the translations
	@$(BIN)/python tools/build_messages.py

test: $(VENV)/.dev messages ## Run all tests, on SQLite and on PostgreSQL where one answers
	@$(BIN)/python tools/run_tests.py

check: $(VENV)/.dev ## Run all linters
	@$(BIN)/python tools/check.py

lock: ## Make the lock files anew (needs uv)
	uv pip compile -q pyproject.toml --group build --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --python-version 3.11 -o requirements.lock
	uv pip compile -q pyproject.toml --extra grown --group build --group dev -c requirements.lock \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 \
	  -o requirements-dev.lock

bench: $(VENV)/.dev messages ## Run the benchmarks (minutes)
	@$(BIN)/python -m benchmarks

screenshots: $(VENV)/.dev messages ## Make the pictures of the README again
	@$(BIN)/python tools/screenshots.py

clean: ## Throw away what make made, data of the demo included
	rm -rf $(VENV) data build dist .mypy_cache .ruff_cache .pytest_cache
