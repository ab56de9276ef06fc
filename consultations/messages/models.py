"""A message of a topic and its answer (programme 8.3)."""

from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casework import roles, workdays
from casework.guard import frozen, guard_status, insert_only
from consultations.messages.status import MessageStatus
from consultations.topics.models import Topic
from programme.access import Visitor, holds
from programme.models import Level, Organization

SAID = ["topic", "number", "author", "organization", "kind", "rating", "level", "replaces", "at"]


class MessageQuerySet(models.QuerySet["Message"]):
    """Which messages somebody may read."""

    def readable(self) -> Self:
        """Those everybody reads."""
        return self.filter(status__in=Message.READABLE)

    def unchecked(self) -> Self:
        """Those the moderator or the author still owes something."""
        return self.filter(status__in=Message.UNCHECKED)

    def needing_answer(self) -> Self:
        """Shown, of a kind that is answered, and not answered yet."""
        return self.filter(status=Message.Status.SHOWN, kind__in=Message.ANSWERABLE)

    def visible_to(self, person: Visitor) -> Self:
        """Shown ones to everybody, one's own in any state, all of them to the moderator and the auditor."""
        if holds(person, roles.CONTENT_MODERATOR, roles.AUDITOR):
            return self
        own = Q(author=person.pk) if person.is_authenticated else Q(pk__in=[])
        return self.filter(Q(status__in=Message.READABLE) | own)

    def counted_reviews(self) -> Self:
        """Of each author the latest review that is shown: a new one takes the place of the one before (C4)."""
        newer = models.Exists(
            Message.objects.readable().filter(
                topic=models.OuterRef("topic"), author=models.OuterRef("author"), kind="review", pk__gt=models.OuterRef("pk")
            )
        )  # fmt: skip
        return self.readable().filter(kind=Message.Kind.REVIEW).exclude(newer)


@guard_status
class Message(MessageStatus):
    """What somebody says in a topic, for themselves or for an organisation. Its words are final but for one return."""

    class Kind(models.TextChoices):
        QUESTION = "question", "Вопрос"
        PROPOSAL = "proposal", "Предложение"
        OPINION = "opinion", "Мнение"
        REVIEW = "review", "Отзыв"

    ANSWERABLE = (Kind.QUESTION, Kind.PROPOSAL, Kind.REVIEW)
    OF_TOPIC = {
        Topic.Kind.WINDOW: (Kind.PROPOSAL, Kind.QUESTION, Kind.OPINION),
        Topic.Kind.FORUM: (Kind.QUESTION, Kind.PROPOSAL, Kind.OPINION),
        Topic.Kind.REVIEW: (Kind.REVIEW, Kind.QUESTION),
    }

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="messages", verbose_name="тема")
    number = models.PositiveIntegerField("порядок")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто написал")
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="+", verbose_name="от организации"
    )
    kind = models.CharField("вид", max_length=10, choices=Kind.choices)
    rating = models.PositiveSmallIntegerField("оценка", null=True)
    text = models.TextField("сообщение")
    level = models.CharField("уровень личности", max_length=10, choices=Level.choices)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    at = models.DateTimeField("когда", auto_now_add=True)
    returns = models.PositiveSmallIntegerField("сколько раз возвращено", default=0)
    reason = models.CharField("причина из перечня", max_length=40, blank=True)
    remark = models.TextField("что сказал модератор", blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто проверил"
    )
    checked_at = models.DateTimeField("проверено", null=True)
    complaint = models.TextField("жалоба автора", blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "сообщение"
        verbose_name_plural = "сообщения"
        ordering = ["topic", "number"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="message_number_once"),
            models.CheckConstraint(
                condition=Q(kind="review", rating__range=(1, 5)) | ~Q(kind="review") & Q(rating=None),
                name="reviews_alone_have_a_rating",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("author")), name="nobody_checks_their_own_message"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["submitted", "withdrawn"]) | Q(checked_by__isnull=False),
                name="shown_when_checked",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["refused", "hidden"]) | ~Q(reason=""), name="kept_back_for_a_reason"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="message_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="message_is_what_was_said", fields=SAID),
            frozen("words_change_when_returned", ["text"], ~pgtrigger.Q(old__status="returned")),
            pgtrigger.Trigger(
                name="written_while_the_topic_is_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("state", "TEXT")],
                func="""
                    SELECT status INTO state FROM consultations_topic WHERE id = NEW.topic_id;
                    IF state <> 'open' THEN
                        RAISE EXCEPTION 'a message outside the window of its topic' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} № {self.number}"

    def get_absolute_url(self) -> str:
        return f"{self.topic.get_absolute_url()}#message-{self.number}"

    @property
    def author_name(self) -> str:
        """The author as the public reads it: the organisation, or a resident without a name."""
        return self.organization.short_name if self.organization else "житель города"

    @property
    def needs_answer(self) -> bool:
        """Is it of a kind that is answered?"""
        return self.kind in self.ANSWERABLE

    @property
    def answer_due(self) -> date | None:
        """The last day of the answer, from the day it was shown; None where none is awaited."""
        if not (self.is_readable and self.needs_answer and self.checked_at):
            return None
        return workdays.add(workdays.local_date(self.checked_at), self.case.term("message.answer").days)

    @property
    def is_late(self) -> bool:
        """Was the answer given after its last day, or has that passed without one? Everybody sees it (MS-08)."""
        answer = getattr(self, "reply", None)
        due = self.answer_due
        return due is not None and workdays.local_date(answer.at if answer else None) > due

    @property
    def is_readable(self) -> bool:
        """Does everybody read it?"""
        return self.status in self.READABLE


class Answer(models.Model):
    """The answer of whoever the topic asks, final from the moment it is given."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", "учтено"
        PARTLY = "partly", "учтено частично"
        DECLINED = "declined", "не учтено"
        EXPLAINED = "explained", "разъяснено"

    message = models.OneToOneField(Message, models.PROTECT, related_name="reply", verbose_name="сообщение")
    by_body = models.CharField("кто отвечает", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто ответил")
    outcome = models.CharField("итог", max_length=10, choices=Outcome.choices)
    text = models.TextField("ответ")
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "ответ на сообщение"
        verbose_name_plural = "ответы на сообщения"
        triggers = [
            *insert_only("answer_to_a_message"),
            pgtrigger.Trigger(
                name="answered_by_whoever_is_asked",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("m", "RECORD")],
                func="""
                    SELECT status, author_id, checked_by_id INTO m FROM consultations_message WHERE id = NEW.message_id;
                    IF m.status <> 'shown' OR NEW.by_id IN (m.author_id, m.checked_by_id) THEN
                        RAISE EXCEPTION 'an answer before its message is shown, or by its author or moderator'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Ответ: {self.message}"
