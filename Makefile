# Two commands: `make demo` shows the record, `make test` proves it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORPUS := samples
CASE := demo.db

.PHONY: demo test check clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@

demo: $(VENV)/.installed
	rm -f $(CASE) $(CASE)-wal $(CASE)-shm
	$(BIN)/entente --case $(CASE) read "$(CORPUS)" || [ $$? -eq 3 ]
	$(BIN)/entente --case $(CASE) brief --html brief.html
	$(BIN)/entente --case $(CASE) brief

test: $(VENV)/.dev
	$(BIN)/ruff check src tests training benchmarks
	$(BIN)/ruff format --check src tests training benchmarks
	$(BIN)/mypy
	$(BIN)/python -m pytest

clean:
	rm -rf $(VENV) $(CASE) $(CASE)-wal $(CASE)-shm brief.html

# The shipped weights, from data to package: see training/README.md.
RUN ?= training/runs/reader
WEIGHTS := src/entente/read/weights

.PHONY: weights
weights: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --editable ".[training]"
	$(BIN)/python training/annotate.py unpack training/annotations/*.jsonl --corpora "$(CORPORA)" --out $(RUN)/annotated
	$(BIN)/python -m training.train --gold "$(GOLD)" --more $(RUN)/annotated --encoder "$(ENCODER)" --out $(RUN)
	$(BIN)/python -m training.export --run $(RUN) --encoder "$(ENCODER)" --out $(WEIGHTS)
	$(BIN)/python -m training.evaluate --weights $(WEIGHTS) --claims "$(GOLD)/claims/train" $(RUN)/annotated --held-out --tune
	$(BIN)/python -m training.evaluate --weights $(WEIGHTS) --claims "$(GOLD)/claims/dev"
