"""Since when people have their accounts."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Min

from journal.models import Entry
from programme.consents.models import Consent


def since(people: Collection[int]) -> dict[int, datetime]:
    """{person: the first the journal knows of them, or the first consent they gave}."""
    keys = {f"programme.person:{pk}": pk for pk in people}
    known = Entry.objects.filter(subject__in=keys).values_list("subject").annotate(first=Min("at"))
    consents = Consent.objects.filter(person__in=people).values_list("person").annotate(first=Min("given_at"))
    days = {keys[subject]: first for subject, first in known}
    for pk, first in consents:
        days[pk] = min(first, days.get(pk, first))
    return days
