"""Reporting with evidence, and the controller's answer."""

from typing import Any

from django import forms

from casework import workdays
from casework.conditional import Needed
from casework.door import Refused
from casework.fields import DayField, long_text
from casework.forms import AskForm
from documents import files, pictures
from execution.reports.actions import Proof, returns_left
from execution.reports.models import Report
from execution.undertakings import periods
from execution.undertakings.models import Undertaking

PARTS = ("file", "caption", "taken_on")
PROOFS = 3  # files with captions on one report
Outcome = Report.Outcome


class ReportForm(AskForm):
    """UN-04, UN-05."""

    done = "Отчёт отправлен контролёру."
    button = "Отправить отчёт"
    has_draft = True

    done_text = long_text("Что сделано", rows=5, min_length=20)
    fact = forms.DecimalField(label="Факт", max_digits=14, decimal_places=2, min_value=0, localize=False)
    progress = forms.IntegerField(label="Готовность, %", min_value=0, max_value=100, required=False)
    obstacles = long_text("Что мешает", rows=3, required=False)
    is_final = forms.BooleanField(
        label="Это итоговый отчёт", required=False, help_text="Отметьте, если всё сделано раньше срока."
    )
    admits_failure = forms.BooleanField(label="Выполнить не удалось и не удастся", required=False)
    link = forms.URLField(
        label="Ссылка",
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text="Где это можно увидеть или прочитать.",
    )
    missing_proof = long_text(
        "Почему нет подтверждения", rows=2, required=False, help_text="Заполните, если нет ни файлов ниже, ни ссылки."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        undertaking: Undertaking = self.subject
        if undertaking.planned is None:
            del self.fields["fact"]
        else:
            self.fields["fact"].help_text = f"План — {undertaking.plan_title}."
        if undertaking.current_period.is_last:
            del self.fields["is_final"]
        for number in range(1, PROOFS + 1):
            self._add_proof(number)

    def _add_proof(self, number: int) -> None:
        help_text = "Фотография, акт, ведомость: PNG, JPG, PDF, DOCX или XLSX, до 10 МБ." if number == 1 else ""
        self.fields[f"file_{number}"] = forms.FileField(
            label="Файл", required=False, allow_empty_file=True, help_text=help_text
        )
        self.fields[f"caption_{number}"] = forms.CharField(
            label="Что на нём видно или сказано", max_length=300, required=False
        )
        self.fields[f"taken_on_{number}"] = DayField(label="Когда снято или составлено", required=False)

    @property
    def words(self) -> list[Any]:
        """The bound fields beside the files, for the page."""
        return [self[name] for name in self.fields if name.rpartition("_")[0] not in PARTS]

    def proofs(self) -> list[tuple[int, list[Any]]]:
        """(number, its bound fields) of each file, for the page."""
        return [(number, [self[f"{name}_{number}"] for name in PARTS]) for number in range(1, PROOFS + 1)]

    def clean(self) -> dict[str, Any]:
        """The files as evidence, each with its caption; without any, why there is none."""
        data = super().clean() or self.cleaned_data
        rows = [(number, *(data.pop(f"{name}_{number}", None) for name in PARTS)) for number in range(1, PROOFS + 1)]
        evidence = [Proof(*self._checked(*row)) for row in rows if row[1]]
        shown = evidence or data.get("link") or data.get("missing_proof")
        if not shown and "link" not in self.errors and not any(f"file_{n}" in self.errors for n, *_ in rows):
            self.add_error(
                "missing_proof", "Приложите хотя бы один файл, дайте ссылку или напишите, почему подтверждения нет."
            )
        return {**data, "evidence": evidence}

    def _checked(self, number: int, file: Any, caption: str | None, day: Any) -> tuple[Any, str, Any]:
        if problem := files.complaint(file):
            self.add_error(f"file_{number}", problem)
        elif pictures.is_picture(file):
            try:
                file = pictures.cleaned(file)
            except Refused as refusal:
                self.add_error(f"file_{number}", str(refusal))
        if not caption:
            self.add_error(f"caption_{number}", "Подпишите файл: что на нём видно.")
        if day and day > workdays.local_date():
            self.add_error(f"taken_on_{number}", "Этот день ещё не наступил.")
        return file, caption or "", day

    def period_title(self) -> str:
        """What the report is about, for the page."""
        return periods.title_of(self.subject.current_period.code)


class CheckForm(AskForm):
    """UN-06…UN-10: only the answers that are lawful for this report are offered."""

    done = "Ответ на отчёт записан."
    button = "Ответить на отчёт"
    has_draft = True

    outcome = forms.ChoiceField(label="Отчёт", choices=Outcome.choices, widget=forms.RadioSelect)
    remarks = long_text("Замечания или причина", rows=4)
    NEEDED_IF = {
        "remarks": Needed(
            "outcome", (Outcome.RETURNED, Outcome.PARTLY, Outcome.FAILED), "Напишите замечания или причину.", least=10
        )
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["outcome"]
        field.choices = list(self._answers())

    def _answers(self) -> Any:
        undertaking: Undertaking = self.subject
        row = self.report
        if row is None:
            return
        left = returns_left(undertaking, row.period)
        if not row.is_final:
            yield Outcome.ACCEPTED, f"Принять за {row.period_title}"
        else:
            if undertaking.is_reached(row.fact):
                yield Outcome.DONE, "Принять: выполнено"
            yield Outcome.PARTLY, "Принять: выполнено частично"
        if left > 0:
            yield Outcome.RETURNED, f"Вернуть с замечаниями (можно ещё {left})"
        if left < 1 or row.admits_failure:
            yield Outcome.FAILED, "Не принять: не выполнено"

    @property
    def report(self) -> Report | None:
        """The report that waits for an answer."""
        rows = self.subject.reports.filter(outcome=None).select_related("by", "document")
        return rows.prefetch_related("evidence").first()
