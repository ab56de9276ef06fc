"""The counts behind a paper as exact data beside its words: `counts` of its snapshot, one entry a count (docs/verify.md)."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.core.exceptions import ImproperlyConfigured

KEY = "counts"
PARTS = {"count", "title", "rules", "inputs", "outputs"}


def count(name: str, title: str, *, rules: Any, inputs: Any, outputs: Any) -> dict[str, Any]:
    """One count: which one (`verify.py` knows them by name), of what, by which numbers, from what, with what result."""
    return {"count": name, "title": title, "rules": exact(rules), "inputs": exact(inputs), "outputs": exact(outputs)}


def exact(value: Any) -> Any:
    """The value as JSON that loses nothing: decimals and shares as text («0.60», «2/3»), days and moments as ISO 8601, rows as objects."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: exact(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): exact(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [exact(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):  # a moment is a date too
        return value.isoformat()
    return str(value) if isinstance(value, Fraction | str) else value


def require_complete(snapshot: Mapping[str, Any]) -> None:
    """Raises ImproperlyConfigured if what stands under the key is no count."""
    for row in snapshot.get(KEY, []):
        if set(row) != PARTS or "regulation" not in row["rules"]:
            raise ImproperlyConfigured(
                "a fact is one count with its title, rules (and whose they are), inputs and outputs"
            )
