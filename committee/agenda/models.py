"""Questions to a body (регламент 3.5.2): what a story puts and how the body answered."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django_fsm import FSMField, transition

from casework.guard import guard_status
from committee.agenda.finding import AgendaItemQuerySet
from committee.bodies.models import Body
from committee.meetings.models import Meeting
from committee.voting import counting, procedure
from programme.models import Organization

if TYPE_CHECKING:
    from committee.agenda.lines import AgendaLine
    from committee.voting.models import Ballot


@guard_status
class AgendaItem(models.Model):
    """A question put to a body by a story: the story reads the verdict, the body does not know the story.

    `resolutions`: what the body may resolve, a list of {"code", "title", "needs_reasons", "defers", "outcome", "tone"}; one that needs
    another majority than the item's says so in "majority", one that an equal vote carries or not in "on_tie" (`counting.CARRIED`).
    "outcome" names the paper that says so («Об отклонении …»), "tone" is the kind of the chip and of the box on pages ("ok", "warn", "bad");
    "appeal" is the key of its `Appealable`; "needs_act": in force only by an act of the Head. `matter`: how it is voted on (`secret_ballot`…).
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Внесён"
        INCLUDED = "included", "В повестке"
        EXCLUDED = "excluded", "Не включён в повестку"
        DISCUSSING = "discussing", "Обсуждается"
        VOTING = "voting", "Идёт голосование"
        DECIDED = "decided", "Решён"
        DEFERRED = "deferred", "Отложен"
        NO_QUORUM_ITEM = "no_quorum_item", "Без кворума, переносится"
        WITHDRAWN = "withdrawn", "Снят инициатором"

    class Majority(models.TextChoices):
        SIMPLE = counting.SIMPLE, "простое большинство"
        QUALIFIED = counting.QUALIFIED, "две трети"

    SETTLED = [Status.DECIDED, Status.DEFERRED, Status.EXCLUDED, Status.WITHDRAWN]
    BEFORE_THE_VOTE = [Status.PROPOSED, Status.INCLUDED, Status.DISCUSSING, Status.NO_QUORUM_ITEM]

    body = models.ForeignKey(Body, models.PROTECT, related_name="items", verbose_name="орган")
    title = models.CharField("вопрос", max_length=400)
    question = models.TextField("о чём вопрос")
    draft_resolution = models.TextField("проект решения")
    resolutions = models.JSONField("что может быть решено")
    annex = models.JSONField("таблица к решению", default=dict)
    majority = models.CharField("большинство", max_length=10, choices=Majority.choices, default=Majority.SIMPLE)
    matter = models.CharField("предмет", max_length=30, blank=True)
    stays_inside = models.BooleanField("рекомендацию объявляет тот, кто решает", default=False)
    reporter = models.CharField("докладчик", max_length=300)
    materials = models.ManyToManyField("documents.Document", related_name="+", verbose_name="материалы")
    concerned = ArrayField(models.CharField(max_length=80), verbose_name="кого касается", default=list, blank=True)
    conflicted_organizations = models.ManyToManyField(
        Organization, related_name="+", verbose_name="организации с интересом"
    )
    interested_people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", verbose_name="люди с интересом"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто внёс"
    )
    proposed_at = models.DateTimeField("когда внесён")
    status = FSMField("состояние", default=Status.PROPOSED, choices=Status.choices, protected=True)
    motive = models.TextField("мотив исключения или снятия", blank=True)
    verdict = models.CharField("решено", max_length=40, blank=True)
    resolution_text = models.TextField("формулировка решения", blank=True)
    reasons = models.TextField("мотивы", blank=True)
    conditions = models.TextField("условия", blank=True)
    deferred_until = models.DateField("отложен до", null=True, blank=True)
    settled_at = models.DateTimeField("когда решён", null=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "вопрос повестки"
        verbose_name_plural = "вопросы повестки"
        ordering = ["proposed_at", "pk"]
        indexes = [models.Index(fields=["body", "status"], name="items_by_status")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="deferred") | Q(deferred_until__isnull=False) & ~Q(reasons=""),
                name="deferral_has_date_and_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["decided", "deferred"]) | ~Q(verdict=""), name="settled_item_has_a_verdict"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["decided", "deferred"]) | Q(verdict=""), name="no_verdict_without_a_vote"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["excluded", "withdrawn"]) | ~Q(motive=""), name="dropped_item_has_a_motive"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="item_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="item_question_is_final",
                fields=[
                    "body",
                    "title",
                    "question",
                    "draft_resolution",
                    "resolutions",
                    "annex",
                    "majority",
                    "matter",
                    "stays_inside",
                    "proposed_by",
                    "proposed_at",
                ],
            ),
            pgtrigger.Protect(
                name="settled_item_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=["decided", "deferred", "excluded", "withdrawn"]),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        line = self.line
        return line.meeting.get_absolute_url() if line else ""

    def bars(self, meeting: Meeting) -> str:
        """Why the item may not be taken up by this sitting (Russian): matters that are never voted on by correspondence (3.5)."""
        rows = meeting.regulation.value("committee.absentee.forbidden") if meeting.is_absentee else []
        title = {row["matter"]: row["title"] for row in rows}.get(self.matter, "")
        return f"Вопрос «{self.title}» заочно не решают ({title}): внесите его в повестку заседания." if title else ""

    @property
    def is_settled(self) -> bool:
        """Will nothing more happen to it here?"""
        return self.status in self.SETTLED

    @property
    def line(self) -> "AgendaLine | None":
        """Its latest place."""
        return self.lines.select_related("meeting").order_by("-pk").first()

    @property
    def _meeting(self) -> Meeting:
        """The sitting that has settled it."""
        line = self.line
        assert line is not None, "what is settled by a vote has stood on an agenda"
        return line.meeting

    @property
    def verdict_title(self) -> str:
        """The verdict in words."""
        return self.resolution(self.verdict)["title"] if self.verdict else ""

    def resolution(self, code: str) -> dict[str, Any]:
        """One of the resolutions the body may pass, or a motion about the order of the vote; KeyError for any other."""
        if procedure.is_procedural(code):
            return procedure.motion(code)
        return {row["code"]: row for row in self.resolutions}[code]

    @property
    def outcome_title(self) -> str:
        """The title of the paper that says how the body has answered; the question itself while there is no answer."""
        if not self.verdict:
            return self.title
        resolution = self.resolution(self.verdict)
        return str(resolution.get("outcome") or f"{self.title}: {resolution['title'].lower()}")[:400]

    @property
    def tone(self) -> str:
        """The kind of chip for the answer: a refusal is no success."""
        return str(self.resolution(self.verdict).get("tone", "ok")) if self.verdict else "info"

    def majority_for(self, code: str) -> str:
        """The majority a resolution needs: its own, else that of the item."""
        return str(self.resolution(code).get("majority") or self.majority)

    @property
    def majority_in_words(self) -> str:
        """What the question needs (Russian): one majority for all its resolutions, or each with what it is for."""
        needed: dict[str, list[str]] = {}
        for row in self.resolutions:
            needed.setdefault(self.majority_for(row["code"]), []).append(row["title"].lower())
        words = {code: str(title) for code, title in self.Majority.choices}
        if len(needed) < 2:
            return words[next(iter(needed), self.majority)]
        return "; ".join(f"{words[code]} — {', '.join(titles)}" for code, titles in needed.items())

    @property
    def is_released(self) -> bool:
        """May anybody outside the body know the verdict: its decision has gone out, or its sitting where there is none?"""
        if self.stays_inside:
            return False
        if self.status == self.Status.DECIDED and self.body.issues_decisions:
            return bool(self.decision.is_released)  # type: ignore[attr-defined]
        return self.is_settled and self._meeting.is_released

    @property
    def is_effective(self) -> bool:
        """Does the verdict bind: by a released decision in force, or by signed minutes of a body that only advises?"""
        if self.status != self.Status.DECIDED:
            return False
        if self.body.issues_decisions:
            return bool(self.decision.is_released and self.decision.is_in_force)  # type: ignore[attr-defined]
        return self._meeting.has_signed_minutes

    @property
    def is_concluded(self) -> bool:
        """Is the matter closed: nothing will be resolved, or it is on paper and binds, or was revoked? A deferral stands in released minutes."""
        if self.status == self.Status.DEFERRED:
            return self._meeting.has_signed_minutes and (self._meeting.is_released or not self.body.issues_decisions)
        if self.status != self.Status.DECIDED:
            return self.is_settled
        return self.is_effective or (self.body.issues_decisions and self.decision.status == "revoked")  # type: ignore[attr-defined]

    @property
    def paper(self) -> Any:
        """The decision or the minutes that say what was resolved; None while there is neither."""
        if self.status != self.Status.DECIDED:
            return None
        return self.decision.document if self.body.issues_decisions else self._meeting.minutes  # type: ignore[attr-defined]

    def votes_by_sector(self) -> dict[str, dict[str, int]]:
        """How the sectors voted in the last closed ballot: sector → for, against, abstained; nothing of a secret one."""
        line = self.line
        closed = line.ballots.exclude(closed_at=None).order_by("-pk") if line else []
        ballot = next((row for row in closed if not row.is_procedural), None)
        if ballot is None or ballot.is_secret:
            return {}
        choices = dict(ballot.votes.values_list("member_id", "choice"))
        table: dict[str, dict[str, int]] = {}
        for seat in ballot.seats.all():
            row = table.setdefault(seat.sector, {counting.FOR: 0, counting.AGAINST: 0, counting.ABSTAINED: 0})
            if choice := choices.get(seat.member_id):
                row[choice] += 1
        return table

    def has_decision(self) -> bool:
        """Is there a decision to draw up (a deferral has none)?"""
        return hasattr(self, "decision")

    @transition(status, source=[Status.PROPOSED, Status.NO_QUORUM_ITEM], target=Status.INCLUDED)
    def include(self) -> None:
        """The chair has approved the agenda with it; an item that lacked a quorum comes back the same way."""

    @transition(status, source=[Status.PROPOSED, Status.NO_QUORUM_ITEM], target=Status.EXCLUDED)
    def exclude(self, motive: str, at: datetime) -> None:
        """The chair leaves it out, with a motive."""
        self.motive, self.settled_at = motive, at

    @transition(status, source=Status.INCLUDED, target=Status.PROPOSED)
    def take_off(self) -> None:
        """Its sitting has been cancelled: it waits for another."""

    @transition(status, source=Status.INCLUDED, target=Status.DISCUSSING)
    def discuss(self) -> None:
        """The report is given; who has an interest says so."""

    @transition(status, source=Status.DISCUSSING, target=Status.VOTING)
    def put_to_vote(self) -> None:
        """The presiding person has put a motion and there is a quorum of the item."""

    @transition(status, source=Status.VOTING, target=Status.DISCUSSING)
    def go_on(self) -> None:
        """The motion got no majority: that is no decision, another motion may be put."""

    @transition(status, source=Status.VOTING, target=Status.DECIDED)
    def decide(self, ballot: "Ballot", at: datetime) -> None:
        """A motion got its majority."""
        self._settle(ballot, at)

    @transition(status, source=Status.VOTING, target=Status.DEFERRED)
    def defer(self, ballot: "Ballot", at: datetime) -> None:
        """A motion to defer got its majority."""
        self._settle(ballot, at)
        self.deferred_until = ballot.deferred_until

    @transition(status, source=[Status.DISCUSSING, Status.VOTING], target=Status.NO_QUORUM_ITEM)
    def carry_over(self) -> None:
        """No quorum of the item: another sitting takes it up."""

    @transition(status, source=BEFORE_THE_VOTE, target=Status.WITHDRAWN)
    def withdraw(self, motive: str, at: datetime) -> None:
        """By whoever put the question, before the vote."""
        self.motive, self.settled_at = motive, at

    def _settle(self, ballot: "Ballot", at: datetime) -> None:
        self.verdict, self.resolution_text, self.settled_at = ballot.resolution, ballot.text, at
        self.reasons, self.conditions = ballot.reasons, ballot.conditions
