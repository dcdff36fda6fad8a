# Two commands: `make demo` shows the main job, `make test` passes all tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --custom-compile-command "make lock" --quiet $(LOCKFLAGS)

# many tests start foedus anew: each start would compile it where bytecode may not be kept
unexport PYTHONDONTWRITEBYTECODE

.PHONY: picture demo test lint types unit soak browser lock upgrade audit model docs site names register bench fuzz-api serve clean help mutants
.DEFAULT_GOAL := help

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

$(VENV)/run.ok: requirements/run.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "foedus needs Python 3.11 or newer: make PYTHON=python3.11 demo")'
	@echo "setting up $(VENV): pinned packages, checked by hash (a minute or two the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --no-deps --require-hashes -r requirements/run.lock
	@$(PIP) install --no-deps --no-build-isolation -e '.[all]'
	@$(PIP) check >/dev/null || $(PIP) check
	@touch $@

$(VENV)/dev.ok: requirements/dev.lock $(VENV)/run.ok
	@echo "adding the packages that the tests need"
	@$(PIP) install --no-deps --require-hashes -r requirements/dev.lock
	@touch $@

build/audit/ok: requirements/audit.lock
	@$(PYTHON) -m venv build/audit
	@build/audit/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes -r $<
	@touch $@

demo: $(VENV)/run.ok ## read example pages into a new ledger and show what follows in law
	@bash examples/demo.sh

serve: $(VENV)/run.ok ## open the board on the demo's ledger
	$(BIN)/foedus --ledger build/demo.sqlite serve

test: lint types unit ## everything: lint, types, tests with a real browser and a real PostgreSQL

lint: $(VENV)/dev.ok
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.ok
	$(BIN)/mypy

browser: ## Debian's Chromium, where no Chromium is installed
	@bash tests/install_browser.sh

# one worker more than processors: tests that wait for a server, a browser or a kill leave one free
WORKERS = $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')

unit: $(VENV)/dev.ok browser
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

soak: $(VENV)/dev.ok ## the tests that kill at random, each as often as it can bear (half an hour)
	FOEDUS_SOAK=1 $(BIN)/python -m pytest -m slow --durations 0

bench: $(VENV)/dev.ok ## ratios measured in one run
	@for b in bench/bench_*.py; do echo "== $$b"; PYTHONPATH=. $(BIN)/python $$b || exit 1; done

fuzz-api: $(VENV)/dev.ok ## send 10,000 cases made from the API's description, and name what it does not tell of
	PYTHONPATH=. $(BIN)/python bench/fuzz_api.py --cases 10000

mutants: $(VENV)/dev.ok ## make small faults in law, factuality, dates and ledger, and name those that no test notices
	$(BIN)/python -m tools.mutants --jobs 2

picture: demo $(VENV)/dev.ok browser ## take the README's picture of the board anew
	$(BIN)/python -m tools.screenshot

docs: $(VENV)/dev.ok ## write docs/cli.md from --help, reasons and treaty schema from the law, openapi.json from the API
	$(BIN)/python -m foedus.cli.reference > docs/cli.md
	$(BIN)/python -m foedus.wording.reference > docs/reasons.md
	$(BIN)/python -m foedus.law.schema > docs/treaty.schema.json
	$(BIN)/python -m foedus.web.api > docs/openapi.json

site: $(VENV)/dev.ok ## build docs/ as a site into build/site; a link that leads nowhere fails
	$(BIN)/mkdocs build --strict --quiet

names: $(VENV)/dev.ok ## compile the YAML of names
	$(BIN)/python -m foedus.names.build

register: $(VENV)/dev.ok ## compile the register of known agreements
	$(BIN)/python -m foedus.register.build

lock: $(VENV)/dev.ok ## pin what pyproject.toml asks for, with hashes; what is pinned already stays
	$(LOCK) pyproject.toml requirements/build.in --extra all --output-file requirements/run.lock
	$(LOCK) pyproject.toml requirements/build.in --extra all --group dev -c requirements/run.lock \
	  --output-file requirements/dev.lock
	$(LOCK) pyproject.toml --extra ray -c requirements/run.lock --output-file requirements/ray.lock
	$(LOCK) --group audit -c requirements/run.lock -c requirements/dev.lock --output-file requirements/audit.lock

upgrade: ## the same with the newest releases
	$(MAKE) lock LOCKFLAGS=--upgrade

audit: build/audit/ok ## known weaknesses of the pinned packages, where an index or OSV answers
	@build/audit/bin/python tools/audit.py requirements/run.lock requirements/dev.lock

model: $(VENV)/run.ok ## compare the language model with the official release: make model OFFICIAL=file.whl
	@$(BIN)/python tools/compare_model.py $(OFFICIAL)

clean: ## remove what was built
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis
