"""Random rows of every table the counts read, put there past the triggers: no story could make so many, so unlikely ones."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import connection, models
from django.utils import timezone

from casework import workdays
from committee.models import AgendaLine, Decision, Meeting
from consultations.models import Answer, Message, MessageCase, Topic
from documents.models import Signature, SignatureRequest
from events.models import Event, Registration
from execution.models import Confirmation, Measure, ProgrammeEdition, Undertaking
from expertise.models import CriterionScore, ExpertAssignment, Expertise, ScoreSheet
from journal.models import Entry
from library.models import Card, CardEdition, CardKind
from negotiations.models import Contribution, ContributionAgreement
from programme.models import Regulation
from quality_mark.models import Contest, Nomination, PublicVote, VoteExclusion, Voting

PEOPLE = range(1, 9)
ANYBODY = 1


@contextmanager
def past_the_triggers() -> Iterator[None]:
    """No trigger and no foreign key looks."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = DEFAULT")


class Worlds:
    """Rows of a city nobody has lived in."""

    def __init__(self, seed: int) -> None:
        self.random, self.now, self.regulation = Random(seed), timezone.now(), Regulation.in_force()

    def moment(self, most: int = 150) -> datetime:
        """Some time ago, often near midnight and near the ends of periods."""
        hours = self.random.choice([0, 1, 12, 16, 17, 23])
        return self.now.replace(hour=hours, minute=self.random.choice([0, 30, 59])) - timedelta(
            days=self.random.randrange(most)
        )

    def make(self, model: type[models.Model], **facts: Any) -> Any:
        """A row; days that the model would set itself are as said."""
        auto = [field for field in model._meta.concrete_fields if getattr(field, "auto_now_add", False)]
        for field in auto:
            field.auto_now_add = False
            facts.setdefault(field.name, self.now)
        try:
            row = model(**facts)
            row.save_base(raw=True, force_insert=True)
        finally:
            for field in auto:
                field.auto_now_add = True
        return row

    def messages(self) -> None:
        """Shown, answered, hidden; in time, late, not at all."""
        self.make(
            Topic,
            id=ANYBODY,
            kind="forum",
            starts_on=self.now.date(),
            title="Вход",
            about="О чём",
            owner="role:clerk",
            answerer="role:clerk",
        )
        for number in range(1, 25):
            shown = self.moment()
            status = self.random.choice(["shown", "answered", "answered", "hidden"])
            kind = self.random.choice(["question", "proposal", "opinion", "review", "statement"])
            of_kind = {
                "statement": {"tone": self.random.choice(["good", "good", "even", "bad"]), "source": "видел сам"},
                "review": {"rating": 4},
            }.get(kind, {})
            message = self.make(
                Message, topic_id=ANYBODY, number=number, author_id=self.random.choice(PEOPLE), kind=kind,
                text="Слова", level="phone", at=shown - timedelta(hours=self.random.randrange(60)), checked_at=shown, checked_by_id=99,
                status=status, reason="insult" if status == "hidden" else "", **of_kind,
            )  # fmt: skip
            self.make(
                MessageCase,
                id=10_000 + number,
                process_ptr_id=10_000 + number,
                message=message,
                regulation=self.regulation,
                flow_class="x",
            )
            if status == "answered":
                at = min(shown + timedelta(days=self.random.randrange(30)), self.now)
                self.make(Answer, message=message, text="Ответ", outcome="taken", by_id=ANYBODY, at=at)

    def decisions(self) -> None:
        """In force, published in time or late or not yet, revoked before that."""
        for number in range(1, 16):
            begun = self.moment()
            published = self.random.choice([None, min(begun + timedelta(days=self.random.randrange(9)), self.now)])
            meeting = self.make(
                Meeting,
                body_id=number,
                regulation=self.regulation,
                scheduled_at=begun,
                place="зал",
                planned_by_id=ANYBODY,
            )
            line = self.make(AgendaLine, meeting=meeting, item_id=number, number=1, draft="проект")
            status = "published" if published else self.random.choice(["in_force", "in_force", "revoked"])
            self.make(
                Decision, item_id=number, line=line, status=status, document_id=ANYBODY, adopted_at=begun, in_force_at=begun,
                published_at=published, revoked_ground="нет" if status == "revoked" else "",
            )  # fmt: skip

    def people(self) -> None:
        """Those who came, and those who said what they see."""
        for number in range(1, 12):
            at = self.moment()
            event = self.make(
                Event,
                kind="seminar",
                title="Вечер",
                about="О чём",
                planned_by_id=ANYBODY,
                starts_at=at,
                ends_at=at + timedelta(hours=1),
            )
            status = self.random.choice(["attended", "absent", "cancelled"])
            self.make(
                Registration, event=event, person_id=self.random.choice(PEOPLE), status=status, code=str(number), at=at
            )
            self.make(
                Confirmation, undertaking_id=number, person_id=self.random.choice(PEOPLE), sees=True, at=self.moment()
            )

    def voters_and_signers(self) -> None:
        """Votes in votings that are over or not, some excluded; signatures under agreements in force or dropped."""
        for number in range(1, 4):
            nomination = self.make(Nomination, contest_id=number, code=f"N{number}", title="Двор", area="social")
            begun = self.moment()
            day = begun.date()
            self.make(
                Contest, id=number, kind_id=ANYBODY, year=2026, serial=number, title="Конкурс", opens_on=day, closes_on=day + timedelta(days=9),
                jury_id=number, created_by_id=ANYBODY,
            )  # fmt: skip
            over = {"closed_at": begun, "reviewed_at": begun, "reviewed_by_id": ANYBODY} if number > 1 else {}
            self.make(Voting, contest_id=number, opened_at=begun - timedelta(days=9), closes_at=begun, **over)
            for person in self.random.sample(range(20, 30), 5):
                vote = self.make(
                    PublicVote,
                    person_id=person,
                    nomination=nomination,
                    entry_id=1,
                    at=self.moment(),
                    address="x",
                    level="phone",
                )
                if self.random.random() < 0.3:
                    self.make(VoteExclusion, vote=vote, reason="Накрутка", by_id=ANYBODY, at=self.now)
        for number in range(1, 6):
            paper = 500 + number
            outcome = self.random.choice(["in_force", "dropped"])
            self.make(ContributionAgreement, case_id=number, outcome=outcome, document_id=paper, settled_at=self.now)
            request = self.make(
                SignatureRequest, document_id=paper, person_id=40 + number, name="И. И. Иванов", role="сторона"
            )
            signed = self.moment()
            self.make(
                Signature, request=request, acceptance_id=ANYBODY, document_hash="x", account="x", authenticated_at=signed,
                signed_at=signed, entry_id=number,
            )  # fmt: skip

    def contributions(self) -> None:
        """Given, overdue, with days left."""
        for number in range(1, 20):
            due = workdays.local_date() + timedelta(days=self.random.randrange(-200, 60))
            self.make(
                Contribution, case_id=number, number=1, party_id=1, recipient_id=2, terms_by_id=1, kind="admin", due=due, what="Помощь",
                status=self.random.choice(Contribution.Status.values), offered_at=self.now,
            )  # fmt: skip

    def expertises(self) -> None:
        """With one, two, three sheets that count, some in a second edition."""
        for _ in range(8):
            at = self.moment()
            expertise = self.make(
                Expertise, object_title="Проект", applicant_id=ANYBODY, materials_id=ANYBODY, requested_sum=0, area="social",
                regulation=self.regulation, professional_criteria_id=1, public_criteria_id=2, threshold=70, requested_at=at, limit_at=at,
                status=self.random.choice(["published", "published", "annulled"]), score=70, outcome="recommend", concluded_at=at,
                published_at=at, conclusion_id=ANYBODY,
            )  # fmt: skip
            for expert in range(self.random.randrange(1, 4)):
                status = self.random.choice(["final", "final", "declined"])
                seat = self.make(
                    ExpertAssignment,
                    expertise=expertise,
                    expert_id=expert + 1,
                    number=expert + 1,
                    status=status,
                    proposed_at=at,
                )
                for edition in range(1, self.random.randrange(2, 4)):
                    sheet = self.make(
                        ScoreSheet,
                        assignment=seat,
                        edition=edition,
                        conclusion="Вывод",
                        recommendation="recommend",
                        total=70,
                        submitted_at=at,
                    )
                    for criterion in range(1, 5):
                        self.make(
                            CriterionScore,
                            sheet=sheet,
                            criterion_id=criterion,
                            value=self.random.randrange(11),
                            ground="Так",
                        )

    def measures(self) -> None:
        """Of an edition in force: done, reported, late, items of them."""
        begun = self.now - timedelta(days=160)
        edition = self.make(
            ProgrammeEdition, number=1, title="Программа", period_from=2026, period_to=2027, status="in_force", in_force_at=begun,
            created_by_id=ANYBODY, created_at=begun, document_id=ANYBODY, act_title="постановление", act_number="5", act_date=begun.date(),
        )  # fmt: skip
        for number in range(1, 9):
            work = self._work("measure", None, number)
            if self.random.random() < 0.5:
                self._work("item", work, 1)
            self.make(
                Measure,
                edition=edition,
                number=str(number),
                order=number,
                level="meta",
                direction="О чём",
                title="Мера",
                undertaking=work,
            )
        for number in range(20, 26):
            work = self._work("replication", None, number)
            self.make(Card, kind_id=ANYBODY, title="Повторение", author_id=ANYBODY, undertaking=work)

    def make_work(
        self, kind: str, *, number: int, parent: Any = None, status: str = "under_way", source_url: str = ""
    ) -> Any:
        """An undertaking in a given status."""
        ended = self.now if status in Undertaking.FINAL else None
        return self.make(
            Undertaking, kind=kind, title="Сделать", parent=parent, number=number, organization_id=ANYBODY, responsible="member:1",
            controller="role:x", starts_on=self.now.date(), source="решение", source_url=source_url, status=status, ended_at=ended,
        )  # fmt: skip

    def _work(self, kind: str, parent: Any, number: int) -> Any:
        at = self.moment()
        status = self.random.choice(["planned", "under_way", "reported", "done", "returned"])
        ended = self.moment(60) if status == "done" else None
        row = self.make(
            Undertaking, kind=kind, title="Сделать", parent=parent, number=number, organization_id=ANYBODY, responsible="member:1",
            controller="role:x", starts_on=at.date(), due_on=at.date() + timedelta(days=self.random.randrange(80)), source="решение",
            created_at=at, status=status, ended_at=ended,
        )  # fmt: skip
        for after in ("under_way", "reported", status):
            self.make(
                Entry,
                subject=f"execution.undertaking:{row.pk}",
                verb="move",
                title="Ход",
                after=after,
                at=self.moment(100),
                payload_hash="x",
            )
        return row

    def library(self) -> None:
        """Terms and acts: that hold, that held, that wait; acts that encourage something and acts that do not."""
        kinds = {row.code: row for row in CardKind.objects.in_force()}
        for number in range(1, 31):
            begun, code = self.moment(), self.random.choice(["term", "act", "draft_act"])
            status = self.random.choice(["in_force", "in_force", "superseded", "repealed", "checking"])
            is_over, holds = status in ("superseded", "repealed"), status != "checking"
            payload = self.random.choice(
                [{}, {"encourages": ""}, {"encourages": []}, {"encourages": ["money"]}, {"encourages": "деньги"}]
            )
            edition = self.make(
                CardEdition,
                card_id=number,
                number=1,
                content=json.dumps({"title": "Карточка", "area": "", "fields": payload}),
                sha256="x",
                by_id=ANYBODY,
            )
            self.make(
                Card, kind=kinds[code], title="Карточка", author_id=ANYBODY, status=status, current=edition, number=f"К-{number}",
                in_force_at=begun if holds else None, published_at=begun if holds else None, submitted_at=begun,
                ended_at=min(begun + timedelta(days=self.random.randrange(1, 60)), self.now) if is_over else None,
                ground="Заменена" if is_over else "",
            )  # fmt: skip


def fill(seed: int) -> None:
    """A whole random world."""
    world = Worlds(seed)
    with past_the_triggers():
        for part in (
            world.messages,
            world.decisions,
            world.people,
            world.voters_and_signers,
            world.contributions,
            world.expertises,
            world.measures,
            world.library,
        ):
            part()
