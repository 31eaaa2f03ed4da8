"""Django settings. Every difference between deployments is one environment variable.

With no environment at all the project runs embedded: SQLite, an in-memory channel layer, tasks
run at once and the offline tutor. Set DATABASE_URL, REDIS_URL and a provider's key to leave that
mode, one service at a time.
"""

import re
import sys
from datetime import timedelta
from pathlib import Path

import dj_database_url
import django_stubs_ext
from celery.schedules import crontab
from csp.constants import NONE, SELF
from dotenv import load_dotenv

from config.environment import CannotStart, Environment, kept_secret, unwritable
from config.safety import unsafe_settings

# ModelAdmin[Word] and the like, which mypy reads, would be a TypeError in plain Django.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
load_dotenv(BASE_DIR / ".env")
env = Environment()

VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))
IS_COMMAND = bool({"migrate", "seed_vocabulary", "replay_cards", "optimise_memory"} & set(sys.argv))
DATABASE_URL = env.text("DATABASE_URL")
REDIS_URL = env.text("REDIS_URL")
EMBEDDED = not DATABASE_URL and not REDIS_URL
ON_SQLITE = not DATABASE_URL or DATABASE_URL.startswith("sqlite:")
if ON_SQLITE:
    env.problems += unwritable(VAR_DIR)

DEBUG = env.flag("DEBUG")
# Kept in var/, so that nobody is signed out by a restart. Production must bring its own.
SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY and EMBEDDED and not env.problems:
    SECRET_KEY = kept_secret(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.texts("ALLOWED_HOSTS", "*" if EMBEDDED else "")
CSRF_TRUSTED_ORIGINS = env.texts("CSRF_TRUSTED_ORIGINS")


def _first_host() -> str:
    named = [host.lstrip(".") for host in ALLOWED_HOSTS if host != "*"]
    return named[0] if named else "localhost"


def _own_address() -> str:
    return "http://localhost:8000" if EMBEDDED else f"https://{_first_host()}"


INSTALLED_APPS = [
    "daphne",  # first, so that runserver speaks ASGI
    "config",  # before the others, whose templates it replaces
    "config.staff.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "corsheaders",
    "csp",
    "channels",
    "django_celery_beat",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    # Ours, lowest layer first. An app may import only the apps above it.
    "limiting",
    "vocabulary",
    "learners",
    "progress",
    "tutoring",
    "sessions",  # label: learning_sessions, see sessions/apps.py
    "web",
]

MIDDLEWARE = [
    "config.requests.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "config.requests.TrailingSlashMiddleware",
    "config.requests.NoStoreMiddleware",
    "limiting.spent.LimitsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]


def sqlite() -> dict:
    return {
        "ENGINE": "config.sqlite",
        "NAME": VAR_DIR / "tutor.sqlite3",
        "CONN_MAX_AGE": None,
        # The default settings lose concurrent writes to "database is locked"; these lose none.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
        },
    }


def postgresql(url: str) -> dict:
    """Accept a driver suffix too, such as postgresql+psycopg2://."""
    database = dj_database_url.parse(re.sub(r"^postgres(ql)?\+\w+:", "postgresql:", url))
    return database | {
        "ENGINE": "config.postgresql",
        # The pool gives connections back between the short transactions of a turn; persistent
        # connections would leak under ASGI.
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,  # the engine looks itself
        "OPTIONS": database.get("OPTIONS", {})
        | {
            "pool": {
                "min_size": 1,
                "max_size": env.integer("DATABASE_POOL_SIZE", 10, least=1, most=1000),
                "timeout": 5,
                # Then the next request tries again at once. A pool that waits longer and longer
                # between its attempts refuses when the server has long been back.
                "reconnect_timeout": 1,
            },
            "connect_timeout": 3,
            # What a command does may take long; a request may not. Compiling a query takes longer
            # than any of ours runs.
            "options": f"-c statement_timeout={0 if IS_COMMAND else 5000} -c lock_timeout=3000"
            " -c idle_in_transaction_session_timeout=30000 -c jit=off",
        },
    }


def database() -> dict:
    if not DATABASE_URL:
        return sqlite()
    if DATABASE_URL.startswith("sqlite:"):
        return sqlite() | {"NAME": dj_database_url.parse(DATABASE_URL)["NAME"]}
    return postgresql(DATABASE_URL)


DATABASES = {"default": database()}
# Turns are prepared on so many threads and closed on as many, each of which needs a connection
# meanwhile. Most of it is Python, of which one thread runs at a time: more of them only take it from
# one another, thousands of times a second, and from the event loop.
DATABASE_THREADS = env.integer("DATABASE_THREADS", 1, least=1, most=1000)

if REDIS_URL:
    # The core layer drops frames past its capacity and, with redis-py 8, idle sockets.
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL]},
        }
    }
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        }
    }
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

