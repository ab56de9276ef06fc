"""The application to a contest: begun, filled in, mended, taken back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from casework.door import Refused
from casework.fields import DayField
from casework.forms import AskForm
from programme.answers.fields import form_field
from programme.answers.rules import FieldRule
from programme.models import Organization, PaperPerson
from quality_mark.contests.models import Contest
from quality_mark.contests.nominations import Nomination
from quality_mark.entries import application
from quality_mark.entries.actions import ONE_OBJECT, require_years, why_twin
from quality_mark.entries.late_papers import taking_paper
from quality_mark.entries.models import ContestApplication
from quality_mark.fields import long_text, organizations_of

MIN_TEXT, LEAST_TEAM = 60, 2
ALONE = "без организации: участвую сам или с командой"
NAMED = "после допуска название и моё имя увидят все"
AGREED = "все, кто назван в команде, согласны участвовать"
Kind = ContestApplication.Kind


class NominationField(forms.ModelChoiceField):
    """A nomination under its contest."""

    names_contest = False

    def label_from_instance(self, nomination: Any) -> str:
        """Code and title; the contest when there are several."""
        words = f"{nomination.code} {nomination.title}"
        return f"{words} — {nomination.contest.title}" if self.names_contest else words


class CreateForm(AskForm):
    """A draft begins with who, in what nomination and what it is called."""

    done = "Черновик создан. Заполните заявку: всё введённое сохраняется само."
    button = "Создать черновик"
    organization = forms.ModelChoiceField(Organization.objects.none(), label="Организация-участник", empty_label=None)
    team = forms.CharField(
        label="Название команды", max_length=120, required=False,
        help_text="Только если вы участвуете командой без организации: вы её руководитель, остальных назовёте в заявке.",
    )  # fmt: skip
    nomination = NominationField(Nomination.objects.none(), label="Номинация", empty_label=None)
    title = forms.CharField(
        label="Объект", max_length=200, help_text="Товар, услуга, практика, пространство, событие или технология."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organization: Any = self.fields["organization"]
        nomination: Any = self.fields["nomination"]
        organization.queryset = organizations_of(self.by)
        accepting = list(Contest.objects.accepting().select_related("kind"))
        if any(contest.rule.admits_people for contest in accepting):
            organization.empty_label, organization.required = ALONE, False
        else:
            del self.fields["team"]
        nomination.queryset = Nomination.objects.filter(contest__in=accepting).select_related("contest")
        nomination.names_contest = len(accepting) > 1

    def clean(self) -> dict[str, Any]:
        """A team is of people, not of an organisation."""
        data = super().clean() or self.cleaned_data
        if data.get("organization") and data.get("team"):
            self.add_error("team", "Команду называет тот, кто участвует без организации: оставьте одно из двух.")
        return data


class PaperCreateForm(AskForm):
    """What came on paper: of which organisation or person, in what nomination, and when the office received it."""

    done = "Заявка начата. Наберите её с бумаги и приложите скан: день подачи — тот, когда бумагу получили."
    button = "Начать и набрать заявку"
    organization = forms.ModelChoiceField(
        Organization.objects.none(), label="Организация-участник", empty_label="заявку подал человек", required=False,
        help_text="Показаны те, за кого на сайте никто не действует. Остальные подают сами.",
    )  # fmt: skip
    person = forms.ModelChoiceField(
        PaperPerson.objects.none(), label="Человек-участник", required=False, empty_label="заявку подала организация",
        help_text="Показаны те, у кого нет учётной записи.",
    )  # fmt: skip
    team = forms.CharField(
        label="Название команды",
        max_length=120,
        required=False,
        help_text="Только если человек подаёт за команду без организации.",
    )
    nomination = NominationField(Nomination.objects.none(), label="Номинация", empty_label=None)
    title = forms.CharField(label="Объект", max_length=200)
    received_on = DayField(label="День, когда бумагу получили", help_text="Заявка подана в этот день.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nomination: Any = self.fields["nomination"]
        nomination.queryset = Nomination.objects.filter(contest__in=taking_paper()).select_related("contest")
        nomination.names_contest = True

    def clean(self) -> dict[str, Any]:
        """Either an organisation or a person has entered."""
        data = super().clean() or self.cleaned_data
        if not self.errors and bool(data["organization"]) == bool(data["person"]):
            self.add_error("person", "Выберите одно из двух: организацию или человека.")
        if data.get("organization") and data.get("team"):
            self.add_error("team", "Команду называет тот, кто участвует без организации: оставьте одно из двух.")
        return data


class SubmitForm(AskForm):
    """CA-01: the whole application."""

    done = "Заявка подана и зарегистрирована. До окончания приёма её содержание видите только вы."
    button = "Подать заявку"
    has_draft = True

    nomination = NominationField(Nomination.objects.none(), label="Номинация", empty_label=None)
    title = forms.CharField(label="Объект", max_length=200)
    kind = forms.ChoiceField(label="Вид объекта", choices=Kind.choices, widget=forms.RadioSelect)
    summary = long_text("Кратко", 3, min_length=MIN_TEXT, help_text="Два-три предложения: после допуска их увидят все.")
    address = forms.CharField(label="Где можно посмотреть объект", max_length=300)
    works_since = DayField(
        label="Работает в Красноярске с", help_text="Участвуют те, кто работает в городе не меньше года."
    )
    description = long_text("Как это устроено", min_length=MIN_TEXT)
    result = long_text("Результат для получателя", min_length=MIN_TEXT)
    stability = long_text(
        "Стабильность", min_length=MIN_TEXT, help_text="За счёт чего качество не меняется день ото дня."
    )
    feedback = long_text("Отзывы", min_length=MIN_TEXT)
    safety = long_text(
        "Доступность и безопасность", min_length=MIN_TEXT, help_text="Обязательные требования и как они выполнены."
    )
    city = long_text("Вклад в образ города", min_length=MIN_TEXT)
    partners = long_text("Партнёры", 3, required=False)
    links = long_text("Ссылки на материалы", 2, required=False)
    statement = forms.BooleanField(
        label="Сведения достоверны, участник работает в Красноярске не меньше года",
        error_messages={"required": "Без этого подтверждения заявку подать нельзя."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nomination: Any = self.fields["nomination"]
        nomination.queryset = self.subject.contest.nominations.order_by("code")
        confirmed = ["Сведения достоверны", *self.subject.contest.rule.conditions(), *self._agreed()]
        self.fields["statement"].label = ", ".join(confirmed)
        opened = {place.name: self._field(place) for place in application.fields(self.subject)}
        asked = {"nomination": nomination, **opened, "statement": self.fields["statement"]}
        self.fields = {name: field for name, field in asked.items() if name in self.opened()}

    def _agreed(self) -> list[str]:
        """What a person agrees to by submitting: for the team, and to being named after admission where entrants are shown at all."""
        entry = self.subject
        named = [NAMED] if entry.person and not entry.contest.rule.hides_entrants else []
        return [*([AGREED] if entry.team else []), *named]

    def _field(self, place: FieldRule) -> forms.Field:
        """The field of a place: its own, or one made by the kind of the contest."""
        criteria = self.subject.nomination.criteria
        known = self.fields.get(place.name)
        if known is None:
            return form_field(place, criteria)
        known.label, known.required = place.label_for(criteria), place.is_required
        known.help_text = place.help or known.help_text
        return known

    def opened(self) -> list[str]:
        """The places that may be filled in now."""
        return ["nomination", *application.places(self.subject), "statement"]

    @classmethod
    def initial_for(cls, subject: ContestApplication) -> dict[str, Any]:
        """The present text."""
        return {"nomination": subject.nomination_id, **application.initial(subject)}

    def clean_works_since(self) -> Any:
        """As long ago as the kind of the contest asks."""
        since = self.cleaned_data["works_since"]
        try:
            require_years(self.subject.contest, since)
        except Refused as error:
            raise ValidationError(str(error)) from error
        return since

    def clean_title(self) -> str:
        """One object of an entrant stands in one nomination (CA-01)."""
        title, entry = self.cleaned_data["title"].strip(), self.subject
        twins = ContestApplication.objects.filter(
            contest=entry.contest, organization=entry.organization, person=entry.person, title__iexact=title
        )
        if twins.entered().exclude(pk=entry.pk).exists():
            raise ValidationError(ONE_OBJECT)
        if why := why_twin(self.subject, title):
            raise ValidationError(why)
        return title

    def clean_team_people(self) -> str:
        """A team is of several people."""
        names = [line.strip() for line in self.cleaned_data["team_people"].splitlines() if line.strip()]
        if len(names) < LEAST_TEAM:
            raise ValidationError("В команде не меньше двух человек: назовите каждого с новой строки.")
        return "\n".join(names)

    def clean(self) -> dict[str, Any]:
        """The confirmation is not part of the application."""
        data = super().clean() or self.cleaned_data
        data.pop("statement", None)
        return data

    def grouped(self) -> list[dict[str, Any]]:
        """The fields by section, for the page."""
        groups = [
            {
                "code": section.code,
                "title": section.title,
                "fields": [self[place.name] for place in section.fields if place.name in self.fields],
            }
            for section in application.sections_of(self.subject)
        ]
        if "nomination" in self.fields:
            groups[0]["fields"].insert(0, self["nomination"])  # type: ignore[attr-defined]
        if "statement" in self.fields:
            groups[-1]["fields"].append(self["statement"])  # type: ignore[attr-defined]
        return [group for group in groups if group["fields"]]


class FixForm(SubmitForm):
    """CA-05: only the places with remarks are open."""

    done = "Исправленная заявка подана."
    button = "Подать исправленную заявку"

    def opened(self) -> list[str]:
        """The places the secretary has pinned remarks to."""
        return list(self.remarks())

    def remarks(self) -> dict[str, str]:
        """The remarks by place."""
        return dict(self.subject.version.remarks.values_list("field", "text"))

    def remarked(self) -> list[tuple[str, str]]:
        """What a place is called and the remark to it, in the order of the form."""
        remarks, entry = self.remarks(), self.subject
        return [
            (application.label(entry, name), remarks[name]) for name in application.places(entry) if name in remarks
        ]


class WithdrawForm(AskForm):
    """CA-14: withdraw an entry."""

    done = "Заявка отозвана."
    button = "Отозвать заявку"
    ground = long_text("Причина отзыва", 3, min_length=10)
