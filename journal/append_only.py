"""Triggers for rows that are only ever inserted."""

import pgtrigger


def no_truncate(name: str) -> pgtrigger.Trigger:
    """Refuse TRUNCATE. PostgreSQL knows it per statement only; `Protect(Delete | Truncate)` cannot be installed."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;",
    )


def insert_only(name: str) -> list[pgtrigger.Trigger]:
    """Refuse UPDATE, DELETE and TRUNCATE of a table."""
    return [
        pgtrigger.Protect(name=f"{name}_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete),
        no_truncate(f"{name}_is_never_truncated"),
    ]
