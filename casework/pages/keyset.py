"""Long lists a page at a time: the next page begins below the key of the last row, so new rows never shift what has been read."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import QueryDict

Row = TypeVar("Row", bound=Model)
DIGITS = 18  # of the greatest key PostgreSQL knows


def keyset(rows: "QuerySet[Row]", before: str, size: int) -> tuple[list[Row], int | None]:
    """A page of rows, newest first, and the key below which the next page begins (None on the last page).

    `before` is what stands in the address; what is no key begins at the newest row.
    """
    rows = rows.order_by("-pk")
    if before.isdecimal():
        rows = rows.filter(pk__lt=int(before[:DIGITS]))
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
