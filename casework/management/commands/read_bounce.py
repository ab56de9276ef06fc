"""`read_bounce`: a letter that came back, from standard input; the mail server pipes it here (docs/operations.md)."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from casework.letters import bounces
from casework.letters.actions import note_bounce

LARGEST = 2_000_000  # bytes: a report is small, and nobody may fill the memory with one


class Command(BaseCommand):
    help = "Отмечает вернувшееся письмо: сообщение почтового сервера читается со стандартного ввода"

    def handle(self, *args: Any, **options: Any) -> None:
        """Never fails: an error would make the mail server return the returned letter."""
        report = bounces.read(sys.stdin.buffer.read(LARGEST))
        letter = note_bounce(*report) if report else None
        self.stdout.write(f"Вернулось письмо {letter.pk}." if letter else "Ни одно письмо этим не возвращено.")
