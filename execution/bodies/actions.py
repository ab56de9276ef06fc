"""Entering a responsible body, and who comes after it."""

from datetime import date
from typing import Any

from casework.door import Refused
from casework.locking import locked
from execution.measures.actions import answering
from execution.measures.models import Measure
from execution.undertakings import actions as undertakings
from execution.undertakings.models import Undertaking
from journal.record import record
from programme.models import Organization, Person, ResponsibleBody


def enter(*, by: Person, **facts: Any) -> ResponsibleBody:
    """A new body."""
    body = ResponsibleBody.objects.create(**facts)
    record(body, "enter", f"Внесён ответственный орган: {body}", by=by)
    return body


def change(
    body: ResponsibleBody, *, by: Person, name: str, valid_from: date, valid_to: date | None = None,
    successor: ResponsibleBody | None = None, organization: Organization | None = None,
) -> None:  # fmt: skip
    """What is known of it now; open undertakings of a body that has a successor go over to it."""
    if successor and body in _line_of(successor):
        raise Refused(f"Преемником не может быть «{successor}»: он сам происходит от этого органа.")
    body.name, body.valid_from, body.valid_to = name, valid_from, valid_to
    body.successor, body.organization = successor, organization
    body.save()
    record(body, "change", f"Изменён ответственный орган: {body}", by=by)
    _hand_over(body, by)


def _line_of(body: ResponsibleBody) -> list[ResponsibleBody]:
    """The body and whoever comes after it."""
    line = [body]
    while line[-1].successor and line[-1].successor not in line:
        line.append(line[-1].successor)
    return line


def _hand_over(body: ResponsibleBody, by: Person) -> None:
    """What is carried out for it is asked of whoever answers today."""
    led = Measure.objects.filter(responsibilities__body=body, responsibilities__is_lead=True).exclude(undertaking=None)
    for measure in led.select_related("undertaking").prefetch_related("responsibilities__body"):
        organization = answering(measure)
        whole = measure.undertaking
        assert whole is not None, "asked for by its own column"
        if organization is None:
            continue
        for given in [whole, *whole.children.all()]:
            if given.organization_id != organization.pk and given.status not in Undertaking.FINAL:
                with locked(given.case.pk):
                    fresh = Undertaking.objects.get(pk=given.pk)
                    undertakings.assign(fresh, by=by, ground=f"ответственный орган: {body}", organization=organization)
