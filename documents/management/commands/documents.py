"""`./run manage documents verify`: hash all frozen bytes again and name those that are damaged or lost (I-19)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents.custody import actions as custody_actions
from documents.custody import keepers


class Command(BaseCommand):
    """Checks of the archive."""

    help = "Проверить, что файлы документов, приложения и подтверждения не изменены."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do."""
        parser.add_argument("what", choices=["verify"], help="verify — пересчитать хеши всех файлов")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 1 and the list when something is wrong."""
        damaged = keepers.damaged()
        for row in damaged:
            self.stdout.write(f"{row.description}, {row.sha256}")
            custody_actions.note_damage(row.sha256)
        if damaged:
            raise CommandError(f"Не прошли проверку файлов: {len(damaged)}. Восстановите их из резервной копии.")
        self.stdout.write(f"Все файлы целы: {sum(1 for _ in keepers.kept())}.")
