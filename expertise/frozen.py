"""Rows that are written once, and rows that are never taken back."""

import pgtrigger

from casework.guard import no_truncate


def insert_only(name: str) -> list[pgtrigger.Trigger]:
    """Nothing about such a row ever changes."""
    return [
        pgtrigger.Protect(name=f"{name}_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete),
        no_truncate(f"{name}_is_not_truncated"),
    ]


def never_deleted(name: str) -> list[pgtrigger.Trigger]:
    """Such a row may change, but stays."""
    return [
        pgtrigger.Protect(name=f"{name}_is_never_deleted", operation=pgtrigger.Delete),
        no_truncate(f"{name}_is_not_truncated"),
    ]
