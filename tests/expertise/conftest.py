"""A city with a coordinator, an applicant and a register of experts; and a driver that acts through the door as people do."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from django.utils import timezone

from casework import deadlines, door
from casework.models import Waiting
from documents.models import Document
from expertise.discussions.facts import topic_of
from expertise.expertises import actions as expertises
from expertise.models import Expert, ExpertAssignment, Expertise
from expertise.register import actions as register_actions
from journal.record import key
from programme.appointments import actions as appointments
from programme.models import Membership, Organization, Person
from programme.people import actions as people
from tests.belonging import belong
from tests.mistakes import answered
from tests.story import show_document

NUMBERS = count(1)
GROUND = "Подробное обоснование оценки эксперта по критерию с опорой на материалы заявки. " * 3
CONCLUSION = "Общий вывод эксперта о предложении, его сильных и слабых сторонах и условиях. " * 8


def make_person(last_name: str = "", role: str = "") -> Person:
    """Somebody with an account and perhaps a role; no two share a surname."""
    number = next(NUMBERS)
    person = people.enroll(
        email=f"somebody{number}@example.org",
        last_name=last_name or f"Человек{number}",
        first_name="Анна",
        middle_name="Петровна",
    )
    if role:
        appointments.appoint(person, role=role, ground="распоряжение")
    return person


def make_organization(name: str, **facts: Any) -> Organization:
    """A ТОС unless said otherwise: needs no numbers."""
    facts = {"sector": "community", "legal_form": "ТОС", "address": "г. Красноярск"} | facts
    return Organization.objects.create(full_name=f"{name}, полное наименование", short_name=name, **facts)


def join(person: Person, organization: Organization, role: str = "staff", **period: Any) -> Membership:
    """Representation, confirmed."""
    return belong(person, organization, role, **period)


def silence(expertise: Expertise) -> None:
    """Nobody has written in the discussion, and its window is over, whatever day it is."""
    topic = topic_of(Expertise.objects.get(pk=expertise.pk))
    if topic is None:
        return
    for waiting in Waiting.objects.open().filter(fact=key(topic), deadline="consultation.window"):
        deadlines.move_to(waiting, timezone.now() - timedelta(minutes=1))
        assert door.lapse(waiting.pk)
    for waiting in Waiting.objects.open().filter(process=expertise.case.pk, fact=key(topic)):
        door.recheck(waiting.pk)


class City:
    """The people and the driver of a story."""

    def __init__(self) -> None:
        self.coordinator = make_person(role="expertise_coordinator")
        self.applicant = make_organization("ТОС «Утёс»")
        self.head = make_person()
        join(self.head, self.applicant, "head")
        self.materials = self._materials()

    def _materials(self, **changes: Any) -> Document:
        snapshot = {
            "sections": [{"title": "Проблема", "rows": [["Суть", "Текст заявки, который читают только эксперты"]]}],
            "attachments": [{"name": "Смета.pdf", "url": "/attachments/1/", "size": 2048}],
        } | changes
        day = timezone.localdate()
        return Document.objects.create(
            kind="receipt", register="applications", year=day.year, n=next(NUMBERS), number=f"З-{day.year}-{next(NUMBERS):05d}", date=day,
            title="Заявка", template="t.html", template_hash="0" * 64, snapshot=snapshot, snapshot_hash="1" * 64,
            code=f"CODE{next(NUMBERS):012d}", reserved_at=timezone.now(),
        )  # fmt: skip

    def expert(
        self, track: str = "professional", areas: tuple[str, ...] = ("social",), home: Organization | None = None
    ) -> Expert:
        """An admitted expert."""
        person = show_document(make_person())
        if home:
            join(person, home)
        return register_actions.admit(
            by=self.coordinator,
            person=person,
            track=track,
            areas=list(areas),
            field="поле",
            position="должность",
            ground="опыт",
        )

    def register(self, professional: int = 4, public: int = 3) -> None:
        """Fill the register; everybody comes from a house of their own."""
        for number in range(professional):
            self.expert("professional", home=make_organization(f"Институт {next(NUMBERS)}-{number}"))
        for _ in range(public):
            self.expert("public")

    def request(self, **facts: Any) -> Expertise:
        """An expertise as a story asks for it."""
        facts = {
            "object_title": "Дворовая лыжня", "object_url": "/proposals/1/", "applicant": self.applicant, "materials": self.materials,
            "version_hash": "a" * 64, "requested_sum": Decimal("400000"), "area": "social", "by": self.head,
        } | facts  # fmt: skip
        return expertises.request(**facts)

    # The driver

    def open(self, expertise: Expertise, node: str) -> list[Waiting]:
        """Open steps of a node, oldest first."""
        rows = Waiting.objects.open().filter(process=expertise.case.pk).select_related("task").order_by("pk")
        return [row for row in rows if row.task.flow_task.name == node]

    def nodes(self, expertise: Expertise) -> list[str]:
        """Names of the open steps."""
        rows = Waiting.objects.open().filter(process=expertise.case.pk).select_related("task").order_by("pk")
        return sorted(row.task.flow_task.name for row in rows)

    def the(self, expertise: Expertise, node: str) -> Waiting:
        """The only open step of a node; fails with what is open."""
        rows = self.open(expertise, node)
        assert len(rows) == 1, f"{len(rows)} steps «{node}»; open are {self.nodes(expertise)}"
        return rows[0]

    def send(self, waiting: Waiting, by: Person, **fields: Any) -> Any:
        """Fill in the form of a step and send it through the door."""
        data = _query(fields)
        return door.act_on_task(
            waiting.pk,
            by=fresh(by),
            token=None,
            form_of=lambda node, subject: answered(node.form(data, subject=subject, by=by)),
        )

    def do(self, expertise: Expertise, node: str, by: Person | None = None, **fields: Any) -> Any:
        """The one open step of a node, done by the coordinator unless said otherwise; errors fail the test."""
        form = self.send(self.the(expertise, node), by or self.coordinator, **fields)
        assert form.is_valid(), form.errors
        if node == "consolidate":
            silence(expertise)
        return form

    def start(self, expertise: Expertise) -> None:
        """Register the request and decide to hold the expertise."""
        self.do(expertise, "register")
        self.do(expertise, "decide", verdict="hold", ground="")

    def form(self, expertise: Expertise) -> list[ExpertAssignment]:
        """Propose the suggested group."""
        from expertise.panels import selection

        chosen = selection.suggestion(expertise, selection.candidates(expertise))
        self.do(expertise, "form_group", experts=[str(candidate.expert.pk) for candidate in chosen])
        return self.assignments(expertise, "proposed")

    def assignments(self, expertise: Expertise, *statuses: str) -> list[ExpertAssignment]:
        """Assignments in these statuses, in the order of asking."""
        rows = ExpertAssignment.objects.filter(expertise=expertise).order_by("pk")
        return list(rows.filter(status__in=statuses) if statuses else rows)

    def of(self, expertise: Expertise, node: str, assignment: ExpertAssignment) -> Waiting:
        """The open step of one assignment."""
        rows = self.open(expertise, node)
        found = [row for row in rows if row.task.data["item"].endswith(f":{assignment.pk}")]
        assert found, f"no «{node}» of {assignment.pk} ({assignment.status}); open are {self.nodes(expertise)}"
        return found[0]

    def accept(self, assignment: ExpertAssignment, **answers: Any) -> None:
        """Accept with a clean declaration, or as told."""
        node = "declare_as_replacement" if assignment.replaces_id else "declare"
        fields = {
            "answer": "accept",
            "is_tied": "no",
            "took_part": "no",
            "is_related": "no",
            "has_interest": "no",
            "promises_silence": "on",
        } | answers
        form = self.send(self.of(assignment.expertise, node, assignment), assignment.expert.person, **fields)
        assert form.is_valid(), form.errors

    def gather(self, expertise: Expertise) -> list[ExpertAssignment]:
        """From the request to a confirmed group."""
        self.start(expertise)
        for assignment in self.form(expertise):
            self.accept(assignment)
        return self.assignments(expertise, "accepted")

    def open_materials(self, assignment: ExpertAssignment) -> None:
        """The first act of scoring."""
        form = self.send(self.of(assignment.expertise, "open_materials", assignment), assignment.expert.person)
        assert form.is_valid(), form.errors

    def score(self, assignment: ExpertAssignment, *values: int, node: str = "score", **changes: Any) -> Any:
        """Submit a sheet."""
        form = self.send(
            self.of(assignment.expertise, node, assignment),
            assignment.expert.person,
            **sheet(assignment, *values) | changes,
        )
        assert form.is_valid(), form.errors
        return form

    def take(self, assignment: ExpertAssignment) -> None:
        """The coordinator accepts a sheet."""
        form = self.send(self.of(assignment.expertise, "accept_sheet", assignment), self.coordinator, verdict="accept")
        assert form.is_valid(), form.errors

    def assess(self, assignment: ExpertAssignment, *values: int) -> None:
        """Open, score, accept."""
        self.open_materials(assignment)
        self.score(assignment, *values)
        self.take(assignment)


def fresh(person: Person) -> Person:
    """As the next request would see them."""
    return Person.objects.get(pk=person.pk)


def _query(fields: dict[str, Any]) -> Any:
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, list(value) if isinstance(value, list | tuple) else [value])
    return data


def sheet(assignment: ExpertAssignment, *values: int) -> dict[str, Any]:
    """The fields of a score sheet; one value stands for all criteria."""
    criteria = list(assignment.expertise.criteria_of(assignment.expert.track).criteria.all())
    given = values if len(values) == len(criteria) else values * len(criteria)
    fields: dict[str, Any] = {"recommendation": "recommend", "conclusion": CONCLUSION}
    for criterion, value in zip(criteria, given, strict=False):
        fields |= {f"value_{criterion.pk}": str(value), f"ground_{criterion.pk}": GROUND}
    return fields


# Professional values (weights 1.5 1.5 1 1.5 1 1 .5 .75 .75 .5) whose totals are exactly 50, 70 and 71.
FIFTY = (5,) * 10
SEVENTY = (7,) * 10
SEVENTY_ONE = (7, 7, 8, 7, 7, 7, 7, 7, 7, 7)


@pytest.fixture
def city(db: None) -> City:
    """The city of a story."""
    return City()


@pytest.fixture
def of_track() -> Callable[[list[ExpertAssignment], str], list[ExpertAssignment]]:
    """Those of one track."""
    return lambda rows, track: [row for row in rows if row.expert.track == track]
