"""The days of visits, and what was seen."""

from typing import Any

from django import forms

from casework import workdays
from casework.fields import DayField
from casework.forms import AskForm
from committee.models import BodyMember
from programme.models import Membership
from quality_mark.entries.models import ContestApplication
from quality_mark.fields import SeatsField, long_text
from quality_mark.visits import draw
from quality_mark.visits.actions import chosen_by_lot, open_visit, split

SPREAD = 5  # working days ahead of which a visit is suggested


class VisitsForm(AskForm):
    """CA-09: days for those who may get the Mark and for those on whom the lot has fallen."""

    done = "Проверки на месте назначены, участники предупреждены."
    button = "Назначить проверки"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claimants, self.others = split(self.subject)
        self.fingerprint, self.seed, self.lots, self.drawn = chosen_by_lot(self.subject, self.others)
        suggested = workdays.add(workdays.local_date(), SPREAD)
        for entry in self.visited():
            self.fields[f"day_{entry.pk}"] = DayField(label=f"День проверки заявки № {entry.number}", initial=suggested)

    def visited(self) -> list[ContestApplication]:
        """Whoever will be visited."""
        return [*self.claimants, *(entry for entry in self.others if entry.number in self.drawn)]

    def rows(self) -> list[tuple[ContestApplication, str, Any]]:
        """Entries with the reason and the field, for the page."""
        return [
            (entry, "балл" if entry in self.claimants else "жребий", self[f"day_{entry.pk}"])
            for entry in self.visited()
        ]

    def lot_rows(self) -> list[tuple[str, str, bool]]:
        """The draw as a table: number, lot, whether it fell on it."""
        return [(number, digest, number in self.drawn) for digest, number in self.lots]

    def how_many(self) -> int:
        """How many the lot chooses."""
        return draw.how_many(len(self.others), self.subject.value("visit_share"))

    def clean(self) -> dict[str, Any]:
        """The days by entry; none in the past, none beyond the term."""
        data = super().clean() or self.cleaned_data
        today = workdays.local_date()
        last = workdays.add(today, self.subject.regulation.term("contest.visit").days)
        days = {}
        for entry in self.visited():
            day = data.get(f"day_{entry.pk}")
            if day and not today <= day <= last:
                self.add_error(f"day_{entry.pk}", f"Проверку проводят с сегодняшнего дня по {last:%d.%m.%Y}.")
            elif day:
                days[entry.pk] = day
        return {"days": days}


class OwnVisitForm(AskForm):
    """CA-09: the day for an entry that was admitted after the others."""

    done = "Проверка на месте назначена, участник предупреждён."
    button = "Назначить проверку"
    day = DayField(label="День проверки")

    @classmethod
    def initial_for(cls, subject: ContestApplication) -> dict[str, Any]:
        """Some days ahead."""
        return {"day": workdays.add(workdays.local_date(), SPREAD)}

    def clean_day(self) -> Any:
        """None in the past, none beyond the term."""
        day, today = self.cleaned_data["day"], workdays.local_date()
        last = workdays.add(today, self.subject.contest.regulation.term("contest.visit").days)
        if not today <= day <= last:
            raise forms.ValidationError(f"Проверку проводят с сегодняшнего дня по {last:%d.%m.%Y}.")
        return day


class VisitForm(AskForm):
    """CA-10: what was seen in place; the act goes to its signatories."""

    done = "Акт составлен и направлен на подпись участникам проверки."
    button = "Составить акт"
    has_draft = True
    held_on = DayField(label="День проверки")
    visitors = SeatsField(
        BodyMember.objects.none(),
        label="Кто из жюри участвовал в проверке",
        help_text="Не показаны те, кто связан с участником.",
        error_messages={"required": "Проверку проводят вместе с членом жюри."},
    )
    met_by = forms.CharField(label="Кто встречал от участника", max_length=200)
    findings = long_text("Что установлено", 6, min_length=50)
    is_confirmed = forms.TypedChoiceField(
        label="Сведения заявки",
        choices=[("yes", "подтвердились"), ("no", "не подтвердились")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    result = forms.TypedChoiceField(
        label="Итог проверки, от 0 до 10",
        choices=[(str(n), str(n)) for n in range(11)],
        coerce=int,
        help_text="В балл не входит; сравнивается при равенстве баллов.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["visitors"]
        partial = Membership.objects.in_force().filter(organization=self.subject.organization).values("person")
        field.queryset = self.subject.contest.jury.voters_on().exclude(person__in=partial)

    @classmethod
    def initial_for(cls, subject: ContestApplication) -> dict[str, Any]:
        """The planned day."""
        return {"held_on": open_visit(subject).planned_on}

    def clean_held_on(self) -> Any:
        """Not in the future."""
        day = self.cleaned_data["held_on"]
        if day > workdays.local_date():
            raise forms.ValidationError("Этот день ещё не наступил.")
        return day

    def clean(self) -> dict[str, Any]:
        """The visitors as a list."""
        data = super().clean() or self.cleaned_data
        data["visitors"] = list(data.get("visitors") or [])
        return data
