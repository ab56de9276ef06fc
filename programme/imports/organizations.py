"""Organisations out of a table: the office vouches for what it enters, and whoever leads one is invited to say so."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from programme.classifiers import Sector
from programme.imports.plan import Answers, Kind, Outcome, RowForm, Verdict, WordChoice
from programme.lists import catalogue
from programme.organizations import actions as organizations
from programme.organizations import legal_forms
from programme.organizations.models import Organization
from programme.people.models import Person
from programme.representatives import actions as representatives

HEAD = ("head_email", "head_position", "head_ground")  # about the head; the other columns are the organisation's own
COMPARED = {
    "full_name": "полное наименование", "short_name": "краткое наименование", "ogrn": "ОГРН", "legal_form": "правовая форма",
}  # fmt: skip
NO_HEAD = "Организация есть, руководителя нет: приглашение будет отправлено снова."


class OrganizationRow(RowForm):
    legal_form = WordChoice(label="Правовая форма", choices=legal_forms.choices)
    sector = WordChoice(label="Сектор", choices=Sector.choices)
    full_name = forms.CharField(label="Полное наименование", max_length=500)
    short_name = forms.CharField(label="Краткое наименование", max_length=150)
    inn = forms.CharField(label="ИНН", max_length=20, required=False, help_text="у ТОС и инициативной группы нет")
    kpp = forms.CharField(label="КПП", max_length=20, required=False)
    ogrn = forms.CharField(label="ОГРН", max_length=20, required=False)
    address = forms.CharField(label="Адрес", max_length=300)
    district = WordChoice(label="Район", choices=partial(catalogue.choices, "districts"), required=False)
    area = WordChoice(label="Область", choices=partial(catalogue.choices, "areas"), required=False)
    head_email = forms.EmailField(label="Почта руководителя", help_text="на неё придёт приглашение")
    head_position = forms.CharField(label="Должность руководителя", max_length=200)
    head_ground = forms.CharField(label="Основание", max_length=300, help_text="устав, доверенность, решение собрания")

    def clean_head_email(self) -> str:
        """Addresses are kept in lower case."""
        return self.cleaned_data["head_email"].lower()

    def clean(self) -> dict[str, Any]:
        """The numbers as they are kept, and by their formulas."""
        answers = super().clean() or {}
        for name in ("inn", "kpp", "ogrn"):
            answers[name] = "".join(answers.get(name, "").split()).upper()
        if not self.errors:
            try:
                Organization(**facts_of(answers)).full_clean(validate_unique=False, validate_constraints=False)
            except ValidationError as fault:
                for name, words in fault.message_dict.items():
                    self.add_error(name if name in self.fields else None, words)
        return answers


def facts_of(answers: Answers) -> dict[str, Any]:
    """What the organisation itself is told by."""
    return {name: value for name, value in answers.items() if name not in HEAD}


def key_of(answers: Answers) -> str:
    """The ИНН; where there is none by law, the form and the name."""
    return answers["inn"] or f"{answers['legal_form']} {answers['short_name'].casefold()}"


def judge(rows: Sequence[Answers]) -> list[Verdict]:
    """Two queries, however many rows: the organisations, and which of them have a head or are waiting for one."""
    inns = [answers["inn"] for answers in rows if answers["inn"]]
    names = [answers["short_name"] for answers in rows if not answers["inn"]]
    there = [
        *Organization.objects.filter(inn__in=inns, closed_at=None),
        *Organization.objects.filter(inn="", short_name__in=names, closed_at=None),
    ]
    known = {
        organization.inn or f"{organization.legal_form} {organization.short_name.casefold()}": organization
        for organization in there
    }
    headless = set(organizations.without_head(there))
    return [_verdict(answers, known.get(key_of(answers)), headless) for answers in rows]


def _verdict(answers: Answers, organization: Organization | None, headless: set[int]) -> Verdict:
    if organization is None:
        return Outcome.NEW, f"Приглашение руководителю уйдёт на {answers['head_email']}."
    differing = [
        title for name, title in COMPARED.items() if getattr(organization, name).casefold() != answers[name].casefold()
    ]
    if differing:
        return (
            Outcome.CONFLICT,
            f"Уже есть «{organization}»; расходится: {', '.join(differing)}. Исправьте строку или уберите её.",
        )
    if organization.pk in headless:
        return Outcome.NEW, NO_HEAD
    return Outcome.KNOWN, "Организация есть, ничего не изменится."


def perform(answers: Answers, *, by: Person) -> None:
    """Enter the organisation, unless it is there, and invite its head."""
    inn = answers["inn"]
    same = (
        {"inn": inn} if inn else {"inn": "", "legal_form": answers["legal_form"], "short_name": answers["short_name"]}
    )
    organization = Organization.objects.filter(**same, closed_at=None).first()
    if organization is None:
        organization = organizations.enter_organization(by=by, **facts_of(answers))
    email, position, ground = (answers[name] for name in HEAD)
    representatives.invite_head(organization, by=by, email=email, position=position, ground=ground)


KIND = Kind(
    code="organizations",
    title="Организации",
    about="Сведения считаются проверенными вами. Руководителю уходит приглашение; представителем он станет, когда примет его, а вы "
    "подтвердите полномочия.",
    form=OrganizationRow,
    example={
        "legal_form": "ТОС", "sector": "общественный сектор", "full_name": "Территориальное общественное самоуправление «Утёс»",
        "short_name": "ТОС «Утёс»", "address": "г. Красноярск, ул. Демонстрационная, д. 1", "head_email": "utes@example.org",
        "head_position": "председатель", "head_ground": "решение собрания жителей от 10.03.2026",
    },
    key_of=key_of,
    name_of=lambda answers: answers["short_name"],
    judge=judge,
    perform=perform,
    single="organisation_enter",
)  # fmt: skip
