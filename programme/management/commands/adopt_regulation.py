"""`adopt_regulation new.json --title "…" --from 2027-01-01 --ground "…"`: a new version of the rules.

The file has the shape of programme/data/regulation-1.json under the key "data".
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from casework.door import Refused
from programme.regulations import actions as regulations


class Command(BaseCommand):
    """Put a new regulation in force."""

    help = "Принять новую редакцию регламента"

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, its title, its day and its ground."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--title", required=True)
        parser.add_argument("--from", dest="valid_from", type=date.fromisoformat, required=True, help="ГГГГ-ММ-ДД")
        parser.add_argument("--ground", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse what is malformed, with the reason."""
        try:
            data = json.loads(options["file"].read_text(encoding="utf-8"))["data"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"Не удалось прочитать файл: {error}") from error
        terms = {name: options[name] for name in ("title", "valid_from", "ground")}
        try:
            regulation = regulations.adopt_regulation(data=data, **terms)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(self.style.SUCCESS(f"Принят регламент: {regulation}, отпечаток {regulation.fingerprint}"))
