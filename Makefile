# `make try` needs python3 (3.11 or newer) and make, nothing else. On Windows: ./make.ps1 try
# Written for GNU make 3.81 and a POSIX shell, so that macOS and a minimal Debian do.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help try test test-wheel test-minimum test-pythons fuzz lint docs messages screenshots lock lab lab-down
.PHONY: wheelhouse clean system-packages

ROOMS := exready scanner checks reports templates samples
SOURCES := pyproject.toml README.md LICENSE $(shell find $(ROOMS) -type f ! -name '*.py[co]' 2>/dev/null)

TRY := .venv/bin
# `make test PYTHON=python3.13` tests in an environment of that Python's own.
VENV := .venv-test$(if $(findstring command line,$(origin PYTHON)),-$(notdir $(PYTHON)))
TEST := $(VENV)/bin
PIP := -m pip --disable-pip-version-check

# On every core up to four; what shares one thing stays together on one of them (tests/conftest.py).
PYTEST := $(TEST)/python -m pytest --numprocesses=logical --maxprocesses=4 --dist=loadgroup

# What compiling the Kerberos extra takes; the lab and the browser name theirs in tests/lab/packages.txt.
KERBEROS_PACKAGES := gcc libkrb5-dev python3-dev

# The first Python that is new enough and can make environments; else the first that is new enough, to
# explain what it lacks. `make try PYTHON=/path/to/python` overrides.
PYTHONS := python3.14 python3.13 python3.12 python3.11 python3
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for module in ensurepip sys; do for p in $(PYTHONS); do \
	$$p -c "import $$module; $(NEW_ENOUGH)" >/dev/null 2>&1 && echo $$p && exit; done; done)

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile

try: .venv/installed ## a report on a shipped sample organisation, in an environment of its own (.venv)
	@$(TRY)/exready try

test: system-packages $(VENV)/installed ## lint, then all tests; installs the Debian packages they need if it may
	@lint=0; $(MAKE) --no-print-directory lint || lint=$$?; \
	$(PYTEST) && { test $$lint = 0 || { echo "The tests passed, lint did not: see above."; exit 1; }; }

# The tests in another environment, but for those that ask for the lab or the browser: they see no difference.
# Everything but the Kerberos extra, which takes minutes to compile, is there.
ELSEWHERE := -m "not lab and not browser" --numprocesses=logical --maxprocesses=4 --dist=loadgroup
UV := $(TEST)/uv --no-config
# $(call fresh,DIRECTORY,PYTHON): an environment of that Python with the pinned libraries and test tools.
fresh = $(UV) venv --quiet --clear --python "$(2)" $(1) && \
	$(UV) pip install --quiet --python $(1)/bin/python --require-hashes -r $(VENV)/plain.txt

test-wheel: $(VENV)/installed ## the tests on the built and installed wheel instead of the checkout
	@$(call fresh,.venv-wheel,$(TEST)/python)
	@$(TEST)/python $(PIP) wheel -qq --no-deps --no-build-isolation -w .venv-wheel/dist .
	@$(UV) pip install --quiet --python .venv-wheel/bin/python --no-deps .venv-wheel/dist/*.whl
	@# After site-packages: what is tested comes from the wheel, and only the tests from here.
	@echo "$(CURDIR)" > `.venv-wheel/bin/python -c "import sysconfig; print(sysconfig.get_path('purelib'))"`/checkout.pth
	EXREADY_REQUIRE_WHEEL=1 .venv-wheel/bin/pytest -o pythonpath= $(ELSEWHERE)

test-minimum: $(VENV)/installed ## the tests with the oldest libraries that pyproject.toml allows
	@$(UV) venv --quiet --clear --python $(TEST)/python .venv-minimum
	@$(UV) pip install --quiet --python .venv-minimum/bin/python --group dev
	@$(UV) pip install --quiet --python .venv-minimum/bin/python --upgrade --resolution lowest-direct --editable .
	.venv-minimum/bin/python -m pytest $(ELSEWHERE)

test-pythons: $(VENV)/installed ## the tests on every Python from 3.11 to 3.14 that this machine has
	@failed=; missing=; \
	for version in 3.11 3.12 3.13 3.14; do \
		found=; \
		for python in python$$version "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/$$version*/bin/python; do \
			"$$python" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$$version')" >/dev/null 2>&1 && \
				found="$$python" && break; \
		done; \
		if [ -z "$$found" ]; then missing="$$missing $$version"; continue; fi; \
		echo "Python $$version ($$found)"; \
		$(call fresh,.venv-python$$version,$$found) && \
		$(UV) pip install --quiet --python .venv-python$$version/bin/python --no-deps --no-build-isolation --editable . && \
		.venv-python$$version/bin/python -m pytest $(ELSEWHERE) || failed="$$failed $$version"; \
	done; \
	if [ -n "$$missing" ]; then echo "NOT TESTED, because they are not on this machine: Python$$missing"; fi; \
	if [ -n "$$failed" ]; then echo "The tests failed on Python$$failed."; exit 1; fi

