"""The installation's settings with a room for the benchmark's own small flows; nothing of this is ever served."""

from pathlib import Path

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS, LOGGING, MEDIA_ROOT

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks"]
LOGGING = LOGGING | {"root": {"handlers": ["console"], "level": "ERROR"}}
STATIC_ROOT = Path(MEDIA_ROOT)  # nothing is collected here, and whitenoise wants a folder
