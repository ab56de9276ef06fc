"""Choosing experts (EX-05, EX-10, EA-08)."""

from functools import cached_property
from typing import Any

from django import forms

from casework.forms import AskForm
from expertise.expertises.models import Expertise
from expertise.panels import selection
from expertise.panels.models import ExpertAssignment
from expertise.register.models import Expert


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

    def members(self) -> list[ExpertAssignment]:
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
    def expertise(self) -> Expertise:
        """The expertise in question."""
        return self.subject

    @cached_property
    def rows(self) -> list[tuple[selection.Candidate, bool]]:
        """The candidates, and which is ticked: what the coordinator has chosen, or the first who can be asked."""
        candidates = selection.candidates(self.expertise, self.track)
        first = next((str(candidate.expert.pk) for candidate in candidates if candidate.can_be_asked), "")
        chosen = self.data.get("expert", "") if self.is_bound else first
        return [(candidate, str(candidate.expert.pk) == chosen) for candidate in candidates]


class AppointAdditionalForm(OneExpertForm):
    """EX-10: about the expertise."""


class FindReplacementForm(OneExpertForm):
    """In the place of the assignment the step is about."""

    @property
    def track(self) -> str:
        """The same as of whoever is replaced."""
        return str(self.subject.expert.track)

    @property
    def expertise(self) -> Expertise:
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
