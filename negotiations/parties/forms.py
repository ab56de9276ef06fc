"""Inviting the parties, their replies, the composition: NG-03…NG-07."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import long_text
from casework.forms import AskForm
from casework.searching import by_name
from negotiations.fields import OrganizationsField, PartiesField, choosing
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation
from programme.models import Organization, Person


class InviteForm(AskForm):
    """NG-03."""

    done = "Приглашения направлены."
    button = "Пригласить"
    organizations = OrganizationsField(
        Organization.objects.none(),
        label="Кого пригласить",
        help_text="Нужны не менее двух сторон из двух секторов вместе с заявителем, всего не больше двенадцати.",
    )
    message = long_text("Слово приглашаемым", 3, required=False, help_text="Войдёт в приглашение.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choosing(self, "organizations").queryset = may_be_asked(self.subject)
        if not self.is_bound:
            proposed = self.subject.parties.filter(status=NegotiationParty.Status.PROPOSED)
            self.initial.setdefault("organizations", list(proposed.values_list("organization", flat=True)))


def may_be_asked(negotiation: Negotiation) -> Any:
    """Organisations that do not sit at the table yet."""
    seated = negotiation.parties.filter(status__in=[NegotiationParty.Status.INVITED, NegotiationParty.Status.ACCEPTED])
    free = Organization.objects.filter(closed_at=None).exclude(pk__in=seated.values("organization"))
    return free.exclude(pk=negotiation.proposal.organization_id).order_by("sector", *by_name("short_name"))


class ReplyForm(AskForm):
    """NG-04."""

    done = "Ответ записан, модератор его увидит."
    button = "Ответить на приглашение"
    answer = forms.ChoiceField(
        label="Ваш ответ",
        widget=forms.RadioSelect,
        choices=[("accept", "Участвуем"), ("decline", "Отказываемся")],
    )
    representative = forms.ModelChoiceField(
        Person.objects.none(),
        label="Кто будет говорить за организацию",
        empty_label="—",
        help_text="Кто-то из ваших представителей. Он подаст позицию, будет говорить и предлагать вклады.",
    )
    reason = long_text("Причина отказа", 2, required=False)
    NEEDED_IF = {
        "representative": Needed("answer", ("accept",), "Назовите представителя."),
        "reason": Needed("answer", ("decline",), is_must=False),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.holding(f"member:{self.subject.organization_id}").distinct()
        choosing(self, "representative").queryset = people.order_by(*by_name("last_name", "first_name"), "pk")
        self.initial.setdefault("representative", self.by.pk)


class ComposeForm(AskForm):
    """NG-05, NG-07."""

    done = "Записано."
    button = "Записать решение о составе"
    outcome = forms.ChoiceField(
        label="Состав сторон",
        widget=forms.RadioSelect,
        choices=[("confirm", "Утвердить состав и запросить позиции"), ("more", "Пригласить ещё")],
    )
    essential = PartiesField(
        NegotiationParty.objects.none(),
        label="Обязательные стороны",
        required=False,
        help_text="Без них ничего не решается: раунд идёт только при всех обязательных, соглашение подписывают все они. "
        "Заявитель обязателен всегда.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choosing(self, "essential").queryset = self.subject.sides()
        if not self.is_bound:
            self.initial.setdefault("essential", list(self.subject.sides().values_list("pk", flat=True)))


class ProposePartiesForm(AskForm):
    """NG-03: the initiator's word."""

    done = "Модератор увидит ваше предложение."
    button = "Предложить"
    organizations = OrganizationsField(Organization.objects.none(), label="Кого стоит пригласить")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choosing(self, "organizations").queryset = may_be_asked(self.subject)
