"""The queue's connections: whatever is deferred belongs to the transaction of the act that defers it, in workers too.

Procrastinate's own worker defers through a connection of its own: a job would be there before the act is committed, and would stay
if the act is rolled back.
"""

from procrastinate import App, PsycopgConnector
from procrastinate.connector import BaseAsyncConnector, BaseConnector
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params


class WorkerConnector(PsycopgConnector):
    """The worker fetches and finishes jobs by itself; its tasks defer through Django."""

    def get_sync_connector(self) -> BaseConnector:
        return DjangoConnector()


class Connector(DjangoConnector):
    """Django's connection, and for workers the connector above."""

    def get_worker_connector(self) -> BaseAsyncConnector:
        return WorkerConnector(kwargs=connector_params(self.alias))


def connect(app: App) -> None:
    """Called by Procrastinate when Django is ready (`PROCRASTINATE_ON_APP_READY`)."""
    app.connector = app.job_manager.connector = Connector()
