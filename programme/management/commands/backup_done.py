"""`backup_done`: the operator's scheduled copy says here that it has gone well."""

from typing import Any

from django.core.management.base import BaseCommand

from programme.installation import actions


class Command(BaseCommand):
    """Note that a copy of the database and the files has been made."""

    help = "Отметить, что резервная копия базы и файлов сделана: последняя команда вашего скрипта копирования"

    def handle(self, *args: Any, **options: Any) -> None:
        """Now."""
        actions.note_backup()
        self.stdout.write("Отмечено.")
