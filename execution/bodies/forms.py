"""What is known of a responsible body."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from casework.fields import DayField
from casework.forms import AskForm
from execution.undertakings.forms import find_organization
from programme.models import Organization, ResponsibleBody


class BodyForm(AskForm):
    """A body, since when till when, the organisation that reports for it, who came after it."""

    done = "Ответственный орган записан."
    button = "Записать ответственный орган"

    name = forms.CharField(label="Наименование", min_length=3, max_length=300)
    valid_from = DayField(label="С какого дня существует")
    valid_to = DayField(label="По какой день", required=False)
    organization = forms.CharField(
        label="Организация в реестре", required=False, max_length=200,
        help_text="ИНН или название: её представители отчитываются за орган. Пусто — ответственного назначит координатор.",
    )  # fmt: skip
    successor = forms.ModelChoiceField(
        ResponsibleBody.objects.none(), label="Преемник", required=False, empty_label="нет",
        help_text="Открытые меры органа перейдут к преемнику.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["successor"]
        field.queryset = self._others()

    @classmethod
    def initial_for(cls, subject: ResponsibleBody) -> dict[str, Any]:
        """The body as it is typed."""
        organization = subject.organization
        return {
            "name": subject.name, "valid_from": subject.valid_from, "valid_to": subject.valid_to, "successor": subject.successor_id,
            "organization": (organization.inn or organization.short_name) if organization else "",
        }  # fmt: skip

    def clean_organization(self) -> Organization | None:
        """The only organisation that is called so."""
        words = self.cleaned_data["organization"]
        return find_organization(words) if words else None

    def clean(self) -> dict[str, Any]:
        """In order, and not twice."""
        data = super().clean() or self.cleaned_data
        if data.get("valid_to") and data.get("valid_from") and data["valid_to"] < data["valid_from"]:
            self.add_error("valid_to", "Последний день раньше первого.")
        known = {name: data.get(name) for name in ("name", "valid_from")}
        if all(known.values()) and self._others().filter(**known).exists():
            self.add_error("name", "Такой орган с этого дня уже записан.")
        return data

    def _others(self) -> "QuerySet[ResponsibleBody]":
        """Every body but this one."""
        rows = ResponsibleBody.objects.all()
        return rows.exclude(pk=self.subject.pk) if self.subject else rows
