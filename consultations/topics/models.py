"""A topic: what is discussed, when, by whose duty (programme 8.3)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse

from casework.guard import changes_with_status, guard_status, written_once
from consultations.topics.status import TopicStatus
from programme.appointments.absences import title_of
from programme.models import Organization

SUBJECT = ["kind", "object_key", "object_title", "object_url", "object_version", "title", "about", "starts_on"]


def answering(key: str) -> str:
    """Whoever answers under a capacity key, as everybody may read it: an organisation, or an office without a name."""
    kind, _, pk = key.partition(":")
    return Organization.objects.get(pk=pk).short_name if kind in ("member", "signer") else title_of(key)


class TopicQuerySet(models.QuerySet["Topic"]):
    """Reading topics."""

    def with_counts(self) -> "TopicQuerySet":
        """`shown_count`, `asked_count`, `answered_count`: messages everybody reads, those that need an answer, those that have it."""
        shown = Q(messages__status__in=["shown", "answered"])
        asked = shown & Q(messages__kind__in=["question", "proposal", "review", "statement"])
        return self.annotate(
            shown_count=Count("messages", filter=shown),
            asked_count=Count("messages", filter=asked),
            answered_count=Count("messages", filter=asked & Q(messages__status="answered")),
        )

    def about(self, object_key: str) -> "TopicQuerySet":
        """Topics on an object, the newest first."""
        return self.filter(object_key=object_key).order_by("-pk")


@guard_status
class Topic(TopicStatus):
    """Everybody reads a topic; whoever is certain enough writes while it is open."""

    class Kind(models.TextChoices):
        WINDOW = "window", "Обсуждение"
        FORUM = "forum", "Форум"
        REVIEW = "review", "Отзывы"
        CITY = "city", "О городе"

    kind = models.CharField("вид", max_length=8, choices=Kind.choices)
    object_key = models.CharField("что обсуждается", max_length=120, blank=True, help_text="ключ журнала")
    object_title = models.CharField("как называется", max_length=300, blank=True)
    object_url = models.CharField("где прочитать", max_length=200, blank=True)
    object_version = models.CharField("отпечаток обсуждаемого", max_length=64, blank=True)
    title = models.CharField("тема", max_length=200)
    about = models.TextField("о чём")
    starts_on = models.DateField("начало")
    ends_on = models.DateField("последний день", null=True)
    extended_from = models.DateField("продлено с", null=True)
    owner = models.CharField("кто ведёт", max_length=80)
    answerer = models.CharField("кто отвечает", max_length=80)
    announced_at = models.DateTimeField("объявлено", auto_now_add=True)
    ground = models.TextField("почему закончилось", blank=True)
    summary = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="свод предложений"
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = "тема обсуждения"
        verbose_name_plural = "темы обсуждений"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["object_key"], name="topics_of_an_object")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="window", ends_on__gte=F("starts_on")) | ~Q(kind="window") & Q(ends_on=None),
                name="only_a_window_has_an_end",
            ),
            models.CheckConstraint(condition=Q(kind="forum") | ~Q(object_key=""), name="a_topic_is_about_something"),
            models.CheckConstraint(
                condition=~Q(kind="window", status="closed") | Q(summary__isnull=False), name="closed_with_a_summary"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["closed", "cancelled"], closed_at__isnull=False)
                | ~Q(status__in=["closed", "cancelled"]) & Q(closed_at=None),
                name="topic_has_ended_when_it_ended",
            ),
            models.CheckConstraint(condition=~Q(status="cancelled") | ~Q(ground=""), name="cancelled_with_a_ground"),
            models.UniqueConstraint(
                fields=["object_key", "kind"],
                condition=Q(status__in=["announced", "open", "summing"]) & ~Q(object_key=""),
                name="one_topic_of_a_kind_at_a_time",
                violation_error_message="Такое обсуждение уже идёт.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="topic_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="topic_is_what_was_announced", fields=SUBJECT),
            written_once("a_window_is_extended_once", ["extended_from", "summary"]),
            changes_with_status("end_of_a_topic_is_of_its_moves", ["closed_at", "ground"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultation", args=[self.pk])

    @property
    def answerer_title(self) -> str:
        """Who answers, as everybody may read it: an organisation, or an office without a name."""
        return answering(self.answerer)

    @property
    def is_window(self) -> bool:
        """Does it end by itself, with a summary?"""
        return self.kind == self.Kind.WINDOW

    @property
    def is_open(self) -> bool:
        """May one write?"""
        return self.status == self.Status.OPEN

    @property
    def is_final(self) -> bool:
        """Will nothing more happen to it?"""
        return self.status in self.FINAL

    @property
    def is_over(self) -> bool:
        """Is what came in known: for whoever waits for the end of a discussion."""
        return self.is_final


class Subscription(models.Model):
    """Somebody wants to hear of a topic, whether they write in it or not; nobody else sees who does."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="subscriptions", verbose_name="тема")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="кто подписан")
    since = models.DateTimeField("с какого времени", auto_now_add=True)

    class Meta:
        verbose_name = "подписка на тему"
        verbose_name_plural = "подписки на темы"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["topic", "person"], name="subscribed_once")]

    def __str__(self) -> str:
        return f"Подписка: {self.topic}"
