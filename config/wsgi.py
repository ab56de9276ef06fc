"""The web application for gunicorn, loaded before the workers are forked: with everything that pages load on first use."""

import os

from django.core.wsgi import get_wsgi_application

from config.reception import Reception

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def _load() -> None:
    """Addresses with their views and forms, and the calendar: else each worker would load a copy of its own."""
    from django.urls import get_resolver  # noqa: PLC0415 - after Django has been set up

    from casework import workdays  # noqa: PLC0415 - after Django has been set up

    get_resolver()._populate()
    workdays.last_known_year()


application = Reception(get_wsgi_application())
_load()
