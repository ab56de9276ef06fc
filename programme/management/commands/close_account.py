"""`close_account anna@example.org --ground "…"`: people are deactivated, never deleted."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from casework.door import Refused
from programme.people import actions as people
from programme.people.models import Person


class Command(BaseCommand):
    """Deactivate an account."""

    help = "Закрыть учётную запись"

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose, and why."""
        parser.add_argument("email")
        parser.add_argument("--ground", required=True)
        parser.add_argument(
            "--leave-open", action="store_true", help="закрыть, даже если часть открытых шагов взять некому"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """What the person did stays theirs."""
        person = Person.objects.filter(email=options["email"].lower()).first()
        if person is None:
            raise CommandError("Такой учётной записи нет.")
        try:
            people.deactivate(person, ground=options["ground"], leave_open=options["leave_open"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(self.style.SUCCESS(f"Учётная запись закрыта: {person}"))
