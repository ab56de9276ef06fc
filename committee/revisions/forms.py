"""What a body is asked about a decision of its own."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import long_text
from casework.forms import AskForm
from committee.decisions.models import Decision
from committee.revisions.limits import offers
from committee.revisions.models import Revision

Kind = Revision.Kind


class ReviseForm(AskForm):
    """DC-11: what is to become of the decision, in which words, and why."""

    done = "Вопрос внесён: он войдёт в повестку одного из следующих заседаний."
    button = "Внести вопрос"

    kind = forms.ChoiceField(label="Что предложить", choices=Kind.choices, widget=forms.RadioSelect)
    points = forms.TypedMultipleChoiceField(
        label="Какие пункты меняются или отпадают",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="Незаконченные поручения по этим пунктам прекратятся, когда новое решение выпустят.",
    )
    text = long_text("Проект нового решения", rows=6, help_text="Каждый пункт — с новой строки.")
    reasons = long_text(
        "Почему решение нужно пересмотреть", rows=4, help_text="Это прочтут члены органа до голосования."
    )
    NEEDED_IF = {"points": Needed("kind", (Kind.AMEND,), "Отметьте хотя бы один пункт.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decision: Decision = self.subject
        kind, points = (self.fields[name] for name in ("kind", "points"))
        kind.choices = [(row.value, f"{row.label.capitalize()} решение") for row in offers(decision)]  # type: ignore[attr-defined]
        points.choices = [(n, f"{n}. {point}") for n, point in enumerate(decision.points, 1)]  # type: ignore[attr-defined]
