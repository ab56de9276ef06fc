"""A posting of a measure, of the fund or of a grant, and its reversal."""

from typing import Any

from django import forms

from casework.fields import DayField, long_text
from casework.forms import AskForm, ConfirmForm
from execution.money.models import Posting
from execution.undertakings.forms import find_organization
from programme.models import Organization


class PostForm(AskForm):
    """A sum with its ground."""

    done = "Проводка внесена. В итоги она войдёт, когда её подтвердит другой сотрудник."
    button = "Внести проводку"

    account = forms.ChoiceField(
        label="План или факт", choices=[(code, code.label) for code in Posting.OF_MEASURE], widget=forms.RadioSelect
    )
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


class GrantPostingForm(AskForm):
    """A sum of a grant, whose donor is known."""

    done = "Проводка внесена. В итоги она войдёт, когда её подтвердит другой сотрудник."
    button = "Внести проводку гранта"

    account = forms.ChoiceField(
        label="Что случилось", widget=forms.RadioSelect,
        choices=[(code, code.label) for code in Posting.OF_MONEY if code != Posting.Account.RECEIVED],
    )  # fmt: skip
    amount = forms.DecimalField(label="Сумма, ₽", max_digits=14, decimal_places=2, min_value=1, localize=False)
    day = DayField(label="Когда")
    ground = forms.CharField(
        label="Основание", min_length=5, max_length=300, help_text="Документ: договор, акт, платёжное поручение."
    )


class FundPostingForm(GrantPostingForm):
    """A sum of the fund, which has many donors."""

    button = "Внести проводку фонда"

    account = forms.ChoiceField(
        label="Что случилось", choices=[(code, code.label) for code in Posting.OF_MONEY], widget=forms.RadioSelect
    )
    donor = forms.CharField(
        label="Кто даёт", required=False, max_length=200, help_text="ИНН или название организации из реестра."
    )
    donor_name = forms.CharField(
        label="или частное лицо", required=False, max_length=200,
        help_text="Имя на сайте не показывается: там будет «частный даритель».",
    )  # fmt: skip

    def clean_donor(self) -> Organization | None:
        """The only organisation that is called so."""
        words = self.cleaned_data["donor"]
        return find_organization(words) if words else None

    def clean(self) -> dict[str, Any]:
        """What is promised or has come is from somebody; one of the two."""
        data = super().clean() or self.cleaned_data
        is_given = data.get("account") in (Posting.Account.PROMISED, Posting.Account.RECEIVED)
        named = [name for name in ("donor", "donor_name") if data.get(name)]
        if len(named) > 1:
            self.add_error("donor_name", "Назовите либо организацию, либо частное лицо.")
        if is_given and not named and "donor" not in self.errors:
            self.add_error("donor", "Назовите, кто даёт: организацию или частное лицо.")
        return data


class ReverseForm(AskForm):
    """The same sum with the opposite sign."""

    done = "Сторнирующая проводка внесена."
    button = "Сторнировать проводку"

    ground = long_text("Почему", rows=3, min_length=10, max_length=300)


class PostingConfirmForm(ConfirmForm):
    """It counts from now on."""

    done = "Проводка подтверждена и вошла в итоги."
    button = "Подтвердить проводку"
