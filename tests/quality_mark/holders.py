"""A contest brought by its own transitions to where votes and Marks begin, and the people around it.

The whole way through the door is told in test_whole_contest.py; these stories begin behind it.
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from casework import door, sweeping, workdays
from casework.queue import run_pending
from committee.agenda import actions as agenda
from committee.bodies import actions as bodies
from committee.models import AgendaItem, Body, Decision
from documents.papers.issuing import issue
from journal.record import move
from programme.models import Person, Regulation
from quality_mark.awards import actions as awards
from quality_mark.entries.flow import EntryFlow
from quality_mark.kinds.models import ContestKind
from quality_mark.marks import actions as marks
from quality_mark.models import (
    Contest,
    ContestApplication,
    ContestCase,
    EntryCase,
    Nomination,
    QualityMark,
)
from quality_mark.voting import actions as voting_actions
from quality_mark.voting.flow import VotingFlow
from tests.clock import Clock, moving
from tests.committee import conftest as table
from tests.story import make_citizen, make_member, make_organization, make_person

RESULTS = [{"code": "approve_results", "title": "Утвердить итоги"}]


def again(one: Any) -> Any:
    """The row as it is now."""
    return type(one).objects.get(pk=one.pk)


class Holders:
    """A contest of one nomination, its entrants, the offices, the committee."""

    def __init__(self, clock: Clock, council: table.Committee | None = None, residents: int = 9) -> None:
        self.clock, self.committee = clock, council or table.Committee()
        self.secretary = make_person("contest_secretary", last_name="Конкурсова")
        self.clerk = make_person("clerk", last_name="Делова")
        self.residents = iter([self.citizen() for _ in range(residents)])  # their accounts are old when the vote opens
        self.contest = self._contest()
        self.nomination = self.nominate("N08", "Товар красноярского производителя")

    def _contest(self) -> Contest:
        serial = Contest.objects.count() + 7
        jury = bodies.establish(
            kind=Body.Kind.JURY, title="Жюри", title_genitive="жюри", act="приказ", minutes_register="jury",
            minutes_parts={"contest": f"{timezone.localdate().year}/{serial}"}, issues_decisions=False,
        )  # fmt: skip
        today = timezone.localdate()
        contest = Contest.objects.create(
            kind=ContestKind.objects.in_force().get(code="mark"), year=today.year, serial=serial, title=f"Знак качества — {today.year}",
            opens_on=today - timedelta(days=40), closes_on=today - timedelta(days=5), jury=jury, created_by=self.secretary,
        )  # fmt: skip
        contest.announcement = issue(
            kind="announcement", register="announcements", title="О конкурсе", snapshot={"lead": "Конкурс объявлен."},
            template="documents/pdf/notice.html",
        )  # fmt: skip
        ContestCase.objects.create(  # a case that nothing leads: it only pins the regulation
            contest=contest, regulation=Regulation.in_force(), flow_class=VotingFlow, status="DONE", finished=timezone.now()
        )  # fmt: skip
        move(contest.announce, "Объявлен")
        return again(contest)

    def evaluate(self) -> None:
        """Everything that was entered has been admitted."""
        if self.contest.status != "announced":
            return
        for verb in ("open_window", "close_window", "begin_check", "finish_admission"):
            move(getattr(self.contest, verb), "Шаг конкурса")
        self.contest = again(self.contest)

    def nominate(self, code: str, title: str, quota: int = 3) -> Nomination:
        return Nomination.objects.create(contest=self.contest, code=code, title=title, area="social", quota=quota)

    def entry(self, title: str, nomination: Nomination | None = None, organization: Any = None) -> ContestApplication:
        """Admitted and with the experts."""
        organization = organization or make_organization(f"ТОС «{title}»")
        made = ContestApplication.objects.create(
            contest=self.contest, nomination=nomination or self.nomination, organization=organization, title=title,
            summary="Что это такое.", created_by=make_member(organization),
        )  # fmt: skip
        EntryCase.objects.create(entry=made, flow_class=EntryFlow, status="DONE", finished=timezone.now())
        made.number = f"З-{self.contest.year}-9{made.pk:04d}"  # the register itself will not come so far
        made.registered_at = timezone.now()
        for verb in ("submit", "register", "begin_check", "admit", "send_to_experts"):
            move(getattr(made, verb), "Шаг заявки")
        return again(made)

    def head(self, entry: ContestApplication) -> Person:
        """Who signs for the entrant."""
        return Person.objects.holding(entry.signer_key).first()

    # The vote

    def citizen(self, **fields: Any) -> Person:
        return make_citizen(last_name="Горожанкина", **fields)

    def voting(self) -> Any:
        """A week later the vote opens."""
        self.until(workdays.local_date() + timedelta(days=7))
        self.evaluate()
        found = voting_actions.open_voting(self.contest, by=self.secretary)
        assert found is not None
        return found

    def cast(self, voting: Any, entry: ContestApplication, person: Person | None = None, address: str = "") -> Person:
        person = person or next(self.residents)
        voting_actions.cast_vote(
            voting, by=person, entry=entry, address=address or f"10.0.{person.pk // 250}.{person.pk % 250}"
        )
        return person

    # Days and decisions

    def until(self, day: Any) -> None:
        """The morning of a day, and everything that had to happen before it."""
        self.clock.move_to(workdays.end_of(day).replace(hour=10, minute=0, second=0))
        while sweeping.sweep():
            run_pending()
        run_pending()

    def decide(self, item: AgendaItem, resolution: str, choices: Any = "for", **answers: Any) -> Decision | None:
        """The committee sits on one item, resolves, signs; the decision is in force."""
        meeting = table.convened(self.committee)
        meeting = table.opened(self.committee, self.clock)
        line = meeting.lines.get(item=item)
        table.decided(self.committee, line, choices, resolution=resolution, **answers)
        table.closed(self.committee, meeting)
        table.sign_by_all(again(meeting).minutes)
        found = Decision.objects.filter(item=item).first()
        if found:
            table.answer(self.committee.secretary.person, "draw_up")
            table.sign_by_all(again(found).document)
        table.released(self.committee, meeting)
        return again(found) if found else None

    # Marks

    def judged(self, **levels: str) -> None:
        """The jury's levels by title."""
        self.evaluate()
        for entry in self.contest.entries.filter(status="scoring"):
            entry.score = Decimal("85.00")
            move(entry.complete_score, "Оценена")
            entry.level = levels.get(entry.title, "participant")
            move(entry.shortlist if entry.level != "participant" else entry.not_shortlist, "Решение жюри")

    def results(self, **levels: str) -> None:
        """The jury's levels by title, and the committee's decision on the results."""
        self.judged(**levels)
        item = agenda.propose_item(
            title="Об итогах конкурса", question="Итоги", draft_resolution="Утвердить.", resolutions=RESULTS,
            reporter="жюри", by=None,
        )  # fmt: skip
        self.decide(item, "approve_results", text="Утвердить итоги.")
        self.approved(item)

    def approved(self, item: AgendaItem) -> None:
        """The decision on an item is the decision on the results."""
        Contest.objects.filter(pk=self.contest.pk).update(results_item=item)
        self.contest = again(self.contest)
        for entry in self.contest.entries.filter(status__in=["shortlisted", "not_shortlisted"]):
            verbs = {
                "mark": entry.become_laureate,
                "diploma_1": entry.receive_diploma_1,
                "diploma_2": entry.receive_diploma_2,
            }
            move(verbs.get(entry.level, entry.take_part), "Итог")

    def award(self) -> None:
        """CT-18, and everything is signed by the chair."""
        awards.award(self.contest, by=self.clerk)
        self.sign_awards()

    def sign_awards(self) -> None:
        from documents.models import Document

        run_pending()
        for paper in Document.objects.filter(kind__in=["certificate", "diploma"], status="signing").order_by("pk"):
            table.sign_by_all(paper)
        run_pending()

    def mark(self, title: str = "Хлеб «Левобережный»") -> QualityMark:
        """A Mark in force with a signed certificate."""
        self.entry(title)
        self.results(**{title: "mark"})
        self.award()
        return QualityMark.objects.get(entry__title=title)

    def ask(self, mark: QualityMark, kind: str) -> Any:
        with door.locked(mark.case.pk):
            return marks.ask_committee(
                again(mark), by=self.secretary, kind=kind, grounds="Три жалобы подтверждены актом проверки."
            )


@pytest.fixture(scope="module")
def marked(told_once: None) -> Iterator[Holders]:
    """A Mark in force, brought about once for all tests of a file."""
    with moving() as clock:
        town = Holders(clock)
        town.mark()
        yield town


@pytest.fixture
def holder(db: None, marked: Holders, clock: Clock) -> Holders:
    """The town with its only Mark; the clock goes on from where the story was left."""
    return deepcopy(marked, {id(marked.clock): clock})
