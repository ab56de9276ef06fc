"""What is asked about an edition: its beginning, in whose name it is put forward, its archive."""

from typing import Any, cast

from django import forms

from casework import workdays
from casework.conditional import Needed
from casework.fields import DayField, long_text
from casework.forms import AskForm, ConfirmForm
from documents import files
from execution.editions.models import ProgrammeEdition
from programme.lists import catalogue
from programme.models import Organization


class CreateForm(AskForm):
    """PE-01."""

    done = "Редакция создана. Теперь составьте её таблицу."
    button = "Создать редакцию"

    title = forms.CharField(
        label="Название", min_length=5, max_length=300, help_text="Например: «Программа на 2026–2028 годы»."
    )
    period_from = forms.IntegerField(label="С какого года", min_value=1990, max_value=2100)
    period_to = forms.IntegerField(label="По какой год", min_value=1990, max_value=2100)
    based_on = forms.ModelChoiceField(
        ProgrammeEdition.objects.none(), label="Взять за основу редакцию", required=False, empty_label="начать с пустой таблицы",
        help_text="Меры скопируются; сравнение редакций покажет, что вы изменили.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["based_on"]
        field.queryset = ProgrammeEdition.objects.adopted()

    def clean(self) -> dict[str, Any]:
        """The years are in order."""
        data = super().clean() or self.cleaned_data
        if data.get("period_from") and data.get("period_to") and data["period_to"] < data["period_from"]:
            self.add_error("period_to", "Последний год раньше первого.")
        return data


class SubmitForm(AskForm):
    """The draft goes to the library: PE-02 follows when it has been discussed and assessed."""

    done = "Редакция внесена: её проверит хранитель карточек, затем её обсудят все."
    button = "Вынести редакцию на обсуждение"

    organization = forms.ModelChoiceField(
        Organization.objects.none(), label="От имени какого органа города", empty_label=None,
        help_text="Его сотрудники не станут экспертами и не проголосуют. Нет в списке — внесите орган в реестр организаций.",
    )  # fmt: skip
    area = forms.ChoiceField(label="Отраслевая область", choices=[], help_text="По ней подбирают экспертов.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organization, area = cast(Any, self.fields["organization"]), cast(Any, self.fields["area"])
        organization.queryset = Organization.objects.filter(sector="authority", closed_at=None)
        area.choices = [("", "Выберите"), *catalogue.every("areas")]


class StandingForm(AskForm):
    """The act by which the city adopted its programme before it was opened here."""

    done = "Акт внесён. Программа вступит в силу, когда другой сотрудник сверит таблицу и акт с подлинником."
    button = "Внести акт и передать на сверку"

    act_title = forms.CharField(
        label="Вид акта и кто его принял", min_length=5, max_length=200, help_text="Например: «постановление администрации города»."
    )  # fmt: skip
    act_number = forms.CharField(label="Номер", max_length=40)
    act_date = DayField(label="Дата")
    file = forms.FileField(
        label="Акт или его скан", help_text="PDF, DOCX, PNG или JPG. Когда программа вступит в силу, его прочтут все."
    )

    def clean(self) -> dict[str, Any]:
        """The day and the file are looked at before anything is kept."""
        data = super().clean() or self.cleaned_data
        day, file = data.get("act_date"), data.get("file")
        if day and day > workdays.local_date():
            self.add_error("act_date", "Акт не может быть позже сегодняшнего дня.")
        if file and (problem := files.complaint(file)):
            self.add_error("file", problem)
        return data


class VerifyForm(AskForm):
    """Another person compares the table and the act with the original."""

    done = "Записано."
    button = "Записать результат сверки"

    outcome = forms.ChoiceField(
        label="Что показала сверка", widget=forms.RadioSelect,
        choices=[("confirmed", "Таблица и акт совпадают с подлинником: программа действует"), ("returned", "Вернуть: есть расхождение")],
    )  # fmt: skip
    remarks = long_text("Что не совпало", rows=4, max_length=2000)
    NEEDED_IF = {"remarks": Needed("outcome", ("returned",), "Напишите, что исправить.", least=10)}


class FileAwayForm(AskForm):
    """PE-10."""

    done = "Редакция сдана в архив."
    button = "Сдать редакцию в архив"
    ground = forms.CharField(label="Основание", min_length=5, max_length=300)


class LoadForm(ConfirmForm):
    """PE-11."""

    done = "Редакция 2004–2006 годов загружена в архив."
    button = "Загрузить редакцию 2004–2006 годов"
