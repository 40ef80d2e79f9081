# The two commands: `make demo` and `make test`. Each sets up what it needs in .venv, from constraints.txt.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p && break; done)
BIN := .venv/bin
PYTEST_ARGS ?=
PARTS ?=
ANNEX_A := sample_data/annex_a/Northbridge Annex A 2018-09-30.xlsx

.PHONY: demo test lint format bench docs sample clean help

help:            ## what can be made
	@sed -n 's/^\([a-z]*\): .*## /make \1\t/p' Makefile

demo: .venv/ready           ## the workbench on the sample data
	@$(BIN)/caseworkbench demo

test: .venv/ready-for-work  ## every test
	@$(BIN)/python -m pytest -n 6 --dist worksteal $(PYTEST_ARGS)

lint: .venv/ready-for-work  ## style, types, layers
	@$(BIN)/ruff check src tests benchmarks
	@$(BIN)/ruff format --check src tests benchmarks
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: .venv/ready-for-work  ## put the style right
	@$(BIN)/ruff check --fix src tests benchmarks
	@$(BIN)/ruff format src tests benchmarks

bench: .venv/ready-for-work  ## each budget beside its yardstick
	@$(BIN)/python -m benchmarks $(PARTS)

docs: .venv/ready-for-work  ## docs/measures.md from the queries, the picture from the screen
	@$(BIN)/python -m caseworkbench.cli.measures_page docs/measures.md
	@$(BIN)/python tools/picture docs/board.svg

sample: .venv/ready-for-work  ## the sample data again, from its seed
	@$(BIN)/python -m caseworkbench.sample sample_data/native --annex-a "$(ANNEX_A)"

clean:           ## everything that was made, but no data
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache benchmarks/out

.venv/ready: constraints.txt pyproject.toml tools/set-up
	@tools/set-up "$(PYTHON)" .
	@touch $@

.venv/ready-for-work: constraints.txt pyproject.toml tools/set-up
	@tools/set-up "$(PYTHON)" '.[dev]'
	@touch .venv/ready $@
