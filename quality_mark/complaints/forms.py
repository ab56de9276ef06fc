"""What consumers are asked, and what the secretary is asked about their complaints."""

from typing import Any

from django import forms
from django.core.validators import validate_email

from casework.forms import AskForm
from programme.organizations.identifiers import normal_phone
from quality_mark.complaints.models import MarkReview
from quality_mark.marks.forms import not_ahead


class ComplaintForm(AskForm):
    """What happened, and how to answer; the consent has been given on a screen of its own."""

    done = "Жалоба принята."
    button = "Отправить жалобу"
    text = forms.CharField(
        label="Что случилось",
        widget=forms.Textarea(attrs={"rows": 6}),
        min_length=20,
        max_length=4000,
        help_text="Где и когда, что именно не так. Обладатель Знака не узнает, кто пожаловался.",
    )
    name = forms.CharField(label="Как к вам обращаться", max_length=200)
    contact = forms.CharField(
        label="Почта или телефон",
        max_length=200,
        help_text="Только для ответа на эту жалобу; видит её один секретарь конкурса. На почту придут номер, ссылка и известие об ответе.",
    )
    website = forms.CharField(
        label="Оставьте это поле пустым",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.by is not None and self.by.is_authenticated:
            self.fields["name"].initial = self.by.get_full_name()
            self.fields["contact"].initial = self.by.email

    def clean_contact(self) -> str:
        """An address that can be written to, or a telephone that can be called."""
        contact = self.cleaned_data["contact"]
        if "@" not in contact and (phone := normal_phone(contact)):
            return phone
        try:
            validate_email(contact)
        except forms.ValidationError:
            raise forms.ValidationError(
                "По этому контакту вам нельзя ответить. Напишите почту, например anna@example.org, или телефон: +7 (391) 200-00-00."
            ) from None
        return contact

    def clean_website(self) -> str:
        """A person does not see the field; a robot fills everything in."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Оставьте это поле пустым.")
        return ""

    def clean(self) -> dict[str, Any]:
        """The trap field is not an argument of the action."""
        data = super().clean() or self.cleaned_data
        data.pop("website", None)
        return data


class ReviewComplaintForm(AskForm):
    """Is the complaint justified, and what is answered."""

    done = "Ответ записан, автор жалобы увидит его по своей ссылке."
    button = "Записать решение"
    has_draft = True
    is_confirmed = forms.TypedChoiceField(
        label="Решение",
        widget=forms.RadioSelect,
        choices=[("yes", "Подтверждена"), ("no", "Не подтверждена")],
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
    answer = forms.CharField(
        label="Ответ автору", widget=forms.Textarea(attrs={"rows": 5}), min_length=30, max_length=4000
    )


class InspectForm(AskForm):
    """What was seen on the spot, and what follows."""

    done = "Акт проверки оформляется: подпишите его, и он уйдёт обладателю Знака."
    button = "Составить акт"
    has_draft = True
    held_on = forms.DateField(label="День проверки", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    present = forms.CharField(
        label="Кто участвовал", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
        help_text="Каждый — с новой строки; представитель обладателя тоже.",
    )  # fmt: skip
    findings = forms.CharField(
        label="Что установлено", widget=forms.Textarea(attrs={"rows": 6}), min_length=30, max_length=8000
    )
    outcome = forms.ChoiceField(label="Итог", widget=forms.RadioSelect, choices=MarkReview.Outcome.choices)

    def clean_held_on(self) -> Any:
        """Between the day it was ordered and today."""
        if problem := not_ahead(self.cleaned_data["held_on"], self.subject.opened_at):
            raise forms.ValidationError(problem)
        return self.cleaned_data["held_on"]
