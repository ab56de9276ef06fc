"""A committee of seventeen votes (7.7 of the domain), and hands that answer tasks through the single door."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils import timezone

from casework import door
from casework.models import Waiting
from casework.queue import run_pending
from committee.agenda import actions as agenda
from committee.bodies import actions as bodies
from committee.meetings import flow as meetings_flow
from committee.models import AgendaItem, AgendaLine, Ballot, Body, BodyMember, Meeting
from committee.voting import actions as voting
from documents.models import Document
from programme.appointments import actions as appointments
from programme.models import Person
from programme.people import actions as people
from tests.mistakes import answered
from tests.story import in_words, join_agreement

NUMBERS = count(1)
SURNAMES = ["Абрамов", "Белов", "Власов", "Громов", "Демидов", "Ершов", "Жуков", "Зимин", "Исаев", "Карпов", "Лавров", "Минин",
            "Носов", "Осипов", "Павлов", "Рогов", "Седов", "Титов", "Уваров", "Фомин"]  # fmt: skip
RESOLUTIONS = [
    {"code": "support", "title": "Поддержать проект"},
    {"code": "decline", "title": "Отклонить проект", "needs_reasons": True},
    {"code": "defer", "title": "Отложить рассмотрение", "defers": True},
]


def person(role: str = "", **names: str) -> Person:
    number = next(NUMBERS)
    names = {"last_name": SURNAMES[number % len(SURNAMES)], "first_name": "Иван", "middle_name": "Петрович"} | names
    made = people.enroll(email=f"committee{number}@example.org", **names)
    if role:
        appointments.appoint(made, role=role, ground="распоряжение")
    return made


class Committee:
    """The people around the table."""

    def __init__(self) -> None:
        self.body = bodies.establish(
            kind=Body.Kind.COMMITTEE,
            title="Городской программный комитет",
            title_genitive="Городского программного комитета",
            act="Образован постановлением администрации города от 17.03.2005 № 121",
            chair_role="committee_chair",
            secretary_role="committee_secretary",
            member_role="committee_member",
            agenda_role="working_commission",
        )
        self.chair = self.seat("committee_chair", "authority", BodyMember.Role.CHAIR)
        self.deputy = self.seat("committee_member", "community", BodyMember.Role.DEPUTY)
        self.secretary = self.seat("committee_secretary", "authority", BodyMember.Role.SECRETARY)
        sectors = ["authority", "business", "community"] * 5
        self.members = [self.seat("committee_member", sector) for sector in sectors]

    def seat(self, role: str, sector: str, seat: str = BodyMember.Role.MEMBER) -> BodyMember:
        return bodies.seat(self.body, person=person(role), sector=sector, role=seat, ground="распоряжение Главы города")

    @property
    def voters(self) -> list[BodyMember]:
        return [self.chair, self.deputy, *self.members]


@pytest.fixture
def committee(db: None) -> Iterator[Committee]:
    """Whatever a story does, every promise of the room holds at its end."""
    yield Committee()
    assert offenders() == {}


@pytest.fixture
def item(committee: Committee) -> Callable[..., AgendaItem]:
    """Put a question to the committee."""

    def make(title: str = "О поддержке проекта «Набережная Качи»", **kwargs: Any) -> AgendaItem:
        given = {
            "title": title,
            "question": "Проект получил 81,25 балла общественной экспертизы.",
            "draft_resolution": "Поддержать проект.\nРекомендовать администрации города учесть проект в бюджете.",
            "resolutions": RESOLUTIONS,
            "reporter": "А. П. Иванова, координатор экспертизы",
            "by": None,
        } | kwargs
        return agenda.propose_item(**given)

    return make


def again(one: Any) -> Any:
    """The row as it is now (a protected status cannot be refreshed in place)."""
    return type(one).objects.get(pk=one.pk)


def task_of(who: Person, node: str) -> Waiting:
    """The open task of a person at a node; fails if there is none or more than one."""
    who.forget_capacities()
    mine = Waiting.objects.open().of(who).select_related("task")
    rows = [row for row in mine if row.task.flow_task.name == node]
    assert len(rows) == 1, f"{who} has {len(rows)} tasks «{node}»; {in_words(mine)}"
    return rows[0]


def answer(who: Person, node: str, **data: Any) -> Any:
    """Answer a task through the door, as the page does; the form's errors fail the test."""
    form = try_answer(who, node, **data)
    assert form.is_valid(), form.errors.as_text()
    return form


