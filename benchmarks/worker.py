"""M10: the memory of a web worker with all its pages loaded, beside Django with one empty page."""

import os
import subprocess
import sys

from benchmarks.clockwork import Line

TELL = """
import re; status = open('/proc/self/status').read(); print(re.search(r'VmRSS:\\s+(\\d+)', status)[1])
"""
OURS = """
import config.wsgi
from django.test import Client
assert Client(SERVER_NAME='127.0.0.1').get('/').status_code == 200
"""
BARE = """
from django.conf import settings
from django.http import HttpResponse
from django.urls import path
settings.configure(SECRET_KEY='x', ALLOWED_HOSTS=['*'], ROOT_URLCONF=__name__, INSTALLED_APPS=['django.contrib.auth',
    'django.contrib.contenttypes', 'django.contrib.sessions', 'django.contrib.messages'],
    DATABASES={'default': {'ENGINE': 'django.db.backends.postgresql'}})
urlpatterns = [path('', lambda request: HttpResponse('да'))]
import django; django.setup()
from django.core.wsgi import get_wsgi_application; get_wsgi_application()
from django.test import Client
assert Client(SERVER_NAME='127.0.0.1').get('/').status_code == 200
"""


def measure(full: bool) -> list[Line]:
    """Resident memory after the first page; it does not vary, so twice is enough."""
    ours, bare = min(_resident(OURS) for _ in range(2)), min(_resident(BARE) for _ in range(2))
    return [
        Line(
            "M10 память веб-процесса", f"{ours:.0f} МБ", f"голый Django: {bare:.0f} МБ", f"{ours / bare:.2f}", "≤ 80 МБ"
        )
    ]


def _resident(code: str) -> float:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    answer = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code + TELL], env=environment, capture_output=True, text=True, check=True
    )
    return int(answer.stdout.split()[-1]) / 1024
