"""Who hears of what: a person, or an address that was confirmed. Nobody else sees who does, and whoever leaves leaves nothing behind."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Following(models.Model):
    """Somebody wants to hear of an object; a guest is there only when the letter has been answered."""

    object_key = models.CharField("о чём", max_length=120, help_text="ключ журнала")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", verbose_name="кто подписан"
    )
    mail = models.EmailField("почта гостя", blank=True)
    since = models.DateTimeField("с какого времени", auto_now_add=True)
    told_upto = models.BigIntegerField("последняя запись журнала, о которой сказано", default=0)

    class Meta:
        verbose_name = "подписка на запись"
        verbose_name_plural = "подписки на записи"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None) & ~Q(mail="") | Q(person__isnull=False, mail=""),
                name="a_follower_has_one_address",
            ),
            models.UniqueConstraint(fields=["object_key", "person"], name="a_person_follows_once"),
            models.UniqueConstraint(
                fields=["object_key", "mail"], condition=~Q(mail=""), name="an_address_follows_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Подписка: {self.object_key}"
