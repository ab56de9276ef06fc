"""Letters that leave the installation, what became of them, and which of them a person wants."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models

from casework.letters.sealing import sealed, unsealed


class Mode(models.TextChoices):
    """When a message of a kind is mailed; in the cabinet it always stands at once."""

    AT_ONCE = "at_once", "сразу"
    DAILY = "daily", "раз в день"
    WEEKLY = "weekly", "раз в неделю"
    OFF = "", "не присылать"


class LetterQuerySet(models.QuerySet["Letter"]):
    """How the office reads letters."""

    def since(self, moment: datetime) -> Self:
        """Made at or after a moment."""
        return self.filter(made_at__gte=moment)


class Letter(models.Model):
    """A letter to one address: made in the transaction of its cause, sent by the queue, forgotten after `LETTERS_KEPT_DAYS`.

    The content is sealed with the key of the installation: many letters carry a secret link or the words of a case, and a copy of the
    database opens neither. A letter that must not stay (`is_brief`) loses its content as soon as it is sent.
    """

    class Status(models.TextChoices):
        QUEUED = "queued", "в очереди"
        SENT = "sent", "отправлено"
        FAILED = "failed", "не отправлено"
        BOUNCED = "bounced", "вернулось"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="letters", verbose_name="кому"
    )
    to = models.EmailField("адрес")
    kind = models.CharField("вид", max_length=40)
    subject = models.CharField("тема", max_length=250)
    case_url = models.CharField("страница дела", max_length=200, blank=True, default="")
    content = models.TextField("содержание, запечатанное ключом установки", blank=True)
    is_brief = models.BooleanField("содержание не хранится после отправки", default=False)
    message_id = models.CharField("Message-ID", max_length=200, unique=True)
    status = models.CharField("состояние", max_length=10, choices=Status.choices, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField("попыток", default=0)
    error = models.CharField("что ответил почтовый сервер", max_length=300, blank=True, default="")
    made_at = models.DateTimeField("составлено")
    changed_at = models.DateTimeField("когда состояние стало таким")

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        indexes = [
            models.Index(fields=["status", "-id"], name="letters_by_status"),
            models.Index(fields=["person", "case_url"], name="letters_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.to}"

    @property
    def can_be_sent_again(self) -> bool:
        """Has it come to an end that is not the reader's, and is its content still here?"""
        return self.status in (self.Status.FAILED, self.Status.BOUNCED) and bool(self.content)

    def put_content(self, text: str, html: str, headers: dict[str, str]) -> None:
        """Seal what is to be sent (not saved yet)."""
        self.content = sealed([text, html, headers])

    def read_content(self) -> tuple[str, str, dict[str, str]]:
        """Text, HTML and headers of its own."""
        text, html, headers = unsealed(self.content)
        return text, html, headers


class LetterChoice(models.Model):
    """How a person wants the messages of a kind; without a row it is as the kind itself proposes."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="letter_choices", verbose_name="кто"
    )
    kind = models.CharField("вид", max_length=40)
    mode = models.CharField("когда", max_length=10, choices=Mode.choices, blank=True)

    class Meta:
        verbose_name = "выбор писем"
        verbose_name_plural = "выбор писем"
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_choice_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind} — {self.get_mode_display()}"
