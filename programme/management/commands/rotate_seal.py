"""`./run manage rotate_seal [--container key.p12]`: seal with another key from now on; the former certificate stays published."""

from getpass import getpass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from casework.door import Refused
from programme.installation import actions as installation


class Command(BaseCommand):
    """Another key for the seal."""

    help = "Сменить ключ печати: прежний сертификат остаётся опубликованным, документы под ним — в силе."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the key comes from."""
        parser.add_argument("--container", type=Path, help="ключ извне, PKCS#12; без него система создаст свой")

    def handle(self, *args: Any, **options: Any) -> None:
        """Change the key and say by which fingerprint it is known."""
        container = options["container"]
        try:
            content, password = (container.read_bytes(), getpass("Пароль контейнера: ")) if container else (b"", "")
            key = installation.rotate_seal_key(content, password)
        except (Refused, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Печать ставит новый ключ: {key.owner}, до {key.valid_to:%d.%m.%Y}, SHA-256 {key.fingerprint}"
        )
        self.stdout.write(
            "Сделайте копию папки ключей и сообщите новый отпечаток тем, кто проверяет документы без сайта."
        )
