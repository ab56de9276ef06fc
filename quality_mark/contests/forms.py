"""A contest before its entries: its plan with the jury, the question to the committee, the extension, the cancellation."""

from typing import Any

from django import forms

from casework import roles, workdays
from casework.fields import DayField
from casework.forms import AskForm
from casework.searching import by_name
from programme.models import Person, Regulation, Sector
from quality_mark.contests.models import Contest
from quality_mark.fields import PersonField, long_text
from quality_mark.kinds.models import ContestKind
from quality_mark.kinds.rules import MARK, PER_CONTEST
from quality_mark.kinds.words import jury_limits, nominations_of

SEATS = range(1, 12)


class PlanForm(AskForm):
    """CT-01: a kind, title, dates, quotas of the nominations, the jury of three sectors. The kind is chosen before: the page is of one."""

    done = "Конкурс создан. Теперь вынесите его объявление на комитет."
    button = "Создать конкурс"
    kind = forms.CharField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label="Название", max_length=150)
    about = long_text("О конкурсе", 3, required=False, help_text="Войдёт в объявление. Можно оставить пустым.")
    opens_on = DayField(label="Приём заявок с")
    closes_on = DayField(label="Приём заявок по")
    act = forms.CharField(
        label="Акт об образовании жюри",
        max_length=300,
        help_text="Например: распоряжение Главы города от 01.09.2026 № 12-р.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = self._chosen()
        self.fields["kind"].initial = self.chosen.code
        self.offered = nominations_of(self.chosen.rule)
        first = self.chosen.rule.levels[0]
        most = 10 if first.gives == MARK else first.quota if first.per == PER_CONTEST else 100
        for row in self.offered:
            self.fields[f"quota_{row.code}"] = forms.IntegerField(
                label=f"{row.code} {row.title}", min_value=0, max_value=most, initial=row.quota
            )
        pool = Person.objects.holding(roles.JURY_MEMBER).order_by(*by_name("last_name", "first_name"), "pk")
        for n in SEATS:
            self.fields[f"seat_{n}"] = PersonField(
                queryset=pool, label=f"Член жюри {n}", required=False, empty_label="—"
            )
            self.fields[f"sector_{n}"] = forms.ChoiceField(
                label=f"Сектор {n}", choices=[("", "—"), *Sector.choices], required=False
            )
        self.fields["chair"] = PersonField(queryset=pool, label="Председатель жюри", empty_label="—")

    def _chosen(self) -> ContestKind:
        """The kind that was asked for; the Mark if none was, or one by which no contest can be held."""
        asked = self.data.get("kind") if self.is_bound else self.request.GET.get("kind") if self.request else ""
        rows = {row.code: row for row in ContestKind.objects.in_force()}
        return rows.get(asked or "", rows["mark"])

    def clean_kind(self) -> ContestKind:
        """The kind itself; nobody is left with another one than was asked for."""
        asked = self.cleaned_data["kind"]
        if asked and asked != self.chosen.code:
            raise forms.ValidationError("Такого вида среди действующих нет. Выберите другой.")
        return self.chosen

    def quotas(self) -> list[Any]:
        """The fields of the nominations, for the page."""
        return [self[f"quota_{row.code}"] for row in self.offered]

    def seats(self) -> list[tuple[int, Any, Any]]:
        """The fields of the jury, for the page."""
        return [(n, self[f"seat_{n}"], self[f"sector_{n}"]) for n in SEATS]

    def clean(self) -> dict[str, Any]:
        """The window is long enough, the jury is as the Положение wants it; the answers as the action takes them."""
        data = super().clean() or self.cleaned_data
        quotas = {row.code: data.pop(f"quota_{row.code}", 0) or 0 for row in self.offered}
        if not any(quotas.values()) and not self.errors:
            self.add_error(None, "Оставьте хотя бы одну номинацию: квота больше нуля.")
        self._check_quotas(sum(quotas.values()))
        seats = self._seats(data)
        self._check_dates(data)
        self._check_jury(data, seats)
        return {**data, "quotas": quotas, "seats": seats}

    def _seats(self, data: dict[str, Any]) -> list[tuple[Any, str]]:
        seats = []
        for n in SEATS:
            person, sector = data.pop(f"seat_{n}", None), data.pop(f"sector_{n}", "")
            if person and not sector:
                self.add_error(f"sector_{n}", "Укажите сектор.")
            elif person:
                seats.append((person, sector))
        return seats

    def _check_quotas(self, given: int) -> None:
        """K3: where the kind counts what it gives over the whole contest, the nominations share it."""
        level = self.chosen.rule.levels[0]
        if level.per == PER_CONTEST and level.quota and given > level.quota:
            self.add_error(
                None,
                f"Уровень «{level.title}» даётся на весь конкурс не больше чем {level.quota}, а в номинациях {given}.",
            )

    def _check_dates(self, data: dict[str, Any]) -> None:
        opens, closes = data.get("opens_on"), data.get("closes_on")
        if opens and opens <= workdays.local_date():
            self.add_error("opens_on", "Приём открывают не раньше завтрашнего дня: сначала решает комитет.")
        if opens and closes:
            least = int(Regulation.in_force().value("contest.window_min_days"))
            if workdays.between(opens, closes) < least:
                last = workdays.add(opens, least)
                self.add_error("closes_on", f"Приём идёт не меньше {least} рабочих дней: не раньше {last:%d.%m.%Y}.")

    def _check_jury(self, data: dict[str, Any], seats: list[tuple[Any, str]]) -> None:
        least, most = jury_limits(self.chosen.rule, Regulation.in_force())
        people = [person for person, _ in seats]
        if len(set(people)) != len(people):
            self.add_error(None, "Один человек указан в жюри дважды.")
        if not least <= len(people) <= most:
            self.add_error(None, f"В жюри входят от {least} до {most} человек, сейчас {len(people)}.")
        if len({sector for _, sector in seats}) < len(Sector.values):
            self.add_error(None, "В жюри должны быть представлены все три сектора.")
        if (chair := data.get("chair")) and chair not in people:
            self.add_error("chair", "Председатель должен быть среди членов жюри.")


class ProposeForm(AskForm):
    """CT-02: the committee is asked to announce the contest."""

    done = "Вопрос внесён: проект объявления приложен к материалам комитета."
    button = "Вынести на комитет"
    question = forms.CharField(label="Вопрос повестки", max_length=300)
    draft_resolution = long_text("Проект решения", 5, help_text="Каждый пункт — с новой строки, без номера.")

    @classmethod
    def initial_for(cls, subject: Contest) -> dict[str, Any]:
        """A draft the secretary may change."""
        return {
            "question": f"Об объявлении конкурса «{subject.title}»"[:300],
            "draft_resolution": f"Объявить конкурс «{subject.title}» (№ {subject.number}).\n"
            f"Установить срок приёма заявок с {subject.opens_on:%d.%m.%Y} по {subject.closes_on:%d.%m.%Y}.\n"
            "Утвердить состав жюри и перечень номинаций по проекту объявления.",
        }


class ExtendForm(AskForm):
    """CT-04: extend the window."""

    done = "Приём продлён, извещение опубликовано."
    button = "Продлить приём"
    closes_on = DayField(label="Новый последний день приёма")
    ground = forms.CharField(label="Основание", max_length=300, min_length=10)

    @classmethod
    def initial_for(cls, subject: Contest) -> dict[str, Any]:
        """The latest lawful day."""
        most = int(subject.value("extension_max_days"))
        return {"closes_on": workdays.add(subject.closes_on, most)}

    def clean_closes_on(self) -> Any:
        """Later than announced."""
        day = self.cleaned_data["closes_on"]
        if day <= self.subject.closes_on:
            raise forms.ValidationError(f"Приём и так идёт до {self.subject.closes_on:%d.%m.%Y}.")
        return day


class CancelForm(AskForm):
    """CT-19: the question to the committee whether to cancel."""

    done = "Вопрос об отмене внесён в комитет."
    button = "Внести вопрос в комитет"
    contest = forms.ModelChoiceField(Contest.objects.none(), label="Конкурс", empty_label=None)
    ground = long_text("Причина отмены", 4, min_length=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["contest"]
        field.queryset = Contest.objects.filter(status__in=Contest.BEFORE_JURY)
