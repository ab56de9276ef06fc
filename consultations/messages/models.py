"""A message of a topic and its answer (programme 8.3)."""

from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casework import roles, workdays
from casework.guard import changes_with_status, frozen, guard_status, written_once
from consultations.messages.status import MessageStatus
from consultations.messages.timeliness import last_day
from consultations.topics.models import Topic
from programme.access import Visitor, holds
from programme.lists.fields import ListedField
from programme.models import Level, Organization

SAID = ["topic", "number", "author", "organization", "kind", "rating", "level", "replaces", "at"]
SAID += ["source", "tone", "district", "area", "repeats", "section", "section_title"]


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

    def for_reading(self, person: Visitor) -> Self:
        """What a page shows of them to somebody, with what it needs of each; a withdrawn one to nobody."""
        rows = self.visible_to(person).exclude(status=Message.Status.WITHDRAWN)
        return rows.select_related("reply", "organization", "case__regulation", "topic").prefetch_related("photos")

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
        STATEMENT = "statement", "Высказывание"

    class Tone(models.TextChoices):
        GOOD = "good", "хорошо"
        EVEN = "even", "по-разному"
        BAD = "bad", "плохо"

    ANSWERABLE = (Kind.QUESTION, Kind.PROPOSAL, Kind.REVIEW, Kind.STATEMENT)
    OF_TOPIC = {
        Topic.Kind.WINDOW: (Kind.PROPOSAL, Kind.QUESTION, Kind.OPINION),
        Topic.Kind.FORUM: (Kind.QUESTION, Kind.PROPOSAL, Kind.OPINION),
        Topic.Kind.REVIEW: (Kind.REVIEW, Kind.QUESTION),
        Topic.Kind.CITY: (Kind.STATEMENT,),
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
    section = models.CharField("к чему относится", max_length=40, blank=True)
    section_title = models.CharField("часть обсуждаемого", max_length=300, blank=True)
    source = models.CharField("откуда это известно", max_length=300, blank=True)
    tone = models.CharField("тональность", max_length=4, choices=Tone.choices, blank=True)
    district = ListedField("район", max_length=10, listed="districts", since="at", blank=True)
    area = ListedField("область", max_length=10, listed="areas", since="at", blank=True)
    addressee = models.CharField("кому, если не тому, кто отвечает в теме", max_length=80, blank=True)
    passed_from = models.CharField("от кого передано", max_length=80, null=True)  # noqa: DJ001 - written once, empty until then
    repeats = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="repeated_by", verbose_name="что повторено"
    )
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
                condition=Q(kind="statement") & ~Q(source="") & ~Q(tone="")
                | ~Q(kind="statement") & Q(source="", tone="", district="", area=""),
                name="statements_alone_have_a_tone",
            ),
            models.CheckConstraint(
                condition=Q(section="", section_title="") | ~Q(section="") & ~Q(section_title=""),
                name="a_section_has_its_title",
            ),
            models.CheckConstraint(condition=Q(repeats=None) | ~Q(addressee=""), name="repeated_to_somebody_else"),
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
            written_once("a_message_is_passed_on_once", ["passed_from"]),
            changes_with_status("addressee_changes_when_passed_on", ["addressee"], field="passed_from"),
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
    def answerer(self) -> str:
        """The capacity key of whoever is asked: the body it is addressed to, else the one the topic names."""
        return self.addressee or self.topic.answerer

    @property
    def place(self) -> str:
        """What of the city a statement is about, in words."""
        district, area = self.get_district_display(), self.get_area_display()  # type: ignore[attr-defined]
        return " · ".join(filter(None, [f"{district} район" if district else "весь город", area]))

    @property
    def needs_answer(self) -> bool:
        """Is it of a kind that is answered?"""
        return self.kind in self.ANSWERABLE

    @property
    def answer_due(self) -> date | None:
        """The last day of the answer, from the day it was shown; None where none is awaited."""
        if not (self.is_readable and self.needs_answer and self.checked_at):
            return None
        return last_day(workdays.local_date(self.checked_at), self.case.regulation)

    @property
    def is_late(self) -> bool:
        """Was the answer given after its last day, or has that passed without one? Everybody sees it (MS-08)."""
        answer, due = getattr(self, "reply", None), self.answer_due
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
    has_helped = models.BooleanField("помог ли автору", null=True)

    class Meta:
        verbose_name = "ответ на сообщение"
        verbose_name_plural = "ответы на сообщения"
        triggers = [
            pgtrigger.Protect(name="answer_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="answer_is_what_was_answered", exclude=["has_helped"]),
            written_once("an_answer_is_rated_once", ["has_helped"]),
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
