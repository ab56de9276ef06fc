"""`grant_role anna@example.org platform_secretary`: an appointment from the command line."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from casework.door import Refused
from programme.appointments import actions as appointments
from programme.appointments.models import Role
from programme.people.models import Person


class Command(BaseCommand):
    """Appoint a person to a role."""

    help = "Назначить человека на роль"

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, to what, where and until when."""
        parser.add_argument("email")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("--scope", default="")
        parser.add_argument("--until", type=date.fromisoformat, help="последний день, ГГГГ-ММ-ДД")
        parser.add_argument("--ground", default="решение администратора системы")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say why not."""
        person = Person.objects.filter(email=options["email"].lower(), is_active=True).first()
        if person is None:
            raise CommandError(f"Нет действующей учётной записи с почтой {options['email']}.")
        terms = {"scope": options["scope"], "valid_to": options["until"], "ground": options["ground"]}
        try:
            appointment = appointments.appoint(person, role=options["role"], **terms)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(self.style.SUCCESS(f"Назначено: {appointment}"))
