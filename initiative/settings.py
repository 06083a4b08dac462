"""All settings. What differs between machines comes from environment variables (README)."""

from pathlib import Path

from csp.constants import NONE, SELF

from .berlin import BERLIN
from .environment import (
    database,
    env,
    existing_file,
    mail_server,
    names,
    read,
    required,
    sender,
    site_address,
    tile_address,
)
from .geo_libraries import bundled_library
from .languages import GERMAN, languages_in

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

DEBUG = read(env.bool, "DEBUG", False, "true oder false")
SECRET_KEY = required("SECRET_KEY", "only-for-development" if DEBUG else None)

# One address decides: an https:// address switches on everything that only makes sense with TLS.
SITE_ADDRESS = site_address("SITE_URL", "http://127.0.0.1:8000")
SITE_URL = SITE_ADDRESS.geturl()
HTTPS = SITE_ADDRESS.scheme == "https"
ALLOWED_HOSTS = names("ALLOWED_HOSTS", [SITE_ADDRESS.hostname, "localhost", "127.0.0.1"])

INSTALLED_APPS = [
    "contacts",
    "handlungsraeume",
    "downloads",
    "initiative.apps.InitiativeConfig",
    "initiative.apps.VerwaltungConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # its templates, which FORM_RENDERER below takes from the project's engine
    "csp",
    "leaflet",
    "django_prose_editor",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "initiative.freshness.middleware.FreshnessMiddleware",
    "initiative.compression.TextCompressionMiddleware",
    "initiative.middleware.ContentPolicyMiddleware",
    "initiative.middleware.PermissionsPolicyMiddleware",
    "initiative.middleware.LanguageMiddleware",
    "initiative.middleware.FormerAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# First, so that a page that is there asks for nothing. Off behind a cache in front.
if read(env.bool, "PAGE_CACHE", False, "true oder false"):
    MIDDLEWARE.insert(0, "initiative.freshness.page_cache.PageCacheMiddleware")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 1000},  # two for each page, of some ten kB together
    }
}

ROOT_URLCONF = "initiative.urls"
WSGI_APPLICATION = "initiative.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "initiative.context_processors.site",
            ],
        },
    },
]
# Widgets of the admin are drawn by the project's own template where one exists.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ---------------------------------------------------------------- database and files

_database = database("DATABASE_URL", VAR_DIR / "db.sqlite3")
if _database["ENGINE"] == "django.db.backends.sqlite3":
    # Write-ahead log: people read while an editor saves. IMMEDIATE: two editors wait, not fail.
    _database["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
    VAR_DIR.mkdir(exist_ok=True)
else:
    # Without JIT: to compile a statement of the search takes longer than to answer it ten times.
    # Prepared, values beside it: to plan the statement of a page takes longer than to answer it.
    _database["OPTIONS"] = {
        "options": "-c jit=off",
        "server_side_binding": True,
        "prepare_threshold": 5,
        **_database.get("OPTIONS", {}),
    }
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "static/"
STATIC_ROOT = Path(required("STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = Path(required("MEDIA_ROOT", str(VAR_DIR / "media")))
FILES_BY_NGINX = read(env.bool, "FILES_BY_NGINX", False, "true oder false")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "initiative.static_files.StaticFilesStorage"},
}

# ---------------------------------------------------------------- language and place

LANGUAGE_CODE = GERMAN
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGES = languages_in(LOCALE_PATHS[0])
TIME_ZONE = "Europe/Berlin"

# ---------------------------------------------------------------- map

GDAL_LIBRARY_PATH = existing_file("GDAL_LIBRARY_PATH") or bundled_library("pyogrio", "libgdal")
GEOS_LIBRARY_PATH = existing_file("GEOS_LIBRARY_PATH") or bundled_library("shapely", "libgeos_c")

TILE_URL = tile_address("TILE_URL")
TILE_ATTRIBUTION = env.str("TILE_ATTRIBUTION", "")
LEAFLET_CONFIG = {
    # Without tiles of its own choice django-leaflet would ask a foreign server.
    "TILES": [("Karte", TILE_URL, {"attribution": TILE_ATTRIBUTION})] if TILE_URL else [],
    "SPATIAL_EXTENT": BERLIN,
    "MIN_ZOOM": 9,
    "MAX_ZOOM": 18,
    "SCALE": None,
    "ATTRIBUTION_PREFIX": "",
    "RESET_VIEW": False,
    "NO_GLOBALS": False,  # the admin's drawing widget looks its map up by a global name
}

# ---------------------------------------------------------------- e-mail

_mail = mail_server("EMAIL_URL")
# Without a server the e-mails to the editors are written to the console.
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _mail else 'console'}.EmailBackend"
EMAIL_HOST = _mail.get("EMAIL_HOST", "")  # empty: no server, visitors write e-mails themselves
EMAIL_PORT = _mail.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = _mail.get("EMAIL_TIMEOUT") or 10  # seconds that a visitor waits at most
DEFAULT_FROM_EMAIL = sender("DEFAULT_FROM_EMAIL", needed=bool(_mail))

# ---------------------------------------------------------------- editing

# Four eyes: nobody approves what they changed themselves, unless the office is a single person.
APPROVE_OWN_CHANGES = read(env.bool, "APPROVE_OWN_CHANGES", False, "true oder false")
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True  # reasons of any length
MAX_FILE_SIZE = read(env.int, "MAX_FILE_SIZE", 50, "eine ganze Zahl") * 1024 * 1024  # bytes

# ---------------------------------------------------------------- look

LOGO = existing_file("LOGO", BASE_DIR / "static")

# ---------------------------------------------------------------- safety

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"

_tiles = [f"https://{TILE_URL.split('/')[2].replace('{s}', '*')}"] if TILE_URL else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, *_tiles],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/verwaltung/"  # public pages never see a cookie
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "initiative.error_views.forbidden"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a Handlungsraum form with all its parts has many fields

# ---------------------------------------------------------------- logs

# Only what went wrong inside, never who asked for what: logs carry no personal data. Django would
# also log every address that was not found, and every wrong host name.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {
        "console": {"class": "logging.StreamHandler"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.security": {"handlers": ["nowhere"], "propagate": False},
        # It warns whenever somebody asks for headers alone, which Django answers with a body too.
        "gunicorn.http.wsgi": {"level": "ERROR"},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
