"""From the meeting to the signature (EX-12…EX-17)."""

from functools import cached_property
from typing import Any

from django import forms

from casework import workdays
from casework.forms import AskForm
from expertise.conclusions.papers import TEXTS
from expertise.panels.actions import finished, unasked
from expertise.panels.conflicts import Surroundings
from expertise.panels.models import ExpertAssignment
from expertise.scoring.assessment import assess
from expertise.scoring.formula import Result
from journal.models import Entry
from journal.record import key
from programme.models import Criterion


def _text(label: str, rows: int = 4, help_text: str = "", required: bool = True, most: int = 10000) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        required=required,
        max_length=most,
        error_messages={"required": f"Заполните: {label.lower()}."},
    )


class ConveneForm(AskForm):
    """EX-12."""

    done = "Эксперты извещены о совещании."
    button = "Созвать совещание"

    held_on = forms.DateField(
        label="День совещания",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Укажите день."},
    )
    place = forms.CharField(
        label="Где и как пройдёт",
        max_length=300,
        help_text="Время, адрес или способ связи.",
        error_messages={"required": "Укажите место."},
    )

    @classmethod
    def initial_for(cls, subject: Any) -> dict[str, Any]:
        """Today, unless the coordinator says otherwise."""
        return {"held_on": workdays.local_date()}

    @cached_property
    def result(self) -> Result:
        """What the sheets give."""
        return assess(self.subject)

    def clean_held_on(self) -> Any:
        """Not in the past."""
        day = self.cleaned_data["held_on"]
        if day < workdays.local_date():
            raise forms.ValidationError("Этот день уже прошёл.")
        return day


class AssignmentChoice(forms.ModelChoiceField):
    """An expert as the coordinator knows them."""

    def label_from_instance(self, obj: ExpertAssignment) -> str:  # type: ignore[override]
        """Эксперт № 1 — И. О. Фамилия."""
        return f"{obj.pseudonym} — {obj.expert.person.short_name}, {obj.expert.get_track_display()}"


class AssignmentChoices(AssignmentChoice, forms.ModelMultipleChoiceField):
    """Several of them."""


