"""./run manage trial_centre --name "Иванова Анна Петровна" file.pdf: a signature to try the way of the file with; keys are made and forgotten."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from documents.qualified import trial, trust


class Command(BaseCommand):
    help = "Пробный удостоверяющий центр: подпись под файлом от имени человека; в настоящем городе не считается"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file to sign, whose name and organisation the certificate bears."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--name", required=True)
        parser.add_argument("--inn", default="", help="ИНН организации, если подписывает её руководитель")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make a centre, let the city trust it, sign the file."""
        surname, _, given = options["name"].partition(" ")
        centre, firm = trial.Centre.new(), {"inn_of_firm": options["inn"]} if options["inn"] else {}
        holder = centre.issue(cn=options["name"], sn=surname, gn=given, **firm)
        for place, name, content in (
            ("roots", "trial.crt", centre.holder.certificate.dump()), ("crl", "trial.crl", centre.revocations()),
        ):  # fmt: skip
            folder = trust.folder() / place
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        signature = options["file"].with_name(f"{options['file'].name}.sig")
        signature.write_bytes(holder.sign(options["file"].read_bytes()))
        self.stdout.write(f"Подпись: {signature}. Корень и список отозванных: {trust.folder()}")
