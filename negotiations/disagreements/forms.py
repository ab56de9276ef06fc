"""Answering to the text, proposing how to settle disagreements, answering to that."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.forms import AskForm
from negotiations.agreements import snapshots
from negotiations.agreements.models import AgreementClause, current
from negotiations.disagreements.models import Disagreement, Endorsement

ROWS = 3  # disagreements one visa may state


class EndorseForm(AskForm):
    """NG-17, NG-18."""

    done = "Ответ по тексту соглашения записан."
    button = "Отправить ответ"
    has_draft = True
    answer = forms.ChoiceField(
        label="Ваш ответ",
        widget=forms.RadioSelect,
        choices=[(Endorsement.Answer.AGREE, "Согласовать текст"), (Endorsement.Answer.DISAGREE, "Заявить разногласия")],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement = current(self.subject.case)
        clauses = (
            self.agreement.clauses.filter(dropped_at=None).order_by("position")
            if self.agreement
            else AgreementClause.objects.none()
        )
        for n in range(1, ROWS + 1):
            self.fields[f"clause_{n}"] = forms.ModelChoiceField(
                clauses, label=f"Разногласие {n}: пункт", required=False, empty_label="—"
            )
            self.fields[f"version_{n}"] = forms.CharField(
                label=f"Разногласие {n}: ваша редакция пункта",
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text="Оставьте пустым, если пункт нужно исключить.",
            )
            self.fields[f"reason_{n}"] = forms.CharField(
                label=f"Разногласие {n}: причина",
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def sections(self) -> list[dict[str, Any]]:
        """The text to be read."""
        return snapshots.sections(self.agreement) if self.agreement else []

    def clean(self) -> dict[str, Any]:
        """A disagreement names a clause and a reason."""
        data = super().clean() or self.cleaned_data
        rows, seen = [], set()
        for n in range(1, ROWS + 1):
            clause, version, reason = (data.pop(f"{name}_{n}", "") for name in ("clause", "version", "reason"))
            if not clause:
                if version or reason:
                    self.add_error(f"clause_{n}", "Выберите пункт, к которому относится разногласие.")
                continue
            if len((reason or "").strip()) < 10:
                self.add_error(f"reason_{n}", "Объясните, что не подходит.")
            if clause.pk in seen:
                self.add_error(f"clause_{n}", "По этому пункту разногласие уже указано выше.")
            seen.add(clause.pk)
            rows.append((clause, (version or "").strip(), (reason or "").strip()))
        if data.get("answer") == Endorsement.Answer.DISAGREE and not rows:
            self.add_error("clause_1", "Укажите хотя бы один пункт, с которым вы не согласны.")
        if data.get("answer") == Endorsement.Answer.AGREE and rows:
            self.add_error("answer", "Вы указали разногласия: выберите «Заявить разногласия» или очистите их.")
        return {"answer": data.get("answer"), "disagreements": rows}


class ProposeForm(AskForm):
    """How to settle the disagreements (NG-20), or a conciliation round (NG-19)."""

    done = "Ваше предложение записано."
    button = "Предложить, как уладить"
    step = forms.ChoiceField(
        label="Что делаем",
        widget=forms.RadioSelect,
        choices=[
            ("settle", "Предложить обязательным сторонам улаживание"),
            ("round", "Назначить согласительный раунд (не больше двух за дело)"),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in self.rows():
            is_about_text = row.clause is not None
            ways = [
                choice for choice in Disagreement.Way.choices if is_about_text or choice[0] == Disagreement.Way.KEEP
            ]
            self.fields[f"way_{row.pk}"] = forms.ChoiceField(
                label=f"{row.party}: {'пункт ' + row.clause.number if row.clause else 'текст в целом'}",
                choices=ways,
                initial=Disagreement.Way.KEEP,
                required=False,
            )
            if is_about_text:
                self.fields[f"text_{row.pk}"] = forms.CharField(
                    label=f"Редакция модератора{' пункта ' + row.clause.number if row.clause else ''}",
                    required=False,
                    initial=row.clause.text if row.clause else "",
                    widget=forms.Textarea(attrs={"rows": 3}),
                    max_length=4000,
                )

    def rows(self) -> list[Disagreement]:
        """Open disagreements of essential parties."""
        return list(self.subject.open_disagreements().select_related("party__organization", "clause"))

    def side_by_side(self) -> list[dict[str, Any]]:
        """Each clause with every version of it, and the fields to settle it."""
        return [
            {
                "row": row,
                "way": self[f"way_{row.pk}"],
                "text": self[f"text_{row.pk}"] if f"text_{row.pk}" in self.fields else None,
            }
            for row in self.rows()
        ]

    def clean(self) -> dict[str, Any]:
        """A version of the moderator's own has a text."""
        data = super().clean() or self.cleaned_data
        ways = {}
        for row in self.rows():
            way, text = data.get(f"way_{row.pk}", ""), (data.get(f"text_{row.pk}") or "").strip()
            if data.get("step") == "settle" and not way:
                self.add_error(f"way_{row.pk}", "Выберите, как уладить это разногласие.")
            if data.get("step") == "settle" and way == Disagreement.Way.NEW and not text:
                self.add_error(f"text_{row.pk}", "Напишите редакцию, которую вы предлагаете.")
            ways[row.pk] = (way, text if way == Disagreement.Way.NEW else "")
        return {"step": data.get("step"), "ways": ways}


class AnswerSettlementForm(AskForm):
    """NG-20: an essential party takes the proposal or not."""

    done = "Ответ записан."
    button = "Отправить ответ"
    answer = forms.ChoiceField(
        label="Предложение модератора",
        widget=forms.RadioSelect,
        choices=[("accept", "Принять всё предложенное"), ("refuse", "Не соглашаться")],
    )
    reason = forms.CharField(label="Почему не соглашаетесь", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    NEEDED_IF = {"reason": Needed("answer", ("refuse",), "Напишите, что именно не подходит.", least=10)}

    def rows(self) -> list[Disagreement]:
        """What is proposed for each disagreement."""
        agreement = current(self.subject.case)
        return list(agreement.open_disagreements().select_related("party__organization", "clause")) if agreement else []
