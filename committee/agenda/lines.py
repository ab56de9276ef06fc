"""Places of items on agendas, and members who do not take part in one."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.guard import no_truncate
from committee.agenda.models import AgendaItem
from committee.bodies.models import BodyMember
from committee.meetings.models import Meeting
from committee.recusals import law
from committee.voting import counting
from committee.voting.procedure import SECRETLY
from committee.voting.quorum import Quorum, absentee_outlook, item_quorum

INSERT_ONLY = pgtrigger.Update | pgtrigger.Delete


class AgendaLine(models.Model):
    """The place of an item on the agenda of one sitting, what was heard and said there, and how it ended there.

    An item without a quorum has one line here and another at the next sitting: each sitting's minutes stay true.
    """

    class Outcome(models.TextChoices):
        DECIDED = "decided", "решён"
        DEFERRED = "deferred", "отложен"
        NO_QUORUM = "no_quorum", "без кворума, переносится"
        WITHDRAWN = "withdrawn", "снят инициатором"
        EXCLUDED = "excluded", "не включён в повестку"
        CANCELLED = "cancelled", "заседание отменено"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="lines", verbose_name="заседание")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="lines", verbose_name="вопрос")
    number = models.PositiveSmallIntegerField("номер в повестке")
    draft = models.TextField("проект решения рабочей комиссии")
    presiding = models.ForeignKey(
        BodyMember, models.PROTECT, null=True, related_name="+", verbose_name="председательствует по вопросу"
    )
    heard = models.TextField("слушали", blank=True)
    spoke = models.TextField("выступили", blank=True)
    outcome = models.CharField("чем кончилось", max_length=10, choices=Outcome.choices, blank=True)
    quorum = models.JSONField("арифметика кворума вопроса", null=True)
    extract = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="выписка"
    )

    class Meta:
        verbose_name = "строка повестки"
        verbose_name_plural = "строки повестки"
        ordering = ["meeting_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "item"], name="item_once_on_an_agenda"),
            models.UniqueConstraint(fields=["meeting", "number"], deferrable=models.Deferrable.DEFERRED, name="agenda_number_unique"),
            models.UniqueConstraint(fields=["item"], condition=Q(outcome=""), name="item_on_one_agenda_at_a_time"),
            models.CheckConstraint(condition=Q(number__gte=1), name="agenda_numbers_from_one"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="line_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="line_is_of_one_item", fields=["meeting", "item"]),
            pgtrigger.Protect(
                name="outcome_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.outcome <> '' AND OLD.outcome <> NEW.outcome"),
            ),
            law.nobody_tied_presides(),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.item}"

    @property
    def has_verdict(self) -> bool:
        """Was something resolved here?"""
        return self.outcome in (self.Outcome.DECIDED, self.Outcome.DEFERRED)

    @property
    def is_released(self) -> bool:
        """May anybody outside the body know what was resolved here?"""
        decision = getattr(self, "decision", None)
        is_out = decision.is_released if decision else self.meeting.is_released
        return is_out and not self.item.stays_inside

    @property
    def is_secret(self) -> bool:
        """Has the body resolved in this sitting to vote on the item secretly?"""
        return self.ballots.filter(resolution=SECRETLY, outcome=counting.CARRIED).exists()

    @property
    def may_be_secret(self) -> bool:
        """Is it a question on which the regulation lets the body vote secretly, and has it not resolved so yet (3.5)?"""
        rows = self.meeting.regulation.value("committee.secret_ballot.matters")
        matters = {row["matter"] for row in rows}
        return self.item.matter in matters and not self.meeting.is_absentee and not self.is_secret

    @property
    def leading_id(self) -> int | None:
        """The seat of whoever presides over the item: their own presiding member, else that of the sitting."""
        return self.presiding_id or self.meeting.presiding_id

    def recused(self) -> "models.QuerySet[Recusal]":
        """Who does not take part in the item."""
        return self.item.recusals.select_related("member__person")

    def participants(self) -> list[BodyMember]:
        """Members who may vote on the item, of those present, or of all by correspondence: the roll if it opened now."""
        out = set(self.item.recusals.values_list("member_id", flat=True))
        here = self.meeting.voters() if self.meeting.is_absentee else self.meeting.present()
        return [member for member in here if member.pk not in out]

    def count_quorum(self) -> Quorum:
        """The quorum of the item as it is now."""
        members = list(self.meeting.voters())
        out = set(self.item.recusals.values_list("member_id", flat=True)) & {member.pk for member in members}
        if self.meeting.is_absentee:
            return absentee_outlook(len(members), len(out), self.meeting.rules)
        sectors = [member.sector for member in self.participants()]
        return item_quorum(len(members), len(out), sectors, self.meeting.rules)


class Recusal(models.Model):
    """A member does not take part in an item: leaves N and the roll. Insert-only, while the item is discussed."""

    class Kind(models.TextChoices):
        SELF = "self", "самоотвод"
        TIE = "tie", "отвод по связи"
        BODY = "body", "отвод решением органа"

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="recusals", verbose_name="вопрос")
    line = models.ForeignKey(AgendaLine, models.PROTECT, related_name="recusals", verbose_name="строка повестки")
    member = models.ForeignKey(BodyMember, models.PROTECT, related_name="recusals", verbose_name="член")
    kind = models.CharField("как отведён", max_length=5, choices=Kind.choices, default=Kind.SELF)
    ground = models.CharField("основание", max_length=500)
    at = models.DateTimeField("когда")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем записано"
    )

    class Meta:
        verbose_name = "отвод"
        verbose_name_plural = "отводы"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "member"], name="one_recusal_a_member"),
            models.CheckConstraint(condition=~Q(ground=""), name="recusal_has_a_ground"),
            models.CheckConstraint(condition=Q(kind__in=["self", "tie", "body"]), name="recusal_is_of_a_known_kind"),
        ]
        triggers = [
            pgtrigger.Protect(name="recusal_is_insert_only", operation=INSERT_ONLY),
            no_truncate("recusal_is_never_emptied"),
            pgtrigger.Trigger(
                name="recusal_while_discussing",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""IF (SELECT status FROM committee_agendaitem WHERE id = NEW.item_id FOR SHARE) <> 'discussing' THEN
                            RAISE EXCEPTION 'pgtrigger: a member recuses himself while the item is discussed';
                        END IF;
                        RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member.person}: {self.ground[:60]}"
