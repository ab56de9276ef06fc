"""What the system found when it checked a signature under the Protocol (KS-07)."""

from django.db import models

from casework.guard import insert_only
from protocol.signatories.models import Signatory


class SignatureCheck(models.Model):
    """KS-07: what the system found when it checked a signature; one row a check, never changed."""

    signatory = models.ForeignKey(Signatory, models.PROTECT, related_name="checks", verbose_name="подписант")
    signature = models.ForeignKey("documents.Signature", models.PROTECT, related_name="+", verbose_name="подпись")
    hash_agrees = models.BooleanField("подписаны те же байты, что хранятся")
    mandate_holds = models.BooleanField("полномочия действуют")
    account_agrees = models.BooleanField("учётная запись принадлежит подписавшему и действует")
    checked_at = models.DateTimeField("когда проверено")

    class Meta:
        verbose_name = "проверка подписи"
        verbose_name_plural = "проверки подписей"
        ordering = ["-pk"]
        triggers = insert_only("signature_check")

    def __str__(self) -> str:
        return f"{self.signatory}: {'действительна' if self.is_valid else 'не подтверждена'}"

    @property
    def is_valid(self) -> bool:
        """Does the signature count?"""
        return self.hash_agrees and self.mandate_holds and self.account_agrees

    @property
    def faults(self) -> list[str]:
        """What did not agree, in words (Russian)."""
        checks = [
            (self.hash_agrees, "подписанный файл не совпал с хранимым"),
            (self.mandate_holds, "полномочия подписавшего не действуют"),
            (self.account_agrees, "учётная запись подписавшего не действует"),
        ]
        return [words for agrees, words in checks if not agrees]
