"""Tables, static files and the demo of this version, in one process because starting Django takes longer than either.

`python -m config.prepare [--demo [fd] | --small-demo | --rehearsal <database of the city>]`: through the listening socket `fd` the
city may be looked at while it is played. With DEBUG the site finds its static files where they are written, so none are collected.
"""

import os
import re
import socket
import sys
from concurrent.futures import ThreadPoolExecutor

import django
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError
from django.db.migrations.exceptions import InconsistentMigrationHistory

from config import fonts, state
from config.console import complain, say, stage


def main(arguments: list[str]) -> int:
    """Do what the state says is missing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    there = state.look(os.environ["DATABASE_URL"])
    with stage("Загрузка программы"):
        django.setup()
    try:
        with ThreadPoolExecutor(1) as pool:
            static = pool.submit(_static) if not (there.static or settings.DEBUG) else None
            if not there.tables:
                _tables()
        if static:
            static.result()
        if arguments[:1] == ["--rehearsal"] and not there.played:
            _rehearse(arguments[1])
        elif arguments and not there.played:
            _play([int(handle) for handle in arguments[1:]], is_small=arguments[0] == "--small-demo")
    except DatabaseError as error:
        complain(_reason(error))
        return 1
    except InconsistentMigrationHistory:
        complain("База осталась от прежней, ещё не выпущенной версии. Начните заново: ./run reset --yes, затем ./run.")
        return 1
    except CommandError as error:
        complain(str(error))
        return 1
    return 0


def _tables() -> None:
    with stage("Таблицы базы"):
        call_command("migrate", interactive=False, verbosity=0)
        state.remember_tables(os.environ["DATABASE_URL"])


def _static() -> None:
    with stage("Статические файлы"):
        call_command("collectstatic", interactive=False, verbosity=0)
        state.remember_static()


def _play(handles: list[int], *, is_small: bool) -> None:
    from portal.demo import show  # noqa: PLC0415 - its models exist once Django is set up
    from portal.demo.window import Window  # noqa: PLC0415 - its models exist once Django is set up

    fonts.bring()  # waits for whoever is at it
    window = Window(socket.socket(fileno=handles[0]), say) if handles else None
    show.run(stage, window, is_small=is_small)


def _rehearse(city: str) -> None:
    from portal.demo import rehearsal  # noqa: PLC0415 - its models exist once Django is set up

    fonts.bring()
    with stage("Люди репетиции, правила и площадки города"):
        rehearsal.open_rehearsal(city)


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
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
