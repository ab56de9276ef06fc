"""New versions of the lists: by a decision of the committee, or by the office that keeps a directory."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from casework.door import Refused
from documents.models import Document
from journal.record import record
from programme.lists import catalogue
from programme.lists import rows as rules
from programme.lists.kinds import kinds
from programme.lists.models import ListVersion
from programme.people.models import Person
from programme.periods import today
from programme.regulations import rulebook

OUTDATED = "Пока вы писали, записана новая версия. Откройте справочник снова и внесите своё поверх неё."


@transaction.atomic
def adopt_list(
    *,
    code: str,
    rows: list[dict[str, Any]],
    valid_from: date,
    ground: str,
    document: Document | None = None,
    by: Person | None = None,
) -> ListVersion:
    """Put a new version of a list in force from a day; whatever has begun keeps the words it began with."""
    last = ListVersion.objects.select_for_update().filter(code=code).order_by("-version")[:1].get()
    if faults := rules.faults(kinds()[code], rows, last.rows):
        raise Refused(" ".join(faults))
    if valid_from < max(last.valid_from, today()):
        raise Refused("Новая версия перечня действует не раньше прежней и не задним числом.")
    made = ListVersion.objects.create(
        code=code, version=last.version + 1, rows=rows, valid_from=valid_from, starts_at=_start(valid_from),
        fingerprint=rulebook.fingerprint(rows), ground=ground, document=document, adopted_by=by,
    )  # fmt: skip
    payload = {"fingerprint": made.fingerprint, "valid_from": valid_from}
    record(made, "adopt_list", f"Принят перечень: {made}", by=by, ground=ground, payload=payload)
    catalogue.forget()
    transaction.on_commit(catalogue.forget)
    return made


def _start(day: date) -> datetime:
    """From the beginning of the day; of a day that has begun, from now: what began in the morning keeps the words of the morning."""
    return max(timezone.make_aware(datetime.combine(day, time.min)), timezone.now())


def change_list(
    last: ListVersion, *, by: Person, version: int, rows: list[dict[str, Any]], valid_from: date, ground: str
) -> ListVersion:
    """The office changes a directory: `version` is the one its page has shown."""
    if last.kind.is_decided:
        raise Refused("Этот перечень меняет комитет: подготовьте проект изменения правил.")
    if version != ListVersion.latest(last.code).version:
        raise Refused(OUTDATED)
    if rows == last.rows:
        raise Refused("Вы ничего не изменили.")
    return adopt_list(code=last.code, rows=rows, valid_from=valid_from, ground=ground, by=by)
