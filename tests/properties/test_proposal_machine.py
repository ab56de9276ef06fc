"""Any course of events a proposal may take before the experts sit down: the system does what a model of twenty lines says."""

import itertools
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from casework import door, sweeping
from casework.models import Waiting
from expertise.models import Expertise
from journal.models import Entry
from journal.record import key
from negotiations.examination.grounds import STOP_GROUNDS
from negotiations.models import Proposal
from negotiations.proposals import actions as proposals
from portal.management.commands.check_invariants import checks, offenders, promises
from tests.clock import moving
from tests.story import (
    LONG,
    answer,
    application,
    begin,
    make_member,
    make_organization,
    make_person,
    make_platform,
    post,
    skip_negotiations,
    step,
)

pytestmark = pytest.mark.django_db
FINAL = {"rejected", "withdrawn"}
ASKED = {  # where it stands: (what the case waits for, who is asked)
    "draft": ("submit", "applicant"),
    "formal_check": ("check", "secretary"),
    "returned": ("fix", "applicant"),
    "admitted": ("route", "secretary"),
    "under_expertise": ("examine", ""),
}


@dataclass(frozen=True)
class Model:
    """What a proposal is, as far as anybody can see."""

    status: str = "draft"
    returns: int = 0
    versions: int = 0
    moves: tuple[str, ...] = ("draft",)

    def to(self, *statuses: str, **changes: Any) -> "Model":
        return replace(self, status=statuses[-1], moves=self.moves + statuses, **changes)

    def submit(self) -> "Model":
        return self.to("submitted", "registered", "formal_check", versions=self.versions + 1)

    def send_back(self) -> "Model":
        return self.to("returned", returns=self.returns + 1)


