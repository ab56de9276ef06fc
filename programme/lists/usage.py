"""Where the codes of a list are recorded: what a change leaves as it is."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Func

from programme.lists.fields import listed_in


def columns_of(code: str) -> Iterator[tuple[type[models.Model], Any]]:
    """(model, field) of every column that holds codes of the list."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            column = listed_in(model, field.name)
            if column is not None and column.listed == code:
                yield model, field


def counts(code: str) -> dict[str, Counter[str]]:
    """{words for a kind of rows: {code of the list: how many of them}}, a query for each column."""
    recorded = {}
    for model, field in columns_of(code):
        value = Func(F(field.attname), function="unnest") if isinstance(field, ArrayField) else F(field.attname)
        rows = model._default_manager.order_by().annotate(listed=value).values("listed").annotate(rows=Count("pk"))
        recorded[str(model._meta.verbose_name_plural)] = Counter(dict(rows.values_list("listed", "rows")))
    return recorded
