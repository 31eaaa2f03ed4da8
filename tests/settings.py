"""The project's settings with everything pinned that a developer's .env could change."""

import os
import secrets
import tempfile

PINNED = {
    "SECRET_KEY": "tests-only-" + "0123456789abcdef" * 4,
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL", ""),
    "REDIS_URL": os.environ.get("TEST_REDIS_URL", ""),
    "CELERY_BROKER_URL": "",
    "CELERY_RESULT_BACKEND": "",
    "OPENAI_API_KEY": "",
    "ANTHROPIC_API_KEY": "",
    "RATE_LIMITS": "off",
    "STAFF_SECOND_FACTOR": "no",
    "BACKEND_CORS_ORIGINS": "http://localhost:3000",
}
os.environ.update(PINNED)

from config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# The servers may be shared, with another run of this suite too: everything gets a name of its own.
RUN = f"test-{secrets.token_hex(4)}"
# SQLite in a file, as in earnest: in memory, its connections would share one lock per table.
FILE = os.path.join(tempfile.gettempdir(), f"{RUN}.sqlite3")
DATABASES["default"]["TEST"] = {"NAME": RUN if PINNED["DATABASE_URL"] else FILE}  # noqa: F405
CACHES["default"]["KEY_PREFIX"] = RUN  # noqa: F405
if PINNED["REDIS_URL"]:
    CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = RUN  # noqa: F405

if PINNED["DATABASE_URL"]:
    # A test may import a whole list, and dropping a database takes its time on a busy machine.
    DATABASES["default"]["OPTIONS"]["options"] = "-c lock_timeout=10000"  # noqa: F405
