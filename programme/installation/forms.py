"""What a city is asked: the same questions on the page that opens it, in the terminal and on «Настройки города»."""

from typing import Any

from django import forms

from casework import rooms
from casework.announcements import HeadAct
from casework.forms import AskForm
from casework.installation import Installation
from programme.installation import zones
from programme.installation.values import in_force
from programme.people.models import Person

MOST_CONTAINER = 100 * 1024  # bytes; a key and its certificates take a few kilobytes
SIGNS_OF_HEADERS = set('<>"@\\')


def _text(name: str, **more: Any) -> forms.CharField:
    """A line of the row, under the words of the model."""
    field: Any = Installation._meta.get_field(name)
    label = str(field.verbose_name)
    return forms.CharField(label=label[0].upper() + label[1:], max_length=field.max_length, **more)


class SettingsForm(AskForm):
    """Part of what a city sets; starts from what is in force, whoever has set it."""

    done = "Сохранено."
    button = "Сохранить и продолжить"

    @classmethod
    def initial_for(cls, subject: Any) -> dict[str, Any]:
        """The values of the row; where it has none, those of the environment."""
        return {name: value for name, value in in_force().items() if name in cls.base_fields}


class NamesForm(SettingsForm):
    """How the city and its body are called."""

    city_name = _text(
        "city_name",
        help_text="Как в реквизитах документов: г. Красноярск. Стоит в шапке сайта и под каждым документом.",
    )
    organisation_name = _text(
        "organisation_name",
        help_text="Как на бланке, в именительном падеже: Городской программный комитет. Им подписаны страницы, письма и документы.",
    )


class ContactsForm(SettingsForm):
    """Whom people write to, call and visit."""

    contact_email = forms.EmailField(label="Почта для обращений", help_text="Стоит внизу каждой страницы.")
    contact_phone = _text("contact_phone", required=False, help_text="Например: +7 (391) 200-00-00.")
    contact_address = _text("contact_address", required=False, help_text="С индексом: туда придут письма на бумаге.")
    contact_hours = _text("contact_hours", required=False, help_text="Например: понедельник — пятница, 9:00–18:00.")
    security_contact = _text(
        "security_contact",
        required=False,
        help_text="Почта или адрес страницы. Пусто — почта для обращений. Публикуется в /.well-known/security.txt.",
    )
    source_url = forms.URLField(
        label="Адрес исходного кода", max_length=300, required=False, assume_scheme="https",
        help_text="Где лежит код этой установки с вашими изменениями: этого требует лицензия AGPL (§ 13). Ссылка стоит внизу каждой страницы.",
    )  # fmt: skip

    def clean_security_contact(self) -> str:
        """An address of mail or a page: anything else cannot be followed."""
        value = str(self.cleaned_data["security_contact"])
        if value.startswith("https://"):
            forms.URLField(assume_scheme="https").clean(value)
        elif value:
            forms.EmailField(
                error_messages={"invalid": "Укажите почту или адрес страницы, который начинается с https://."}
            ).clean(value)
        return value


class SenderForm(SettingsForm):
    """From whom letters come."""

    done = "Сохранено. Теперь отправьте пробное письмо."
    button = "Сохранить отправителя"
    sender_name = _text("sender_name", help_text="Имя в поле «От кого»: Согласие, г. Красноярск.")
    sender_email = forms.EmailField(
        label="Обратный адрес писем", help_text="Ящик, от имени которого почтовому серверу разрешено отправлять."
    )

    def clean_sender_name(self) -> str:
        """A name in a header holds no signs that would make it an address."""
        value = str(self.cleaned_data["sender_name"])
        if wrong := sorted(SIGNS_OF_HEADERS & set(value)):
            raise forms.ValidationError(f"В имени отправителя не должно быть знаков {' '.join(wrong)}")
        return value


