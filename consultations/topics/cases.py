"""The case of a topic."""

from django.db import models

from casework import workdays
from casework.workdays import Term
from consultations.topics.models import Topic
from programme.models import RegulatedCase


class TopicCase(RegulatedCase):
    """How one topic is led from its announcement to its summary."""

    subject_field = "topic"

    topic = models.OneToOneField(Topic, models.PROTECT, related_name="case", verbose_name="тема")

    class Meta:
        verbose_name = "дело об обсуждении"
        verbose_name_plural = "дела об обсуждениях"

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return f"{self.topic.get_kind_display()}: {self.topic}"

    def term(self, name: str) -> Term:
        """A window opens on its first day and ends with its last."""
        term, topic = self.regulation.term(name), Topic.objects.get(pk=self.topic_id)
        if name == "consultation.notice":
            before = workdays.back(topic.starts_on, 1)
            return Term(0, hard=True, title=term.title, until=workdays.end_of(before))
        if name == "consultation.window" and topic.ends_on:
            return Term(0, hard=True, title=term.title, until=workdays.end_of(topic.ends_on))
        return term
