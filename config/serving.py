"""How gunicorn serves the site: the project is loaded once, then forked, so that workers share what they all have."""

import gc
import os

from django.conf import settings
from django.db import connections

from config.reception import THREADS, PatientWorker
from config.trouble import Trouble
from documents import archive

# gunicorn reads this file before the application, which would say so too.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

if settings.DEBUG:  # its pages of errors show settings and data to whoever asks
    raise Trouble("DEBUG=1 — только для ./run dev: сайт, который видят другие, с ним не запускается.")

preload_app = True
worker_class = PatientWorker
workers = 2
threads = THREADS
keepalive = 5
timeout = 60
graceful_timeout = 15
loglevel = "warning"
# A worker that has served long is replaced, one at a time: fragmented memory does not grow for months.
max_requests = 20_000
max_requests_jitter = 2_000


def when_ready(server: object) -> None:
    """Begin tidily. The collector stays off what is loaded: it would write into every page of memory the workers share."""
    archive.sweep()  # what a machine that went down has left unfinished
    gc.collect()
    gc.freeze()


def post_fork(server: object, worker: object) -> None:
    """A connection is of one process; whatever the loading may have opened is not for the worker."""
    connections.close_all()
