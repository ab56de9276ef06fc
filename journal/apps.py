from django.apps import AppConfig
from pgtrigger import registry
from pgtrigger.apps import PGTriggerConfig

from journal.triggers import IndexedRegistry


class JournalConfig(AppConfig):
    default = True
    name = "journal"
    verbose_name = "Журнал"


class TriggersConfig(PGTriggerConfig):
    """pgtrigger as it is, with a registry that stays fast when there are hundreds of triggers."""

    def ready(self) -> None:
        """The registry is empty until now: pgtrigger fills it here, from the models."""
        registry._registry = IndexedRegistry(registry._registry)
        super().ready()
