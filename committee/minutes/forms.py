"""Minutes, remarks on their draft, opinions."""

from typing import Any

from django.forms import BoundField

from casework.fields import long_text
from casework.forms import AskForm
from committee.agenda.lines import AgendaLine
from committee.agenda.models import AgendaItem


class MinutesForm(AskForm):
    """MT-10: what was heard and said on each item."""

    done = "Проект протокола направлен членам на замечания."
    button = "Направить на замечания"
    has_draft = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = self.subject.lines.exclude(outcome=AgendaLine.Outcome.EXCLUDED).select_related("item")
        self.lines = list(lines.order_by("number"))
        for line in self.lines:
            heard = line.heard or f"{line.item.reporter}. {line.item.question}"
            self.fields[f"heard_{line.pk}"] = long_text("Слушали", initial=heard)
            self.fields[f"spoke_{line.pk}"] = long_text("Выступили", initial=line.spoke, required=False)

    def rows(self) -> list[tuple[AgendaLine, BoundField, BoundField]]:
        """The lines with their fields, for the page."""
        return [(line, self[f"heard_{line.pk}"], self[f"spoke_{line.pk}"]) for line in self.lines]

    def clean(self) -> dict[str, Any]:
        """The texts by line."""
        data = super().clean() or self.cleaned_data
        return {
            "texts": {
                line.pk: (data.get(f"heard_{line.pk}", ""), data.get(f"spoke_{line.pk}", "")) for line in self.lines
            }
        }


class SignMinutesForm(MinutesForm):
    """MT-12: the same texts, with the remarks beside them."""

    done = "Протокол получил номер и направлен на подпись."
    button = "Направить на подпись"


class RemarkForm(AskForm):
    """What a member says to the draft."""

    done = "Спасибо, ответ записан."
    button = "Ответить"

    def lines(self) -> list[AgendaLine]:
        """The items the member took part in: of the others they read no more than outsiders."""
        open_items = AgendaItem.objects.inside_of(self.subject.member.person)
        rows = self.subject.meeting.lines.filter(item__in=open_items)
        return list(rows.select_related("item").order_by("number"))

    text = long_text("Замечание к протоколу", required=False, help_text="Если замечаний нет, оставьте поле пустым.")


class DissentForm(AskForm):
    """A member's own opinion."""

    done = "Особое мнение будет приложено к протоколу."
    button = "Приложить к протоколу"

    text = long_text("Особое мнение", rows=8)
