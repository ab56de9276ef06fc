"""`manage.py demo`: play the demo once; the tables are printed every time."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.demo import show


class Command(BaseCommand):
    """Play the demo unless it has been played, then say where the papers lie and who can log in."""

    help = "Разыграть показательные дела (один раз) и напечатать, под кем можно войти."

    def handle(self, *args: Any, **options: Any) -> None:
        """Play, then print."""
        is_new = show.run()
        self.stdout.write(f"Показательные дела {'разыграны' if is_new else 'уже разыграны'}.")
        self.stdout.write(show.papers())
        self.stdout.write(show.logins())
