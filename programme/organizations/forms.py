"""Organisations, their contacts and mandates."""

from typing import Any

from django import forms

from casework.forms import AskForm
from casework.texts import TidyTexts
from programme.lists.fields import offer
from programme.mandates.forms import EVIDENCE_HELP, EvidenceField
from programme.organizations.identifiers import normal_phone
from programme.organizations.models import Organization

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class _Phone(forms.CharField):
    """A telephone number, kept as +7XXXXXXXXXX."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if text and not normal_phone(text):
            raise forms.ValidationError("Номер записывается так: +7 (391) 200-00-00.")
        return normal_phone(text)


class ContactsForm(TidyTexts, forms.ModelForm):
    """Where an organisation is found."""

    done = "Контакты изменены."
    button = "Сохранить контакты"
    phone = _Phone(
        label="Телефон", required=False, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    )
    site = forms.URLField(label="Сайт", required=False, max_length=200, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, self.instance, ["district"])
        for field in self.fields.values():
            if isinstance(field, forms.TypedChoiceField):
                known: Any = field.choices
                field.choices = [("", "Выберите"), *(choice for choice in known if choice[0])]

    class Meta:
        model = Organization
        fields = ["address", "district", "site", "email", "phone"]
        widgets = {"address": forms.TextInput(attrs={"autocomplete": "street-address"})}


class OrganizationForm(ContactsForm):
    """A new organisation and the place of whoever adds it. A ТОС or an initiative group leaves the numbers empty."""

    done = "Организация добавлена. Секретарь площадки проверит сведения и подтвердит ваши полномочия."
    button = "Добавить организацию"
    position = forms.CharField(label="Ваша должность", max_length=200)
    ground = forms.CharField(
        label="На каком основании вы её представляете",
        max_length=300,
        help_text="Например: устав; доверенность № 5 от 01.02.2026; решение собрания жителей от 10.03.2026.",
    )
    evidence = EvidenceField(required=False, help_text=EVIDENCE_HELP)

    class Meta(ContactsForm.Meta):
        fields = [
            "legal_form",
            "sector",
            "full_name",
            "short_name",
            "inn",
            "kpp",
            "ogrn",
            "area",
            *ContactsForm.Meta.fields,
        ]
        help_texts = {
            "legal_form": "У ТОС и инициативной группы нет ИНН, КПП и ОГРН: эти поля оставьте пустыми.",
            "short_name": "Так организация будет подписана на страницах и в документах.",
            "inn": "10 цифр; у предпринимателя 12.",
            "kpp": "9 знаков; у предпринимателя нет.",
            "ogrn": "13 цифр; у предпринимателя 15.",
        }

    def clean(self) -> dict[str, Any]:
        """A browser forgets a chosen file when the page comes back: say so, so that it is not missed."""
        answers = super().clean() or self.cleaned_data
        if self.errors and answers.get("evidence") and "evidence" not in self.errors:
            self.add_error("evidence", "Выберите файл ещё раз: браузер не хранит его, пока в форме есть ошибки.")
        return answers

    def clean_inn(self) -> str:
        """Digits as they are copied from elsewhere; one organisation is added once."""
        inn = "".join(self.cleaned_data["inn"].split())
        known = Organization.objects.filter(inn=inn, closed_at=None).first() if inn else None
        if known and Organization.objects.unattended().filter(pk=known.pk).exists():
            self.instance = known  # the office has entered it; whoever leads it claims it by its number
        elif known:
            raise forms.ValidationError(
                f"Организация с этим ИНН уже есть: {known}. Попросите её руководителя пригласить вас представителем."
            )
        return inn

    def clean_kpp(self) -> str:
        """Letters of a КПП are capital."""
        return "".join(self.cleaned_data["kpp"].split()).upper()

    def clean_ogrn(self) -> str:
        """Digits as they are copied from elsewhere."""
        return "".join(self.cleaned_data["ogrn"].split())


class GroundForm(AskForm):
    """Why something ends or is refused."""

    done = "Полномочия прекращены."
    button = "Прекратить полномочия"
    ground = forms.CharField(label="Основание", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
