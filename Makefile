# The commands of this project. `make demo` and `make test` set up by themselves what they need.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
TESTS := $(BIN)/python -m pytest -n 3# one more than cores: many a test waits for what it started
ORDERS := $(sort $(wildcard samples/[st][0-9]*/order.json))
DAY := 2026-12-20# on which the samples are judged: all of them have shipped by then

# Tests start the command hundreds of times; without compiled files each start takes a second more.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo test lint generated wheel-test faults bench validate sweep exams soak lock clean

setup: $(READY)

$(READY): requirements.lock .ci/build.lock pyproject.toml .ci/setup
	@PYTHON="$(PYTHON)" sh .ci/setup
	@touch $(READY)

demo: $(READY) ## render every good sample, one whose papers are blocked, and one that is waived
	@$(BIN)/docgen render $(ORDERS) -o out --as-of $(DAY)
	@echo; echo "A waived order:"
	@$(BIN)/docgen check samples/c02-waived/order.json --as-of 2026-03-26
	@$(BIN)/docgen render samples/c02-waived/order.json -o out --as-of 2026-03-26
	@echo; echo "A blocked order, its report in out/NB26-0106/NB26-0106-check.html:"
	@$(BIN)/docgen render samples/c01-blocked/order.json -o out --as-of 2026-03-26; [ $$? -eq 1 ]
	@echo; echo "The papers are in $(CURDIR)/out"

test: $(READY) ## what a newcomer runs
	@$(TESTS) -m "not wheel and not root"

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

generated: $(READY) ## rewrite schemas and Word templates from their sources
	@for name in order audit profile manifest report plan; do \
		$(BIN)/docgen schema $$name > schemas/$$name.schema.json || exit 1; \
	done
	@$(BIN)/docgen rules --format json > schemas/rules.json
	@$(BIN)/python templates/make_word.py

wheel-test: $(READY) ## the built wheel in an empty environment
	@$(BIN)/python -m pytest -m wheel

faults: $(READY) ## full disks, kills at every change of a file, a server; as root
	@command -v strace >/dev/null && command -v openssl >/dev/null && \
		ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
		FAULTS=1 PYTHON="$(PYTHON)" sh .ci/setup
	@$(TESTS) -m root
	@DOCGEN_ISSUES=1000 $(BIN)/python -m pytest tests/ledger/test_contest.py
	@DOCGEN_FUZZ=100000 DOCGEN_PAPERS=60 $(BIN)/python -m pytest -rP tests/faults/test_fuzz.py
	@DOCGEN_HOSTILE=all $(BIN)/python -m pytest -n 2 tests/faults/test_hostile.py

bench: $(READY) ## what it costs, side by side with what else one might use
	@$(BIN)/python -m pip install --quiet --require-hashes -r .ci/bench.lock
	@$(BIN)/python -m tests.benchmarks.peers
	@$(BIN)/python -m tests.benchmarks.run
	@$(BIN)/python -m tests.benchmarks.checks
	@$(BIN)/python -m tests.benchmarks.ledger
	@$(BIN)/python -m tests.benchmarks.batch
	@$(BIN)/python -m tests.benchmarks.watch

validate: $(READY) ## what veraPDF, the Open XML SDK and an HTML checker say of our files; needs Java, npm
	@$(BIN)/python -m pip install --quiet --require-hashes -r .ci/validators/requirements.lock
	@npm ci --silent --ignore-scripts --prefix .ci/validators
	@$(BIN)/python -m tests.validators

sweep: $(READY) ## typical slips in every fact of the clean orders; writes docs/sweep.md
	@$(BIN)/python -m tests.sweep

exams: $(READY) ## the examination problems and their scores; writes docs/exams.md
	@$(BIN)/python -m tests.exams

soak: $(READY) ## the property tests with many more examples; 8 x 100,000 issues; 11,000 orders; a day
	@DOCGEN_ORDERS=1000 $(BIN)/python -m pytest tests/batch/test_batch.py -k bad_ones_explained
	@DOCGEN_SOAK=1 $(BIN)/python -m pytest -m "hypothesis"
	@DOCGEN_SOAK=1 $(BIN)/python -m pytest tests/ledger/test_contest.py
	@DOCGEN_SOAK=1 $(BIN)/python -m pytest tests/watch/test_kills.py
	@DOCGEN_MESSAGES=200000 $(BIN)/python -m pytest -n 2 tests/credit/test_fuzz.py
	@DOCGEN_ORDERS=10000 $(BIN)/python -m tests.benchmarks.soak
	@DOCGEN_KILLS=10000 DOCGEN_CUTS=1000 DOCGEN_EVERY=1 DOCGEN_BURST=20000 DOCGEN_SOAK_SECONDS=180 \
		$(BIN)/python -m pytest -rP tests/faults tests/ledger/test_issue_kills.py
	@DOCGEN_FUZZ=1000000 DOCGEN_PAPERS=2000 $(BIN)/python -m pytest -rP tests/faults/test_fuzz.py

COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links --no-annotate

lock: ## pin what pyproject.toml asks for, and its builders alone; needs uv
	@$(COMPILE) --group dev pyproject.toml -o requirements.lock
	@$(COMPILE) --group bench --constraint requirements.lock -o .ci/bench.lock
	@$(COMPILE) --group build --constraint requirements.lock -o .ci/build.lock

clean:
	rm -rf .venv out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
