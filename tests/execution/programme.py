"""A city whose programme is drawn up through its own pages: the coordinator, the chair, the clerk, a body with an organisation."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from casework import door, workdays
from casework.locking import locked
from casework.queue import run_pending
from documents import files
from documents.papers.issuing import issue
from documents.papers.models import Document
from execution.editions import actions as editions
from execution.measures import actions as measures
from execution.measures.actions import Parts
from execution.measures.models import Measure
from execution.measures.terms import parse
from execution.models import ProgrammeEdition
from programme.models import Organization, Person, ResponsibleBody
from tests.execution.conftest import Works, make_works
from tests.story import make_person, post, waiting_of

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def pages_of(person: Person | None = None) -> Client:
    client = Client()
    if person:
        client.force_login(person, BACKEND)
    return client


def text_of(response: Any) -> str:
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@dataclass
class Programme:
    """The people of the programme: the secretary of the committee coordinates it; and the organisation that answers for measures."""

    coordinator: Person
    chair: Person
    clerk: Person
    organization: Organization

    def body(self, name: str = "Управление дворов", organization: Organization | None = None) -> ResponsibleBody:
        return ResponsibleBody.objects.create(name=name, valid_from=date(2020, 1, 1), organization=organization)

    def edition(self, **facts: Any) -> ProgrammeEdition:
        """A draft with its case."""
        year = workdays.local_date().year
        with transaction.atomic():
            edition = editions.create(
                by=self.coordinator,
                **{"title": "Программа города", "period_from": year, "period_to": year + 2, **facts},
            )
            door.open_case(edition, by=self.coordinator)
        return edition

    def add(
        self, edition: ProgrammeEdition, number: str = "1.1", *, bodies: Any = (), terms: str = "", **facts: Any
    ) -> Measure:
        """A row of the table."""
        known = {"direction": "Условия", "level": "meta", "title": f"Мера {number}", "period": "once", **facts}
        parts = known.pop("parts", None) or Parts(list(bodies), bodies[0] if bodies else None, [], [], [])
        return measures.add(
            edition, by=self.coordinator, number=number, terms_text=terms, term=parse(terms), parts=parts, **known
        )

    def answer(self, who: Person, edition: ProgrammeEdition, node: str, files: Any = None, **data: Any) -> Any:
        """Answer a step of the edition through the door."""
        waiting = waiting_of(who, edition.case, node)
        return door.act_on_task(
            waiting.pk, by=who, token=None,
            form_of=lambda step, subject: step.form(post(data), files, subject=subject, by=who),
        )  # fmt: skip

    def decision(self, number: str = "7.2-2026") -> Document:
        """A decision of the committee in the open register."""
        minutes, _, item = number.partition(".")
        paper = issue(
            kind="decision", title="О программе", snapshot={"title": "О программе"}, template="documents/pdf/notice.html",
            register="decisions", number_parts={"minutes": minutes, "item": item.partition("-")[0]}, is_public=True,
        )  # fmt: skip
        run_pending()
        return Document.objects.get(pk=paper.pk)

    def submit(self, edition: ProgrammeEdition) -> None:
        """PE-02, as the card of the edition does it when it has been discussed and assessed; no card is made here."""
        with locked(edition.case.pk):
            row = ProgrammeEdition.objects.get(pk=edition.pk)
            editions.hold(row, course_url="/library/", by=self.coordinator)
            editions.submit(row, by=self.coordinator)

    def consider(self, edition: ProgrammeEdition, outcome: str, remarks: str = "") -> None:
        """PE-03…PE-06, as the card does it by the decision of the committee."""
        decision = None if outcome == "return" else self.decision(f"{900 + edition.number}.1-2026")
        with locked(edition.case.pk):
            row = ProgrammeEdition.objects.get(pk=edition.pk)
            editions.consider(row, by=None, outcome=outcome, decision=decision, remarks=remarks)
            if outcome == "return":
                editions.release(row, by=None, ground=remarks, is_left=True)

    def enact(self, edition: ProgrammeEdition, file: Any = None, **facts: Any) -> None:
        """PE-07 or PE-08, as the card does it by the clerk."""
        act = {
            "is_adopted": True,
            "act_title": "постановление администрации города",
            "act_number": "12",
            "act_date": workdays.local_date(),
        }
        with locked(edition.case.pk):
            kept = files.take(file) if file else None
            row = ProgrammeEdition.objects.get(pk=edition.pk)
            editions.enact(row, by=self.clerk, file=kept, **(facts or act))
        run_pending()

    def adopt(self, edition: ProgrammeEdition, file: Any = None) -> ProgrammeEdition:
        """From the draft into force, by the act of the Head."""
        self.submit(edition)
        self.consider(edition, "approve")
        self.enact(edition, file)
        return ProgrammeEdition.objects.get(pk=edition.pk)


@dataclass
class City(Programme):
    """A city of its own; `works` are the people of an undertaking."""

    works: Works


def make_city() -> City:
    works = make_works()
    chair, clerk = (
        make_person("committee_chair", last_name="Председателева"),
        make_person("clerk", last_name="Делопроизводова"),
    )
    return City(works.controller, chair, clerk, works.organization, works)


def adopt_one(
    coordinator: Person, chair: Person, clerk: Person, organization: Organization
) -> tuple[Measure, ProgrammeEdition]:
    """A measure of an edition in force, reported on every quarter and with the file of its act; and a draft of the next edition."""
    town = Programme(coordinator, chair, clerk, organization)
    edition = town.edition()
    measure = town.add(edition, bodies=[town.body(organization=organization)], period="quarter")
    adopted = town.adopt(edition, SimpleUploadedFile("Акт.pdf", PDF))
    draft = town.edition(title="Следующая программа")
    town.add(draft, bodies=[town.body("Тайный орган")], title="Тайная мера")
    return Measure.objects.get(pk=measure.pk, edition=adopted), draft


def url(name: str, *args: Any) -> str:
    return reverse(name, args=args)
