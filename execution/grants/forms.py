"""What is asked about a grant, a tranche and the reports to the donor."""

from typing import Any

from django import forms

from casework.fields import DayField, long_text
from casework.forms import AskForm
from documents import files
from execution.grants.models import TrancheReport
from execution.undertakings.forms import find_organization
from programme.models import Organization


class GrantForm(AskForm):
    """A grant by its agreement."""

    done = "Грант внесён. Теперь внесите его транши."
    button = "Внести грант"

    title = forms.CharField(label="На что", min_length=5, max_length=300)
    donor = forms.CharField(label="Кто даёт", min_length=3, max_length=300)
    agreement = forms.CharField(
        label="Соглашение", min_length=5, max_length=300, help_text="Номер и дата соглашения о гранте."
    )
    organization = forms.CharField(
        label="Кто отвечает", max_length=200, help_text="ИНН или название организации: она отчитается донору."
    )
    due_on = DayField(label="До какого дня исполняется")

    def clean_organization(self) -> Organization:
        """The only organisation that is called so."""
        return find_organization(self.cleaned_data["organization"])


class TrancheForm(AskForm):
    """TR-01."""

    done = "Транш внесён."
    button = "Внести транш"

    amount = forms.DecimalField(label="Сумма, ₽", max_digits=14, decimal_places=2, min_value=1, localize=False)
    due_on = DayField(label="Ожидается до")
    report_due_on = DayField(label="Отчёт донору до")

    def clean(self) -> dict[str, Any]:
        """The report comes after the money."""
        data = super().clean() or self.cleaned_data
        if data.get("due_on") and data.get("report_due_on") and data["report_due_on"] < data["due_on"]:
            self.add_error("report_due_on", "Отчёт не может быть раньше поступления.")
        return data


class ReceiptForm(AskForm):
    """The money of a tranche has come: a posting that a second person confirms."""

    done = "Поступление внесено. Транш будет считаться полученным, когда проводку подтвердит другой сотрудник."
    button = "Внести поступление"

    day = DayField(label="Когда поступило")
    ground = forms.CharField(
        label="Документ", min_length=5, max_length=300, help_text="Платёжное поручение, его номер и дата."
    )


class DonorReportForm(AskForm):
    """TR-03."""

    done = "Отчёт записан. Когда донор ответит, внесите его ответ."
    button = "Записать отчёт донору"

    text = long_text("На что израсходовано", rows=5, min_length=20)
    file = forms.FileField(
        label="Копия отчёта",
        allow_empty_file=True,
        help_text="То, что направлено донору: PDF, DOCX или XLSX, до 10 МБ.",
    )

    def clean_file(self) -> Any:
        """A file that opens."""
        file = self.cleaned_data["file"]
        if problem := files.complaint(file):
            raise forms.ValidationError(problem)
        return file


class DonorAnswerForm(AskForm):
    """TR-04, TR-05."""

    done = "Ответ донора записан."
    button = "Записать ответ донора"

    outcome = forms.ChoiceField(label="Донор", choices=TrancheReport.Outcome.choices, widget=forms.RadioSelect)
    words = long_text("Письмо донора", rows=4, min_length=5, help_text="Номер и дата письма, замечания, если они есть.")


class CancelForm(AskForm):
    """TR-07."""

    done = "Записано: транш не поступит."
    button = "Записать, что транш не поступит"

    ground = long_text("Почему", rows=3, min_length=10)


class RefundForm(AskForm):
    """TR-06."""

    done = "Возврат записан, справка готовится. Сторнирующую проводку подтвердит другой сотрудник."
    button = "Записать возврат донору"

    ground = long_text("Почему и каким документом", rows=3, min_length=10, max_length=300)
