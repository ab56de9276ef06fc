"""`manage.py check_invariants`: ask the database, one query a promise, whether everything holds; exit 1 and name the offenders."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from casework import rooms
from journal import chain


def _modules() -> tuple[ModuleType, ...]:
    """Those that hold the promises, from the ground up."""
    return rooms.modules("invariants")[::-1]


def promises() -> list[tuple[str, str, str]]:
    """(code, what must hold, query that returns the ids of offenders) of every room."""
    return [promise for module in _modules() for promise in module.INVARIANTS]


def checks() -> list[tuple[str, str, Callable[[], list[str]]]]:
    """The same where a query is not enough: a function that returns the offenders."""
    return [check for module in _modules() for check in getattr(module, "CHECKS", [])]


def offenders(sql: str, limit: int = 20) -> list[str]:
    """The first offenders against one promise."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return ["/".join(str(part) for part in row) for row in cursor.fetchmany(limit)]


def broken() -> list[str]:
    """Every promise that does not hold, in one line each (Russian)."""
    lines = [f"{code} {title}: {', '.join(wrong)}" for code, title, sql in promises() if (wrong := offenders(sql))]
    lines += [f"{code} {title}: {', '.join(wrong[:20])}" for code, title, ask in checks() if (wrong := ask())]
    if fault := chain.verify():
        lines.append(f"I-31 Цепочка журнала: место {fault.position}, запись {fault.entry_id}: {fault.reason}")
    return lines


class Command(BaseCommand):
    help = "Проверить обещания системы в базе данных: код 1 и номера нарушителей, если что-то не так."

    def handle(self, *args: Any, **options: Any) -> None:
        lines = broken()
        if lines:
            raise CommandError("Нарушены обещания:\n" + "\n".join(lines))
        self.stdout.write(f"Все обещания выполняются: {len(promises()) + len(checks())} и цепочка журнала.")
