"""People who appear in a paper under a pseudonym: who they are stays inside, and their name is public only as long as they agree."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from casework.guard import no_truncate


class NamedPerson(models.Model):
    """One person of one paper, the pseudonym, and the words of the frozen text that give them away (none if it never named them)."""

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="named", verbose_name="документ")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто")
    pseudonym = models.CharField("под каким именем", max_length=100)
    words = ArrayField(models.CharField(max_length=400), verbose_name="слова, называющие человека", default=list)
    hidden_at = models.DateTimeField("имя закрыто", null=True)

    class Meta:
        verbose_name = "человек под номером"
        verbose_name_plural = "люди под номерами"
        ordering = ["document_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "person"], name="one_pseudonym_a_paper"),
            models.CheckConstraint(condition=~Q(pseudonym=""), name="pseudonym_is_said"),
            models.CheckConstraint(
                condition=Q(words__len__gt=0) | Q(hidden_at__isnull=False), name="whoever_is_not_named_is_hidden"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="pseudonym_is_final", fields=["document", "person", "pseudonym", "words"]),
            pgtrigger.Protect(
                name="hidden_name_stays_hidden",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__hidden_at__isnull=False),
            ),
            pgtrigger.Protect(name="pseudonym_is_never_erased", operation=pgtrigger.Delete),
            no_truncate("pseudonyms_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return self.pseudonym
