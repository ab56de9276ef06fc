"""What has legal weight: whether the database refuses to change it past all actions."""

from typing import Any

from django.db import DatabaseError, models, transaction


def is_refused(rows: "models.QuerySet[Any]", **changes: Any) -> bool:
    """Does the database refuse to change these rows so, past all actions?"""
    assert rows.exists()
    try:
        with transaction.atomic():
            rows.update(**changes)
            transaction.set_rollback(True)
    except DatabaseError as error:
        return "pgtrigger" in str(error)
    return False


def slack(rows: "models.QuerySet[Any]", changes: dict[str, Any]) -> list[str]:
    """The names of the changes that the database lets through, each tried alone."""
    return [name for name, value in changes.items() if not is_refused(rows, **{name: value})]
