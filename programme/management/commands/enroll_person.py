"""`enroll_person anna@example.org Иванова Анна Петровна`: an account; its owner sets a password by the reset link."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from programme.people import actions as people
from programme.people.models import Person


class Command(BaseCommand):
    """Make an account for somebody whose address is known to be theirs."""

    help = "Создать учётную запись (пароль человек задаст сам по ссылке «Забыли пароль?»)"

    def add_arguments(self, parser: CommandParser) -> None:
        """An address and a name."""
        parser.add_argument("email")
        parser.add_argument("last_name")
        parser.add_argument("first_name")
        parser.add_argument("middle_name", nargs="?", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """One account per address."""
        if Person.objects.filter(email=options["email"].lower()).exists():
            raise CommandError("Учётная запись с этой почтой уже есть.")
        names = {name: options[name] for name in ("last_name", "first_name", "middle_name")}
        person = people.enroll(email=options["email"], **names)
        self.stdout.write(self.style.SUCCESS(f"Создана учётная запись: {person} <{person.email}>"))