class ConsolidateForm(AskForm):
    """EX-13: who was there, what was said, a comment to every wide discrepancy."""

    done = "Итоги совещания записаны."
    button = "Записать итоги"
    has_draft = True

    present = AssignmentChoices(
        ExpertAssignment.objects.none(), label="Присутствовали", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте присутствовавших."},
    )  # fmt: skip
    leading = AssignmentChoice(
        ExpertAssignment.objects.none(), label="Ведущий эксперт", widget=forms.RadioSelect, empty_label=None,
        help_text="Утверждает и подписывает заключение вместе с координатором.", error_messages={"required": "Выберите ведущего эксперта."},
    )  # fmt: skip
    proceedings = _text("Ход и выводы совещания", 6)
    residents = _text(
        "Предложения жителей и ответы на них",
        4,
        "Если предложений не было, оставьте поле пустым: так и будет сказано в заключении.",
        False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        finished = (
            ExpertAssignment.objects.counted()
            .filter(expertise=self.subject)
            .select_related("expert__person")
            .order_by("number")
        )
        self.fields["present"].queryset = finished  # type: ignore[attr-defined]
        self.fields["leading"].queryset = finished.filter(expert__track="professional")  # type: ignore[attr-defined]
        found = [item.criterion for item in self.result.discrepancies]
        self.criteria = list(Criterion.objects.filter(pk__in=found))
        for criterion in self.criteria:
            self.fields[f"comment_{criterion.pk}"] = _text(
                f"Расхождение: {criterion.title}", 3, "Чем объясняется разница в шесть баллов и больше."
            )
        if self.result.is_public_range_wide:
            self.fields["public_note"] = _text(
                "Размах оценок общественных экспертов", 3, "Что совещание решило о размахе больше 30 баллов."
            )
        self.order_fields(
            [
                "present",
                "leading",
                "proceedings",
                *(f"comment_{row.pk}" for row in self.criteria),
                "public_note",
                "residents",
            ]
        )

    @cached_property
    def result(self) -> Result:
        """What the sheets give."""
        return assess(self.subject)

    @classmethod
    def initial_for(cls, subject: Any) -> dict[str, Any]:
        """Everybody present. Who leads is chosen, not proposed."""
        return {"present": list(ExpertAssignment.objects.counted().filter(expertise=subject).order_by("number"))}

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        return {
            "present": list(cleaned["present"]),
            "leading": cleaned["leading"],
            "proceedings": cleaned["proceedings"],
            "comments": {criterion: cleaned[f"comment_{criterion.pk}"] for criterion in self.criteria},
            "public_note": cleaned.get("public_note", ""),
            "residents": cleaned["residents"],
        }


class DraftConclusionForm(AskForm):
    """EX-14: the texts of the conclusion; the figures are taken from the sheets."""

    done = "Проект заключения направлен заявителю."
    button = "Направить заявителю"
    has_draft = True

    compliance = _text("Выводы о соответствии", 5, "Соответствие целям программы, кластеру и направлению.")
    social = _text("Социальные последствия", 3)
    economic = _text("Экономические последствия", 3)
    legal = _text("Правовые последствия", 3)
    risks = _text("Риски", 4)
    recommendations = _text("Рекомендации", 4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for assignment, facts in self.late_ties:
            self.fields[f"tie_{assignment.pk}"] = _text(
                f"Почему лист сохранён: {assignment.pseudonym}",
                3,
                f"После сведения оценок стало известно: {facts}. Основание войдёт в заключение: не называйте эксперта. "
                "Если лист учитывать нельзя, прекратите экспертизу на странице дела.",
            )

    @cached_property
    def late_ties(self) -> list[tuple[ExpertAssignment, str]]:
        """Ties that have surfaced after the sheets were drawn together, with the facts."""
        surroundings = Surroundings(self.subject)
        rows = [(row, unasked(row, surroundings)) for row in finished(self.subject)]
        return [(row, "; ".join(f"{one.text}; {one.origin}" for one in found)) for row, found in rows if found]

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

    @property
    def remark(self) -> str:
        """Why the last draft came back (EX-16)."""
        last = Entry.objects.filter(subject=key(self.subject), verb="return_draft").order_by("-id").first()
        return last.ground if last else ""

    @classmethod
    def initial_for(cls, subject: Any) -> dict[str, Any]:
        """A returned draft comes back as it was."""
        last = subject.drafts.order_by("-edition").first()
        return {name: last.snapshot["texts"][name] for name, _ in TEXTS} if last else {}


class ObjectForm(AskForm):
    """EX-15: the applicant agrees or objects."""

    done = "Ответ на проект принят."
    button = "Отправить ответ"

    answer = forms.ChoiceField(
        label="Ваш ответ",
        choices=[("agree", "Согласны с проектом заключения"), ("object", "Есть возражения")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите ответ."},
    )
    text = _text(
        "Возражения", 6, "С чем вы не согласны и почему. Ответ на каждое возражение войдёт в заключение.", False
    )

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        text = cleaned["text"].strip()
        if cleaned["answer"] == "object" and not text:
            self.add_error("text", "Напишите, с чем вы не согласны.")
        return {"is_agreed": cleaned["answer"] == "agree", "text": text}


class AnswerForm(AskForm):
    """The coordinator's answer to objections."""

    done = "Ответ записан и войдёт в заключение."
    button = "Ответить"

    text = _text("Ответ на возражения", 6, "Ответьте на каждое возражение: принято или нет и почему.")


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
    remark = _text("Замечание", 4, "Обязательно при возврате: что доработать.", False, 2000)

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


class OpineForm(AskForm):
    """A dissenting opinion: a plain page of the expert."""

    done = "Особое мнение приложено к заключению."
    button = "Приложить особое мнение"

    text = _text("Особое мнение", 8, "Войдёт в заключение под вашим номером, дословно.")
