"""Offering a contribution, answering an offer, making it depend on something else."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms

from casework import workdays
from casework.conditional import Needed
from casework.formats import money
from casework.forms import AskForm
from negotiations.contributions.kinds import COMMON, END, HELP
from negotiations.contributions.models import Contribution
from negotiations.contributions.terms import TERMS
from negotiations.fields import RoublesField, choosing
from negotiations.parties.models import NegotiationParty

UNITS = [("мес.", "месяцев"), ("сут.", "суток"), ("ч", "часов")]


class TermsForm(AskForm):
    """The terms of a contribution: only what its kind needs is asked."""

    kind = ""
    what = forms.CharField(label="Что передаётся", max_length=300, help_text="Одной фразой, понятной другой стороне.")
    rate = RoublesField(label="Ставка аренды за единицу срока, ₽", min_value=Decimal("0.01"))
    quantity = RoublesField(label="Количество", min_value=Decimal("0.01"), help_text="Например: 20 или 3,5.")
    unit = forms.CharField(label="Единица", max_length=40, help_text="штуки, часы, кв. м…")
    value = RoublesField(label="Оценка, ₽", min_value=Decimal("0.01"))
    basis = forms.CharField(
        label="Основание оценки",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Откуда взята сумма: договор, смета, прайс, объявление с адресом и датой.",
    )
    second_basis = forms.CharField(
        label="Второй источник цены",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text="Рыночную цену подтверждают два источника.",
    )
    is_book_value = forms.BooleanField(label="Оценка по балансовой стоимости", required=False)
    due = forms.DateField(
        label="Передать не позднее",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="После этого дня вклад считается просроченным.",
    )
    confirmation = forms.CharField(
        label="Чем подтверждается передача",
        max_length=300,
        help_text="Акт, платёжное поручение, список смен, фотографии.",
    )
    comment = forms.CharField(
        label="Пояснение другой стороне", widget=forms.Textarea(attrs={"rows": 2}), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.kind = kwargs.pop("kind", "") or self.kind_of(kwargs.get("subject"))
        super().__init__(*args, **kwargs)
        asks = HELP[self.kind].asks
        for name in [name for name in TERMS if name in self.fields and name not in (*COMMON, *asks, *END)]:
            del self.fields[name]
        self._tell_kind()

    @classmethod
    def kind_of(cls, subject: Any) -> str:
        """The kind of a contribution that is there already."""
        return subject.kind if isinstance(subject, Contribution) else ""

    def _tell_kind(self) -> None:
        """Words that fit the kind."""
        if self.kind == "premises":
            self.fields["quantity"].label = "Срок пользования"
            self.fields["unit"] = forms.ChoiceField(label="Единица срока", choices=UNITS)
            self.fields["basis"].help_text = "Откуда взята ставка: договор, объявления, отчёт. Оценка — ставка × срок."
        if self.kind == "labor":
            rate = money(Decimal(self.negotiation.rule("labor_hour_rate")))
            self.fields["quantity"].label = "Сколько всего часов"
            self.fields["quantity"].help_text = f"Люди × часы. Час оценивается в {rate}: сумма посчитается сама."
            self.fields["basis"].label = "Как посчитаны часы"
            self.fields["basis"].help_text = "Например: 30 человек × 4 часа × 5 суббот."
        if self.kind == "money":
            self.fields["value"].label = "Сумма, ₽"
            self.fields["basis"].help_text = "Строка бюджета, решение собрания, письмо о намерении."
        if self.kind in ("works", "info"):
            self.fields["quantity"].required = self.fields["unit"].required = False

    @property
    def negotiation(self) -> Any:
        """The negotiation the terms belong to."""
        return self.subject.case if isinstance(self.subject, Contribution) else self.subject

    def clean_due(self) -> Any:
        """A day to come."""
        due = self.cleaned_data["due"]
        today = workdays.local_date()
        if due <= today:
            raise forms.ValidationError("Срок должен быть в будущем.")
        if due > today + timedelta(days=3660):
            raise forms.ValidationError("Срок дальше десяти лет: проверьте год.")
        return due

    def clean(self) -> dict[str, Any]:
        """Two sources of a market price."""
        data = super().clean() or self.cleaned_data
        if self.kind == "property" and not data.get("is_book_value") and not data.get("second_basis", "").strip():
            self.add_error("second_basis", "Укажите второй источник цены или отметьте, что это балансовая стоимость.")
        return data


class OfferForm(TermsForm):
    """CB-01."""

    done = "Вклад предложен, другая сторона получит уведомление."
    button = "Предложить вклад"
    party = forms.ModelChoiceField(NegotiationParty.objects.none(), label="От имени стороны", empty_label=None)
    recipient = forms.ModelChoiceField(
        NegotiationParty.objects.none(),
        label="Кому",
        empty_label="— выберите сторону —",
        help_text="Кто получит вклад и будет принимать его исполнение.",
    )
    field_order = ["party", "recipient", *TERMS, "comment"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = list(self.subject.sides())
        own = [party.pk for party in sides if party.is_spoken_for_by(self.by)]
        choosing(self, "party").queryset = self.subject.sides().filter(pk__in=own)
        choosing(self, "recipient").queryset = (
            self.subject.sides().exclude(pk__in=own) if len(own) == 1 else self.subject.sides()
        )
        if len(own) == 1:
            choosing(self, "party").widget = forms.HiddenInput()
            self.initial.setdefault("party", own[0])

    def clean(self) -> dict[str, Any]:
        """The receiver is another party; `kind` is added to the answers."""
        data = super().clean()
        if data.get("party") and data.get("party") == data.get("recipient"):
            self.add_error("recipient", "Вклад передают другой стороне.")
        return {**data, "kind": self.kind}


class CounterForm(TermsForm):
    """CB-02."""

    done = "Встречное предложение записано, теперь отвечает другая сторона."
    button = "Отправить встречное предложение"

    @classmethod
    def initial_for(cls, subject: Contribution) -> dict[str, Any]:
        """The present terms, to be changed."""
        return {name: getattr(subject, name) for name in TERMS}


class AcceptForm(AskForm):
    """CB-03."""

    done = "Вклад принят на этих условиях."
    button = "Принять вклад"


class AnswerOfferForm(AskForm):
    """CB-03…CB-05: the side whose answer is awaited takes the terms, or does not want the contribution any more."""

    done = "Ответ записан, другая сторона его увидит."
    button = "Ответить"
    answer = forms.ChoiceField(
        label="Ваш ответ",
        widget=forms.RadioSelect,
        choices=[("accept", "Принять вклад на показанных условиях"), ("refuse", "Отказаться от вклада")],
    )
    ground = forms.CharField(label="Причина", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)
    NEEDED_IF = {"ground": Needed("answer", ("refuse",), "Объясните другой стороне, хотя бы одной фразой.", least=10)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_recipient = self.subject.answering == self.subject.recipient
        refuse = "Отклонить вклад" if is_recipient else "Отозвать вклад"
        field: Any = self.fields["answer"]
        field.choices = [field.choices[0], ("refuse", refuse)]


class DeclineForm(AskForm):
    """CB-04."""

    done = "Вклад отклонён, даритель получит уведомление с причиной."
    button = "Отклонить вклад"
    ground = forms.CharField(label="Причина", widget=forms.Textarea(attrs={"rows": 3}), min_length=10, max_length=1000)


class WithdrawContributionForm(AskForm):
    """CB-05."""

    done = "Вклад отозван."
    button = "Отозвать вклад"
    ground = forms.CharField(label="Причина", widget=forms.Textarea(attrs={"rows": 3}), min_length=10, max_length=1000)


class ConditionForm(AskForm):
    """«Дадим, если…»"""

    done = "Условие добавлено."
    button = "Добавить условие"
    depends_on = forms.ModelChoiceField(
        Contribution.objects.none(),
        label="Если дан вклад",
        required=False,
        empty_label="— не зависит от вклада —",
        help_text="Вклады других сторон в этом деле.",
    )
    act = forms.CharField(
        label="Или если город совершит действие",
        max_length=300,
        required=False,
        help_text="Своими словами: «примет постановление о расписании автобуса». Войдёт в текст соглашения.",
    )
    until = forms.DateField(
        label="Не позднее",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Необязательно.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Contribution.objects.alive().filter(case=self.subject.case).exclude(pk=self.subject.pk)
        choosing(self, "depends_on").queryset = others.exclude(party=self.subject.party)

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data = super().clean() or self.cleaned_data
        if bool(data.get("depends_on")) == bool(data.get("act", "").strip()):
            self.add_error(None, "Выберите вклад другой стороны или напишите действие города — одно из двух.")
        return {**data, "act": data.get("act", "").strip()}
