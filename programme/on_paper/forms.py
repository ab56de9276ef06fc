"""What the office is asked about a paper: whose organisation, what the paper says, who has signed it, whether the typed text is right."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.fields import DayField
from casework.forms import AskForm, to_fields
from documents import files
from documents.on_paper.forms import CompareScanForm
from programme.imports.organizations import HEAD, OrganizationRow
from programme.on_paper.models import PaperPerson
from programme.organizations.models import Organization

BACK_TO_TYPING = "_draft"  # the button that adds a line of a table inside the form: nothing is sent yet


class AddresseeForm(OrganizationRow, AskForm):
    """An organisation that has no electronic mail: nobody is invited."""

    done = "Организация внесена. Теперь внесите то, что она подала на бумаге."
    button = "Внести организацию"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in HEAD:
            del self.fields[name]
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                known: Any = field.choices
                field.widget.choices = [("", "Выберите"), *(choice for choice in known if choice[0])]

    def clean(self) -> dict[str, Any]:
        """One organisation is entered once."""
        answers = super().clean()
        inn = answers.get("inn", "")
        if not self.errors and inn and Organization.objects.filter(inn=inn, closed_at=None).exists():
            self.add_error("inn", "Организация с этим ИНН уже есть: выберите её, когда будете вносить бумагу.")
        return answers


class PaperPersonForm(AskForm):
    """A person who applies on paper and has no account."""

    done = "Человек внесён. Теперь внесите то, что он подал на бумаге."
    button = "Внести человека"

    last_name = forms.CharField(label="Фамилия", max_length=100)
    first_name = forms.CharField(label="Имя", max_length=100)
    middle_name = forms.CharField(label="Отчество", max_length=100, required=False, help_text="Если есть.")
    address = forms.CharField(label="Почтовый адрес", max_length=300, help_text="С индексом: туда отправляют письма.")

    def clean(self) -> dict[str, Any]:
        """Under one name and address one person is entered once."""
        answers = super().clean() or self.cleaned_data
        names = {
            f"person__{name}__iexact": answers.get(name, "") for name in ("last_name", "first_name", "middle_name")
        }
        if not self.errors and PaperPerson.objects.filter(address__iexact=answers["address"], **names).exists():
            raise ValidationError("Этот человек уже внесён: выберите его, когда будете вносить бумагу.")
        return answers


class SheetForm(AskForm):
    """The paper beside the question it answers: `question` is the form of the step, whose faults are the faults of the whole."""

    done = "Внесено. Шаг будет сделан, когда набранное сверит с бумагой другой сотрудник."
    button = "Внести и передать на сверку"

    signed_by = forms.CharField(
        label="Кто подписал бумагу", max_length=200, help_text="Должность, фамилия, имя и отчество, как на бумаге."
    )
    received_on = DayField(
        label="День, когда бумагу получили", help_text="По штампу или почтовому штемпелю: от него считают сроки."
    )
    scan = forms.FileField(
        label="Скан", help_text="PDF, PNG или JPG: все страницы с приложениями, подпись видна целиком."
    )
    is_agreed = forms.BooleanField(
        label="На бумаге есть подписанное согласие на обработку персональных данных",
        error_messages={"required": "Без согласия внести бумагу нельзя: попросите подписать его и приложите к скану."},
    )

    def __init__(self, *args: Any, question: Any, party: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        if party is None:
            del self.fields["is_agreed"]  # a member of a body has agreed on taking the seat
        self.fields["received_on"].initial = getattr(question.subject, "received_on", None) or timezone.localdate()

    def is_valid(self) -> bool:
        """A line has been asked for: the page comes back unscolded."""
        if self.is_bound and BACK_TO_TYPING in self.data:
            self.clear_errors()
            self.question.clear_errors()
            return False
        return super().is_valid()

    def clean_scan(self) -> Any:
        """Raises ValidationError with what is wrong with the file."""
        if problem := files.complaint(self.cleaned_data["scan"]):
            raise ValidationError(problem)
        return self.cleaned_data["scan"]

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        if not self.question.is_valid():
            self.add_error(None, "Исправьте ответы, отмеченные ниже.")
        own = set(self.fields)
        cleaned["fields"] = {name: values for name, values in to_fields(self.data).items() if name not in own}
        return cleaned


class CompareAnswerForm(CompareScanForm):
    """`cleaned_data` are the arguments of `actions.compare`."""

    answer = forms.ChoiceField(
        label="Что показало сравнение",
        choices=[("yes", "Набрано то же, что на бумаге, подпись на месте"), ("no", "Вернуть тому, кто набирал")],
        widget=forms.RadioSelect,
    )


class SentForm(AskForm):
    """`cleaned_data` are the arguments of `documents.post.actions.mark_sent`."""

    done = "Отправка записана."
    button = "Записать отправку"

    sent_on = DayField(label="День отправки")
    sent_how = forms.CharField(
        label="Как отправлено",
        max_length=300,
        help_text="Например: заказное письмо № 66000012345678; вручено под расписку председателю.",
    )
