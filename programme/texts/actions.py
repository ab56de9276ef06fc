"""New versions of the texts, written by the office."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from casework.door import Refused
from journal.record import record
from programme.people.models import Person
from programme.periods import today
from programme.regulations import rulebook
from programme.texts.kinds import kinds
from programme.texts.models import TextVersion

OUTDATED = "Пока вы писали, записана новая версия. Откройте текст снова и внесите своё поверх неё."


@transaction.atomic
def write_text(
    last: TextVersion,
    *,
    by: Person | None,
    version: int,
    text: dict[str, str],
    valid_from: date,
    ground: str,
    asks_again: bool = False,
) -> TextVersion:
    """Put new words in force from a day; `version` is the one the page has shown.

    What has been sent keeps its words. `asks_again`: whoever has agreed to an earlier version is asked anew (152-ФЗ ст. 9).
    """
    latest = TextVersion.objects.select_for_update().filter(code=last.code).order_by("-version")[:1].get()
    if version != latest.version:
        raise Refused(OUTDATED)
    if faults := kinds()[latest.code].faults(text):
        raise Refused(" ".join(words for part in faults.values() for words in part))
    if text == latest.text:
        raise Refused("Вы ничего не изменили.")
    if valid_from < max(latest.valid_from, today()):
        raise Refused("Новый текст действует не раньше прежнего и не задним числом.")
    start = timezone.make_aware(datetime.combine(valid_from, time.min))
    made = TextVersion.objects.create(
        code=latest.code, version=latest.version + 1, text=text, valid_from=valid_from, starts_at=max(start, timezone.now()),
        asks_again=asks_again, fingerprint=rulebook.fingerprint(text), ground=ground, adopted_by=by,
    )  # fmt: skip
    payload = {"fingerprint": made.fingerprint, "valid_from": valid_from, "asks_again": asks_again}
    record(made, "write_text", f"Записан текст: {made}", by=by, ground=ground, payload=payload)
    return made
