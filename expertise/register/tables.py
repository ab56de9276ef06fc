"""Experts out of a table: people who have an account, admitted to the register with their track and areas (3.2)."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms

from expertise.register import actions
from expertise.register.models import Expert
from programme.identity.actions import uncertain_of
from programme.imports.plan import Answers, Kind, Outcome, RowForm, Verdict, WordChoice, WordChoices
from programme.lists import catalogue
from programme.models import Person, Regulation


class ExpertRow(RowForm):
    """The columns."""

    email = forms.EmailField(label="Почта", help_text="учётная запись уже есть")
    track = WordChoice(label="Трек", choices=Expert.Track.choices, help_text="профессиональный или общественный")
    areas = WordChoices(label="Области", choices=partial(catalogue.choices, "areas"), help_text="через запятую")
    field = forms.CharField(label="Специализация", max_length=300)
    position = forms.CharField(label="Должность", max_length=300, help_text="должность, степень, статус")
    ground = forms.CharField(label="Основание", max_length=300, help_text="основание допуска")

    def clean_email(self) -> str:
        """Addresses are kept in lower case."""
        return self.cleaned_data["email"].lower()


def judge(rows: Sequence[Answers]) -> list[Verdict]:
    """A query each: the people, those who are experts already, and how certain it is who they are."""
    people = {
        person.email: person
        for person in Person.objects.filter(email__in=[row["email"] for row in rows], is_active=True)
    }
    experts = {expert.person_id: expert for expert in Expert.objects.filter(person__in=people.values())}
    unknown = uncertain_of(people.values(), "expert_admission", Regulation.in_force())
    return [_verdict(row, people.get(row["email"]), experts, unknown) for row in rows]


def _verdict(answers: Answers, person: Person | None, experts: dict[int, Expert], unknown: set[int]) -> Verdict:
    if person is None:
        return (
            Outcome.WRONG,
            "Действующей учётной записи с такой почтой нет. Администратор пригласит человека на роль эксперта: по ссылке из письма он её создаст.",
        )
    expert = experts.get(person.pk)
    if expert is None and person.pk in unknown:
        return Outcome.WRONG, f"{person}: сначала пусть подтвердит личность на своей странице «Кто вы»."
    if expert is None:
        return Outcome.NEW, f"{person}: допуск в реестр."
    if expert.excluded_until:
        return Outcome.CONFLICT, f"{person}: исключён из реестра."
    if expert.track != answers["track"] or set(expert.areas) != set(answers["areas"]):
        return (
            Outcome.CONFLICT,
            f"{person} уже в реестре с другим треком или областями. Исправьте строку или уберите её.",
        )
    return Outcome.KNOWN, f"{person} уже в реестре, ничего не изменится."


def perform(answers: Answers, *, by: Person) -> None:
    """The same admission as on the page of the register."""
    facts: dict[str, Any] = {name: value for name, value in answers.items() if name != "email"}
    actions.admit(by=by, person=Person.objects.get(email=answers["email"], is_active=True), **facts)


KIND = Kind(
    code="experts",
    title="Эксперты",
    about="Человек с учётной записью допускается в реестр на срок регламента и получает роль эксперта. Связи с организациями вносятся на "
    "странице эксперта.",
    form=ExpertRow,
    example={
        "email": "expert@example.org", "track": "профессиональный", "areas": "культура, образование", "field": "музейное дело",
        "position": "кандидат наук, доцент", "ground": "профильный опыт больше трёх лет, обучение пройдено",
    },
    key_of=lambda answers: answers["email"],
    name_of=lambda answers: answers["email"],
    judge=judge,
    perform=perform,
)  # fmt: skip