READERS := inventory script ldap
SECONDS := 200
fuzz: $(VENV)/installed ## look for bytes that break a reader, ten minutes (SECONDS=200 for each)
	@$(call fresh,.venv-fuzz,$(TEST)/python)
	@$(UV) pip install --quiet --python .venv-fuzz/bin/python --group fuzz
	@for reader in $(READERS); do \
		.venv-fuzz/bin/python -m tests.fuzz $$reader $(SECONDS) build/fuzz || exit 1; \
	done

lint: $(VENV)/installed ## ruff, mypy, import-linter
	@failed=0; \
	$(TEST)/ruff check --quiet || failed=1; \
	$(TEST)/ruff format --check --quiet || { echo "ruff format would change files."; failed=1; }; \
	$(TEST)/mypy || failed=1; \
	$(TEST)/lint-imports --no-logo > $(VENV)/lint-imports.log || { cat $(VENV)/lint-imports.log; failed=1; }; \
	test $$failed = 0 && echo "Lint: ruff, mypy and the import contracts are satisfied."

docs: $(VENV)/installed ## the documentation as pages for a browser, in build/docs
	@$(TEST)/python -m docs.site

messages: $(VENV)/installed ## bring the catalogues of translations up to date (docs/translating.md)
	@$(TEST)/python -m tests.messages

screenshots: $(VENV)/installed ## every page of every sample as pictures, in screenshots/ (needs Chromium)
	@$(TEST)/python -m tests.reports.screenshots screenshots

lab: $(VENV)/installed ## start the Samba lab (a real Active Directory with an Exchange organisation)
	@$(TEST)/python -m tests.lab up

lab-down: $(VENV)/installed ## stop it
	@$(TEST)/python -m tests.lab down

wheelhouse: .venv/libraries ## everything a workstation like this one needs to install exready without internet
	@rm -rf wheelhouse
	@$(TRY)/python $(PIP) download -qq --require-hashes --only-binary :all: -r requirements/run.txt -d wheelhouse
	@$(TRY)/python $(PIP) wheel -qq --no-deps --no-build-isolation -w wheelhouse .
	@echo "Take wheelhouse/ to the workstation and run there, in an environment of its own:"
	@echo "  python -m pip install --no-deps wheelhouse/*.whl"

UV_LOCK = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate $(LOCK)

# Keeps the pins that still hold. `make lock LOCK=--upgrade` takes the newest of everything.
lock: ## write requirements/*.txt again from pyproject.toml
	@test -x $(TEST)/uv || { echo "uv is missing: run \`make test\` once, or $(TEST)/python -m pip install uv"; exit 1; }
	@$(UV_LOCK) pyproject.toml -o requirements/run.txt
	@$(UV_LOCK) --group build -o requirements/build.txt
	@$(UV_LOCK) pyproject.toml --extra kerberos -c requirements/run.txt -o requirements/kerberos.txt
	@$(UV_LOCK) pyproject.toml --extra kerberos --group dev \
		-c requirements/kerberos.txt -c requirements/build.txt -o requirements/test.txt