CELERY_BROKER_URL = env.text("CELERY_BROKER_URL", REDIS_URL)
CELERY_RESULT_BACKEND = env.text("CELERY_RESULT_BACKEND", REDIS_URL) or None
CELERY_TASK_ALWAYS_EAGER = not CELERY_BROKER_URL
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1, "interval_max": 0.2}
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # How long the task of a killed worker waits before another takes it; the default is an hour.
    "visibility_timeout": 300,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "health_check_interval": 25,
}
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_SCHEDULE = {
    "send-mails": {
        "task": "learners.tasks.send_mails",
        "schedule": timedelta(minutes=1),
    },
    "delete-accounts": {
        "task": "config.tasks.delete_accounts",
        "schedule": timedelta(hours=1),
    },
    "complete-idle-sessions": {
        "task": "sessions.tasks.complete_idle_sessions",
        "schedule": timedelta(minutes=15),
    },
    "daily-snapshot": {
        "task": "sessions.tasks.snapshot_days",
        "schedule": crontab(minute=10),
    },
    "optimise-memories": {
        "task": "progress.tasks.optimise_memories",
        "schedule": crontab(hour=3, minute=40),
    },
}
if not EMBEDDED:
    # An embedded server does so itself; from another process its sockets would hear nothing.
    CELERY_BEAT_SCHEDULE["recover-turns"] = {
        "task": "sessions.tasks.recover_turns",
        "schedule": timedelta(seconds=30),
    }

AUTH_USER_MODEL = "learners.Learner"
# The unique constraint is on the lower-cased address, which the check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["learners.accounts.EmailBackend"]
PASSWORD_HASHERS = [
    "learners.accounts.ModestArgon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "learners.passwords.LengthWithoutBlanks"},
    {"NAME": "learners.passwords.NotTooLong"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "learners.passwords.NotBreached"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
]
# Whether staff show a code beside their password, for the desk and for other people's data.
STAFF_SECOND_FACTOR = env.flag("STAFF_SECOND_FACTOR", not EMBEDDED)
OTP_TOTP_ISSUER = "French tutor"
SESSION_COOKIE_AGE = 8 * 60 * 60  # only staff have sessions: a working day
# Days in which a learner who asked to be deleted can still come back by signing in.
DELETION_GRACE_DAYS = env.integer("DELETION_GRACE_DAYS", 7, most=365)

# Mail goes through EMAIL_HOST, or without one into files, where a developer finds it.
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.integer("EMAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_SECURITY = env.choice("EMAIL_SECURITY", "starttls", ("starttls", "tls", "none"))
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_SECURITY == "starttls", EMAIL_SECURITY == "tls"
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", f"French tutor <no-reply@{_first_host()}>")
# Where the links of mails lead. Never the Host header, which whoever asks for a mail chooses.
PUBLIC_URL = env.text("PUBLIC_URL", _own_address()).rstrip("/")

ACCESS_TOKEN_EXPIRE_MINUTES = env.integer("ACCESS_TOKEN_EXPIRE_MINUTES", 60, least=1, most=525_600)
REFRESH_TOKEN_EXPIRE_DAYS = env.integer("REFRESH_TOKEN_EXPIRE_DAYS", 30, least=1, most=3650)
SIMPLE_JWT = {
    "ALGORITHM": "HS256",
    "SIGNING_KEY": SECRET_KEY,
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=ACCESS_TOKEN_EXPIRE_MINUTES),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=REFRESH_TOKEN_EXPIRE_DAYS),
    "USER_ID_CLAIM": "sub",
    "TOKEN_TYPE_CLAIM": "type",
    "LEEWAY": 10,
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["learners.tokens.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "wire.negotiation.AlwaysJson",
    "DEFAULT_SCHEMA_CLASS": "config.openapi.ProblemAutoSchema",
    "EXCEPTION_HANDLER": "config.problems.problem_response",
    "UNAUTHENTICATED_USER": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "French tutor",
    "DESCRIPTION": "Practise a language in conversation; spaced repetition decides the words.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_SPLIT_PATCH": False,  # what a PATCH requires is required in the document, too
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "config.openapi.describe_problems",
        "config.openapi.type_path_ids",
    ],
}
CORS_ALLOWED_ORIGINS = env.texts(
    "BACKEND_CORS_ORIGINS", "http://localhost:3000" if EMBEDDED else ""
)
CORS_EXPOSE_HEADERS = ["X-Request-ID", "Retry-After", "Location", "RateLimit", "RateLimit-Policy"]
CORS_ALLOW_HEADERS = [
    "accept", "authorization", "content-type", "idempotency-key", "prefer", "x-request-id",
]  # fmt: skip

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
BEHIND_HTTPS = env.flag("BEHIND_HTTPS")
if BEHIND_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
# What the limits of limiting/table.py are multiplied with; 0 switches them off.
RATE_LIMITS = 0.0 if env.text("RATE_LIMITS").lower() == "off" else env.number("RATE_LIMITS", 1.0)
# Proxies of ours between a client and this server, each of which adds to X-Forwarded-For.
TRUSTED_PROXIES = env.integer("TRUSTED_PROXIES", 0, most=10)
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576