class ProposalMachine(RuleBasedStateMachine):
    """Everybody does what they may, and tries what they may not, in any order; time passes."""

    def __init__(self) -> None:
        super().__init__()
        self.sandbox = transaction.atomic()
        self.sandbox.__enter__()
        self.time = moving()
        self.clock = self.time.__enter__()
        self.words = 0

    def teardown(self) -> None:
        self.time.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.sandbox.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        tos = make_organization()
        self.people = {
            "applicant": make_member(tos),
            "clerk": make_member(tos, role="staff"),
            "secretary": make_person("platform_secretary"),
            "coordinator": make_person("expertise_coordinator"),
            "chair": make_person("committee_chair"),
            "stranger": make_member(make_organization("ТОС «Чужие»")),
            "superuser": make_person(is_superuser=True),
        }
        until = timezone.localdate() + timedelta(days=3000)
        platform = make_platform(tos, accepts_until=until)
        self.pk, self.model = begin(self.people["applicant"], tos, platform).pk, Model()

    @property
    def proposal(self) -> Proposal:
        return Proposal.objects.get(pk=self.pk)

    def stands(*statuses: str) -> Any:
        return precondition(lambda self: self.model.status in statuses)

    def new_words(self) -> str:
        self.words += 1
        return f"{LONG} Редакция {self.words}."

    @stands("draft")
    @rule()
    def submit(self) -> None:
        answer(self.people["applicant"], self.proposal.case, "submit", **application())
        self.model = self.model.submit()

    @stands("draft")
    @rule(broken=st.sampled_from([{"goal": "Коротко"}, {"budget_total": "1"}, {"cluster": ""}, {"title": ""}]))
    def submit_what_is_not_ready(self, broken: dict[str, str]) -> None:
        answer(self.people["applicant"], self.proposal.case, "submit", refused=True, **application(**broken))

    @stands("draft", "returned")
    @rule()
    def let_the_staff_submit(self) -> None:
        fields = application() if self.model.status == "draft" else {"goal": self.new_words()}
        answer(self.people["clerk"], self.proposal.case, ASKED[self.model.status][0], refused=True, **fields)

    @stands("formal_check")
    @rule()
    def return_it(self) -> None:
        is_third = self.model.returns == 2
        fields = {"outcome": "send_back", "remark_goal": "Назовите число"}
        answer(self.people["secretary"], self.proposal.case, "check", refused=is_third, **fields)
        if not is_third:
            self.model = self.model.send_back()

    @stands("formal_check")
    @rule()
    def admit(self) -> None:
        answer(self.people["secretary"], self.proposal.case, "check", outcome="admit")
        self.model = self.model.to("admitted")

    @stands("formal_check")
    @rule(has_ground=st.booleans())
    def reject(self, has_ground: bool) -> None:
        ground = {"ground": STOP_GROUNDS[0][0]} if has_ground else {}
        fields = {"outcome": "reject", "explanation": "Предложение не отвечает целям программы города.", **ground}
        answer(self.people["secretary"], self.proposal.case, "check", refused=not has_ground, **fields)
        if has_ground:
            self.model = self.model.to("rejected")

    @stands("returned")
    @rule(has_changed=st.booleans())
    def mend(self, has_changed: bool) -> None:
        goal = self.new_words() if has_changed else self.proposal.goal
        answer(self.people["applicant"], self.proposal.case, "fix", refused=not has_changed, goal=goal)
        if has_changed:
            self.model = self.model.submit()

    @stands("admitted")
    @rule()
    def order_expertise(self) -> None:
        skip_negotiations(self.people["secretary"], self.proposal)
        answer(self.people["chair"], self.proposal.case, "order_expertise", instruction="Провести экспертизу.")
        self.model = self.model.to("under_expertise")

    @precondition(lambda self: self.model.status not in FINAL)
    @rule(days=st.integers(1, 40))
    def let_time_pass(self, days: int) -> None:
        open_row = step(self.proposal.case)
        self.clock.shift(timedelta(days=days))
        for _ in range(6):
            sweeping.sweep()
        is_over = self.model.status == "returned" and open_row.due_at <= timezone.now()
        if is_over:
            self.model = self.model.to("rejected")

    @precondition(lambda self: self.model.status not in FINAL)
    @rule(who=st.sampled_from(["applicant", "clerk", "stranger"]))
    def withdraw(self, who: str) -> None:
        try:
            with transaction.atomic():
                proposals.withdraw(self.proposal, by=self.person(who), ground="Передумали, подадим позже")
        except door.Refused:
            assert who != "applicant"
        else:
            assert who == "applicant"
            self.model = self.model.to("withdrawn")

    @precondition(lambda self: self.model.status not in FINAL)
    @rule(who=st.sampled_from(["applicant", "secretary", "chair", "stranger", "superuser"]))
    def try_what_is_not_mine(self, who: str) -> None:
        waiting = step(self.proposal.case)
        if who == ASKED[self.model.status][1]:
            return
        with pytest.raises(door.NotYours):
            self.send(waiting.pk, who)

    @precondition(lambda self: Waiting.objects.filter(process=self.proposal.case).exclude(closed_at=None).exists())
    @rule(data=st.data())
    def answer_once_more_what_has_been_answered(self, data: Any) -> None:
        rows = Waiting.objects.filter(process=self.proposal.case).exclude(closed_at=None).exclude(addressee="")
        waiting = data.draw(st.sampled_from(sorted(rows, key=lambda row: row.pk)), label="answered")
        who = {"member": "applicant", "role:platform_secretary": "secretary", "role:committee_chair": "chair"}
        with pytest.raises(door.AlreadyDone):
            self.send(waiting.pk, who.get(waiting.addressee.split(":")[0]) or who[waiting.addressee])

    def send(self, pk: int, who: str) -> None:
        door.act_on_task(
            pk, by=self.person(who), token=None,
            form_of=lambda node, subject: node.form(post({"outcome": "admit"}), None, subject=subject, by=self.people[who]),
        )  # fmt: skip

    def person(self, who: str) -> Any:
        self.people[who].forget_capacities()
        return self.people[who]

    @invariant()
    def it_is_what_the_model_says(self) -> None:
        one = self.proposal
        seen = (one.status, one.returns, one.versions.count(), bool(one.number))
        model = self.model
        assert seen == (model.status, model.returns, model.versions, model.versions > 0)

    @invariant()
    def the_case_waits_for_exactly_what_the_model_says(self) -> None:
        rows = Waiting.objects.open().filter(process=self.proposal.case).select_related("task")
        node = ASKED.get(self.model.status, ("",))[0]
        assert [row.task.flow_task.name for row in rows] == ([node] if node else [])
        assert (self.proposal.case.finished is None) == bool(node)

    @invariant()
    def the_journal_tells_every_move_once_and_in_order(self) -> None:
        moves = Entry.objects.filter(subject=key(self.proposal)).exclude(after="").order_by("id")
        chain = ["", *self.model.moves]
        assert list(moves.values_list("before", "after")) == list(itertools.pairwise(chain))

    @invariant()
    def a_withdrawn_proposal_leaves_no_expertise_running(self) -> None:
        assert Expertise.objects.running().count() == (self.model.status == "under_expertise")

    @invariant()
    def every_promise_holds(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        assert [title for _, title, sql in promises() if offenders(sql)] == []
        assert [title for _, title, ask in checks() if ask()] == []


def test_whatever_happens_the_proposal_is_where_the_law_says(db):
    run_state_machine_as_test(
        ProposalMachine,
        settings=settings(
            max_examples=15,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )
