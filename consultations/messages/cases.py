"""The case of a message."""

from django.db import models

from consultations.messages.models import Message
from programme.models import RegulatedCase, Regulation


class MessageCase(RegulatedCase):
    """The check and the answer of a message."""

    subject_field = "message"

    message = models.OneToOneField(Message, models.PROTECT, related_name="case", verbose_name="сообщение")

    class Meta:
        verbose_name = "дело о сообщении"
        verbose_name_plural = "дела о сообщениях"

    @classmethod
    def regulation_of(cls, subject: Message) -> Regulation:
        """The regulation of its topic."""
        return subject.topic.case.regulation

    @property
    def case_title(self) -> str:
        """The title of the case in lists."""
        return f"{self.message}: {self.message.topic}"
