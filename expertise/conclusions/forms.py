"""Writing the conclusion and approving it (EX-14, EX-16, EX-17)."""

from functools import cached_property
from typing import Any

from django import forms
from django.forms import BoundField

from casework.forms import AskForm
from expertise.conclusions import assembly
from expertise.conclusions.papers import HIDDEN, TEXTS
from expertise.expertises.models import Expertise
from expertise.fields import text_field
from expertise.panels.models import ExpertAssignment
from expertise.scoring.assessment import assess, matrices_of, sheets_of
from expertise.scoring.formula import Result
from expertise.scoring.matrix import Matrix
from expertise.ties.actions import counted_assignments, new_ties
from expertise.ties.conflicts import ConflictChecker
from journal.models import Entry
from journal.record import key

MOST = 20_000  # characters of one text of a conclusion: as many as the press takes


class DraftConclusionForm(AskForm):
    """EX-14: the texts of the conclusion; the figures are taken from the sheets."""

    done = "Проект заключения направлен заявителю."
    button = "Направить заявителю"
    has_draft = True

    compliance = text_field(
        "Выводы о соответствии", 10, "Соответствие целям программы, кластеру и направлению.", most=MOST
    )
    social = text_field("Социальные последствия", 8, most=MOST)
    economic = text_field("Экономические последствия", 8, most=MOST)
    legal = text_field("Правовые последствия", 4, most=MOST)
    risks = text_field("Риски", 8, most=MOST)
    recommendations = text_field("Рекомендации", 8, most=MOST)

    hidden = forms.TypedMultipleChoiceField(
        label="Чего заявителю не показывать", coerce=int, choices=[], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grounds = assembly.grounds(self.subject)
        self.fields["hidden"].choices = [  # type: ignore[attr-defined]
            (given["score"], given["origin"]) for row in self.grounds for given in row["given"]
        ]
        for assignment, facts in self.late_ties:
            self.fields[f"tie_{assignment.pk}"] = text_field(
                f"Почему лист сохранён: {assignment.pseudonym}",
                3,
                f"После сведения оценок стало известно: {facts}. Основание войдёт в заключение: не называйте эксперта. "
                "Если лист учитывать нельзя, прекратите экспертизу на странице дела.",
            )

    @cached_property
    def late_ties(self) -> list[tuple[ExpertAssignment, str]]:
        """Ties that have surfaced after the sheets were drawn together, with the facts."""
        checker = ConflictChecker(self.subject)
        rows = [(row, new_ties(row, checker)) for row in counted_assignments(self.subject)]
        return [
            (row, "; ".join(f"{finding.text}; {finding.origin}" for finding in findings))
            for row, findings in rows
            if findings
        ]

    def sources(self) -> list[dict[str, Any]]:
        """Each text with the words of the experts it was put together from: whose they are stays seen while a person edits."""
        sections = assembly.passages(self.subject)
        return [{"field": self[name], "passages": sections.get(name, [])} for name, _ in TEXTS]

    def given(self) -> list[dict[str, Any]]:
        """The grounds by criterion, each with whether it is kept from the applicant."""
        kept = {str(value) for value in self["hidden"].value() or []}
        return [
            {**row, "given": [{**given, "is_hidden": str(given["score"]) in kept} for given in row["given"]]}
            for row in self.grounds
        ]

    def late(self) -> list[BoundField]:
        """The grounds asked for besides the texts."""
        return [self[f"tie_{assignment.pk}"] for assignment, _ in self.late_ties]

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        grounds = {assignment: cleaned.pop(f"tie_{assignment.pk}") for assignment, _ in self.late_ties}
        return {**cleaned, "tie_grounds": grounds}

    @cached_property
    def result(self) -> Result:
        """What the sheets give."""
        return assess(self.subject)

    def matrices(self) -> list[Matrix]:
        """The same, criterion × expert."""
        return matrices_of(self.subject, sheets_of(self.subject))

    @property
    def remark(self) -> str:
        """Why the last draft came back (EX-16)."""
        last = Entry.objects.filter(subject=key(self.subject), verb="return_draft").order_by("-id").first()
        return last.ground if last else ""

    @classmethod
    def initial_for(cls, subject: Expertise) -> dict[str, Any]:
        """A returned draft comes back as it was; the first is put together from the sheets."""
        last = subject.drafts.order_by("-edition").first()
        if last:
            return {name: last.snapshot["texts"][name] for name, _ in TEXTS} | {"hidden": last.snapshot[HIDDEN]}
        return assembly.texts(assembly.passages(subject), assess(subject), MOST)


class ApproveForm(AskForm):
    """EX-16 or EX-17, by the leading expert."""

    done = "Решение записано."
    button = "Записать решение"

    verdict = forms.ChoiceField(
        label="Ваше решение",
        choices=[("approve", "Утвердить и подписать"), ("return", "Вернуть на доработку")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите решение."},
    )
    remark = text_field("Замечание", 4, "Обязательно при возврате: что доработать.", False, 2000)

    def reply(self) -> list[tuple[str, str]]:
        """What the applicant answered, and what the coordinator answered to that."""
        objection = self.subject.drafts.latest().objection
        return [
            ("Ответ", objection.get_kind_display()),
            ("Возражения", objection.text),
            ("Ответ координатора", objection.answer),
        ]

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        remark = cleaned["remark"].strip()
        if cleaned["verdict"] == "return" and not remark:
            self.add_error("remark", "Напишите, что нужно доработать.")
        return {"is_approved": cleaned["verdict"] == "approve", "remark": remark}
