"""Beginning a case that came on paper, typing an answer to a step, and the look of a second person at it (63-ФЗ, ст. 6; 59-ФЗ, ст. 4)."""

from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from casework import deadlines, door, paper, roles, workdays
from casework.door import Refused
from casework.forms import from_fields
from casework.models import Waiting
from casework.nodes import StartAsk
from casework.notify import notify, tell
from documents import files
from journal.record import record
from programme.on_paper.models import PaperAnswer, PaperPerson
from programme.organizations.models import Organization
from programme.people.models import Person

OFFICES = (roles.CLERK, roles.PLATFORM_SECRETARY)
PAGE = "/on-paper/"


@transaction.atomic
def enter_person(*, by: Person, last_name: str, first_name: str, middle_name: str, address: str) -> PaperPerson:
    """The office enters somebody who has no account: nobody can log in as them, and their letters go by post."""
    nobody = (
        f"{uuid4().hex}@on-paper.invalid"  # every person has an address of their own; this one leads nowhere (RFC 2606)
    )
    names = {"last_name": last_name.strip(), "first_name": first_name.strip(), "middle_name": middle_name.strip()}
    person = Person.objects.create_user(nobody, is_active=False, **names)
    known = PaperPerson.objects.create(person=person, address=address.strip(), entered_by=by)
    record(person, "enter_person", "Человека без учётной записи внесла канцелярия", by=by)
    return known


def begin(node: StartAsk, *, by: Person, organization: Organization | None, **answers: Any) -> Any:
    """The office opens the case for an organisation nobody stands for here, or for a person without an account. Raises Refused."""
    if organization:
        require_untied(by, organization)
    assert node.on_paper is not None, "only what may come on paper is begun here"
    subject = node.on_paper.action(by=by, organization=organization, **answers)
    door.begin_case(node, subject, by)
    return subject


def enter(
    waiting: Waiting, *, by: Person, party: Organization | PaperPerson | None, fields: dict[str, list[str]], signed_by: str, received_on: date,
    scan: Any, **_: Any,
) -> PaperAnswer:  # fmt: skip
    """What the paper says stands typed beside its scan, and waits for a second person; the term of the step stands still. Raises Refused."""
    organization, person = (party, None) if isinstance(party, Organization) else (None, party)
    require_no_party(by, waiting, organization)
    waiting = Waiting.objects.get(pk=waiting.pk)
    if waiting.closed_at:
        raise Refused("На этот шаг уже ответили.")
    if waiting.paper_answers.filter(rejected_at=None).exists():
        raise Refused("Ответ на этот шаг уже внесён и ждёт второго сотрудника.")
    _require_in_time(waiting, received_on)
    file, subject = files.take(scan), waiting.process.coerced.subject
    payload = {"received_on": received_on, "signed_by": signed_by, "scan": file["sha256"]}
    entry = record(subject, "enter_paper", f"Внесено с бумаги: {waiting.title.lower()}", by=by, payload=payload)
    answer = PaperAnswer.objects.create(
        waiting=waiting, organization=organization, person=person, fields=fields, signed_by=signed_by.strip(), received_on=received_on,
        entered_by=by, entered_at=timezone.now(), entry=entry, **file,
    )  # fmt: skip
    if waiting.due_at and not waiting.paused_at:
        deadlines.pause(waiting)
    for office in OFFICES if party else {roles.CLERK, waiting.office}:
        notify(office, f"paper:{answer.pk}", "Ответ на бумаге ждёт второго сотрудника", str(answer), PAGE)
    return answer


def _require_in_time(waiting: Waiting, received_on: date) -> None:
    """The day of receipt counts, not the day on which somebody has typed it."""
    last = workdays.local_date(waiting.due_at) if waiting.due_at and waiting.is_hard else workdays.local_date()
    if received_on > workdays.local_date():
        raise Refused("День получения ещё не наступил.")
    if received_on > last:
        raise Refused(f"Бумагу получили после срока: ответить можно было до {last:%d.%m.%Y}.")


def compare(answer: PaperAnswer, *, by: Person, rejection: str = "") -> Any:
    """A second person has compared the scan with what was typed: the step is answered by it, or it is entered anew. Raises Refused.

    Gives the subject of the case.
    """
    answer = PaperAnswer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    subject = answer.waiting.process.coerced.subject
    if answer.accepted_at:
        raise Refused("На этот скан уже ответили.")
    answer.require_second(by)
    require_no_party(by, answer.waiting, answer.organization)
    if rejection:
        answer.reject(by, rejection)
        if answer.waiting.paused_at and not answer.waiting.closed_at:
            deadlines.resume(answer.waiting)
        record(
            subject,
            "reject_paper",
            f"Набранное с бумаги возвращено: {answer.waiting.title.lower()}",
            by=by,
            ground=rejection,
        )
        tell(answer.entered_by, f"paper:{answer.pk}:no", "Набранное с бумаги вернули: внесите заново", rejection, PAGE)
        return subject
    answer.require_bytes()
    sheet = answer.sheet()
    with paper.acting_by(sheet):
        form = door.act_on_task(
            answer.waiting_id, by=by, token=None, sheet=sheet, form_of=partial(question_of, fields=answer.fields, by=by)
        )
    if not form.is_valid():
        faults = "; ".join(text for part in form.parts() for errors in part.errors.values() for text in errors)
        raise Refused(f"Так ответить уже нельзя: {faults} Верните набранное с этой причиной.")
    answer.accepted_at, answer.accepted_by = timezone.now(), by
    answer.save(update_fields=["accepted_at", "accepted_by"])
    return subject


def question_of(node: Any, subject: Any, *, fields: dict[str, list[str]] | None, by: Any) -> Any:
    """The form of a step, filled in with what was typed from paper; files stay on the scan."""
    data = None if fields is None else from_fields(fields)
    form = node.form(data, subject=subject, by=by, initial=node.form.initial_for(subject))
    for name in [name for name, field in form.fields.items() if field.widget.needs_multipart_form]:
        del form.fields[name]
    return form


def require_no_party(by: Person, waiting: Waiting, organization: Organization | None) -> None:
    """Nobody types or compares an answer of their own, or of an organisation they are tied to (регламент 3.0). Raises Refused."""
    if waiting.addressee in by.capacity_keys():
        raise Refused("Это ваш собственный ответ: внесут и сверят его другие.")
    if organization:
        require_untied(by, organization)


def require_untied(by: Person, organization: Organization) -> None:
    """Whoever is tied to the organisation neither types for it nor compares (регламент 3.0). Raises Refused."""
    if organization.pk in by.tied_to():
        raise Refused("Вы связаны с этой организацией: её бумаги вносят и сверяют другие сотрудники.")
