"""Founding a body, the kinds of bodies, ending a seat, the order on the composition."""

from typing import Any

from django import forms

from casework.fields import long_text
from casework.forms import AskForm
from committee.bodies.kinds import BodyKind
from committee.bodies.models import Body
from documents.registers.kinds import registers
from programme.models import Role, Sector


def register_choices() -> list[tuple[str, str]]:
    """Registers whose numbers need nothing but a counter."""
    return [(key, register.title) for key, register in registers().items() if not register.parts]


def _places() -> dict[str, forms.IntegerField]:
    return {
        f"places_{key}": forms.IntegerField(
            label=f"Мест: {label}", min_value=0, max_value=99, required=False, help_text="Пусто — число не установлено."
        )
        for key, label in Sector.choices
    }


class _PlacesForm(AskForm):
    """A form with the places of the three sectors."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(_places())

    @classmethod
    def initial_for(cls, subject: Any) -> dict[str, Any]:
        """The places of the kind."""
        return {f"places_{key}": subject.places.get(key) for key in Sector.values}

    def clean(self) -> dict[str, Any]:
        """The places as one answer."""
        answers = super().clean() or {}
        named = {key: answers.pop(f"places_{key}", None) for key in Sector.values}
        return {**answers, "places": {key: number for key, number in named.items() if number is not None}}


class FoundForm(_PlacesForm):
    """A body of a kind, by an act. `subject`: the kind."""

    done = "Орган образован. Теперь пригласите людей в его состав."
    button = "Образовать"
    title = forms.CharField(label="Название", max_length=200, help_text="Например: Городской программный комитет.")
    title_genitive = forms.CharField(
        label="Название в родительном падеже", max_length=200, help_text="Как в заголовке протокола: заседания чего?"
    )
    act = forms.CharField(
        label="Акт об образовании",
        max_length=300,
        help_text="Например: постановление администрации города от 16.01.2026 № 21.",
    )

    @classmethod
    def initial_for(cls, subject: BodyKind) -> dict[str, Any]:
        """The body is called as its kind and has its places."""
        title = subject.title[:1].upper() + subject.title[1:]
        return super().initial_for(subject) | {"title": title, "title_genitive": subject.title_genitive}


class KindForm(_PlacesForm):
    """A kind of body. `subject`: the kind, or none for a new one."""

    done = "Вид сохранён. Уже образованные органы остались прежними."
    button = "Сохранить вид органа"
    title = forms.CharField(label="Вид", max_length=100)
    title_genitive = forms.CharField(label="Вид в родительном падеже", max_length=100)
    is_single = forms.BooleanField(label="Одновременно действует только один такой орган", required=False)
    members_min = forms.IntegerField(label="Членов с правом голоса не меньше", min_value=1, max_value=300)
    members_max = forms.IntegerField(
        label="Членов с правом голоса не больше", min_value=1, max_value=300, required=False
    )
    term_months = forms.IntegerField(
        label="Срок места, месяцев", min_value=1, max_value=240, required=False, help_text="Пусто — без срока."
    )
    sitting_sectors = forms.IntegerField(
        label="Секторов для открытия заседания", min_value=1, max_value=len(Sector),
        help_text="Доля и кворум по вопросу — по регламенту, одинаково для всех органов.",
    )  # fmt: skip
    issues_decisions = forms.BooleanField(
        label="Принимает решения отдельными документами",
        required=False,
        help_text="Без отметки орган советует: его выводы — в протоколе.",
    )
    minutes_register = forms.ChoiceField(label="В каком журнале протоколы")
    chair_role = forms.ChoiceField(label="Роль, которую получает председатель", required=False)
    secretary_role = forms.ChoiceField(label="Роль, которую получает секретарь", required=False)
    member_role = forms.ChoiceField(label="Роль, которую получает член", required=False)
    agenda_role = forms.ChoiceField(label="Кто готовит повестку", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: BodyKind = self.subject or BodyKind()
        offered = register_choices()
        if kind.minutes_register not in dict(offered):  # numbered by its procedure
            offered.append((kind.minutes_register, registers()[kind.minutes_register].title))
        self.fields["minutes_register"].choices = offered  # type: ignore[attr-defined]
        for name in ("chair_role", "secretary_role", "member_role", "agenda_role"):
            self.fields[name].choices = [("", "Никакой"), *Role.choices]  # type: ignore[attr-defined]

    @classmethod
    def initial_for(cls, subject: BodyKind) -> dict[str, Any]:
        """The kind as it is."""
        return super().initial_for(subject) | {name: getattr(subject, name) for name in cls.base_fields}

    def clean_title(self) -> str:
        """Two kinds under one name would be chosen by chance."""
        title = str(self.cleaned_data["title"])
        others = BodyKind.objects.filter(title__iexact=title)
        if others.exclude(pk=self.subject and self.subject.pk).exists():
            raise forms.ValidationError("Вид с таким названием уже есть.")
        return title

    def clean(self) -> dict[str, Any]:
        """The least is not more than the most."""
        answers = super().clean()
        least, most = answers.get("members_min"), answers.get("members_max")
        if least and most and most < least:
            self.add_error("members_max", "Наибольшее число меньше наименьшего.")
        return answers


class UnseatForm(AskForm):
    """Why a seat ends."""

    done = "Место в органе прекращено."
    button = "Вывести из состава"
    ground = forms.CharField(
        label="Основание",
        max_length=300,
        help_text="Акт, его номер и дата. Основание видно на странице состава: личных обстоятельств не указывайте.",
    )


class OrderForm(AskForm):
    """The order on the composition as it is today."""

    done = "Распоряжение оформлено и ждёт вашей подписи в задачах."
    button = "Оформить распоряжение"
    preamble = long_text("Вводная часть", 3, max_length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body: Body = self.subject
        self.initial.setdefault("preamble", f"Орган образован: {body.act}.")


class CloseBodyForm(AskForm):
    """The act by which a body ends."""

    done = "Орган прекратил работу: места и роли, полученные с ними, прекращены."
    button = "Прекратить работу органа"
    act = forms.CharField(
        label="Акт о прекращении",
        max_length=300,
        help_text="Вид, номер и дата. Он виден всем на странице органа и станет основанием прекращения каждого места.",
    )
