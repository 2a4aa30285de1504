# Every target sets up what it needs, once: `make report` on a fresh machine is enough.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
# Make must not run the checks of one target at the same time: two cores are busy with one.
.NOTPARALLEL:

python := .venv/bin/python
# The population's matrices are small: several threads of BLAS only wait for each other.
export OPENBLAS_NUM_THREADS := 1
page := report/xiaomi-su7-max.html
rivals := tesla-model-3-rwd-2022 xpeng-p7-rwd-2020
# -qq: pip's warnings would print addresses of package indexes.
# Bytecode is made afterwards, on all cores and without the libraries' tests: half the time of pip's.
install := $(python) -m pip -qq --disable-pip-version-check install --no-compile -c constraints.txt
compile := PYTHONWARNINGS=ignore $(python) -m compileall -qq -j 0 -x '/tests?/' .venv/lib src || true

# Tests of what runs by a native program where there is one.
programmed := $(addprefix tests/,cars native_call plain rate run)
native_sources := $(wildcard src/carwright/native/*.[ch] src/carwright/native/programs/*) src/carwright/native/compile.py

.PHONY: help native wasm wheels sanitize report picture readme quick test long check bench moved claims validation population fit-i3 trips constraints clean

help:  ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*##/  make \1\t/p' Makefile | expand -t 20

native: .venv/.development  ## emit the C of the native programs anew and compile it
	$(python) tools/native/write.py
	$(python) src/carwright/native/compile.py

wasm: .venv/.release  ## dist/wasm: the programs as WebAssembly for a page, with types; run under node where there is one
	$(python) tools/native/page.py
	@if command -v node >/dev/null; then node tools/native/page/check.mjs; \
	else echo "no node: dist/wasm is not held to the golden file"; fi

wheels: .venv/.release  ## dist: wheels for Linux on x86-64 and Arm, a pure one, and the sources
	$(python) tools/native/wheels.py

sanitize: .venv/.runtime  ## the golden cases under the address and undefined-behaviour sanitizers
	$(python) tools/native/sanitize.py

report: .venv/.runtime  ## the page on the talk's car and the car that came
	@.venv/bin/carwright report xiaomi-su7-max --against $(rivals) -o $(page)
	@echo "The page is $(CURDIR)/$(page)"

picture: .venv/.runtime  ## docs/report.png and the figures it shows: where there is a chromium
	$(python) tools/make_picture.py

readme: .venv/.runtime  ## the README's picture, and what its commands print
	$(python) tools/make_readme.py

quick: check  ## every check but the slow tests
	$(python) -m pytest -q -n 2 -m "not slow and not long"

test: check  ## every check, as CI runs them; the quick ones of what has programs without these too
	$(python) -m pytest -q -n 2
	CARWRIGHT_NATIVE=0 $(python) -m pytest -q -n 2 -m "not slow and not long" $(programmed)

long: check  ## what takes hours: many random examples of each property, memory over a million calls
	HYPOTHESIS_PROFILE=long $(python) -m pytest -q -n 2 -m "long or hypothesis"

check: .venv/.development
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/pyright --pythonpath $(python)
	.venv/bin/lint-imports

bench: .venv/.runtime  ## carwright beside FASTSim 3.1 and 2.1.5, in one go
	$(python) benchmarks/run.py

moved: .venv/.runtime  ## golden figures of every garage car against the last commit
	$(python) tools/moved.py

population: .venv/.runtime  ## fit the population anew from ../shared/data
	$(python) tools/fit_population.py

claims: .venv/.runtime  ## what past claims and programmes teach, anew from ../shared/dossiers
	$(python) tools/fit_claims.py

validation: .venv/.development  ## docs/validation.md: every measured car, every error, pictures
	$(python) tools/validate_population.py
	$(python) tools/make_validation.py docs/validation/folds.json
	$(python) tools/make_plug_validation.py

fit-i3: .venv/.runtime  ## fit the garage's BMW i3 to its 30 drives in ../shared, and write its car file
	$(python) tools/fit_i3.py

trips: .venv/.runtime  ## fit on half of the drives, test on the other half, several times
	$(python) tools/validate_trips.py

constraints: .venv/.runtime  ## newest versions that install together, into constraints.txt
	$(python) tools/make_constraints.py

clean:  ## remove what make made, virtualenvs too
	rm -rf .venv benchmarks/.venvs report .pytest_cache .ruff_cache .hypothesis .import_linter_cache dist
	find src tests tools benchmarks examples -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

.venv/.made: tools/find_python tools/make_venv
	@echo "Making .venv with $$(tools/find_python)"
	@tools/make_venv .venv
	@touch $@

.venv/.runtime: .venv/.made pyproject.toml constraints.txt hatch_build.py $(native_sources)
	@echo "Installing carwright and its libraries into .venv: once, two minutes"
	@$(install) -e .
	@$(compile)
	@touch $@

.venv/.release: .venv/.runtime
	@echo "Adding Zig, which compiles for other machines, to .venv: once, 400 MB"
	@$(install) -e ".[release]"
	@touch $@

.venv/.development: .venv/.runtime
	@echo "Adding the tools of development to .venv: once"
	@$(install) -e ".[dev]"
	@$(compile)
	@touch $@
