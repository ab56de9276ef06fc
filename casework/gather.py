"""Several questions to the database in one journey: a page asks for all it shows at once."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def gather(*querysets: "QuerySet[Any, Any]") -> None:
    """Evaluate querysets together, as if each had been gone through; what they give is what they would give alone.

    The statements go to the server as one text, which a driver that binds values on the server's side refuses: then they go apart.
    """
    asked = [(queryset, *compiled) for queryset in querysets if (compiled := _compiled(queryset))]
    if len(asked) < 2 or not _takes_many_statements():
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


def _takes_many_statements() -> bool:
    return not connection.settings_dict["OPTIONS"].get("server_side_binding")


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


class Prepared:
    """Questions that every page asks: Django puts them into words once, afterwards only the values are new.

    `ask(*values)` gives querysets of `values_list`; whatever its values are, it must use them as they are and each of them, for
    what stands where is learned from stand-ins. Questions to as many values have the same words.
    """

    def __init__(self, ask: "Callable[..., Sequence[QuerySet[Any, Any]]]") -> None:
        self._ask = ask
        self._words: dict[int, list[tuple[str, list[Any]]]] = {}

    def rows(self, *values: Any) -> list[list[tuple[Any, ...]]]:
        """The rows of each question, as the database gives them, in one journey where the driver allows it."""
        words = self._words.get(len(values)) or self._put_into_words(values)
        asked = [(text, [values[it.n] if isinstance(it, _Place) else it for it in places]) for text, places in words]
        answers = []
        with connection.cursor() as cursor:
            if _takes_many_statements():
                cursor.execute(";\n".join(text for text, _ in asked), [value for _, own in asked for value in own])
            for n, (text, own) in enumerate(asked):
                if not _takes_many_statements():
                    cursor.execute(text, own)
                elif n:
                    cursor.nextset()
                answers.append(cursor.fetchall())
        return answers

    def _put_into_words(self, values: tuple[Any, ...]) -> list[tuple[str, list[Any]]]:
        stand_ins = [_stand_in(value, n) for n, value in enumerate(values)]
        places = {stand_in: _Place(n) for n, stand_in in enumerate(stand_ins)}
        compiled = [queryset.query.get_compiler(connection=connection).as_sql() for queryset in self._ask(*stand_ins)]
        words = [(text, [places.get(value, value) for value in own]) for text, own in compiled]
        if {it.n for _, own in words for it in own if isinstance(it, _Place)} != set(range(len(values))):
            raise RuntimeError(f"{self._ask.__qualname__} does not use each of its values as it is")
        self._words[len(values)] = words
        return words


class _Place:
    """Where the value number `n` of a prepared question goes."""

    def __init__(self, n: int) -> None:
        self.n = n


def _stand_in(value: Any, n: int) -> Any:
    """A value of the same type that stands for no other."""
    if isinstance(value, int):
        return -1_000_000_007 - n
    if isinstance(value, datetime):
        return datetime(1, 1, 1, tzinfo=UTC) + timedelta(days=n)
    if isinstance(value, date):
        return date.min + timedelta(days=n)
    return f"stand-in {n}"
