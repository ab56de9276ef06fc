"""The installation's settings with a clock that follows the city's: what is lived through takes months, each process in the same moment."""

import os

from benchmarks.chaos_clock import Follower
from config.settings import *  # noqa: F403
from config.settings import LOGGING, MIDDLEWARE

LOGGING = LOGGING | {"root": {"handlers": ["console"], "level": "CRITICAL"}}  # what goes wrong here is made to go wrong
if FOLLOWED := os.environ.get("SOGLASIE_CHAOS_CLOCK"):
    Follower(FOLLOWED).start()
    MIDDLEWARE = ["benchmarks.chaos_clock.FollowMiddleware", *MIDDLEWARE]
