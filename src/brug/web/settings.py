"""Django's settings, all derived from ``brug.web.environment``.

One module serves every form of installation; nothing here asks for a second settings file.
"""

import sys
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from brug.web import mail_settings, storage_settings
from brug.web.environment import Environment
from brug.web.languages import register_languages
from brug.web.logging_settings import logging_config
from brug.web.secrets_on_disk import read_or_make_key, split_keys

ENVIRONMENT = Environment()
SOURCE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = ENVIRONMENT.brug_data_dir.expanduser().resolve()
BRUG_DEMO = ENVIRONMENT.brug_mode == "demo"
TESTING = "pytest" in sys.modules

# Keys

SECRET_KEY = (
    ENVIRONMENT.brug_secret_key.get_secret_value()
    if ENVIRONMENT.brug_secret_key
    else read_or_make_key(DATA_DIR / "keys" / "secret")
)
BRUG_FIELD_KEYS = (
    split_keys(ENVIRONMENT.brug_field_keys.get_secret_value())
    if ENVIRONMENT.brug_field_keys
    else split_keys(read_or_make_key(DATA_DIR / "keys" / "fields"))
)

# Doors

DEBUG = False
BASE_URL = ENVIRONMENT.brug_base_url.rstrip("/")
_base = urlsplit(BASE_URL)
ALLOWED_HOSTS = [
    host
    for host in [_base.hostname or "", *ENVIRONMENT.brug_allowed_hosts.replace(" ", "").split(",")]
    if host
]
if not ENVIRONMENT.is_production:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
WAGTAILADMIN_BASE_URL = BASE_URL
IS_HTTPS = _base.scheme == "https"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Abilities of browsers that no page uses yet; a room that needs one takes it off here.
PERMISSIONS_POLICY = ", ".join(
    f"{ability}=()"
    for ability in ("camera", "geolocation", "microphone", "midi", "payment", "serial", "usb")
)
if ENVIRONMENT.brug_trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.brug_trusted_proxies

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Apps

INSTALLED_APPS = [
    "brug.web",
    "brug.plan",
    "brug.rosters",
    "brug.volunteers",
    "brug.people",
    "brug.kernel",
    "wagtail.contrib.settings",
    "brug.web.frame_apps.HouseUsersConfig",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    "rules",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]
MIDDLEWARE = [
    "brug.web.health.HealthMiddleware",
    "brug.web.request_log.RequestLogMiddleware",
    "brug.web.middleware.BrowserRightsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "brug.people.middleware.WayMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "brug.web.middleware.ClosedDoorsMiddleware",
    "brug.web.middleware.StaffLanguageMiddleware",
    "brug.web.middleware.DeskDoorMiddleware",
]
ROOT_URLCONF = "brug.web.urls"
WSGI_APPLICATION = "brug.web.wsgi.application"
ASGI_APPLICATION = "brug.web.asgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["brug.kernel.templatetags.reader"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "brug.web.context.house",
            ],
        },
    }
]
FORM_RENDERER = "brug.kernel.forms.HouseRenderer"

# Data

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": storage_settings.database(ENVIRONMENT.database_url, DATA_DIR)}
CACHES = {"default": storage_settings.cache(ENVIRONMENT.redis_url)}
STORAGES = storage_settings.storages(ENVIRONMENT, testing=TESTING)
TASKS = storage_settings.tasks(ENVIRONMENT.redis_url)
RQ_QUEUES = storage_settings.rq_queues(ENVIRONMENT.redis_url)
if ENVIRONMENT.redis_url:
    INSTALLED_APPS += ["django_rq"]
MEDIA_ROOT = DATA_DIR / "files"
MEDIA_URL = "/files/"
STATIC_ROOT = ENVIRONMENT.brug_static_dir or DATA_DIR / "static"
STATIC_URL = "/static/"
# What programs ask for at the root of every site: robots.txt, favicon.ico.
WHITENOISE_ROOT = SOURCE_DIR / "web" / "root"
WHITENOISE_USE_FINDERS = not ENVIRONMENT.is_production
WHITENOISE_KEEP_ONLY_HASHED_FILES = ENVIRONMENT.is_production

# People who sign in

AUTH_USER_MODEL = "kernel.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "brug.web.passwords.PasswordBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:after-sign-in"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "brug.web.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 15
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reset_password": "10/m/ip,3/5m/key"}
ACCOUNT_SESSION_REMEMBER = False
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
MFA_ADAPTER = "brug.web.accounts.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = ENVIRONMENT.brug_organisation_name
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS

# Languages, places, times

LANGUAGE_CODE = "nl"
LANGUAGES = register_languages()
DESK_LANGUAGES = ["nl", "fr", "en"]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("nl", "Nederlands"),
    ("fr", "Français"),
    ("en", "English"),
]
USE_I18N = True
USE_TZ = True
TIME_ZONE = ENVIRONMENT.brug_time_zone
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "brug.kernel.date_formats"
LOCALE_PATHS = [SOURCE_DIR / "web" / "locale"]
HOLIDAY_COUNTRY = ENVIRONMENT.brug_country

# Desk

DESK_PATH = "desk/"
WAGTAIL_SITE_NAME = ENVIRONMENT.brug_organisation_name
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# The house

BRUG_ORGANISATION_NAME = ENVIRONMENT.brug_organisation_name
BRUG_ERASURE_WAIT_DAYS = ENVIRONMENT.brug_erasure_wait_days
BRUG_CONTACT_EMAIL = ENVIRONMENT.brug_contact_email

# Mails and logs

DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.brug_mail_from
vars().update(mail_settings.django_settings(ENVIRONMENT.brug_smtp_url))
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
MAIL_JOURNAL_DIR = DATA_DIR / "journal"
LOGGING = logging_config(ENVIRONMENT)
