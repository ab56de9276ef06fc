"""What the facts do not allow, and what the database refuses, in words for a person."""

from django.apps import apps
from django.db import IntegrityError


class Refused(Exception):
    """An action that the facts do not allow now; the text is for the person (Russian)."""


class Unready(Refused):
    """Refused until the person has done something else first.

    It does not become an error of the form: whoever shows pages asks for that on the way and repeats the act with all that was typed.
    """


def words_for(error: IntegrityError) -> str:
    """The message (Russian) of the constraint that a row broke; empty if it has none of its own, and then it is a fault of ours."""
    report = getattr(error.__cause__, "diag", None)
    for model in apps.get_models():
        if report is not None and model._meta.db_table == report.table_name:
            for constraint in model._meta.constraints:
                if constraint.name == report.constraint_name:
                    words = constraint.violation_error_message
                    return "" if words == constraint.default_violation_error_message else str(words)
    return ""
