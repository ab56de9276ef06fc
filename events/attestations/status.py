"""Where an attestation stands, and the lawful moves between (programme 8.5, «Аттестация»)."""

from datetime import date

from django.db import models
from django_fsm import FSMField, transition


class AttestationStatus(models.Model):
    """The status of an attestation and its transitions."""

    class Status(models.TextChoices):
        ENROLLED = "enrolled", "Обучается"
        VALID = "valid", "Действует"
        FAILED = "failed", "Не пройдена"
        EXPIRED = "expired", "Истекла"
        REVOKED = "revoked", "Отозвана"
        DROPPED = "dropped", "Обучение оставлено"

    S = Status
    TONES = {S.VALID: "ok", S.FAILED: "bad", S.REVOKED: "bad", S.EXPIRED: "mute", S.DROPPED: "mute"}

    status = FSMField("состояние", default=Status.ENROLLED, choices=Status.choices, protected=True)
    valid_to = models.DateField("действует по", null=True)

    class Meta:
        abstract = True

    @transition(status, source=S.ENROLLED, target=S.VALID, custom={"rule": "AT-02"})
    def attest(self, until: date) -> None:
        """Attendance and result are enough."""
        self.valid_to = until

    @transition(status, source=S.ENROLLED, target=S.FAILED, custom={"rule": "AT-03"})
    def fail(self) -> None:
        """They are not, or the work was not good enough."""

    @transition(status, source=S.FAILED, target=S.ENROLLED, custom={"rule": "AT-04"})
    def retake(self) -> None:
        """Once more, once."""

    @transition(status, source=S.VALID, target=S.EXPIRED, custom={"rule": "AT-05"})
    def expire(self) -> None:
        """Its months are over: no new appointments by it."""

    @transition(status, source=S.VALID, target=S.REVOKED, custom={"rule": "AT-06"})
    def revoke(self) -> None:
        """The committee has decided so."""

    @transition(status, source=S.ENROLLED, target=S.DROPPED, custom={"rule": "AT-07"})
    def drop(self) -> None:
        """The participant has left the course, or has been there too seldom."""
