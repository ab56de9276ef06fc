"""What is asked about an edition: its beginning, what the committee has decided, the act."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import DayField, long_text
from casework.forms import AskForm, ConfirmForm
from documents import files
from documents.models import Document
from documents.registers.kinds import Kind
from execution.editions.models import ProgrammeEdition


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


class SubmitForm(ConfirmForm):
    """PE-02."""

    done = "Редакция внесена в комитет."
    button = "Внести редакцию в комитет"


class ConsiderForm(AskForm):
    """PE-03…PE-06."""

    done = "Решение комитета записано."
    button = "Записать решение о редакции"

    outcome = forms.ChoiceField(
        label="Что решил комитет",
        widget=forms.RadioSelect,
        choices=[
            ("approve", "Одобрить: вступит в силу по акту Главы"),
            ("adopt", "Одобрить: вступает в силу без акта"),
            ("return", "Вернуть на доработку"),
            ("decline", "Отклонить"),
        ],
    )
    decision = forms.CharField(
        label="Номер решения комитета", max_length=40, help_text="Как в открытом реестре документов, например 7.2-2026."
    )
    remarks = long_text("Замечания или причина", rows=5)
    NEEDED_IF = {
        "decision": Needed("outcome", ("approve", "adopt", "decline"), "Назовите решение комитета."),
        "remarks": Needed("outcome", ("return", "decline"), "Напишите замечания или причину.", least=10),
    }

    def clean(self) -> dict[str, Any]:
        """The decision is looked up in the register: what is not there was not decided."""
        data = super().clean() or self.cleaned_data
        number = data.get("decision")
        data["decision"] = None
        if number and data.get("outcome") != "return":
            papers = Document.objects.in_the_register().filter(kind=Kind.DECISION, number__iexact=number.lstrip("№ "))
            data["decision"] = papers.order_by("-pk").first()
            if data["decision"] is None:
                self.add_error("decision", "Такого решения в открытом реестре нет. Проверьте номер.")
        return data


class EnactForm(AskForm):
    """PE-07, PE-08."""

    done = "Записано."
    button = "Записать акт о программе"

    answer = forms.ChoiceField(
        label="Акт", widget=forms.RadioSelect, choices=[("yes", "Принят"), ("no", "Не принят и принят не будет")]
    )
    act_title = forms.CharField(
        label="Вид акта и кто его принял", max_length=200, help_text="Например: «постановление администрации города»."
    )
    act_number = forms.CharField(label="Номер", max_length=40)
    act_date = DayField(label="Дата")
    file = forms.FileField(label="Файл акта", required=False, help_text="PDF, DOCX, PNG или JPG, если он есть.")
    remarks = long_text("Почему акта не будет", rows=4)
    NEEDED_IF = {
        **{
            name: Needed("answer", ("yes",), "Заполните реквизиты принятого акта.")
            for name in ("act_title", "act_number", "act_date")
        },
        "file": Needed("answer", ("yes",), is_must=False),
        "remarks": Needed("answer", ("no",), "Напишите, почему акта не будет.", least=10),
    }

    def clean(self) -> dict[str, Any]:
        """The file is looked at before it is kept."""
        data = super().clean() or self.cleaned_data
        data["is_adopted"] = data.pop("answer", None) == "yes"
        file = data.get("file")
        if file and (problem := files.complaint(file)):
            self.add_error("file", problem)
        return data


class FileAwayForm(AskForm):
    """PE-10."""

    done = "Редакция сдана в архив."
    button = "Сдать редакцию в архив"
    ground = forms.CharField(label="Основание", min_length=5, max_length=300)


class LoadForm(ConfirmForm):
    """PE-11."""

    done = "Редакция 2004–2006 годов загружена в архив."
    button = "Загрузить редакцию 2004–2006 годов"
