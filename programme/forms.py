"""What the frame asks people: signing up, organisations and their representatives, consents."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.account.utils import get_next_redirect_url
from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from casework.forms import AskForm, say_what_is_missing
from casework.texts import TidyTexts
from programme.identifiers import normal_phone
from programme.models import Membership, Organization, Person
from programme.models.periods import today

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _name(label: str, autocomplete: str, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=100, widget=forms.TextInput(attrs={"autocomplete": autocomplete}), **kwargs
    )


class LoginForm(TidyTexts, AllauthLoginForm):
    """Whoever has forgotten the password on the way somewhere is still on the way there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.request and get_next_redirect_url(self.request)
        address = reverse("account_reset_password") + (f"?{urlencode({'next': place})}" if place else "")
        self.fields["password"].help_text = format_html('<a href="{}">Забыли свой пароль?</a>', address)


class SignupForm(TidyTexts, AllauthSignupForm):
    """A new account: a name and an address to confirm. Consents are documents of their own, on a page of their own."""

    last_name = _name("Фамилия", "family-name")
    first_name = _name("Имя", "given-name")
    middle_name = _name("Отчество", "additional-name", required=False, help_text="Если есть.")
    field_order = ["last_name", "first_name", "middle_name", "email", "password1", "password2"]

    def try_save(self, request: HttpRequest) -> tuple[Any, Any]:
        """An address that is known already takes as much work as a new one: time tells nobody who is registered."""
        if self.account_already_exists:
            Person().set_password(self.cleaned_data["password1"])
        return super().try_save(request)

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Keep what allauth does not know of."""
        user.middle_name = self.cleaned_data["middle_name"]
        user.save(update_fields=["middle_name"])


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
    button = "Сохранить"
    phone = _Phone(
        label="Телефон", required=False, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    )
    site = forms.URLField(label="Сайт", required=False, max_length=200, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_what_is_missing(self)
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

    def clean_inn(self) -> str:
        """Digits as they are copied from elsewhere; one organisation is added once."""
        inn = "".join(self.cleaned_data["inn"].split())
        twin = Organization.objects.filter(inn=inn, closed_at=None).first() if inn else None
        if twin:
            raise forms.ValidationError(
                f"Организация с этим ИНН уже есть: {twin}. Попросите её руководителя пригласить вас представителем."
            )
        return inn

    def clean_kpp(self) -> str:
        """Letters of a КПП are capital."""
        return "".join(self.cleaned_data["kpp"].split()).upper()

    def clean_ogrn(self) -> str:
        """Digits as they are copied from elsewhere."""
        return "".join(self.cleaned_data["ogrn"].split())


class InviteForm(AskForm):
    """Who is asked to act for the organisation, as what, for how long and on what ground."""

    done = "Приглашение отправлено. Представителем человек станет, когда сам его примет."
    button = "Отправить приглашение"
    email = forms.EmailField(
        label="Электронная почта человека",
        help_text="Туда придёт письмо со ссылкой. Если учётной записи у человека нет, он создаст её по этой ссылке.",
    )
    role = forms.ChoiceField(label="Роль", choices=Membership.Role.choices, widget=forms.RadioSelect)
    position = forms.CharField(label="Должность", max_length=200)
    valid_from = forms.DateField(label="С какого дня", widget=DATE, initial=today)
    valid_to = forms.DateField(label="По какой день", widget=DATE, required=False, help_text="Пусто — без срока.")
    ground = forms.CharField(label="Основание", max_length=300, help_text="Например: доверенность № 5 от 01.02.2026.")

    def clean(self) -> dict[str, Any]:
        """A period that has passed binds nobody."""
        answers = super().clean() or {}
        first, last = answers.get("valid_from"), answers.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "Последний день раньше первого.")
        if last and last < today():
            self.add_error("valid_to", "Этот день уже прошёл.")
        return answers


class AnswerInvitationForm(AskForm):
    """Will the person represent the organisation?"""

    done = "Ответ записан."
    button = "Отправить ответ"
    next_page = "/organisation/"
    answer = forms.ChoiceField(
        label="Ваш ответ",
        choices=[("accept", "Принять приглашение"), ("decline", "Отказаться")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите ответ."},
    )
    reason = forms.CharField(
        label="Почему вы отказываетесь",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="По желанию: это прочтёт тот, кто вас пригласил.",
    )

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        answers = super().clean() or {}
        if self.errors:
            return answers
        is_accepted = answers["answer"] == "accept"
        return {"is_accepted": is_accepted, "reason": "" if is_accepted else answers["reason"].strip()}


class WithdrawInvitationForm(AskForm):
    """Nothing to explain: the invited person is told that there is nothing to answer any more."""

    done = "Приглашение отозвано."
    button = "Отозвать приглашение"


class GroundForm(AskForm):
    """Why something ends or is refused."""

    done = "Полномочия прекращены."
    button = "Прекратить полномочия"
    ground = forms.CharField(label="Основание", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class RefuseMembershipForm(GroundForm):
    """Why the papers do not convince."""

    done = "Полномочия не подтверждены, человеку отправлено уведомление."
    button = "Не подтверждать"
    ground = forms.CharField(
        label="Чего не хватает",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Это прочтёт заявитель.",
    )


class ConfirmMembershipForm(AskForm):
    """The secretariat has seen the papers."""

    done = "Полномочия подтверждены."
    button = "Подтвердить полномочия"


class GiveConsentForm(AskForm):
    """Consent is an act of its own: a tick that is empty until the person makes it, and a button."""

    done = "Согласие дано."
    button = "Дать согласие"
    agreed = forms.BooleanField(
        label="Я прочитал(а) текст и даю согласие",
        error_messages={"required": "Чтобы дать согласие, поставьте отметку."},
    )

    def clean(self) -> dict[str, Any]:
        """The tick itself is not an answer the action needs."""
        answers = super().clean() or {}
        answers.pop("agreed", None)
        return answers


class WithdrawConsentForm(AskForm):
    """Taking a consent back."""

    done = "Согласие отозвано."
    button = "Отозвать согласие"
