"""Keeping what is being typed: a later save never erases a newer version its author has not seen."""

from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from casework.forms import to_fields
from casework.models import Draft


@transaction.atomic
def keep(task: Any, data: QueryDict, by: Any, seen: str) -> tuple[Draft, bool]:
    """Keep what was typed over the version that was `seen`; False and the draft as it is if there is a newer one of other words."""
    fields = to_fields(data)
    draft, is_new = Draft.objects.select_for_update(of=("self",)).get_or_create(
        task=task, defaults={"fields": fields, "saved_at": timezone.now(), "saved_by": by}
    )
    if is_new or draft.fields == fields:
        return draft, True
    if seen != str(draft.version):
        return draft, False
    draft.fields, draft.saved_at, draft.saved_by = fields, timezone.now(), by
    draft.version += 1
    draft.save()
    return draft, True