def try_answer(who: Person, node: str, **data: Any) -> Any:
    """Answer a task through the door; the form comes back, with errors if the answer was refused."""
    return door.act_on_task(
        task_of(who, node).pk, by=who, token=None, form_of=lambda step, subject: form_of(step, subject, who, data)
    )


def form_of(step: Any, subject: Any, who: Person, data: dict[str, Any]) -> Any:
    empty = step.form(None, subject=subject, by=who, initial=step.form.initial_for(subject))
    shown = {name: empty[name].value() for name in empty.fields}
    files = {name: value for name, value in data.items() if isinstance(value, UploadedFile)}
    given = {**{name: value for name, value in shown.items() if value not in (None, False)}, **data}
    return answered(step.form(given, files, subject=subject, by=who))


def plan(committee: Committee, when: datetime | None = None) -> Meeting:
    """The secretary plans a sitting, three weeks ahead unless said otherwise."""
    who = committee.secretary.person
    data = {"body": committee.body.pk, "scheduled_at": f"{timezone.localtime(when or timezone.now() + timedelta(days=21)):%Y-%m-%dT%H:%M}",
            "place": "ул. Карла Маркса, 93, зал 201", "form": "in_person"}  # fmt: skip
    form = meetings_flow.MeetingFlow.plan.form(data, by=who)
    assert form.is_valid(), form.errors
    meeting = door.start_case(meetings_flow.MeetingFlow.plan, by=who, form=form, token=None)
    assert meeting is not None, form.errors
    return meeting


def convened(committee: Committee, *items: AgendaItem, when: datetime | None = None) -> Meeting:
    """A sitting with all waiting items on its agenda, announced to the members."""
    meeting = plan(committee, when)
    answer(committee.secretary.person, "assemble")
    answer(committee.chair.person, "approve")
    answer(committee.secretary.person, "notify_members", short_notice_ground="по поручению председателя")
    return Meeting.objects.get(pk=meeting.pk)


def opened(committee: Committee, clock: Any, present: list[BodyMember] | None = None) -> Meeting:
    """The clock stands at the hour of the only announced sitting, and the chair opens it."""
    meeting = Meeting.objects.get(status=Meeting.Status.NOTIFIED)
    if meeting.scheduled_at > timezone.now():  # called to order a second time, it has already begun
        clock.move_to(meeting.scheduled_at)
    present = committee.voters if present is None else present
    answer(committee.chair.person, "open_sitting", present=[member.pk for member in present])
    return again(meeting)


def lead(meeting: Meeting, verb: Callable[..., Any], subject: Any, *, by: Person, **answers: Any) -> Any:
    """A plain act in the sitting room, under the lock of the sitting's case."""
    with door.locked(meeting.case.pk):
        return verb(subject, by=by, **answers)


def motion(committee: Committee, line: AgendaLine, resolution: str = "support", **answers: Any) -> Ballot:
    """The chair calls the item if need be, and puts a motion."""
    by = committee.chair.person
    if again(line.item).status == AgendaItem.Status.INCLUDED:
        lead(line.meeting, voting.discuss, line, by=by)
    given = {"text": "Поддержать проект.", **answers}
    return lead(line.meeting, voting.put_motion, line, by=by, resolution=resolution, **given)


def cast(ballot: Ballot, choices: dict[BodyMember, str] | str) -> None:
    """Everybody on the roll votes alike, or each as told; whoever is not named stays silent."""
    seats = [seat.member for seat in ballot.seats.select_related("member__person")]
    told = dict.fromkeys(seats, choices) if isinstance(choices, str) else choices
    for member in seats:
        if member in told:
            answer(member.person, "vote", choice=told[member])


