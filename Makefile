# Two commands: `make demo` shows the record, `make test` proves it.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
CORPUS ?= samples
CASE ?= demo.db

.PHONY: demo test check clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet "pytest>=8" "hypothesis>=6.100" "ruff>=0.6" "mypy>=1.11" "pytest-xdist>=3.6"
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
