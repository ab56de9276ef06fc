"""Several questions to the database in one journey: a page asks for all it shows at once."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def gather(*querysets: "QuerySet[Any, Any]") -> None:
    """Evaluate querysets together, as if each had been gone through; what they give is what they would give alone.

    The statements go to the server as one text, which a driver that binds values on the server's side refuses: then they go apart.
    """
    asked = [(queryset, *compiled) for queryset in querysets if (compiled := _compiled(queryset))]
    if len(asked) < 2 or connection.settings_dict["OPTIONS"].get("server_side_binding"):
        for queryset, *_ in asked:
            len(queryset)
        return
    with connection.cursor() as cursor:
        text = ";\n".join(statement for _, _, statement, _ in asked)
        cursor.execute(text, [value for *_, values in asked for value in values])
        for n, (queryset, compiler, _, _) in enumerate(asked):
            if n:
                cursor.nextset()
            _fill(queryset, compiler, cursor.fetchall())


def _compiled(queryset: "QuerySet[Any, Any]") -> Any:
    """The compiler, the statement and its values; None where nothing has to be asked."""
    if queryset._result_cache is not None:
        return None
    compiler = queryset.query.get_compiler(connection=connection)
    try:
        return compiler, *compiler.as_sql()
    except EmptyResultSet:
        queryset._result_cache = []
        return None


def _fill(queryset: "QuerySet[Any, Any]", compiler: Any, rows: list[tuple[Any, ...]]) -> None:
    """Let Django make its objects of the rows by its own rules, prefetching included."""
    compiler.execute_sql = lambda *args, **kwargs: [rows]
    queryset.query.get_compiler = lambda *args, **kwargs: compiler  # type: ignore[method-assign]
    try:
        len(queryset)
    finally:
        del queryset.query.get_compiler  # type: ignore[attr-defined]
