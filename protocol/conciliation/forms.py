"""What the editor and the co-chairs are asked about disputed amendments (KP-07, KP-08)."""

from typing import Any

from django import forms

from casework.forms import AskForm
from protocol.amendments.models import Amendment
from protocol.conciliation.actions import disputes
from protocol.conciliation.models import CoChairVoice, ConciliationLine
from protocol.editions.models import ProtocolEdition
from protocol.fields import long_text


class ConveneForm(AskForm):
    """A proposal about each disputed amendment."""

    done = "Согласительное заседание назначено, сопредседатели получили вопросы."
    button = "Вынести на сопредседателей"
    has_draft = True
    subject: ProtocolEdition

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.disputes = disputes(self.subject)
        for amendment in self.disputes:
            outcomes = [
                choice
                for choice in ConciliationLine.Outcome.choices
                if amendment.kind != Amendment.Kind.DROP or choice[0] != "accept_partly"
            ]
            self.fields[f"outcome_{amendment.pk}"] = forms.ChoiceField(
                label=f"Что предложить по поправке № {amendment.number}", widget=forms.RadioSelect, choices=outcomes
            )
            self.fields[f"wording_{amendment.pk}"] = long_text(
                f"Согласованная редакция вместо слов автора (поправка № {amendment.number})", rows=2, required=False, initial=amendment.group_wording
            )  # fmt: skip
            self.fields[f"reasons_{amendment.pk}"] = long_text(
                f"Почему это устроит всех (поправка № {amendment.number})", rows=2, min_length=20
            )

    def rows(self) -> list[tuple[Amendment, Any, Any, Any]]:
        """Each disputed amendment with its fields, for the page."""
        return [
            (
                amendment,
                self[f"outcome_{amendment.pk}"],
                self[f"wording_{amendment.pk}"],
                self[f"reasons_{amendment.pk}"],
            )
            for amendment in self.disputes
        ]

    def clean(self) -> dict[str, Any]:
        """Lines for the sitting."""
        data = super().clean() or self.cleaned_data
        for amendment in self.disputes:
            if (
                data.get(f"outcome_{amendment.pk}") == "accept_partly"
                and not data.get(f"wording_{amendment.pk}", "").strip()
            ):
                self.add_error(
                    f"wording_{amendment.pk}", "Напишите редакцию, на которую должны согласиться сопредседатели."
                )
        return {
            "lines": [
                {
                    "amendment": amendment,
                    "outcome": data.get(f"outcome_{amendment.pk}", ""),
                    "wording": data.get(f"wording_{amendment.pk}", ""),
                    "reasons": data.get(f"reasons_{amendment.pk}", ""),
                }
                for amendment in self.disputes
            ]
        }


class SpeakForm(AskForm):
    """A co-chair agrees or not, line by line."""

    done = "Ваше слово записано."
    button = "Ответить"
    subject: CoChairVoice

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(self.subject.conciliation.lines.select_related("amendment__article_text"))
        for line in self.lines:
            self.fields[f"agrees_{line.pk}"] = forms.ChoiceField(
                label=f"Поправка № {line.amendment.number}: {line.get_outcome_display()}", widget=forms.RadioSelect,
                choices=[("yes", "согласен"), ("no", "не согласен")],
            )  # fmt: skip
            self.fields[f"why_{line.pk}"] = long_text(
                f"Почему нет (поправка № {line.amendment.number})", rows=2, required=False
            )

    def rows(self) -> list[tuple[ConciliationLine, Any, Any]]:
        """Each line with its fields, for the page."""
        return [(line, self[f"agrees_{line.pk}"], self[f"why_{line.pk}"]) for line in self.lines]

    def clean(self) -> dict[str, Any]:
        """Answers by line; a disagreement says why."""
        data = super().clean() or self.cleaned_data
        answers = {}
        for line in self.lines:
            agrees, why = data.get(f"agrees_{line.pk}") == "yes", data.get(f"why_{line.pk}", "").strip()
            if data.get(f"agrees_{line.pk}") == "no" and len(why) < 10:
                self.add_error(
                    f"why_{line.pk}", "Скажите, что именно не устраивает ваш сектор: от этого зависит новая редакция."
                )
            answers[line.pk] = (agrees, "" if agrees else why)
        return {"answers": answers}
