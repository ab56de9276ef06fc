"""Choosing experts, and what they answer (EX-05, EX-10, EA-01…EA-03, EA-08)."""

from functools import cached_property
from typing import Any

from django import forms

from casework.forms import AskForm
from expertise.panels import selection
from expertise.panels.models import InterestDeclaration
from expertise.register.models import Expert
from programme import ties

YES_NO = [("no", "Нет"), ("yes", "Да")]

# A contest entry has no parties but competitors, and its sheets are never published.
TIED_IN_A_CONTEST = (
    "Связан с заявителем или соревнующимися участниками номинации: работа, членство, учредительство, договор "
    "сейчас или в последние годы?"
)

SILENT_FOR_GOOD = "Обязуюсь не разглашать материалы и ход оценки, свои и чужие оценки"


class FormGroupForm(AskForm):
    """EX-05: experts of both tracks out of the register."""

    done = "Экспертам отправлены предложения."
    button = "Отправить предложения экспертам"

    experts = forms.ModelMultipleChoiceField(
        Expert.objects.none(),
        label="Эксперты",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Отметьте экспертов, которых надо пригласить.",
            "invalid_choice": "Этого эксперта нет в списке.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["experts"].queryset = Expert.objects.admitted().select_related("person")  # type: ignore[attr-defined]

    @cached_property
    def candidates(self) -> list[selection.Candidate]:
        """The register as it looks for this expertise, best first."""
        return selection.candidates(self.subject)

    @cached_property
    def chosen(self) -> set[int]:
        """What is ticked: the coordinator's choice, or what the lot suggests."""
        if self.is_bound:
            return {int(value) for value in self.data.getlist("experts") if value.isdecimal()}  # type: ignore[attr-defined]
        return {candidate.expert.pk for candidate in selection.suggestion(self.subject, self.candidates)}

    def tracks(self) -> list[dict[str, Any]]:
        """The candidates by track, with how many are needed."""
        lacks = selection.missing(self.subject)
        return [
            {
                "title": f"{title} — нужно ещё не меньше {lacks[track]}"
                if lacks[track]
                else f"{title} — минимум набран",
                "rows": [
                    (candidate, candidate.expert.pk in self.chosen)
                    for candidate in self.candidates
                    if candidate.expert.track == track
                ],
            }
            for track, title in (("professional", "Профессиональные эксперты"), ("public", "Общественные эксперты"))
            if self.subject.required(track)
        ]

    def members(self) -> list[Any]:
        """Who is in the group already."""
        return selection.members(self.subject)

    def seed(self) -> str:
        """What the lot is drawn from."""
        return selection.seed_of(self.subject)

    def clean(self) -> dict[str, Any]:
        """The minimums of the regulation, each said in words."""
        cleaned = super().clean() or self.cleaned_data
        if "experts" not in cleaned:
            return cleaned
        chosen = list(
            cleaned["experts"].prefetch_related("affiliations__organization", "person__memberships__organization")
        )
        for lack in selection.shortage(self.subject, chosen):
            self.add_error("experts", lack)
        return {**cleaned, "experts": chosen}


class OneExpertForm(AskForm):
    """One expert of a track, the best candidates first."""

    button = "Отправить предложение"
    done = "Эксперту отправлено предложение."

    expert = forms.ModelChoiceField(
        Expert.objects.none(),
        label="Эксперт",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Выберите эксперта.", "invalid_choice": "Этого эксперта пригласить нельзя."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expert"].queryset = Expert.objects.filter(track=self.track)  # type: ignore[attr-defined]

    @property
    def track(self) -> str:
        """The track the expert must be of."""
        return str(Expert.Track.PROFESSIONAL)

    @property
    def expertise(self) -> Any:
        """The expertise in question."""
        return self.subject

    @cached_property
    def rows(self) -> list[tuple[selection.Candidate, bool]]:
        """The candidates, and which is ticked: what the coordinator has chosen, or the first who can be asked."""
        found = selection.candidates(self.expertise, self.track)
        first = next((str(candidate.expert.pk) for candidate in found if candidate.can_be_asked), "")
        chosen = self.data.get("expert", "") if self.is_bound else first
        return [(candidate, str(candidate.expert.pk) == chosen) for candidate in found]


class AppointAdditionalForm(OneExpertForm):
    """EX-10: about the expertise."""


class FindReplacementForm(OneExpertForm):
    """In the place of the assignment the step is about."""

    @property
    def track(self) -> str:
        """The same as of whoever is replaced."""
        return str(self.subject.expert.track)

    @property
    def expertise(self) -> Any:
        """The expertise of the assignment."""
        return self.subject.expertise


class ReplaceForm(AskForm):
    """EA-08: a plain page of the coordinator."""

    done = "Эксперт отстранён. В задачах появился поиск замены."
    button = "Заменить эксперта"

    reason = forms.CharField(
        label="Почему эксперт заменяется",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Напишите, почему эксперт заменяется."},
    )


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


class DecideTieForm(AskForm):
    """A tie has surfaced: does the sheet stay?"""

    done = "Решение записано."
    button = "Записать решение"

    verdict = forms.ChoiceField(
        label="Ваше решение",
        choices=[
            ("keep", "Сохранить лист: связь не влияет на оценку"),
            ("recuse", "Отвести эксперта: лист не учитывается"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите решение."},
    )
    ground = forms.CharField(
        label="Основание",
        help_text="Почему вы так решили. Если лист сохранён, основание войдёт в заключение: не называйте эксперта.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Напишите, почему вы так решили."},
    )

    def questions(self) -> list[Any]:
        """What is known: who entered the tie, when, accepted by whom."""
        return list(self.subject.tie_questions.open())

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        return {"is_kept": cleaned["verdict"] == "keep", "ground": cleaned["ground"]}
