"""The installation's settings with a clock that follows the city's: what is lived through takes months, each process in the same moment."""

import os

from benchmarks.chaos_clock import Follower
from config.settings import *  # noqa: F403
from config.settings import LOGGING, MIDDLEWARE, PROCRASTINATE_WORKER_DEFAULTS

LOGGING = LOGGING | {"root": {"handlers": ["console"], "level": "CRITICAL"}}  # what goes wrong here is made to go wrong
# A worker that has lost the database for a moment hears of no jobs and only looks for them, every five seconds: months would last.
PROCRASTINATE_WORKER_DEFAULTS = PROCRASTINATE_WORKER_DEFAULTS | {"fetch_job_polling_interval": 0.2}
if FOLLOWED := os.environ.get("SOGLASIE_CHAOS_CLOCK"):
    Follower(FOLLOWED).start()
    MIDDLEWARE = ["benchmarks.chaos_clock.FollowMiddleware", *MIDDLEWARE]
