"""Where a paper stands, and how papers are found by it."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from documents.models.signature import SignatureRequest

if TYPE_CHECKING:
    from documents.models.document import Document  # noqa: F401


class Status(models.TextChoices):
    """Stages of регламент 3.5.5."""

    DRAFT = "draft", "Проект"
    NUMBER_RESERVED = "number_reserved", "Номер зарезервирован"
    GENERATED = "generated", "Сформирован"
    ENDORSING = "endorsing", "Визирование"
    SIGNING = "signing", "На подписи"
    SIGNED = "signed", "Подписан"
    REGISTERED = "registered", "Зарегистрирован"
    SENT = "sent", "Направлен"
    FILED = "filed", "В деле"
    ANNULLED = "annulled", "Аннулирован"
    SUPERSEDED = "superseded", "Заменён"


IN_FORCE = [Status.REGISTERED, Status.SENT, Status.FILED]
SETTLED = [*IN_FORCE, Status.SUPERSEDED, Status.ANNULLED]
SHOWN = [Status.GENERATED, Status.ENDORSING, Status.SIGNING, Status.SIGNED, *SETTLED]


class DocumentQuerySet(models.QuerySet["Document"]):
    """How documents are found; `visible_to` is the only way a page finds them."""

    def visible_to(self, user: Any) -> Self:
        """What this person may open: public papers, those addressed to one of their capacities, those they sign."""
        seen = self.exclude(status=Status.DRAFT)
        public = Q(is_public=True, status__in=SETTLED)
        if not user.is_authenticated:
            return seen.filter(public)
        keys = list(user.capacity_keys())
        return seen.filter(
            public
            | Q(readers__overlap=keys)
            | Q(pk__in=SignatureRequest.objects.filter(person=user).values("document"))
        )

    def among(self, *numbers: "models.QuerySet[Any, Any]") -> Self:
        """Those whose numbers any of these querysets of one column gives: each is looked up by its own index, where OR would read all."""
        first, *others = (rows.order_by() for rows in numbers)
        return self.filter(pk__in=first.union(*others, all=True) if others else first)

    def answering(self) -> Self:
        """What the public check page knows: everything that has been generated, and annulled numbers."""
        return self.filter(status__in=SHOWN)

    def in_the_register(self) -> Self:
        """The public register: public papers in force or once in force."""
        return self.filter(is_public=True, status__in=SETTLED)

    def failed(self) -> Self:
        """Papers whose making has been given up until somebody says "again"."""
        return self.filter(failed_at__isnull=False, status=Status.NUMBER_RESERVED)
