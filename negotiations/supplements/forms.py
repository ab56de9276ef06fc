"""Asking for an additional agreement: other terms, a writing off, the end."""

from typing import Any

from django import forms

from casework import workdays
from casework.forms import AskForm
from negotiations.contributions.models import Contribution
from negotiations.contributions.terms import RATED
from negotiations.fields import RoublesField, choosing
from negotiations.parties.models import NegotiationParty
from negotiations.supplements.models import Supplement


class SupplementForm(AskForm):
    """An additional agreement: what and why. The kind of it is known from the address."""

    done = "Дополнительное соглашение направлено на подпись всем, кого оно касается."
    button = "Направить на подпись"
    purpose = Supplement.Purpose.TERMINATE
    party = forms.ModelChoiceField(NegotiationParty.objects.none(), label="От имени стороны", empty_label=None)
    contribution = forms.ModelChoiceField(Contribution.objects.none(), label="Вклад", empty_label=None)
    due = forms.DateField(label="Новый срок", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    quantity = RoublesField(label="Новое количество", required=False, help_text="Оставьте пустым, если не меняется.")
    value = RoublesField(label="Новая оценка, ₽", required=False, help_text="Оставьте пустым, если не меняется.")
    ground = forms.CharField(
        label="Основание", widget=forms.Textarea(attrs={"rows": 3}), min_length=10, max_length=2000
    )
    may_be: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = self.subject.case.sides()
        own = [party.pk for party in sides if party.is_spoken_for_by(self.by)]
        choosing(self, "party").queryset = sides.filter(pk__in=own)
        if len(own) == 1:
            self.fields["party"].widget = forms.HiddenInput()
            self.initial.setdefault("party", own[0])
        if "contribution" in self.fields:
            rows = self.subject.case.contributions.filter(status__in=self.may_be)
            choosing(self, "contribution").queryset = rows.filter(party__in=own) | rows.filter(recipient__in=own)

    def clean(self) -> dict[str, Any]:
        """A day to come; the value of what has a rate follows from the quantity."""
        data = super().clean() or self.cleaned_data
        if data.get("due") and data["due"] <= workdays.local_date():
            self.add_error("due", "Срок должен быть в будущем.")
        contribution = data.get("contribution")
        if contribution and contribution.kind in RATED:
            data["value"] = contribution.rate * data["quantity"] if data.get("quantity") else None
        return {**data, "purpose": self.purpose}


class AmendForm(SupplementForm):
    """NG-28."""

    purpose = Supplement.Purpose.AMEND
    may_be = ["committed", "in_delivery", "partially_delivered", "overdue"]


class WriteOffForm(SupplementForm):
    """CB-13."""

    purpose = Supplement.Purpose.WRITE_OFF
    may_be = ["overdue", "disputed"]
    due = quantity = value = None  # type: ignore[assignment]


class TerminateForm(SupplementForm):
    """NG-30."""

    purpose = Supplement.Purpose.TERMINATE
    contribution = due = quantity = value = None  # type: ignore[assignment]