STATIC_URL = "static/"
# Straight from the apps: a step that gathers the files first could be forgotten. `collectstatic`
# is for who serves them from elsewhere.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = BASE_DIR / "staticfiles" if "collectstatic" in sys.argv else None
WHITENOISE_AUTOREFRESH = DEBUG
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"

OPENAI_API_KEY = env.text("OPENAI_API_KEY")
OPENAI_API_BASE = env.text("OPENAI_API_BASE")
OPENAI_MODEL = env.text("OPENAI_MODEL", "gpt-5.4-mini")
ANTHROPIC_API_KEY = env.text("ANTHROPIC_API_KEY")
ANTHROPIC_API_BASE = env.text("ANTHROPIC_API_BASE")
ANTHROPIC_MODEL = env.text("ANTHROPIC_MODEL", "claude-haiku-5-5")
PRIMARY_LLM_PROVIDER = env.text("PRIMARY_LLM_PROVIDER", "openai")
SECONDARY_LLM_PROVIDER = env.text("SECONDARY_LLM_PROVIDER", "anthropic")
LLM_REQUEST_TIMEOUT_SECONDS = env.number("LLM_REQUEST_TIMEOUT_SECONDS", 25.0, least=1, most=600)
LLM_MAX_RETRIES = env.integer("LLM_MAX_RETRIES", 3, most=20)
# Tokens a learner, and everybody together, may use in a study day; 0 is no cap.
LEARNER_DAILY_TOKENS = env.integer("LEARNER_DAILY_TOKENS", 0)
SITE_DAILY_TOKENS = env.integer("SITE_DAILY_TOKENS", 0)
# US dollars per million tokens, over our own table: {"model": [input, output]}.
LLM_PRICES = env.text("LLM_PRICES")
# A turn whose process died is taken up by another when its lease has ended.
TURN_LEASE_SECONDS = env.number("TURN_LEASE_SECONDS", 15.0, least=0.1, most=600)
FRENCH_NLP_MODEL = env.text("FRENCH_NLP_MODEL", "fr_core_news_sm")
# Whether staff with the right see that a learner seemed to be in danger. Off: nobody is told.
SAFETY_ALERTS = env.choice("SAFETY_ALERTS", "off", ("off", "staff")) == "staff"
GRAMMALECTE = env.text("GRAMMALECTE", "auto")  # or "off"; used where the Debian package is

DEFAULT_MINUTES_PER_TURN = env.number("DEFAULT_MINUTES_PER_TURN", 3.0, least=0.1, most=60)
MIN_WORDS_PER_TURN = env.integer("MIN_WORDS_PER_TURN", 4, most=50)
MAX_WORDS_PER_TURN = env.integer("MAX_WORDS_PER_TURN", 8, most=50)
MAX_NEW_WORDS_PERCENTAGE = env.number("MAX_NEW_WORDS_PERCENTAGE", 0.5, most=1)
REVIEW_PERFORMANCE_LOOKBACK_DAYS = env.integer(
    "REVIEW_PERFORMANCE_LOOKBACK_DAYS", 7, least=1, most=365
)
POOR_PERFORMANCE_THRESHOLD = env.number("POOR_PERFORMANCE_THRESHOLD", 0.5, most=1)
GOOD_PERFORMANCE_THRESHOLD = env.number("GOOD_PERFORMANCE_THRESHOLD", 0.7, most=1)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "config.requests.RequestIdFilter"},
        "redact": {"()": "config.requests.RedactFilter"},
        "ordinary": {"()": "config.requests.OrdinaryRefusalFilter"},
    },
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} [{request_id}] {message}", "style": "{"}
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request_id", "redact", "ordinary"],
        }
    },
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO").upper()},
    "loggers": {
        "django.server": {"handlers": [], "propagate": True},
        "httpx2": {"level": "WARNING"},
    },
}

if not EMBEDDED and "test" not in sys.argv:
    env.problems += unsafe_settings(globals())
if env.problems:
    raise CannotStart(
        "This configuration cannot start:\n" + "\n".join(f"- {text}" for text in env.problems)
    )
