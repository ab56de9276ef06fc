"""Settings of the installation. Everything a city may want to change comes from the environment."""

from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import environ

from config import embedded_postgres, logs, machine, state_login

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()

DEMO = env.bool("DEMO", False)
DEMO_CALL = env.bool("DEMO_CALL", False)  # the demo also plays a call of forty proposals
DEBUG = env.bool("DEBUG", False)
TESTING = env.bool("SOGLASIE_TESTING", False)
if TESTING and (shift := env.float("SOGLASIE_TEST_CLOCK", 0.0)):
    # A site or a worker that a test has started lives in the test's time (tests/clock.py).
    import time_machine

    time_machine.travel(timedelta(seconds=shift), tick=True).start()
REHEARSAL = env.bool("REHEARSAL", False)
REHEARSAL_CLOCK = VAR_DIR / "rehearsal" / "files" / "clock"  # goes together with what has happened by it
if REHEARSAL:
    from portal.demo import moved_clock

    moved_clock.follow(REHEARSAL_CLOCK)


def _secret_key() -> str:
    """The secret of this installation: from the environment, else made once and kept under var/."""
    if key := env.str("SECRET_KEY", ""):
        return key
    path = VAR_DIR / "secret_key"
    if not path.exists():
        from django.core.management.utils import get_random_secret_key  # noqa: PLC0415 - only a new installation needs a key

        VAR_DIR.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
SECURE = SITE_URL.startswith("https://")

# Our rooms, from the top floor down: addresses, menus, promises and pictures are gathered from them in this order.
ROOMS = [
    "portal",
    "negotiations", "quality_mark", "protocol", "library", "monitoring", "appeals",
    "expertise", "committee", "events",
    "execution", "consultations", "programme", "documents", "casework", "journal",
]  # fmt: skip
INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "journal.apps.TriggersConfig",  # pgtrigger
    "viewflow.workflow",
    "procrastinate.contrib.django",
]
VIEWFLOW = {"AUTOREGISTER": False}

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.middleware.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.CompressionMiddleware",
    "portal.middleware.NulMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "programme.entrance.middleware.SessionLifeMiddleware",
    "programme.entrance.middleware.SecondFactorMiddleware",
    "programme.consents.middleware.ConsentMiddleware",
    "portal.middleware.BusyMiddleware",
    "portal.middleware.DamageMiddleware",
]

