"""Drawing a decision up, and closing its execution."""

from typing import Any

from django import forms

from casework import workdays
from casework.fields import DayField, long_text
from casework.forms import AskForm, ConfirmForm
from committee.decisions.instructions import Instruction
from committee.decisions.models import Decision
from committee.minutes.papers import quoted, resolved
from execution.undertakings.forms import find_organization
from programme.models import Organization, Person

INSTRUCTIONS = 6
NAMES = ("point", "who", "due", "proof")
CONDITION = "Условие: "


def find_executor(words: str) -> tuple[Organization | None, Person | None]:
    """An organisation by name or ИНН, a person by e-mail. Raises ValidationError, with words for the secretary."""
    if "@" not in words:
        if not words.strip():
            raise forms.ValidationError("Назовите исполнителя: организацию или почту человека.")
        return find_organization(words.strip()), None
    person = Person.objects.filter(email__iexact=words.strip(), is_active=True).first()
    if person is None:
        raise forms.ValidationError("С такой почтой никто не зарегистрирован.")
    return None, person


class DrawUpForm(AskForm):
    """DC-02: preamble and points."""

    done = "Решение получило номер и направлено на подпись."
    button = "Направить на подпись"
    has_draft = True

    preamble = long_text("Установочная часть", help_text="Что рассмотрено и на каком основании.")
    points = long_text(
        "Пункты решения", rows=8, help_text="Каждый пункт — с новой строки, без номера: номера проставятся сами."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, INSTRUCTIONS + 1):
            self.fields[f"point_{number}"] = forms.IntegerField(label="Номер пункта", required=False, min_value=1)
            self.fields[f"who_{number}"] = forms.CharField(
                label="Исполнитель",
                required=False,
                max_length=200,
                help_text="Организация (название или ИНН) или почта человека.",
            )
            self.fields[f"due_{number}"] = DayField(label="Срок", required=False)
            self.fields[f"proof_{number}"] = forms.CharField(
                label="Чем подтвердить", required=False, max_length=300, help_text="Отчёт, акт, фотографии."
            )

    def executors(self) -> list[tuple[int, list[Any]]]:
        """(number, its bound fields) of each line of executors, for the page."""
        return [(number, [self[f"{name}_{number}"] for name in NAMES]) for number in range(1, INSTRUCTIONS + 1)]

    def clean(self) -> dict[str, Any]:
        """The lines that were filled in; a condition without an executor would never be fulfilled."""
        data = super().clean() or self.cleaned_data
        points: list[str] = data.get("points") or []
        lines = [row for number in range(1, INSTRUCTIONS + 1) if (row := self._line(number, points))]
        numbers = [row.number for row in lines]
        if len(set(numbers)) != len(numbers):
            self.add_error(None, "Один пункт поручают один раз: уберите повтор или разделите пункт на два.")
        for number, point in enumerate(points, 1):
            if point.startswith(CONDITION) and number not in numbers and not self.errors:
                self.add_error(None, f"Пункт {number} — условие: назовите его исполнителя и срок ниже.")
        kept: dict[str, Any] = {name: data[name] for name in ("preamble", "points") if name in data}
        return {**kept, "executors": lines}

    def _line(self, number: int, points: list[str]) -> Instruction | None:
        point, who, due, proof = (self.cleaned_data.get(f"{name}_{number}") for name in NAMES)
        if not any(f"{name}_{number}" in self.errors for name in NAMES) and not (point or who or due):
            return None
        try:
            organization, person = find_executor(who or "")
        except forms.ValidationError as error:
            self.add_error(f"who_{number}", error)
            return None
        if not point or point > len(points):
            self.add_error(f"point_{number}", f"Укажите номер пункта решения, от 1 до {len(points)}.")
        elif due is None or due <= workdays.local_date():
            self.add_error(f"due_{number}", "Укажите срок: день, который ещё не прошёл.")
        else:
            text = points[point - 1]
            return Instruction(
                point, text.removeprefix(CONDITION), due, proof or "", organization, person, text.startswith(CONDITION)
            )
        return None

    @classmethod
    def initial_for(cls, subject: Decision) -> dict[str, Any]:
        """What was put to the vote; a condition is usually the applicant's."""
        item = subject.item
        preamble = subject.preamble or f"Рассмотрев вопрос {quoted(item.title)} (докладчик — {item.reporter}),"
        points = subject.points or resolved(subject.line)
        applicant = item.conflicted_organizations.first()
        lines: dict[str, Any] = {}
        conditions = [number for number, point in enumerate(points, 1) if point.startswith(CONDITION)]
        for line, point in enumerate(conditions[:INSTRUCTIONS], 1):
            lines |= {f"point_{line}": point, f"who_{line}": applicant.short_name if applicant else ""}
        return {"preamble": preamble, "points": "\n".join(points), **lines}

    def clean_points(self) -> list[str]:
        """One point a line."""
        return [point.strip() for point in self.cleaned_data["points"].splitlines() if point.strip()]


class ExecuteForm(ConfirmForm):
    """DC-12."""

    done = "Решение отмечено исполненным, справка составлена."
    button = "Отметить исполнение и составить справку"
