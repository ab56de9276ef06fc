"""`opening_key`: the address by which an unopened city is opened; nothing once it has an administrator."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from casework.door import Refused
from programme.installation import actions


class Command(BaseCommand):
    """Print a new one-time address; an earlier one opens nothing any more."""

    help = "Адрес, по которому открывают город; прежний перестаёт действовать"

    def handle(self, *args: Any, **options: Any) -> None:
        """One line, or why there is none."""
        try:
            key = actions.make_key()
        except Refused as refusal:
            self.stderr.write(str(refusal))
            return
        self.stdout.write(settings.SITE_URL + reverse("set_up", args=[key]))
