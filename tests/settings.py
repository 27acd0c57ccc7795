"""The house's settings in a hostile, hermetic environment."""

import os
import tempfile

os.environ.update(
    BRUG_DATA_DIR=tempfile.mkdtemp(prefix="brug-test-"),
    BRUG_MODE="development",
    BRUG_BASE_URL="http://testserver",
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL", ""),
    REDIS_URL="",
    BRUG_SECRET_KEY="not a secret: tests only",
    BRUG_FIELD_KEYS="not a secret either: tests only",
)

from brug.web.settings import *  # noqa: F403 - the environment must come first
from brug.web.settings import STATIC_ROOT

STATIC_ROOT.mkdir(parents=True, exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
