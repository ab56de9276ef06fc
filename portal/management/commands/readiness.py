"""`readiness`: what must be right before people are let in; the second half of `./run doctor`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.readiness import lines


class Command(BaseCommand):
    """A line for each requirement; fails while one is not met."""

    help = "Чего не хватает, прежде чем звать людей"

    def handle(self, *args: Any, **options: Any) -> None:
        """Met or not, how it is, what to do."""
        looked = lines()
        for line in looked:
            remedy = "" if line.is_met else f" — {line.remedy}"
            self.stdout.write(f"{'есть' if line.is_met else 'НЕТ '}  {line.title}: {line.words}{remedy}")
        if not all(line.is_met for line in looked):
            raise CommandError("Ещё не всё готово.")
