# Any Python 3 may start; scripts/bootstrap.py looks for one that is new enough.
PYTHON ?= $(shell command -v python3 || command -v python3.13 || command -v python3.12 || command -v python3.11 || echo python)
VENV_PYTHON := .venv/bin/python
COMPILE := $(VENV_PYTHON) -m uv pip compile -q --generate-hashes --universal --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help demo demo-script test lint bench bench-french bench-queue migrations lock installed-demo installed-dev

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: installed-demo ## Practise French in the browser: installs, migrates, seeds, starts
	@exec $(VENV_PYTHON) manage.py demo $(ARGS)

demo-script: installed-demo ## Hold a conversation of six turns with such a server and print it
	@exec $(VENV_PYTHON) scripts/demo_conversation.py $(ARGS)

test: installed-dev ## The suite on SQLite, then on PostgreSQL + Redis (ARGS="-k word" for some)
	@exec $(VENV_PYTHON) scripts/test.py $(ARGS)

lint: installed-dev ## Format, lint, import contracts, types, migrations, Dockerfile, compose file
	@exec $(VENV_PYTHON) scripts/lint.py

bench: installed-dev ## Load the server and print what it can bear (ARGS="--help" for the choices)
	@exec $(VENV_PYTHON) -m bench $(ARGS)

bench-french: installed-dev ## Score the French detector on real sentences with errors put in (ARGS="--help")
	@exec $(VENV_PYTHON) -m bench.french $(ARGS)

bench-queue: installed-dev ## Page through the queue of millions of cards (ARGS="--help")
	@exec $(VENV_PYTHON) -m bench.queue $(ARGS)

migrations: installed-dev ## Write migrations; the app of sessions is called learning_sessions
	@echo 'The app in sessions/ has the label learning_sessions (django.contrib.sessions owns "sessions").'
	@exec $(VENV_PYTHON) manage.py makemigrations limiting vocabulary learners progress learning_sessions config

lock: installed-dev ## Write requirements/*.lock anew from requirements/*.txt
	$(COMPILE) requirements/base.txt -o requirements/base.lock
	$(COMPILE) requirements/base.txt requirements/dev.txt -o requirements/dev.lock

installed-demo:
	@$(PYTHON) scripts/bootstrap.py demo

installed-dev:
	@$(PYTHON) scripts/bootstrap.py dev
