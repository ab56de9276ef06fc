"""An import from the file to the report: kept, judged anew under the lock, performed whole or not at all."""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from casework.door import Refused
from journal.record import record
from programme.imports import plan
from programme.imports.models import Import
from programme.imports.plan import Kind, Line, Outcome
from programme.people.models import Person
from programme.rows import locked

KEPT = timedelta(days=1)


@transaction.atomic
def prepare(kind: Kind, *, by: Person, name: str, data: bytes, rows: list[dict[str, object]]) -> Import:
    """Keep the rows of a file for the preview; nothing else is written. What nobody has confirmed for a day goes."""
    Import.objects.filter(performed_at=None, uploaded_at__lt=timezone.now() - KEPT).delete()
    return Import.objects.create(
        kind=kind.code, file_name=name[:200], sha256=hashlib.sha256(data).hexdigest(), rows=rows, by=by, uploaded_at=timezone.now()
    )  # fmt: skip


@transaction.atomic
def perform(kind: Kind, upload: Import, *, by: Person, seen: str) -> Import:
    """Do what the preview has shown (`seen` is its mark), every row or none. Raises Refused with the row that stands in the way."""
    upload = locked(Import, upload.pk)
    if upload.performed_at:
        raise Refused("Эта загрузка уже выполнена.")
    lines = plan.judged(kind, upload.rows)
    if plan.mark(lines) != seen:
        raise Refused(
            "Пока вы смотрели, данные изменились. Страница показывает, что будет теперь: проверьте её ещё раз."
        )
    if stopping := [line for line in lines if line.outcome in plan.STOPS]:
        raise Refused(f"Строк, которые нельзя загрузить: {len(stopping)}. Исправьте их в файле и загрузите его заново.")
    for line in lines:
        if line.outcome == Outcome.NEW:
            _perform(kind, line, by)
    upload.performed_at, upload.rows = timezone.now(), []
    upload.report = [[line.number, line.name, line.outcome.value, line.reason] for line in lines]
    upload.save(update_fields=["performed_at", "rows", "report"])
    numbers = {outcome.value: number for outcome, number in plan.counts(lines)}
    record(
        upload,
        "perform_import",
        f"Загружена таблица: {kind.title}",
        by=by,
        payload={"sha256": upload.sha256, **numbers},
    )
    return upload


def _perform(kind: Kind, line: Line, by: Person) -> None:
    try:
        kind.perform(line.answers, by=by)
    except Refused as refusal:
        raise Refused(f"Строка {line.number}: {refusal} Не загружено ничего.") from None
