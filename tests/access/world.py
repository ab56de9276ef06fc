"""A whole world: every kind of object at every interesting stage, made by the people themselves through the real forms and actions."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.calendar_feed import renew
from casework.letters.stopping import stop_url
from casework.models import Waiting
from casework.queue import run_pending
from documents.checkpoints.actions import take_checkpoint
from documents.models import Document
from expertise.asking import actions as asking
from expertise.challenges import actions as challenges
from expertise.distribution import actions as distribution
from expertise.models import Distribution, Expert, ExpertAssignment, Expertise, Scenario
from expertise.pressure import actions as pressure
from expertise.ranking.gathering import Scope
from expertise.register import actions as register
from expertise.register.tables import KIND as EXPERTS
from expertise.scenarios import actions as scenarios
from expertise.scenarios.choice import Terms
from negotiations.applications import actions as applications
from negotiations.models import Proposal
from programme.identity import actions as identity
from programme.imports import actions as imports
from programme.imports import plan
from programme.imports.people import KIND as IMPORTED
from programme.mandates import actions as mandates
from programme.models import Import, Membership, Organization, Person
from programme.representatives import actions as representatives
from tests.belonging import belong
from tests.clock import Clock, moving
from tests.committee import conftest as sitting
from tests.expertise.conftest import City, fresh, sheet
from tests.story import (
    LONG,
    answer,
    application,
    begin,
    make_member,
    make_organization,
    make_person,
    make_platform,
    show_document,
    skip_negotiations,
    step,
)

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
MARKS = (9, 8, 7, 9, 8, 9, 7, 8, 9, 6)  # their total is no round number
TEXTS = dict.fromkeys(("compliance", "social", "economic", "legal", "risks", "recommendations"), "Текст раздела.")


class Town(City):
    """The driver of the expertise room, for people who are already here."""

    def __init__(self, coordinator: Person) -> None:
        self.coordinator = coordinator

    def expert(self, track: str = "professional", **_: Any) -> Expert:
        """Every expert comes from a house of their own and has a name that is nobody else's."""
        number = Expert.objects.count() + 1
        person = show_document(make_person(last_name=f"Экспертова-Канарейкина-{number}"))
        home = make_organization(f"Институт {number}")
        belong(person, home)
        return register.admit(
            by=self.coordinator,
            person=person,
            track=track,
            areas=["social"],
            field="поле",
            position="должность",
            ground="опыт",
        )

    def submit_sheet(self, assignment: ExpertAssignment, *values: int, word: str = "Довод") -> None:
        """Open the materials, fill the sheet in with words one can look for, and submit it."""
        self.open_materials(assignment)
        fields = sheet(assignment, *values)
        words = {name: f"{word} {name} {text}" for name, text in fields.items() if name.startswith(("ground", "concl"))}
        self.score(assignment, *values, **words)

    def conclude(self, one: Expertise) -> None:
        """From the final sheets to the published conclusion."""
        self.do(one, "convene", held_on=f"{timezone.localdate():%Y-%m-%d}", place="14:00, зал 2")
        finals = self.assignments(one, "final")
        leading = next(row for row in finals if row.expert.track == "professional")
        self.do(
            one, "consolidate", present=[str(row.pk) for row in finals], leading=str(leading.pk), proceedings="Согласились."
        )  # fmt: skip
        self.do(one, "draft_conclusion", **TEXTS)
        self.do(one, "object", by=self.signer_of(one), answer="agree")
        self.do(one, "approve", by=leading.expert.person, verdict="approve")
        sitting.sign_by_all(Expertise.objects.get(pk=one.pk).conclusion)

    def signer_of(self, one: Expertise) -> Person:
        """Somebody who may sign for the applicant."""
        return Person.objects.holding(one.applicant_key).first()


