"""Tables and static files of this version, in one process because starting Django twice takes longer."""

import os
import sys

import django
from django.core.management import call_command
from django.db import OperationalError
from django.db.migrations.exceptions import InconsistentMigrationHistory

from config.console import complain, stage


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    try:
        with stage("Таблицы базы"):
            call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        complain(f"База данных не отвечает: {str(error).strip().splitlines()[0]}. Проверьте DATABASE_URL.")
        return 1
    except InconsistentMigrationHistory:
        complain("База осталась от прежней, ещё не выпущенной версии. Начните заново: ./run reset --yes, затем ./run.")
        return 1
    with stage("Статические файлы"):
        call_command("collectstatic", interactive=False, verbosity=0)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
