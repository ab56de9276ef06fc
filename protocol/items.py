"""Questions before the working group and the committee, read anew: what was voted since must be seen."""

from committee.models import AgendaItem


def asked_item(pk: int | None) -> AgendaItem:
    """The question with this key; it must have been put."""
    assert pk is not None, "the question has been put"
    return AgendaItem.objects.get(pk=pk)


def item_if_asked(pk: int | None) -> AgendaItem | None:
    """The question with this key, or None if none has been put."""
    return asked_item(pk) if pk is not None else None