class CityForm(NamesForm, ContactsForm, SenderForm):
    """Everything at once: the page «Настройки города»."""

    done = "Настройки сохранены и действуют."
    button = "Сохранить настройки"
    seal_is_test = forms.BooleanField(
        label="На печати стоит отметка «ТЕСТ»", required=False,
        help_text="Пока система испытывается или ключ печати сделан ею самой. Новые документы без отметки — настоящие.",
    )  # fmt: skip
    head_acts = forms.MultipleChoiceField(
        label="Решения, которые вступают в силу только актом Главы города", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Не отмечено ни одно — решения вступают в силу подписями.",
    )  # fmt: skip
    field_order = [
        *NamesForm.base_fields, *ContactsForm.base_fields, *SenderForm.base_fields, "seal_is_test", "head_acts",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        acts = rooms.announcements("head_acts", HeadAct)
        self.fields["head_acts"].choices = [(act.code, act.title) for act in acts]  # type: ignore[attr-defined]

    def changes(self) -> list[tuple[str, Any, Any]]:
        """What of it is different from today: the label, what is in force, what would be (in words)."""
        before = in_force()
        different = [name for name, value in self.cleaned_data.items() if before[name] != value]
        return [
            (str(self.fields[name].label), self.words(name, before[name]), self.words(name, self.cleaned_data[name]))
            for name in different
        ]

    def words(self, name: str, value: Any) -> str:
        """A value of a setting as people read it."""
        if isinstance(value, bool):
            return "да" if value else "нет"
        if isinstance(value, list):
            titles = dict(self.fields[name].choices)  # type: ignore[attr-defined]
            return ", ".join(str(titles.get(code, code)) for code in value) or "—"
        return str(value) or "—"


class ZoneForm(AskForm):
    """By which clock the city lives."""

    done = "Часовой пояс записан."
    button = "Сохранить и продолжить"
    time_zone = forms.ChoiceField(
        label="Часовой пояс",
        choices=zones.ZONES,
        help_text="По нему считаются сроки, даты документов и часы заседаний. После открытия города его не меняют.",
    )

    @classmethod
    def initial_for(cls, subject: Any) -> dict[str, Any]:
        """What has been chosen, or what holds without a choice."""
        return {"time_zone": zones.kept()}


class LetterForm(AskForm):
    """Where the trial letter goes."""

    done = "Письмо ушло: проверьте ящик."
    button = "Отправить пробное письмо"
    email = forms.EmailField(label="Кому отправить пробное письмо", help_text="Ваш собственный ящик.")


class SealForm(AskForm):
    """The key of the seal from outside."""

    done = "Ключ печати принят: им будет опечатан каждый документ."
    button = "Принести ключ"
    container = forms.FileField(label="Контейнер PKCS#12 (.p12 или .pfx)", help_text="Ключ RSA и сертификат на него.")
    password = forms.CharField(
        label="Пароль контейнера", required=False, strip=False, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def clean_container(self) -> Any:
        """A key is small."""
        container = self.cleaned_data["container"]
        if container.size > MOST_CONTAINER:
            raise forms.ValidationError("Это не контейнер ключа: он занимал бы несколько килобайт.")
        return container


class AdministratorForm(AskForm):
    """Who administers the city first."""

    done = "Администратор приглашён."
    button = "Пригласить и открыть город"
    last_name = forms.CharField(label="Фамилия", max_length=100)
    first_name = forms.CharField(label="Имя", max_length=100)
    middle_name = forms.CharField(label="Отчество", max_length=100, required=False, help_text="Если есть.")
    email = forms.EmailField(
        label="Электронная почта", help_text="Сюда придёт ссылка; пароль и второй фактор человек задаст сам."
    )

    def clean_email(self) -> str:
        """Addresses are kept in lower case; one that somebody uses is somebody's."""
        email = str(self.cleaned_data["email"]).lower()
        used = Person.objects.filter(email=email).first()
        if used and used.has_usable_password():
            raise forms.ValidationError("Учётная запись с этой почтой уже есть. Укажите другую почту администратора.")
        return email