clean: ## remove the environments, builds and caches
	@rm -rf .venv .venv-* build dist wheelhouse screenshots *.egg-info
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find $(ROOMS) tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# $(call environment,DIRECTORY): make it, or say in one sentence why that is not possible here.
define environment
	@test -n "$(PYTHON)" || { \
		echo "exready needs Python 3.11 or newer; python3 here is `python3 --version 2>&1 | tail -n 1`."; \
		echo "Install a newer one, or name it: make PYTHON=/path/to/python3.12"; exit 1; }
	@"$(PYTHON)" -c "$(NEW_ENOUGH)" || { \
		echo "exready needs Python 3.11 or newer; $(PYTHON) is `$(PYTHON) --version 2>&1 | tail -n 1`."; exit 1; }
	@"$(PYTHON)" -c "import venv, ensurepip" 2>/dev/null || { \
		version=`"$(PYTHON)" -c "import sys; print('%d.%d' % sys.version_info[:2])"`; \
		echo "Python $$version here cannot make virtual environments (venv or ensurepip is missing)."; \
		echo "On Debian and Ubuntu: sudo apt-get install python$$version-venv"; exit 1; }
	@"$(PYTHON)" -m venv --clear $(1)
endef

.venv/bin/python:
	$(call environment,.venv)

$(VENV)/bin/python:
	$(call environment,$(VENV))

.venv/libraries: .venv/bin/python requirements/run.txt requirements/build.txt
	@echo "Installing the libraries exready needs into .venv (once; less than a minute on most lines) …"
	@$(TRY)/python $(PIP) install -qq --require-hashes -r requirements/run.txt -r requirements/build.txt
	@touch $@

.venv/installed: .venv/libraries $(SOURCES)
	@echo "Installing exready into .venv …"
	@$(TRY)/python $(PIP) install -qq --no-deps --no-build-isolation --force-reinstall .
	@touch $@

# Kerberos comes last and alone: when only that fails, it is the compiler or the headers that are missing.
# Without optimisation it compiles in a third of the time, and tests do not notice.
$(VENV)/installed: $(VENV)/bin/python requirements/test.txt requirements/kerberos.txt pyproject.toml
	@echo "Installing the libraries, exready and the test tools into $(VENV) …"
	@awk '/^(gssapi|krb5)==/ {skip = 1} !skip {print} !/\\$$/ {skip = 0}' requirements/test.txt > $(VENV)/plain.txt
	@$(TEST)/python $(PIP) install -qq --require-hashes -r $(VENV)/plain.txt
	@$(TEST)/python $(PIP) install -qq --no-deps --no-build-isolation --editable .
	@echo "Compiling the Kerberos extra (one to four minutes, once) …"
	@CFLAGS="-O0 -g0" $(TEST)/python $(PIP) install -qq --require-hashes -r requirements/kerberos.txt \
		> $(VENV)/kerberos.log 2>&1 || { \
		echo "The Kerberos extra could not be compiled here ($(VENV)/kerberos.log)."; \
		if [ -n "$$CI" ]; then tail -n 30 $(VENV)/kerberos.log; exit 1; fi; \
		echo "Going on: tests that need a Kerberos ticket are skipped. To have them on Debian and Ubuntu:"; \
		echo "  sudo apt-get install $(KERBEROS_PACKAGES) && rm -r $(VENV) && make test"; }
	@touch $@

# Only says something when something is missing. apt-get output is shown only when it fails.
system-packages:
	@command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || exit 0; \
	missing=; \
	for p in $(KERBEROS_PACKAGES) `sed 's/#.*//' tests/lab/packages.txt`; do \
		dpkg-query -W -f '$${db:Status-Status}\n' $$p 2>/dev/null | grep -qx installed || missing="$$missing $$p"; \
	done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "`id -u`" = 0 ]; then sudo=; elif sudo -n true 2>/dev/null; then sudo="sudo -n"; else \
		echo "The tests that need these Debian packages will be skipped:$$missing"; \
		echo "To run them as well: sudo apt-get install --no-install-recommends$$missing"; exit 0; fi; \
	echo "Installing the Debian packages that the lab and browser tests need:$$missing"; \
	log=`mktemp`; \
	if { $$sudo apt-get update && $$sudo env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y --no-install-recommends $$missing; } > "$$log" 2>&1 < /dev/null; \
	then rm -f "$$log"; else \
		tail -n 20 "$$log"; rm -f "$$log"; \
		echo "apt-get could not install them; the tests that need them will be skipped."; \
		test -z "$$CI"; fi