class World:
    """People by role, and the objects they have made. `clock` is the world's own."""

    log: list[str]

    def __init__(self, clock: Clock) -> None:
        from tests.access import rooms  # the rooms' objects are made in this world

        self.clock = clock
        self._people()
        self.town = Town(self.people["coordinator"])
        self.town.register(professional=4, public=3)
        self.decided = self._decided()
        self.people["working_commission"] = make_person("working_commission", last_name="Комиссарова")
        self.sitting = sitting.plan(self.committee)
        self.checkpoint = take_checkpoint()
        self._in_the_beginning()
        self.scoring = self._scoring()
        rooms.furnish(self)
        self.distribution = self._distribution()
        self.scenario = self._scenario()
        # At the end: what nobody has confirmed for a day goes with the next upload.
        self.upload, self.loaded = self._upload(), self._upload("загруженная")
        lines = plan.judged(IMPORTED, self.loaded.rows)
        self.loaded = imports.perform(IMPORTED, self.loaded, by=self.people["admin"], seen=plan.mark(lines))
        self.upload_of_experts, self.loaded_experts = self._uploads_of_experts()
        run_pending()
        self.mails = list(mail.outbox)
        self.calendar_key = renew(self.people["signer"])
        self.stop_token = stop_url(self.people["signer"], ["talks"]).rstrip("/").rpartition("/")[2]
        self._addresses: dict[tuple[str, str], str] = {}

    def _people(self) -> None:
        self.committee = sitting.Committee()
        self.tos, self.others = make_organization(), make_organization("ТОС «Чужие»")
        self.platform = make_platform(self.tos)
        people: dict[str, Any] = {
            "anonymous": None,
            "citizen": make_person(last_name="Гражданкина"),
            "member": make_member(self.tos, role="staff"),
            "signer": make_member(self.tos),
            "stranger": make_member(self.others),
            "platform_secretary": make_person("platform_secretary", last_name="Секретарёва"),
            "coordinator": make_person("expertise_coordinator", last_name="Координаторова"),
            "committee_chair": self.committee.chair.person,
            "committee_member": self.committee.members[0].person,
            "committee_secretary": self.committee.secretary.person,
            "clerk": make_person("clerk", last_name="Делопроизводова"),
            "auditor": make_person("auditor", last_name="Аудиторова"),
            "admin": make_person("admin", last_name="Администраторова"),
            "moderator": make_person("moderator", last_name="Модераторова"),
            "contest_secretary": make_person("contest_secretary", last_name="Конкурсова"),
            "jury_member": make_person("jury_member", last_name="Жюриева"),
            "protocol_editor": make_person("protocol_editor", last_name="Редакторова"),
            "superuser": make_person(last_name="Суперова", is_superuser=True, is_staff=True),
        }
        self.people = people
        identity.see_document(people["member"], by=people["clerk"], document="passport")
        self.unconfirmed = Membership.objects.create(
            person=make_person(last_name="Ожидаева"), organization=self.tos, role="head", position="заместитель",
            ground="доверенность", valid_from="2026-01-01",
        )  # fmt: skip
        paper = SimpleUploadedFile("Доверенность.pdf", PDF)
        mandates.ask_to_confirm(self.unconfirmed, by=self.unconfirmed.person, evidence=paper)
        self.invitation = representatives.invite(
            self.tos, by=self.people["signer"], email="invited@example.org", role="staff", position="актив", ground="решение"
        )  # fmt: skip

    def _upload(self, word: str = "ждущая") -> Import:
        """A table of people that the administrator has uploaded."""
        cells = {"last_name": word.title(), "first_name": "Анна", "email": f"{len(word)}@import.example.org"}
        rows: list[dict[str, object]] = [{"number": 2, "cells": cells}]
        return imports.prepare(IMPORTED, by=self.people["admin"], name=f"{word}.csv", data=word.encode(), rows=rows)

    def _uploads_of_experts(self) -> list[Import]:
        """Two tables of the coordinator: one waits, one has been loaded."""
        person, uploads = show_document(make_person(last_name="Внесённая")), []
        cells = {
            "email": person.email, "track": "общественный", "areas": "культура", "field": "музеи", "position": "краевед", "ground": "опыт",
        }  # fmt: skip
        for name in ("ждущая", "загруженная"):
            rows: list[dict[str, object]] = [{"number": 2, "cells": cells}]
            by = self.people["coordinator"]
            uploads.append(imports.prepare(EXPERTS, by=by, name=f"{name}.csv", data=name.encode(), rows=rows))
        seen = plan.mark(plan.judged(EXPERTS, uploads[1].rows))
        imports.perform(EXPERTS, uploads[1], by=self.people["coordinator"], seen=seen)
        return uploads

    def begun(self, title: str, organization: Organization | None = None) -> Proposal:
        """A draft of an organisation."""
        organization = organization or self.tos
        who = self.people["signer" if organization == self.tos else "stranger"]
        return begin(who, organization, self.platform, title)

    def submitted(self, title: str, organization: Organization | None = None, **changes: Any) -> Proposal:
        """A draft sent in with an attachment."""
        one = self.begun(title, organization)
        self.attach(one)
        who = self.people["signer" if one.organization == self.tos else "stranger"]
        answer(who, one.case, "submit", **application(title, **changes))
        return again(one)

    def attach(self, one: Proposal) -> None:
        """A file of its own for every application."""
        file = SimpleUploadedFile("Смета.pdf", PDF + one.title.encode())
        assert applications.attach(one, file, by=one.created_by) == ""

    def _in_the_beginning(self) -> None:
        self.draft = self.begun("Тайный замысел")
        self.attach(self.draft)
        self.checking = self.submitted("На проверке", goal=f"Замысел-для-своих: {LONG}")
        self.returned = self.submitted("Возвращённое")
        answer(
            self.people["platform_secretary"],
            self.returned.case,
            "check",
            outcome="send_back",
            remark_goal="Замечание-для-своих",
        )
        self.foreign = self.submitted("Чужое", self.others)

    def ordered(self, title: str) -> Proposal:
        """A proposal under expertise whose group has been gathered."""
        one = self.submitted(title)
        answer(self.people["platform_secretary"], one.case, "check", outcome="admit")
        skip_negotiations(self.people["platform_secretary"], one)
        answer(self.committee.chair.person, one.case, "order_expertise", instruction="Провести экспертизу.")
        one = again(one)
        self.town.gather(one.expertise)
        return one

    def _decided(self) -> Proposal:
        one = self.ordered("Решённое")
        for row in self.town.assignments(one.expertise, "accepted"):
            self.town.submit_sheet(row, 8, word="Довод-эксперта")
            self.town.take(row)
        self.town.conclude(one.expertise)
        answer(
            self.committee.secretary.person, one.case, "include",
            question="О поддержке", draft_resolution="Поддержать.", is_considered="on",
        )  # fmt: skip
        meeting = sitting.opened(self.committee, self.clock) if sitting.convened(self.committee) else None
        sitting.decided(self.committee, meeting.lines.get())
        sitting.answer(self.committee.chair.person, "hold")
        self.published_sitting = self._minuted(meeting)
        run_pending()
        return again(one)

    def _minuted(self, meeting: Any) -> Any:
        secretary = self.committee.secretary.person
        sitting.answer(secretary, "draft_minutes")
        for member in self.committee.voters:
            sitting.answer(member.person, "remark", text="")
        sitting.answer(secretary, "sign_minutes")
        line = meeting.lines.get()
        sitting.sign_by_all(again(meeting).minutes)
        sitting.sign_by_all(again(line).extract)
        sitting.answer(secretary, "draw_up")
        sitting.sign_by_all(again(line).decision.document)
        return sitting.released(self.committee, meeting)

    def _scenario(self) -> Scenario:
        """What would be supported if only one project may."""
        scope = Scope.asked(QueryDict())
        assert scope is not None, "a conclusion has been published"
        terms = Terms(steps=((None, Decimal(60)),), quotas={"social": 1})
        return scenarios.keep(scope, by=self.people["coordinator"], title="Тайна-сценария", way="median", terms=terms)

    def _distribution(self) -> Distribution:
        """A case waits for its group; the coordinator has had experts distributed and has not sent anything yet."""
        one = self.submitted("Распределяется")
        answer(self.people["platform_secretary"], one.case, "check", outcome="admit")
        skip_negotiations(self.people["platform_secretary"], one)
        answer(self.committee.chair.person, one.case, "order_expertise", instruction="Провести экспертизу.")
        one = again(one)
        self.town.start(one.expertise)
        row = distribution.begin(by=self.people["coordinator"], cases=[again(one.expertise)])
        run_pending()
        return again(row)

    def _scoring(self) -> Proposal:
        """Two sheets are in, one is accepted; the third expert has opened the materials, the last one has not."""
        one = self.ordered("Оценивается")
        self.pressure = pressure.report(by=self.committee.chair.person, matter="Тайна-давления", text="Звонили дважды.")
        self.challenge = challenges.submit(
            one.expertise, by=self.people["signer"], side="applicant", named="person", name="Посторонняя Ольга",
            reason="Судится с нашим советом дома второй год.",
        )  # fmt: skip
        first, second, third, *_ = rows = self.town.assignments(one.expertise, "accepted")
        self.town.submit_sheet(first, *MARKS, word="Тайна-первая")
        self.town.take(first)
        self.town.submit_sheet(second, *MARKS[::-1], word="Тайна-вторая")
        self.town.open_materials(third)
        self._answered(third)
        self.assignments = rows
        asked = {row.expert_id for row in one.expertise.assignments.all()}
        self.people["expert"] = fresh(third.expert.person)
        idle = Expert.objects.exclude(pk__in=asked).first()
        self.people["other_expert"] = idle.person
        self.tie = register.add_affiliation(
            idle, by=self.people["coordinator"], organization=self.others, kind="contract", valid_from=timezone.localdate()
        )  # fmt: skip
        return one

    def _answered(self, assignment: ExpertAssignment) -> None:
        """An expert has asked, the coordinator has passed it on in other words, the applicant has answered."""
        row = again(assignment)
        question = asking.ask(row, by=row.expert.person, text="Тайна-вопроса: сколько стоит ратрак?")
        words = "Вопрос-без-имени: сколько стоит день работы ратрака?"
        answer(self.people["coordinator"], question.case, "consider", verdict="pass", text=words)
        answer(self.people["signer"], question.case, "answer", text="Ответ-для-экспертов: девять тысяч.")

    def task(self, process: Any, node: str) -> Waiting:
        """The open step of that name in a case."""
        return step(process, node)

    def closed(self, process: Any, node: str) -> int:
        """The number of a step that has been answered."""
        rows = Waiting.objects.exclude(closed_at=None).filter(process=process.pk).select_related("task")
        return next(row.pk for row in rows if row.task.flow_task.name == node)

    def paper(self, **facts: Any) -> Document:
        """The newest paper with these facts."""
        return Document.objects.filter(**facts).latest("pk")

    def address(self, name: str, thing: Any) -> str:
        """Where an object of the table is; asked for every role, looked up once."""
        known = (name, thing.title)
        if known not in self._addresses:
            self._addresses[known] = reverse(name, args=thing.args(self))
        return self._addresses[known]

    def browser(self, role: str, **options: Any) -> Client:
        """A browser in which a person of that role has logged in."""
        client = Client(**options)
        if person := self.people[role]:
            client.force_login(fresh(person), backend=BACKEND)
        return client


def again(one: Any) -> Any:
    """The row as it is now."""
    return type(one).objects.get(pk=one.pk)


@contextmanager
def whole_world(blocker: Any) -> Iterator["World"]:
    """The world for one module: built in a transaction that is never committed, with the clock standing where the story ends."""
    with blocker.unblock(), moving() as clock, transaction.atomic(), heard() as lines:
        world = World(clock)
        world.log = lines
        yield world
        transaction.set_rollback(True)


@contextmanager
def heard() -> Iterator[list[str]]:
    """Everything that is logged meanwhile, as it would be printed, tracebacks included."""
    lines: list[str] = []
    handler = logging.Handler(logging.DEBUG)
    handler.emit = lambda record: lines.append(logging.Formatter("%(name)s %(message)s").format(record))  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    try:
        yield lines
    finally:
        logging.getLogger().removeHandler(handler)
