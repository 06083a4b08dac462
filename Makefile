# Works with GNU make 3.81 (macOS) and a plain POSIX shell.

PORT ?= 8000
export PORT PYTHON

PY = .venv/bin/python
PREPARE = sh requirements/prepare.sh
MANAGE = $(PY) manage.py
TEMPLATES = find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2

# A missing SITE_URL is the local address, which depends on the port.
LOCAL_ADDRESS = if [ -z "$$SITE_URL" ] && ! grep -q '^SITE_URL=.' .env; then \
	SITE_URL=http://127.0.0.1:$$PORT; export SITE_URL; fi

# Collecting compresses every file, which takes seconds: only after a change of ours or of a package.
COLLECTED = var/static/staticfiles.json
STATIC_IS_FRESH = [ -f $(COLLECTED) ] && [ -z "$$(find static .venv/base.txt -newer $(COLLECTED))" ]

.PHONY: help run test audit handbook profile bench bench-first-visit bench-lighthouse bench-growth \
	bench-origin dev admin lint format lock clean \
	base base-and-port dev-tools dev-tools-and-port collected database
# Prerequisites are steps, in the order in which they are listed.
.NOTPARALLEL:

help:
	@echo "make run     Website vorbereiten und starten: http://127.0.0.1:$(PORT)/"
	@echo "make admin   Konto für die Redaktion anlegen"
	@echo "make test    alle Tests"
	@echo "make audit   jede Art von Seite prüfen: Barrierefreiheit, HTML, Lighthouse, PDF, nginx (braucht Node.js, Java, Chromium, nginx)"
	@echo "make handbook  Bilder des Handbuchs für die Redaktion neu machen"
	@echo "make profile  zeigen, wo die Zeit einer Seite bleibt: PAGE=/kontakte/ make profile"
	@echo "make bench   messen, was die Server aushalten (nginx, wrk, PostgreSQL)"
	@echo "make bench-first-visit  wie bald ein erster Besuch am langsamen Telefon etwas sieht (Chromium)"
	@echo "make bench-lighthouse   was Lighthouse zur Geschwindigkeit sagt (Node.js, Java, Chromium)"
	@echo "make bench-growth  was Seiten mit dem 10- und 100-fachen Inhalt kosten (Minuten)"
	@echo "make bench-origin  wie lange der Server startet und wie viel Speicher er braucht"
	@echo "make dev     Entwicklungsserver (DEBUG, lädt Änderungen neu)"
	@echo "make lint    Stil, Vorlagen und Migrationen prüfen"
	@echo "make format  Code und Vorlagen formatieren"
	@echo "make lock    requirements/*.txt aus pyproject.toml neu schreiben"
	@echo "make clean   Erzeugtes entfernen (Daten in var/ und .env bleiben)"
	@echo
	@echo "PORT=8001 wählt einen anderen Port, PYTHON=/pfad/zu/python ein anderes Python."

run: base-and-port database collected
	@echo "Die Website läuft: http://127.0.0.1:$$PORT/ (Ende mit Strg+C; ein Konto für die Redaktion legt „make admin“ an)"
	@$(LOCAL_ADDRESS); DEBUG=false PAGE_CACHE=true exec $(PY) -m gunicorn initiative.wsgi \
		--bind "127.0.0.1:$$PORT" --workers 2 --threads 4 --preload --log-level error --no-control-socket

dev: dev-tools-and-port database
	@$(LOCAL_ADDRESS); DEBUG=true exec $(MANAGE) runserver "127.0.0.1:$$PORT"

admin: base database
	@$(MANAGE) createsuperuser

# COVERAGE=--cov measures the coverage too, which takes a quarter longer.
COVERAGE =
test: dev-tools
	@$(PY) -m pytest $(COVERAGE)

# Pytest leaves these tests out unless they are asked for. CI=true: without a browser the audit fails.
audit: dev-tools
	@sh tests/audit/prepare.sh
	@CI=true $(PY) -m pytest -m audit tests/audit tests/browser tests/deploy

# The browser test that tells the editors' day takes the pictures of docs/redaktion.md anew.
handbook: dev-tools
	@CI=true HANDBOOK=write $(PY) -m pytest -n0 -q -m audit tests/browser/test_editor_stories.py

PAGE ?= /
profile: base database
	@DEBUG=false $(PY) -m benchmarks.profile_page "$(PAGE)"

# Each writes its section of benchmarks/results.md; what can be chosen stands in its first lines.
bench: dev-tools
	@$(PY) -m benchmarks.servers

bench-first-visit: dev-tools
	@$(PY) -m benchmarks.first_visit

bench-lighthouse: dev-tools
	@sh tests/audit/prepare.sh
	@$(PY) -m benchmarks.lighthouse

bench-growth: dev-tools
	@$(PY) -W ignore -m benchmarks.growth

bench-origin: base database collected
	@$(PY) -m benchmarks.origin

# The settings need a secret key and a database even to compare models with migrations.
lint: dev-tools
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --check --quiet .
	@$(TEMPLATES) --check {} +
	@READ_DOT_ENV=false SECRET_KEY=lint DATABASE_URL=sqlite://:memory: \
		$(MANAGE) makemigrations --check --dry-run --verbosity 1

# djade exits with an error when it has changed a file, hence the second, checking call.
format: dev-tools
	@$(PY) -m ruff check --fix --exit-zero --quiet .
	@$(PY) -m ruff format --quiet .
	@$(TEMPLATES) {} + 2>/dev/null || $(TEMPLATES) --check {} +

# Without its extras a package is no answer to one that asks for them, as older pip sees it: it would
# look for a newer version, without a hash.
LOCK = $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-strip-extras --annotation-style line --custom-compile-command "make lock" pyproject.toml

# UPGRADE=1 takes the newest versions; otherwise uv keeps those that still fit.
lock: dev-tools
	@$(LOCK) $(if $(UPGRADE),--upgrade) --output-file requirements/base.txt
	@$(LOCK) $(if $(UPGRADE),--upgrade) --extra dev --constraints requirements/base.txt \
		--output-file requirements/dev.txt

clean:
	@rm -rf .venv .pytest_cache .ruff_cache .coverage .coverage.* htmlcov var/static
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

base:
	@$(PREPARE) base

dev-tools:
	@$(PREPARE) dev

base-and-port:
	@$(PREPARE) base "$$PORT"

dev-tools-and-port:
	@$(PREPARE) dev "$$PORT"

# Both need .venv, which the targets prepare before.
collected: .env
	@$(STATIC_IS_FRESH) || { echo "Statische Dateien werden gesammelt …"; \
		DEBUG=false $(MANAGE) collectstatic --noinput --verbosity 0; }

database: .env
	@echo "Datenbank wird vorbereitet …"
	@$(MANAGE) migrate --noinput --verbosity 0
	@$(MANAGE) seed --verbosity 0

# Has no prerequisites: an existing .env is never written again.
.env:
	@umask 077; $(PY) -c "import re, secrets, sys; sys.stdout.write(re.sub(r'(?m)^SECRET_KEY=.*', 'SECRET_KEY=' + secrets.token_urlsafe(50), sys.stdin.read()))" \
		< .env.example > .env.new && mv .env.new .env
	@echo "Einstellungen stehen jetzt in .env (mit neuem geheimen Schlüssel)."