def close(committee: Committee, ballot: Ballot) -> Ballot:
    answer(committee.chair.person, "close_voting")
    return Ballot.objects.get(pk=ballot.pk)


def decided(
    committee: Committee, line: AgendaLine, choices: dict[BodyMember, str] | str = "for", **answers: Any
) -> Ballot:
    """A motion put, voted on and closed."""
    ballot = motion(committee, line, **answers)
    cast(ballot, choices)
    return close(committee, ballot)


def sign_by_all(document: Document) -> Document:
    """The worker makes the paper, everybody asked signs it, the worker goes on."""
    run_pending()
    document = again(document)
    for request in document.signature_requests.select_related("person"):
        answer_to_sign(document, request.person)
    run_pending()
    return again(document)


def act_of_the_head(day: date, **other: Any) -> dict[str, Any]:
    """What the clerk enters of an act that was issued."""
    copy = SimpleUploadedFile("17-р.pdf", b"%PDF-1.4\n1 0 obj <<>> endobj\n%%EOF")
    return {"is_issued": "yes", "genre": "order", "number": "17-р", "day": f"{day:%Y-%m-%d}", "copy": copy} | other


class Answers:
    """What the page's form would have cleaned: a signature needs a session, which a story has not."""

    def __init__(self, **cleaned: Any) -> None:
        self.cleaned_data = cleaned

    def is_valid(self) -> bool:
        return True

    def add_error(self, field: Any, error: Any) -> None:
        raise AssertionError(error)


def answer_to_sign(document: Document, who: Person, refusal: str = "") -> None:
    """Sign one paper among several that may wait for the same person, or refuse."""
    request = document.signature_requests.get(person=who)
    waiting = Waiting.objects.open().get(addressee=request.addressee, process=document.signing_case.pk)
    if not refusal:
        join_agreement(who)
    answers = Answers(seen_hash=document.sha256, refusal=refusal, authenticated_at=timezone.now(), address="")
    door.act_on_task(waiting.pk, by=who, token=None, form_of=lambda step, subject: answers)


def closed(committee: Committee, meeting: Meeting) -> Meeting:
    """The chair closes the sitting; the minutes are drafted, read by everybody who was there, and go to be signed."""
    answer(committee.chair.person, "hold")
    return minuted(committee, meeting)


def minuted(committee: Committee, meeting: Meeting) -> Meeting:
    """Draft, remarks, signing."""
    answer(committee.secretary.person, "draft_minutes")
    for waiting in Waiting.objects.open().filter(process=meeting.case.pk, addressee__startswith="person:"):
        answer(Person.objects.get(pk=int(waiting.addressee[7:])), "remark", text="")
    answer(committee.secretary.person, "sign_minutes")
    return again(meeting)


def released(committee: Committee, meeting: Meeting) -> Meeting:
    """The secretary lets the results of a sitting out, all at once; the queue follows."""
    run_pending()
    who = committee.secretary.person
    who.forget_capacities()
    waiting = Waiting.objects.open().get(process=meeting.case.pk, title="Выпустить итоги заседания")
    form = door.act_on_task(
        waiting.pk, by=who, token=None, form_of=lambda step, subject: form_of(step, subject, who, {})
    )
    assert form.is_valid(), form.errors.as_text()
    run_pending()
    return again(meeting)


def offenders() -> dict[str, list[Any]]:
    """Broken promises of this room, by code."""
    from django.db import connection

    from casework.rooms import modules

    found = {}
    promises = [
        row for module in modules("invariants") if module.__name__.startswith("committee.") for row in module.INVARIANTS
    ]
    with connection.cursor() as cursor:
        for code, title, sql in promises:
            cursor.execute(sql)
            if rows := cursor.fetchall():
                found[f"{code} {title}"] = rows
    return found
