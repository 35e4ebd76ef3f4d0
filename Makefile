# Everything a newcomer types. Needs Python 3.11 or newer and make; the rest is fetched into .venv.
#
# PYTHON=/path/to/python3 chooses another interpreter for the environment.

PYTHON ?= python3
MINUTES ?= 10
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/installed
LOG    := $(VENV)/install.log
# Test files that run at a time; each starts servers of its own.
JOBS   ?= 2

# ruff, mypy and pytest keep caches of their own; every one of them is in .gitignore.
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test check fuzz bench soak clean
.DELETE_ON_ERROR:

help:  ## this list
	@echo 'usage: make TARGET'
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 10

demo: $(STAMP)  ## a server under policies/analyst.yaml, a real table, six attacks, a stock Pyro5 client
	@$(BIN)/python -I examples/demo.py

test: check  ## ruff, mypy and every test; ends with pytest's closing line
	@$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile --hypothesis-profile=ci

check: $(STAMP)  ## ruff, ruff format --check, mypy --strict
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary --explicit-package-bases guardedflame tests fuzz benchmarks examples
	@echo 'check: ruff and mypy found nothing'

fuzz: $(STAMP)  ## the hypothesis suite at length: one target per trust boundary
	@$(BIN)/python -m pytest -q fuzz --hypothesis-profile=fuzz --timeout=3600

bench: $(STAMP)  ## side by side with Pyro4 Flame in one run (loopback only, about 5 minutes)
	@$(BIN)/python -m benchmarks

soak: $(STAMP)  ## ten minutes at saturation (MINUTES=3 for less); fails where anything grows or is lost
	@$(BIN)/python -m benchmarks.soak --minutes $(MINUTES)

clean:  ## remove the environment and every cache
	@rm -rf $(VENV) .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -prune -exec rm -rf {} +

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo '$(PYTHON) is not Python 3.11 or newer; try make PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo '$(PYTHON) cannot make environments; install its venv module' \
	       '(Debian, Ubuntu: apt install python3-venv)' >&2; exit 1; }
	@echo 'Installing into $(VENV) from the package index; once, about a minute ...'
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --editable '.[dev]' > $(LOG) 2>&1 || { \
	  tail -n 20 $(LOG) >&2; echo 'pip failed; all it said is in $(LOG)' >&2; exit 1; }
	@touch $@
