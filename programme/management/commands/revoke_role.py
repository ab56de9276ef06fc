"""`revoke_role anna@example.org platform_secretary --ground "…"`: ends an appointment at once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from programme.appointments import actions as appointments
from programme.appointments.models import Role, RoleAssignment


class Command(BaseCommand):
    """End a person's appointments to a role."""

    help = "Прекратить назначение человека на роль"

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose, what, and why."""
        parser.add_argument("email")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("--ground", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Every appointment to the role, whatever its scope."""
        held = RoleAssignment.objects.filter(
            person__email=options["email"].lower(), role=options["role"], ended_at=None
        )
        if not held:
            raise CommandError("Такого назначения нет.")
        for appointment in held:
            appointments.dismiss(appointment, ground=options["ground"])
            self.stdout.write(self.style.SUCCESS(f"Прекращено: {appointment}"))
