"""Who is asked into a body, seated at once, put in somebody's place."""

from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.forms import formset_factory

from casework.fields import DayField, long_text
from casework.forms import AskForm, AskLines
from casework.texts import TidyTexts
from casework.workdays import local_date
from committee.bodies.models import Body, BodyMember
from committee.bodies.strength import strength
from committee.seats.actions import Place
from committee.seats.lines import lines_of
from programme.models import Invitation, Person, Sector

MOST = 60  # lines at once
SECTORS = [("", "Выберите"), *Sector.choices]
SHORT_SECTORS = [("", "Выберите"), ("authority", "власть"), ("business", "бизнес"), ("community", "общественный")]
UNKNOWN = "Человека с такой почтой нет. Пригласите его: по ссылке из письма он создаст учётную запись."


def after_months(start: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def last_day(body: Body) -> date | None:
    """Until when a seat taken today lasts by the kind of the body."""
    months = body.kind.term_months
    return after_months(local_date(), months) if months else None


class SeatLineForm(TidyTexts, forms.Form):
    """One line of a composition; one without an address and a name is no line."""

    name = forms.CharField(label="Имя полностью", max_length=200, required=False)
    email = forms.EmailField(label="Почта", required=False)
    sector = forms.ChoiceField(label="Сектор", choices=SHORT_SECTORS, required=False)
    role = forms.ChoiceField(label="Кем входит", choices=BodyMember.Role.choices, required=False)
    position = forms.CharField(label="Должность", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """Whoever is named has an address and a sector."""
        answers = super().clean() or {}
        if self.is_filled and not self.errors:
            if not answers.get("email"):
                self.add_error("email", "Укажите почту: на неё придёт приглашение.")
            if not answers.get("sector"):
                self.add_error("sector", "Выберите сектор.")
        return answers

    @property
    def is_filled(self) -> bool:
        """Has anybody been named?"""
        names = ("name", "email", "position")
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in names)


class SeatLines(AskLines):
    """As many lines as were posted or as there are places to fill."""


SeatFormSet = formset_factory(SeatLineForm, formset=SeatLines, extra=0, min_num=0, max_num=MOST, absolute_max=MOST)


class InviteForm(AskForm):
    """Many people at once: line by line, or a pasted table. Each gets an invitation, or, if one line is wrong, nobody."""

    done = "Приглашения отправлены. Место человек займёт, когда примет приглашение."
    button = "Отправить приглашения"
    ground = forms.CharField(label="Основание", max_length=300, help_text="Акт о составе, его номер и дата.")
    valid_to = DayField(label="По какой день", required=False, help_text="Пусто — без окончания.")
    pasted = long_text(
        "Список из таблицы",
        6,
        required=False,
        max_length=20_000,
        help_text="По строке на человека; столбцы — имя, почта, сектор (власть, бизнес, общественный), кем входит, должность —"
        " в любом порядке, через табуляцию или точку с запятой. Можно вместо строк ниже или вместе с ними.",
    )

    def __init__(self, *args: Any, again: Invitation | None = None, **kwargs: Any) -> None:
        """`again`: an earlier invitation, whose terms stand in the only line."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("valid_to", again.valid_to if again else last_day(self.subject))
        self.initial.setdefault("ground", again.ground if again else "")
        data = self.data if self.is_bound else None
        lines = None if self.is_bound else [_line_of(again)] if again else self._wanted()
        self.formset = SeatFormSet(data, prefix="line", initial=lines)

    def _wanted(self) -> list[dict[str, str]]:
        """A line for each vacancy, the functions nobody holds first; a few when the act says nothing of places."""
        members = list(self.subject.members_on())
        held = {member.role for member in members}
        sectors = zip(Sector.values, strength(self.subject, members).sectors, strict=True)
        vacant = [key for key, counted in sectors for _ in range(counted.vacancies)] or [""] * 5
        roles = [role for role in (BodyMember.Role.CHAIR, BodyMember.Role.DEPUTY) if role not in held]
        lines = [{"sector": sector, "role": str(BodyMember.Role.MEMBER)} for sector in vacant]
        for line, role in zip(lines, roles, strict=False):
            line["role"] = str(role)
        if BodyMember.Role.SECRETARY not in held:
            lines.append({"sector": str(Sector.AUTHORITY), "role": str(BodyMember.Role.SECRETARY)})
        return lines

    def parts(self) -> list[forms.BaseForm]:
        """The form and its lines."""
        return [self, *self.formset.forms]

    def clean(self) -> dict[str, Any]:
        """The arguments of the action: the ground, the term and the places."""
        answers = super().clean() or {}
        if answers.get("valid_to") and answers["valid_to"] < local_date():
            self.add_error("valid_to", "Этот день уже прошёл.")
        pasted = self._pasted(answers.get("pasted") or "")
        if not self.formset.is_valid():
            raise ValidationError("Исправьте отмеченные строки.")
        typed = [line.cleaned_data for line in self.formset.forms if line.is_filled]
        places = [
            Place(**{name: line[name] for name in ("email", "sector", "role", "name", "position")}) for line in typed
        ]
        if not (places or pasted or self.errors):
            raise ValidationError("Назовите хотя бы одного человека: в строках или списком.")
        self._check_once([*places, *pasted])
        return {"ground": answers.get("ground"), "valid_to": answers.get("valid_to"), "places": [*places, *pasted]}

    def _pasted(self, text: str) -> list[Place]:
        places = []
        for number, line in enumerate(lines_of(text), 1):
            try:
                validate_email(line.email or "-")
            except ValidationError:
                line.fault = line.fault or f"«{line.email}» не похоже на адрес почты."
            if line.fault:
                self.add_error("pasted", f"Строка {number}: {line.fault}")
            places.append(Place(line.email.lower(), line.sector, line.role, line.name[:200], line.position[:200]))
        if len(places) > MOST:
            self.add_error("pasted", f"Не больше {MOST} человек за один раз.")
        return places

    def _check_once(self, places: list[Place]) -> None:
        emails = [place.email.lower() for place in places]
        twice = sorted({email for email in emails if email and emails.count(email) > 1})
        if twice:
            raise ValidationError(f"Один человек назван дважды: {', '.join(twice)}.")


def _line_of(invitation: Invitation) -> dict[str, str]:
    offer = invitation.seat_offer
    return {
        "name": offer.name, "email": invitation.email, "sector": offer.sector, "role": invitation.role, "position": invitation.position,
    }  # fmt: skip


class _TermForm(AskForm):
    """For how long and on what ground."""

    position = forms.CharField(label="Должность", max_length=200, required=False)
    valid_to = DayField(label="По какой день", required=False, help_text="Пусто — без окончания.")
    ground = forms.CharField(label="Основание", max_length=300, help_text="Акт о составе, его номер и дата.")

    def clean_valid_to(self) -> date | None:
        """A term that has passed gives nothing."""
        day: date | None = self.cleaned_data["valid_to"]
        if day and day < local_date():
            raise ValidationError("Этот день уже прошёл.")
        return day


class SeatForm(_TermForm):
    """Somebody who is registered: the seat is theirs at once."""

    done = "Человек введён в состав."
    button = "Ввести в состав"
    email = forms.EmailField(label="Электронная почта человека", help_text="Человек должен быть зарегистрирован.")
    sector = forms.ChoiceField(label="Сектор", choices=SECTORS)
    role = forms.ChoiceField(label="Кем входит", choices=BodyMember.Role.choices, initial=BodyMember.Role.MEMBER)
    valid_from = DayField(
        label="С какого дня", required=False, help_text="Пусто — с сегодняшнего; задним числом нельзя."
    )
    field_order = ["email", "sector", "role", "position", "valid_from", "valid_to", "ground"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("valid_to", last_day(self.subject))

    def clean(self) -> dict[str, Any]:
        """The arguments of the action: the person instead of the address."""
        answers = super().clean() or {}
        person = Person.objects.reached_at(answers.pop("email", "") or "-")
        if person is None and "email" not in self.errors:
            self.add_error("email", UNKNOWN)
        start, end = answers.get("valid_from"), answers.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", "Последний день раньше первого.")
        return {**answers, "person": person}


class ReplaceForm(_TermForm):
    """Who takes the place of a member, at once or when they have agreed."""

    done = "Записано."
    button = "Заменить"
    email = forms.EmailField(label="Электронная почта нового человека")
    name = forms.CharField(label="Фамилия, имя, отчество", max_length=200, required=False)
    at_once = forms.BooleanField(
        label="Заменить сегодня, не дожидаясь согласия",
        required=False,
        help_text="Только для зарегистрированного. Без отметки новый человек получит приглашение, и замена произойдёт, когда он его примет.",
    )
    field_order = ["email", "name", "position", "valid_to", "ground", "at_once"]

    def clean(self) -> dict[str, Any]:
        """Whoever is seated at once must be known."""
        answers = super().clean() or {}
        if answers.get("at_once") and answers.get("email") and Person.objects.reached_at(answers["email"]) is None:
            self.add_error("email", UNKNOWN)
        return answers
