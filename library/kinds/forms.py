"""A kind of cards as a form: what it is, who brings and keeps it, its way, and its fields, a few lines to spare."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.forms import formset_factory

from casework.cards import Holder
from casework.conditional import Needed
from casework.fields import long_text
from casework.forms import AskForm, AskLines
from casework.rooms import announcements
from library.kinds import outward, rules, writing
from library.kinds.actions import BOUND_OUTSIDE, OUTDATED, asks_outside_by_the_programme, steps_of_the_programme
from library.kinds.lines import MOST_FIELDS, SPARE, FieldLine
from library.kinds.models import CardKind
from programme.models import Role

MORE, LOOK = "_more", "_look"  # buttons that only show the form again
PROPOSERS = [
    (rules.PERSON, "любой вошедший, от себя"), (rules.ORGANIZATION, "любая организация"), (rules.SIGNER, "организация: тот, кто за неё подписывает"),
    ("authority", "органы города"), (rules.GROUP, "член проектно-аналитической группы"),
    ("business", "бизнес"), ("community", "общественные организации"),
    *((f"role:{role.value}", role.label) for role in Role if role not in (Role.ADMIN, Role.AUDITOR)),
]  # fmt: skip


class Lines(AskLines):
    """The fields with a few empty lines behind; their button makes room for more, without scripts."""

    def total_form_count(self) -> int:
        """As many lines as were posted or are known, and some to spare."""
        known = super().total_form_count() if self.is_bound else len(self.initial or []) + SPARE
        return min(known, MOST_FIELDS)


FieldLines = formset_factory(FieldLine, formset=Lines, extra=SPARE, max_num=MOST_FIELDS, absolute_max=MOST_FIELDS)


class KindForm(AskForm):
    """A new version of a kind: the subject is the last one, or nothing for a kind that has not been there."""

    done = "Новая версия рода действует. Карточки, которые уже начаты, идут по прежней."
    button = "Ввести в действие"

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    code = forms.CharField(
        label="Код для адреса",
        max_length=30,
        validators=[RegexValidator(r"^[a-z][a-z_]+$", "Нужны строчные латинские буквы и подчёркивание: city_legend.")],
        help_text="Станет частью адреса раздела. Потом не меняется.",
    )
    title = forms.CharField(
        label="Название", min_length=3, max_length=100, help_text="Одна карточка: «Городская легенда»."
    )
    plural = forms.CharField(
        label="Название раздела", min_length=3, max_length=100, help_text="Много карточек: «Городские легенды»."
    )
    about = long_text("О чём такие карточки", rows=3, min_length=20, max_length=500)
    proposers = forms.MultipleChoiceField(label="Кто вносит", choices=PROPOSERS, widget=forms.CheckboxSelectMultiple)
    keeper = forms.ChoiceField(
        label="Кто проверяет",
        choices=list(rules.KEEPERS.items()),
        help_text="Хранителя одного рода назначают ролью с областью kind:код.",
    )
    is_register = forms.BooleanField(label="Простой реестр: хранитель вписывает сам, проверки нет", required=False)
    steps = forms.MultipleChoiceField(
        label="Что следует за проверкой",
        required=False,
        choices=list(rules.STEPS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="Ничего не отмечено — карточка действует сразу после проверки.",
    )
    window = forms.TypedChoiceField(
        label="Сколько длится обсуждение", required=False, coerce=int, empty_value="",
        choices=[("", "обсуждения нет"), ("10", "10 рабочих дней"), ("20", "20 рабочих дней")],
    )  # fmt: skip
    criteria_set = forms.ChoiceField(label="Набор критериев экспертизы", required=False, choices=[])
    register = forms.ChoiceField(label="Журнал", choices=[])
    letters = forms.CharField(
        label="Начало номера", max_length=6, help_text="Заглавные русские буквы: «ЛГ» даст номер ЛГ-2026-001."
    )
    paper = forms.CharField(
        label="Бумага",
        required=False,
        max_length=60,
        help_text="Как называется бумага действующей карточки: «паспорт». Пусто — бумаги нет.",
    )
    grounds = long_text(
        "Основания отказа",
        rows=3,
        required=False,
        max_length=2000,
        help_text="Каждое с новой строки: отказать можно только по одному из них.",
    )
    outside = forms.ChoiceField(
        label="Кому пишет город, когда карточка действует",
        required=False,
        choices=[
            ("", "никому: всё решается в городе"),
            ("yes", "тому, кто вне города: письмо, ответ или молчание, чем закончилось"),
        ],
        help_text="Хранитель отправит письмо с номером и запишет ответ. Кому — отметьте ниже, у поля карточки.",
    )
    addressee_of = forms.ChoiceField(
        label="Адресат назван в другой карточке", required=False, choices=[], help_text="Например, конкурс, о котором заявка, называет донора."
    )  # fmt: skip
    deadline_of = forms.ChoiceField(
        label="Последний день отправки назван в другой карточке", required=False, choices=[]
    )
    ground = forms.CharField(
        label="Каким актом", min_length=5, max_length=300, help_text="Акт, его номер и дата: их увидят все."
    )

    NEEDED_IF = {f"{role}_of": Needed("outside", ("yes",), is_must=False) for role in outward.OF_NAMED}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before: CardKind | None = self.subject
        fields: Any = self.fields
        holders = [(f"{rules.HOLDER}{row.key}", row.title) for row in announcements("holders", Holder)]
        fields["proposers"].choices = [*PROPOSERS, *holders]
        fields["register"].choices, fields["criteria_set"].choices = writing.registers(), writing.criteria_sets()
        self._offer_words_outside()
        if self.before:
            del self.fields["code"]
        rows = {row["name"]: row for row in self.before.data["fields"]} if self.before else {}
        self.formset: Any = FieldLines(
            writing.with_room(self.data, SPARE) if MORE in self.data else self.data if self.is_bound else None,
            prefix="field", initial=None if self.is_bound else self.initial.get("lines", []), form_kwargs={"known": rows, "others": writing.others()},
        )  # fmt: skip

    def parts(self) -> list[forms.BaseForm]:
        """The fields are parts of it."""
        return [self, *self.formset.forms]

    def clear_errors(self) -> None:
        """Show it again without scolding."""
        super().clear_errors()
        self.formset.clear_errors()

    def clean(self) -> dict[str, Any]:
        """The data of a kind of which a card can be made."""
        data = super().clean() or self.cleaned_data
        if data.get("version") != (self.before.version if self.before else 0):
            self.add_error(None, OUTDATED)
        lines = [line for line in self.formset.forms if not line.is_left_out] if self.formset.is_valid() else []
        if not self.formset.is_valid():
            self.add_error(None, "В полях рода есть ошибки: они отмечены у строк.")
        elif not lines:
            self.add_error(None, "Добавьте хотя бы одно поле: название есть у каждой карточки и так.")
        self._ask_of_the_route(data)
        if self.errors:
            return data
        rows = [line.row() for line in sorted(lines, key=lambda line: line.place)]
        for name, words in outward.complaints(data, rows):
            self.add_error(name, words)
        if self.errors:
            return data
        made = writing.data_of(self.before, data, rows)
        for words in [*rules.faults(made), *writing.conflicts(self.before, data.get("code", ""), made)]:
            self.add_error(None, words)
        rest = {"version": data["version"]} if self.before else {"code": data["code"]}
        return {"data": made, "ground": data["ground"], **rest}

    def _ask_of_the_route(self, data: dict[str, Any]) -> None:
        steps = data.get("steps") or []
        if "consultation" in steps and not data.get("window"):
            self.add_error("window", "Скажите, сколько рабочих дней длится обсуждение.")
        if "expertise" in steps and not data.get("criteria_set"):
            self.add_error("criteria_set", "Выберите набор, по которому оценят эксперты.")
        if self.before and (
            lost := [rules.STEPS[step] for step in steps_of_the_programme(self.before.code) if step not in steps]
        ):
            self.add_error("steps", f"Эти шаги установлены программой, убрать их нельзя: {', '.join(lost)}.")
        if not data.get("is_register") and not data.get("grounds"):
            self.add_error("grounds", "Напишите хотя бы одно основание: без него хранителю нечем отказать.")

        if self.before and data.get("outside") != "yes" and asks_outside_by_the_programme(self.before.code):
            self.add_error("outside", BOUND_OUTSIDE)

    def _offer_words_outside(self) -> None:
        """What such a kind calls the states of its letter, and where else its addressee may be named."""
        fields: Any = self.fields
        for role in outward.OF_NAMED:
            fields[f"{role}_of"].choices = [("", "нет, в самой карточке"), *outward.named_fields(role)]
        for name, status in outward.WORDS.items():
            words = forms.CharField(label=f"Вместо «{status.label}»", required=False, max_length=60)
            self.fields[name] = words
            self.ask_only_if(name, Needed("outside", ("yes",), is_must=False))
        self.order_fields([name for name in self.fields if name != "ground"] + ["ground"])

    @classmethod
    def initial_for(cls, subject: CardKind | None) -> dict[str, Any]:
        """What the last version says."""
        return (
            writing.shown(subject)
            if subject
            else {"version": 0, "grounds": "Не относится к библиотеке программы\nТакая карточка уже есть"}
        )


class RetireForm(AskForm):
    """No new cards of the kind."""

    done = "Род закрыт: новых карточек не вносят. Внесённые идут своим ходом, действующие видны всем."
    button = "Закрыть род"
    ground = forms.CharField(label="Каким актом и почему", min_length=5, max_length=300)