# Of viewflow's own pages only the form of a BPMN file is wanted; as an app it would bring 49 MB of scripts along.
VIEWFLOW_TEMPLATES = Path(str(files("viewflow"))) / "templates"
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates", VIEWFLOW_TEMPLATES],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.site",
            ],
            "builtins": ["portal.templatetags.look", "portal.templatetags.trail"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Without DATABASE_URL the embedded server is asked for an address; it starts if it is not running.
DATABASES = {"default": env.db_url_config(embedded_postgres.ensure())}
DATABASES["default"].update({"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "programme.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# The second one reads passwords that were set before; they are hashed anew when their owner logs in.
STRONG_HASHERS = ["programme.entrance.accounts.PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
# The suite makes hundreds of people whose passwords guard nothing; a strong hash of each would take half a second.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"] if TESTING else STRONG_HASHERS
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "inbox"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_FORMS = {"login": "programme.people.forms.LoginForm", "signup": "programme.people.forms.SignupForm"}
ACCOUNT_ADAPTER = "programme.entrance.accounts.Adapter"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # every letter gets EMAIL_SUBJECT_PREFIX
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # only in the browser that has signed up
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # the second factor is still asked
ACCOUNT_LOGIN_TIMEOUT = 60 * 60  # how long a browser that has signed up waits for the letter
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False  # the session ends with the browser, and before that by the terms below
# Wrong passwords: per address, and per account *from one address*, so that who guesses does not shut the owner out.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
    "state_login": "20/m/ip",  # each asks the provider for its addresses
    "open_city": "10/m/ip",  # wrong keys of an unopened city
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A code that has just run out while it was typed, or a telephone whose clock is half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Согласие"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO

# What is counted for all processes and survives a restart (programme/migrations/0005_counters.py); what is cheap to know anew stays
# in each process.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "programme_counter",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
# How many proxies of our own stand before the site; https is always a proxy's work.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 1 if SECURE else 0)

LANGUAGE_CODE = "ru"
# Chosen when the city is opened and kept in a file, for processes and triggers need it before the database is asked.
TIME_ZONE_FILE = machine.time_zone_file()
TIME_ZONE = ("" if TESTING else machine.time_zone()) or "Asia/Krasnoyarsk"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
NODE_MODULES = BASE_DIR / "node_modules"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "files"))
GOST_ENGINE = env.str("GOST_ENGINE", "")  # gost.so, where it is not in Debian's place
KEYS_DIR = env.path("KEYS_DIR", default=str(VAR_DIR / "keys"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(MEDIA_ROOT)}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler", "documents.uploads.SpoolHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

EMAIL_BACKEND = env.str(
    "EMAIL_BACKEND",
    f"django.core.mail.backends.{'smtp' if env.str('EMAIL_HOST', '') else 'filebased'}.EmailBackend",
)
EMAIL_FILE_PATH = env.path("EMAIL_FILE_PATH", default=str(VAR_DIR / "mail"))
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 20)  # seconds
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Согласие <noreply@example.org>")
EMAIL_SUBJECT_PREFIX = env.str("EMAIL_SUBJECT_PREFIX", "Согласие: ")
# Where mail servers return letters: `./run manage read_bounce` reads what comes there.
BOUNCE_ADDRESS = env.str("BOUNCE_ADDRESS", "")
LETTERS_HOUR = env.int("LETTERS_HOUR", 9)  # of the city: when digests go out, just after the reminders of the day
LETTERS_KEPT_DAYS = env.int("LETTERS_KEPT_DAYS", 30)

# Codes for telephones. Without a gateway, where people really live (DEMO=0), the level «телефон» is not offered at all.
SMS_GATEWAY_URL = env.str("SMS_GATEWAY_URL", "")
SMS_GATEWAY_TOKEN = env.str("SMS_GATEWAY_TOKEN", "")
SMS_GATEWAY_FIELDS = env.str("SMS_GATEWAY_FIELDS", '{"to": "{phone}", "text": "{text}"}')
SMS_GATEWAY_OK = env.str("SMS_GATEWAY_OK", "")
SMS_BACKEND = env.str(
    "SMS_BACKEND",
    "programme.identity.sms.HttpGateway"
    if SMS_GATEWAY_URL
    else "programme.identity.sms.FileGateway"
    if DEMO or DEBUG or TESTING
    else "",
)
SMS_FILE_PATH = env.path("SMS_FILE_PATH", default=str(VAR_DIR / ("tests/sms" if TESTING else "sms")))
STATE_LOGIN = state_login.read(env)

# The prefix makes browsers refuse such a cookie from a neighbouring site or without TLS. Cookies know no ports: the sites of
# `./run`, `./run dev` and `./run rehearse` would log each other out.
COOKIES_OF = "rehearsal-" if REHEARSAL else "dev-" if DEBUG else ""
SESSION_COOKIE_NAME = "__Host-session" if SECURE else f"{COOKIES_OF}sessionid"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else f"{COOKIES_OF}csrftoken"
# The stories of the tests live through weeks without logging in again.
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", 60 * 24 * 400 if TESTING else 120)
SESSION_MAX_HOURS = env.int("SESSION_MAX_HOURS", 24 * 400 if TESTING else 12)
SESSION_COOKIE_AGE = SESSION_MAX_HOURS * 60 * 60
SECOND_FACTOR_GRACE_DAYS = env.int("SECOND_FACTOR_GRACE_DAYS", 7)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}

# Documents; the names and contacts are what a city that has set nothing is called (casework/installation.py)
DOC_STANDARD = "ГОСТ Р 7.0.97-2025"
ORGANISATION_NAME = env.str("ORGANISATION_NAME", "Городской программный комитет")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")
CONTACT_PHONE = env.str("CONTACT_PHONE", "")
CONTACT_ADDRESS = env.str("CONTACT_ADDRESS", "")
CONTACT_HOURS = env.str("CONTACT_HOURS", "")
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")  # an address or a page for reports of vulnerabilities
SOURCE_URL = env.str("SOURCE_URL", "")  # where the sources of this very installation are (AGPL § 13)
CITY_NAME = env.str("CITY_NAME", "г. Красноярск")
SEAL_IS_TEST = env.bool("SEAL_IS_TEST", True)
REQUIRES_HEAD_ACT = env.list("REQUIRES_HEAD_ACT", default=[])
# How long a process goes on with what it knows of the city's settings; the tests' processes see every change themselves.
INSTALLATION_REMEMBERED_SECONDS = None if TESTING else 10
ATTACHMENT_MAX_BYTES = 10 * 1024 * 1024
LOGGING = logs.LOGGING
PROCRASTINATE_ON_APP_READY = "casework.outbox.connect"
PROCRASTINATE_WORKER_DEFAULTS = {"concurrency": 2, "delete_jobs": "never"}
