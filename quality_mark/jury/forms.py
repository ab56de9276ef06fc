"""What the office is asked before and after a sitting of the jury."""

from typing import Any

from django import forms

from casework.forms import AskForm, ConfirmForm
from quality_mark.entries.levels import Level
from quality_mark.entries.models import ContestApplication
from quality_mark.jury.actions import ceiling, needs_levels, unsettled
from quality_mark.jury.models import JuryQuestion
from quality_mark.kinds.words import title_at
from quality_mark.ranking import standings


class PutToJuryForm(ConfirmForm):
    """CT-11: the ranking goes to the jury, a question a nomination."""

    done = "Рейтинговая ведомость составлена, вопросы внесены на заседание жюри."
    button = "Вынести на жюри"

    def rankings(self) -> list[dict[str, Any]]:
        """Each nomination's places as they will be put."""
        rankings = []
        for nomination in unsettled(self.subject):
            ranking = standings.of(nomination)
            entries = {entry.pk: entry for entry in nomination.entries.select_related("organization", "person")}
            rankings.append(
                {
                    "nomination": nomination,
                    "fingerprint": ranking.fingerprint,
                    "places": [(place, entries[place.pk]) for place in ranking.places],
                    "words": [*ranking.words, *(tie.words for tie in ranking.ties)],
                }
            )
        return rankings


class LevelsForm(AskForm):
    """Where the jury has deviated from the ranking: the levels exactly as its signed minutes name them."""

    done = "Рекомендации жюри внесены."
    button = "Внести рекомендации жюри"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions: list[tuple[JuryQuestion, list[ContestApplication]]] = []
        for question in needs_levels(self.subject):
            rows = question.nomination.entries.filter(status="scored").select_related(
                "nomination", "organization", "person"
            )
            entries = [entry for entry in rows.order_by("-score", "number") if not entry.stops]
            self.questions.append((question, entries))
            for entry in entries:
                allowed = ceiling(entry, self.subject)
                self.fields[f"level_{entry.pk}"] = forms.ChoiceField(
                    label=f"№ {entry.number} «{entry.title}»",
                    choices=[(rung, title_at(self.subject.rule, rung)) for rung in Level.values if rung in allowed],
                )

    def rows(self) -> list[tuple[JuryQuestion, list[Any]]]:
        """Questions with their fields, for the page."""
        return [(question, [self[f"level_{entry.pk}"] for entry in entries]) for question, entries in self.questions]

    def clean(self) -> dict[str, Any]:
        """Levels by entry."""
        data = super().clean() or self.cleaned_data
        levels = {int(name[6:]): value for name, value in data.items() if name.startswith("level_")}
        return {"levels": levels}
