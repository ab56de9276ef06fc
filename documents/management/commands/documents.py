"""`./run manage documents verify`: hash all frozen bytes again and name those that are damaged or lost (I-19)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents.models import DocumentFile
from documents.tasks import damaged_files


class Command(BaseCommand):
    """Checks of the archive."""

    help = "Проверить, что файлы документов в архиве не изменены."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do."""
        parser.add_argument("what", choices=["verify"], help="verify — пересчитать хеши всех файлов")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 1 and the list when something is wrong."""
        damaged = damaged_files()
        for file in damaged:
            self.stdout.write(f"{file.document}: {file.get_role_display()}, {file.sha256}")
        if damaged:
            raise CommandError(f"Не прошли проверку файлов: {len(damaged)}. Восстановите их из резервной копии.")
        self.stdout.write(f"Все файлы целы: {DocumentFile.objects.count()}.")
