"""Inserting a row without composing its statement anew each time: what Django's `save` sends, remembered for each table."""

from functools import lru_cache
from typing import Any

from django.db import connection, models

Part = tuple[str, list[Any]]


def insert(row: models.Model, model: type[models.Model] | None = None, source: str = "", **given: str) -> Part:
    """The statement and its values for a row as its model (or the parent `model`) has it.

    `given` are columns of another part of the statement, read from `source`.
    """
    statement, fields = _insert(model or type(row), source, tuple(given.items()), row.pk is None)
    return statement, [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]


@lru_cache(maxsize=64)
def _insert(
    model: type[models.Model], source: str, given: tuple[tuple[str, str], ...], is_numbered: bool
) -> "tuple[str, list[models.Field[Any, Any]]]":
    known = dict(given)
    fields = [
        field for field in model._meta.local_concrete_fields if not (is_numbered and field is model._meta.auto_field)
    ]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(known.get(field.name, "%s") for field in fields)
    statement = f'INSERT INTO "{model._meta.db_table}" ({columns}) SELECT {values}'
    return f"{statement} FROM {source}" if source else statement, [field for field in fields if field.name not in known]


def kept(row: models.Model, pk: int) -> None:
    """The row has been inserted under this number."""
    row.pk = pk
    row._state.adding, row._state.db = False, connection.alias
