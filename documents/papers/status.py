"""Where a paper stands, and how papers are found by it."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils.module_loading import import_string

from casework.rooms import announced
from documents.naming.models import NamedPerson
from documents.signatures.models import SignatureRequest

if TYPE_CHECKING:
    from documents.papers.models import Document  # noqa: F401


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


def _readable(user: Any) -> Q:
    """Addressed to one of the person's capacities: as a party always, by virtue of an office unless a tie or a recusal is in the way."""
    keys = list(user.capacity_keys())
    party = [key for key in keys if key.startswith(("member:", "signer:"))]
    others = [key for key in keys if key not in party]
    barred = Q(readers__overlap=user.party_keys()) | Q(closed_to__contains=[f"person:{user.pk}"])
    for numbers in (rows for _, name in announced("closed_papers") for rows in import_string(name)(user)):
        barred |= Q(pk__in=numbers)
    return Q(readers__overlap=party) | Q(readers__overlap=others) & ~barred


class DocumentQuerySet(models.QuerySet["Document"]):
    """How documents are found; `visible_to` is the only way a page finds them."""

    def visible_to(self, user: Any) -> Self:
        """What this person may open: public papers, those addressed to one of their capacities, those they sign.

        An office opens no paper of an organisation its holder is tied to, nor a paper closed to them because they took no part.
        """
        seen = self.exclude(status=Status.DRAFT)
        public = Q(is_public=True, status__in=SETTLED)
        if not user.is_authenticated:
            return seen.filter(public)
        signed = Q(pk__in=SignatureRequest.objects.filter(person=user).values("document"))
        return seen.filter(public | signed | _readable(user))

    def in_full_to(self, user: Any) -> Self:
        """Whose frozen bytes this person may have: all they may open, but for those that name somebody who has taken the consent back.

        Those stay open to whoever reads the paper by right, not as everybody does.
        """
        seen = self.visible_to(user)
        giving_away = NamedPerson.objects.filter(hidden_at__isnull=False, words__len__gt=0)
        if user.is_authenticated:
            mine = SignatureRequest.objects.filter(person=user).values("document")
            by_right = _readable(user) | Q(pk__in=mine)
            return seen.filter(~Q(pk__in=giving_away.values("document")) | by_right)
        return seen.exclude(pk__in=giving_away.values("document"))

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
