"""New kinds of cards and new versions of them, by the administrator on an act of the city; cards keep the version they began under."""

from typing import Any

from django.db import transaction

from casework.door import Refused
from documents.snapshots import digest
from journal.record import record
from library.kinds import rules
from library.kinds.models import CardKind
from library.kinds.shipped import shipped
from programme.models import Person

BOUND_OUTSIDE = "Внешнее дело установлено программой, убрать его нельзя."
OUTDATED = "Пока вы писали, записана новая версия рода. Откройте её и внесите своё поверх неё."
RESERVED = ("cards", "kinds", "define")  # words of our own addresses


@transaction.atomic
def define(*, by: Person, code: str, data: dict[str, Any], ground: str) -> CardKind:
    """A kind that has not been there."""
    if code in RESERVED or CardKind.objects.filter(code=code).exists():
        raise Refused(f"Код «{code}» уже занят: придумайте другой.")
    return _write(code, 1, data, by, ground, "define_kind", "Заведён род карточек")


@transaction.atomic
def change(last: CardKind, *, by: Person, version: int, data: dict[str, Any], ground: str) -> CardKind:
    """The next version of a kind; `version` is the one the page has shown. It also opens again what was closed."""
    if version != last.version or CardKind.objects.filter(code=last.code, version__gt=version).exists():
        raise Refused(OUTDATED)
    if data == last.data and not last.is_retired:
        raise Refused("Вы ничего не изменили.")
    if lost := [rules.STEPS[step] for step in steps_of_the_programme(last.code) if step not in data["steps"]]:
        raise Refused(f"Эти шаги установлены программой, убрать их нельзя: {', '.join(lost)}.")
    if asks_outside_by_the_programme(last.code) and not data.get("external"):
        raise Refused(BOUND_OUTSIDE)
    return _write(last.code, version + 1, data, by, ground, "change_kind", "Принята новая версия рода карточек")


@transaction.atomic
def retire(last: CardKind, *, by: Person, ground: str) -> CardKind:
    """No new cards of the kind from now on; those that are there go their way."""
    if last.is_retired or CardKind.objects.filter(code=last.code, version__gt=last.version).exists():
        raise Refused("Род уже закрыт, или записана новая версия: откройте его снова.")
    return _write(
        last.code, last.version + 1, last.data, by, ground, "retire_kind", "Род карточек закрыт", is_retired=True
    )


def steps_of_the_programme(code: str) -> list[str]:
    """The steps of a kind the programme itself has named: no office takes them away."""
    return next((list(row["steps"]) for row in shipped() if row["code"] == code), [])


def asks_outside_by_the_programme(code: str) -> bool:
    """Do cards of the kind go outside the city because the programme has said so?"""
    return any(row.get("external") for row in shipped() if row["code"] == code)


def _write(
    code: str, version: int, data: dict[str, Any], by: Person, ground: str, verb: str, words: str, *, is_retired: bool = False
) -> CardKind:  # fmt: skip
    if faults := rules.faults(data):
        raise Refused(" ".join(faults))
    made = CardKind.objects.create(
        code=code, version=version, title=data["title"], data=data, fingerprint=digest(data), ground=ground, adopted_by=by,
        is_retired=is_retired,
    )  # fmt: skip
    payload = {"code": code, "version": version, "fingerprint": made.fingerprint}
    record(made, verb, f"{words}: «{made}», версия {version}", by=by, ground=ground, payload=payload)
    return made
