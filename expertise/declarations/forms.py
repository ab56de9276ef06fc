"""Agreeing to take part and declaring interests (EA-01…EA-03)."""

from typing import Any

from django import forms

from casework.forms import AskForm
from expertise.declarations.models import InterestDeclaration
from programme import ties

YES_NO = [("no", "Нет"), ("yes", "Да")]

# A contest entry has no parties but competitors, and its sheets are never published.
TIED_IN_A_CONTEST = (
    "Связан с заявителем или соревнующимися участниками номинации: работа, членство, учредительство, договор "
    "сейчас или в последние годы?"
)

SILENT_FOR_GOOD = "Обязуюсь не разглашать материалы и ход оценки, свои и чужие оценки"


def _question(name: str) -> forms.ChoiceField:
    label = str(InterestDeclaration._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return forms.ChoiceField(
        label=f"{label[0].upper()}{label[1:]}?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": "Ответьте «да» или «нет»."},
    )


class DeclareForm(AskForm):
    """EA-01, EA-02: will you take part, and is there anything that binds you to those concerned (3.0)?"""

    done = "Ответ принят."
    button = "Отправить ответ"
    next_page = "/expert/"  # whoever does not take part may not see the case

    answer = forms.ChoiceField(
        label="Готовы ли вы участвовать?",
        choices=[("accept", "Да, готов участвовать и заявляю об интересах"), ("decline", "Нет, отказываюсь")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите ответ."},
    )
    refusal = forms.CharField(
        label="Почему вы отказываетесь",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=1000,
        help_text="Заполните, только если отказываетесь.",
    )
    is_tied = _question("is_tied")
    took_part = _question("took_part")
    is_related = _question("is_related")
    has_interest = _question("has_interest")
    details = forms.CharField(
        label="Пояснения",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        help_text="Если хотя бы на один вопрос вы ответили «да»: с кем и как вы связаны.",
    )
    promises_silence = forms.BooleanField(
        label="Обязуюсь не разглашать материалы и ход экспертизы, свои и чужие оценки до публикации заключения",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counted = ties.in_words(ties.years(self.subject.expertise.regulation))
        self.fields["is_tied"].help_text = f"Прекращённая связь учитывается ещё {counted}."
        if self.subject.expertise.is_light:
            self.fields["is_tied"].label = TIED_IN_A_CONTEST
            self.fields["promises_silence"].label = SILENT_FOR_GOOD
        if self.is_bound and self.data.get("answer") == "decline":
            for name in InterestDeclaration.QUESTIONS:
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") is None:
            return cleaned
        if cleaned["answer"] == "decline":
            refusal = cleaned["refusal"].strip()
            if not refusal:
                self.add_error("refusal", "Напишите, почему вы отказываетесь.")
            return {"is_willing": False, "refusal": refusal}
        return self._declaration(cleaned)

    def _declaration(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        answers = {name: cleaned.get(name) == "yes" for name in InterestDeclaration.QUESTIONS}
        details, promises = cleaned["details"].strip(), cleaned["promises_silence"]
        if any(answers.values()) and not details:
            self.add_error("details", "Поясните, с кем и как вы связаны.")
        if not any(answers.values()) and not promises:
            self.add_error("promises_silence", "Без обязательства о неразглашении материалы не открываются.")
        return {"is_willing": True, "details": details, "promises_silence": promises, **answers}
