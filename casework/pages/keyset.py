"""Long lists a page at a time: the next page begins below the key of the last row, so new rows never shift what has been read."""

from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet, Subquery
from django.http import QueryDict

Row = TypeVar("Row", bound=Model)
DIGITS = 18  # of the greatest key PostgreSQL knows


def keyset(rows: "QuerySet[Row]", before: str, size: int, by: str = "") -> tuple[list[Row], int | None]:
    """A page of rows, newest first, and the key below which the next page begins (None on the last page).

    `before` is what stands in the address; what is no key begins at the newest row. `by`: the column that says what is new, if not
    the key; of the same moment the greater key is newer.
    """
    rows = rows.order_by(*([f"-{by}"] if by else []), "-pk")
    if before.isdecimal():
        key = int(before[:DIGITS])
        below = Q(pk__lt=key)
        if by:
            edge = Subquery(rows.model._default_manager.filter(pk=key).values(by))
            below = Q(**{f"{by}__lt": edge}) | Q(below, **{by: edge})
        rows = rows.filter(below)
    return page_of(rows, size)


def page_of(rows: "QuerySet[Row]", size: int) -> tuple[list[Row], int | None]:
    """The first `size` of rows that are in order already, and the key of the last of them if more follow."""
    page = list(rows[: size + 1])
    return page[:size], page[size - 1].pk if len(page) > size else None


def older_address(query: QueryDict, before: Any) -> str:
    """The address of the next page with the same filters; empty on the last page."""
    if before is None:
        return ""
    asked = query.copy()
    asked["before"] = str(before)
    return f"?{asked.urlencode()}"
