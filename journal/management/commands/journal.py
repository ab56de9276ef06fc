"""`manage.py journal verify`: recompute the chain and the tree and name the first bad row; `seal`: seal what is not sealed yet."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from journal import chain, checkpoints
from journal.models import Entry, Seal


class Command(BaseCommand):
    help = "Журнал: verify — проверить цепочку и отметки дней, seal — запечатать новые записи."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify", "seal"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "seal":
            self.stdout.write(f"Запечатано записей: {chain.seal()}")
            return
        if fault := chain.verify() or checkpoints.verify():
            raise CommandError(f"Цепочка нарушена на месте {fault.position} (запись {fault.entry_id}): {fault.reason}.")
        sealed, total = Seal.objects.count(), Entry.objects.count()
        self.stdout.write(f"Журнал цел: запечатано {sealed} из {total} записей.")
