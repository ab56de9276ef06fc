"""The score sheet (EA-05, EA-06, EA-09…EA-11)."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from casework.forms import AskForm, ConfirmForm
from expertise.blinding.facts import shown_materials
from expertise.challenges.standing import held_back
from expertise.materials.facts import with_pages
from expertise.panels.models import ExpertAssignment
from expertise.scoring import places
from expertise.scoring.grounds import least_length
from expertise.scoring.models import ScoreSheet
from programme.models import Criterion

SPACES = re.compile(r"\s+")
SCORES = {str(value) for value in range(11)}


class OpenMaterialsForm(ConfirmForm):
    """EA-05: opening is an act of its own, since a page that is only looked at must not change anything."""

    done = "Материалы открыты. Теперь заполните экспертный лист."
    button = "Открыть материалы"


def length(text: str) -> int:
    """How many characters really stand there: runs of spaces count once."""
    return len(SPACES.sub(" ", text.strip()))


class ScoreForm(AskForm):
    """EA-06, EA-10: 0…10 for each criterion with grounds of the required length, a general conclusion, a recommendation (3.2 «Шкала»)."""

    done = (
        "Экспертный лист сдан. Координатор проверит его по форме; пока он не ответил, "
        "лист можно отозвать на этой странице и исправить."
    )
    button = "Сдать экспертный лист"
    has_draft = True

    recommendation = forms.ChoiceField(
        label="Ваш вывод",
        choices=ScoreSheet.Recommendation.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите вывод."},
    )
    conclusion = forms.CharField(
        label="Общий вывод",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Напишите общий вывод."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assignment: ExpertAssignment = self.subject
        self.held = held_back(assignment)
        self.rules = assignment.expertise.regulation.value("expertise.grounds")
        self.scale = assignment.expertise.regulation.value("expertise.scale.hints")
        self.criteria = list(assignment.expertise.criteria_of(assignment.expert.track).criteria.all())
        for criterion in self.criteria:
            self._add(criterion)
        if assignment.expertise.is_light:  # a contest entry is not reworked
            words = ScoreSheet.Recommendation
            self.fields["recommendation"].choices = [  # type: ignore[attr-defined]
                choice for choice in words.choices if choice[0] != words.REWORK
            ]
        self.fields["private_conclusion"] = places.private_field("общий вывод")
        self.fields["conclusion"].help_text = f"Не меньше {self.rules['conclusion']} знаков."
        self.fields["conclusion"].widget.attrs["data-min-length"] = self.rules["conclusion"]

    def _add(self, criterion: Criterion) -> None:
        self.fields[f"value_{criterion.pk}"] = places.mark_field(criterion, self.scale)
        self.fields[f"ground_{criterion.pk}"] = places.ground_field(criterion, self.rules)
        self.fields[f"sure_{criterion.pk}"] = places.confidence_field(criterion)
        self.fields[f"private_ground_{criterion.pk}"] = places.private_field(f"обоснование критерия {criterion.number}")

    @classmethod
    def initial_for(cls, subject: ExpertAssignment) -> dict[str, Any]:
        """A returned sheet comes back as it was."""
        last = subject.sheets.prefetch_related("scores").first()
        if last is None:
            return {}
        given = {f"value_{row.criterion_id}": row.value for row in last.scores.all()}
        grounds = {f"ground_{row.criterion_id}": row.ground for row in last.scores.all()}
        private = {f"private_ground_{row.criterion_id}": row.is_private for row in last.scores.all()}
        sure = {f"sure_{row.criterion_id}": row.confidence or "" for row in last.scores.all()}
        own = {
            "recommendation": last.recommendation,
            "conclusion": last.conclusion,
            "private_conclusion": last.is_private,
        }
        return {**own, **given, **grounds, **private, **sure}

    def rows(self) -> list[tuple[Criterion, BoundField, BoundField, BoundField, BoundField]]:
        """Each criterion with its score, its ground, how sure the expert is, and whether the ground stays out of the conclusion."""
        names = ("value", "ground", "sure", "private_ground")
        return [(row, *(self[f"{name}_{row.pk}"] for name in names)) for row in self.criteria]  # type: ignore[misc]

    def materials(self) -> dict[str, Any]:
        """What this expert reads beside the sheet."""
        return with_pages(shown_materials(self.subject.expertise), self.subject.expertise_id)

    def standing(self) -> dict[str, Any]:
        """The total of what is chosen so far, and for how many criteria: correct without scripts as of the last save."""
        chosen = [(row.weight, str(value.value() or "")) for row, value, *_ in self.rows()]
        given = [(weight, int(value)) for weight, value in chosen if value in SCORES]
        total = sum((weight * value for weight, value in given), Decimal(0))
        return {"total": total, "count": len(given), "of": len(self.criteria)}

    def answers(self) -> list[dict[str, Any]]:
        """A filled-in sheet line by line, for the page on which it is checked before it is sent."""
        marks = self.cleaned_data["marks"]
        return [
            {
                "criterion": row,
                "value": value,
                "points": row.weight * value,
                "ground": ground,
                "is_private": f"ground_{row.pk}" in self.cleaned_data["private"],
                "confidence": self.cleaned_data["confidence"].get(row.pk),
            }
            for row, value, ground in marks
        ]

    def clean_conclusion(self) -> str:
        """Long enough to be a conclusion."""
        text = self.cleaned_data["conclusion"].strip()
        self._check_length("conclusion", text, self.rules["conclusion"])
        return text

    def _check_length(self, name: str, text: str, least: int) -> None:
        if length(text) < least:
            self.add_error(name, f"Нужно не меньше {least} знаков, сейчас {length(text)}.")

    def clean(self) -> dict[str, Any]:
        """The arguments of the action; the length a ground needs depends on the score."""
        cleaned = super().clean() or self.cleaned_data
        for criterion in self.criteria:
            value, ground = cleaned.get(f"value_{criterion.pk}"), cleaned.get(f"ground_{criterion.pk}")
            if value not in (None, "") and ground is not None:
                self._check_length(f"ground_{criterion.pk}", ground, least_length(self.rules, int(value)))
        if self.errors:
            return cleaned
        marks = [(row, cleaned[f"value_{row.pk}"], cleaned[f"ground_{row.pk}"].strip()) for row in self.criteria]
        names = ["conclusion", *(f"ground_{row.pk}" for row in self.criteria)]
        private = [name for name in names if cleaned.get(f"private_{name}")]
        return {
            "marks": marks,
            "conclusion": cleaned["conclusion"],
            "recommendation": cleaned["recommendation"],
            "private": private,
            "confidence": {row.pk: sure for row in self.criteria if (sure := cleaned.get(f"sure_{row.pk}"))},
        }


class TakeBackForm(ConfirmForm):
    """EA-14: a plain page of the expert."""

    done = "Лист отозван. Исправьте его и сдайте снова: введённое сохранено."
    button = "Отозвать лист"


class AcceptSheetForm(AskForm):
    """EA-09, EA-11: the coordinator sees that the sheet is there and complete in form, not what it says (3.2 «Независимость»)."""

    done = "Ответ записан."
    button = "Ответить на лист"

    verdict = forms.ChoiceField(
        label="Ваше решение",
        choices=[("accept", "Принять лист"), ("return", "Вернуть эксперту по форме")],
        widget=forms.RadioSelect,
        initial="accept",
        error_messages={"required": "Выберите решение."},
    )
    remark = forms.CharField(
        label="Замечание эксперту",
        help_text="Обязательно при возврате: что не соответствует методике. Лист возвращается один раз.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=1000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.subject.may_be_returned():
            self.fields["verdict"].choices = [("accept", "Принять лист")]  # type: ignore[attr-defined]
            del self.fields["remark"]

    def checks(self) -> list[tuple[str, str]]:
        """What may be known about the sheet now: facts, no scores, no words of it."""
        sheet = self.subject.sheets.first()
        total = self.subject.expertise.criteria_of(self.subject.expert.track).criteria.count()
        return [
            ("Оценены критерии", f"{sheet.scores.count()} из {total}"),
            ("Обоснования и общий вывод", "есть, нужной длины"),
            ("Редакция листа", str(sheet.edition)),
        ]

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        remark = cleaned.get("remark", "").strip()
        if cleaned["verdict"] == "return" and not remark:
            self.add_error("remark", "Напишите, что не соответствует методике.")
        return {"is_accepted": cleaned["verdict"] == "accept", "remark": remark}


class SheetsForm(AskForm):
    """EA-09, EA-11 for every sheet of a case that waits for an answer; what may be known of a sheet is the same as on its own page."""

    button = "Ответить на отмеченные листы"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = ExpertAssignment.objects.submitted_in(self.subject)
        self.assignments = list(rows.prefetch_related("sheets__scores"))
        for assignment in self.assignments:
            self._add(assignment)

    def _add(self, assignment: ExpertAssignment) -> None:
        may_be_returned = assignment.may_be_returned()
        returning = [("return", "Вернуть эксперту по форме")] if may_be_returned else []
        self.fields[f"verdict_{assignment.pk}"] = forms.ChoiceField(
            label=f"Ваше решение: {assignment.pseudonym}",
            choices=[("accept", "Принять лист"), *returning, ("later", "Ответить позже")],
            widget=forms.RadioSelect,
            initial="accept",
            error_messages={"required": "Выберите решение."},
        )
        if may_be_returned:
            self.fields[f"remark_{assignment.pk}"] = forms.CharField(
                label=f"Замечание: {assignment.pseudonym}",
                help_text="Только при возврате: что не соответствует методике.",
                widget=forms.Textarea(attrs={"rows": 2}),
                required=False,
                max_length=1000,
            )

    @property
    def done(self) -> str:  # type: ignore[override]
        """How many sheets were accepted and returned."""
        verdicts = [is_accepted for _, is_accepted, _ in self.cleaned_data["answers"]]
        return f"Принято листов: {verdicts.count(True)}, возвращено: {verdicts.count(False)}."

    def rows(self) -> list[dict[str, Any]]:
        """Each sheet with what may be known of it and its fields, for the page."""
        return [
            {
                "assignment": row,
                "sheet": row.sheets.all()[0],
                "count": len(row.sheets.all()[0].scores.all()),
                "of": self.subject.criteria_of(row.expert.track).criteria.all(),
                "verdict": self[f"verdict_{row.pk}"],
                "remark": self[f"remark_{row.pk}"] if f"remark_{row.pk}" in self.fields else None,
            }
            for row in self.assignments
        ]

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        answers = []
        for row in self.assignments:
            verdict, remark = cleaned.get(f"verdict_{row.pk}", ""), cleaned.get(f"remark_{row.pk}", "").strip()
            if verdict == "return" and not remark:
                self.add_error(f"remark_{row.pk}", "Напишите, что не соответствует методике.")
            if verdict == "accept" and remark:
                self.add_error(f"remark_{row.pk}", "Замечание пишут при возврате: отметьте «Вернуть» или сотрите его.")
            if verdict in ("accept", "return"):
                answers.append((row, verdict == "accept", remark))
        if not answers and not self.errors:
            raise forms.ValidationError("Отметьте хотя бы один лист: принять или вернуть.")
        return {"answers": answers}
