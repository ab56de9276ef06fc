"""Tables and static files of this version, in one process because starting Django twice takes longer."""

import os
import re
import sys

import django
from django.core.management import call_command
from django.db import DatabaseError, OperationalError
from django.db.migrations.exceptions import InconsistentMigrationHistory

from config.console import complain, stage


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    try:
        with stage("Таблицы базы"):
            call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        complain(_reason(error))
        return 1
    except InconsistentMigrationHistory:
        complain("База осталась от прежней, ещё не выпущенной версии. Начните заново: ./run reset --yes, затем ./run.")
        return 1
    with stage("Статические файлы"):
        call_command("collectstatic", interactive=False, verbosity=0)
    return 0


def _reason(error: DatabaseError) -> str:
    """What to do about a database that does not take our tables; what we cannot explain is raised again."""
    if extension := re.search(r'extension "(\w+)"', str(error)):
        command = f"CREATE EXTENSION {extension[1]}"
        return f"Базе нужно расширение {extension[1]} из contrib. Попросите администратора базы выполнить: {command}."
    if "permission denied" in str(error):
        return "Роли из DATABASE_URL не хватает прав: она должна владеть своей базой (docs/operations.md, «Установка в городе»)."
    if isinstance(error, OperationalError):
        return f"База данных не отвечает: {str(error).strip().splitlines()[0]}. Проверьте DATABASE_URL."
    raise error


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
