"""A posting and its reversal."""

from django import forms

from casework.fields import DayField, long_text
from casework.forms import AskForm, ConfirmForm
from execution.money.models import Posting


class PostForm(AskForm):
    """A sum with its ground."""

    done = "Проводка внесена. В итоги она войдёт, когда её подтвердит другой сотрудник."
    button = "Внести проводку"

    account = forms.ChoiceField(label="План или факт", choices=Posting.Account.choices, widget=forms.RadioSelect)
    source = forms.ChoiceField(label="Источник", choices=Posting.Source.choices)
    year = forms.IntegerField(label="Год", min_value=1990, max_value=2100)
    amount = forms.DecimalField(label="Сумма, ₽", max_digits=14, decimal_places=2, min_value=1, localize=False)
    day = DayField(label="Дата основания")
    ground = forms.CharField(
        label="Основание",
        min_length=5,
        max_length=300,
        help_text="Документ: решение о бюджете, договор, платёжное поручение.",
    )


class ReverseForm(AskForm):
    """The same sum with the opposite sign."""

    done = "Сторнирующая проводка внесена."
    button = "Сторнировать проводку"

    ground = long_text("Почему", rows=3, min_length=10, max_length=300)


class PostingConfirmForm(ConfirmForm):
    """It counts from now on."""

    done = "Проводка подтверждена и вошла в итоги."
    button = "Подтвердить проводку"
