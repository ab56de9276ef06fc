"""Before the sitting: plan, agenda, notices."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from casework.fields import long_text
from casework.forms import AskForm
from committee.agenda.lines import AgendaLine
from committee.agenda.models import AgendaItem
from committee.voting.procedure import PERSONAL
from documents.models import Document
from documents.searching import by_number

OWN = "own"  # a question that is about nobody


class QuestionForm(AskForm):
    """A question of the body's own."""

    done = "Вопрос внесён: его возьмут в повестку ближайшего заседания."
    button = "Внести вопрос"

    title = forms.CharField(
        label="Вопрос", max_length=400, help_text="Так он будет назван в повестке: «Об избрании…», «О порядке…»."
    )
    question = long_text("О чём вопрос", help_text="Что членам нужно знать до обсуждения.")
    draft_resolution = long_text("Проект решения", help_text="Каждый пункт — с новой строки.")
    matter = forms.ChoiceField(
        label="Каков вопрос",
        choices=[
            (OWN, "О работе органа"),
            (PERSONAL, "О человеке: избрание, доверие, досрочное прекращение полномочий"),
        ],
        widget=forms.RadioSelect,
        initial=OWN,
        help_text="По вопросу о человеке орган может решить голосовать тайно.",
    )

    def clean_matter(self) -> str:
        """The regulation has no word for a matter that is voted on like any other."""
        return "" if self.cleaned_data["matter"] == OWN else self.cleaned_data["matter"]


class AttachForm(AskForm):
    """A paper that the members should have before them."""

    done = "Бумага приложена к вопросу."
    button = "Приложить бумагу"

    paper = forms.CharField(
        label="Номер бумаги или адрес её страницы",
        max_length=300,
        help_text="Например: СЦ-2026-001 — справка о сценарии отбора.",
    )
    ground = forms.CharField(label="Зачем она нужна членам", max_length=500)

    def clean_paper(self) -> Document:
        """One of those that whoever attaches it may open."""
        given = self.cleaned_data["paper"].strip().removeprefix("№").strip()
        address = re.search(r"/documents/(\d{1,9})/?$", given)
        known = Document.objects.visible_to(self.by).answering()
        papers = list(known.filter(pk=int(address[1]))) if address else by_number(given, self.by)
        if not papers:
            raise ValidationError(
                "Бумаги с таким номером нет среди тех, что вам открыты. Проверьте номер на её странице."
            )
        if len(papers) > 1:
            titles = "; ".join(f"{paper} — {paper.title} ({paper.get_absolute_url()})" for paper in papers[:5])
            raise ValidationError(f"С таким номером бумаг несколько, укажите адрес страницы нужной: {titles}")
        return papers[0]


class AssembleForm(AskForm):
    """MT-02: for every waiting item — take it or not, its place, the draft resolution of the working commission."""

    done = "Проект повестки передан председателю."
    button = "Передать председателю"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(AgendaItem.objects.waiting_for_a_sitting(self.subject.body))
        self.items = [item for item in self.items if not item.bars(self.subject)]
        for number, item in enumerate(self.items, 1):
            self.fields[f"take_{item.pk}"] = forms.BooleanField(
                label="Включить в повестку", required=False, initial=True
            )
            self.fields[f"place_{item.pk}"] = forms.IntegerField(
                label="Номер в повестке", min_value=1, max_value=99, required=False, initial=number
            )
            self.fields[f"draft_{item.pk}"] = long_text("Проект решения", initial=item.draft_resolution, required=False)

    def rows(self) -> list[tuple[AgendaItem, BoundField, BoundField, BoundField]]:
        """The items with their fields, for the page."""
        return [
            (item, self[f"take_{item.pk}"], self[f"place_{item.pk}"], self[f"draft_{item.pk}"]) for item in self.items
        ]

    def clean(self) -> dict[str, Any]:
        """The chosen items in their order."""
        data = super().clean() or self.cleaned_data
        taken = [item for item in self.items if data.get(f"take_{item.pk}")]
        if not taken:
            self.add_error(None, "Выберите хотя бы один вопрос.")
        for item in taken:
            if not data.get(f"draft_{item.pk}", "").strip():
                self.add_error(f"draft_{item.pk}", "Напишите проект решения.")
        taken.sort(key=lambda item: data.get(f"place_{item.pk}") or 99)
        return {"lines": [(item, data.get(f"draft_{item.pk}", "")) for item in taken]}


class ApproveForm(AskForm):
    """MT-03: the order, and items left out with a motive."""

    done = "Повестка утверждена."
    button = "Утвердить повестку"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(self.subject.lines.filter(outcome="").select_related("item").order_by("number"))
        for line in self.lines:
            self.fields[f"place_{line.pk}"] = forms.IntegerField(
                label="Номер в повестке", min_value=1, max_value=99, initial=line.number
            )
            self.fields[f"leave_{line.pk}"] = forms.BooleanField(label="Не включать в повестку", required=False)
            self.fields[f"motive_{line.pk}"] = forms.CharField(
                label="Почему не включать", max_length=1000, required=False
            )

    def rows(self) -> list[tuple[AgendaLine, BoundField, BoundField, BoundField]]:
        """The lines with their fields, for the page."""
        return [
            (line, self[f"place_{line.pk}"], self[f"leave_{line.pk}"], self[f"motive_{line.pk}"]) for line in self.lines
        ]

    def clean(self) -> dict[str, Any]:
        """The order of the lines, and the motives of those left out."""
        data = super().clean() or self.cleaned_data
        excluded = {
            line.pk: data.get(f"motive_{line.pk}", "").strip() for line in self.lines if data.get(f"leave_{line.pk}")
        }
        for pk, motive in excluded.items():
            if not motive:
                self.add_error(f"motive_{pk}", "Укажите, почему вопрос не включается в повестку.")
        order = sorted(self.lines, key=lambda line: (data.get(f"place_{line.pk}") or 99, line.number))
        return {"order": order, "excluded": excluded}


class NotifyForm(AskForm):
    """MT-04."""

    done = "Извещение и материалы разосланы членам."
    button = "Разослать"

    invited = long_text(
        "Приглашённые", required=False, help_text="По одному в строке: фамилия, имя, отчество, должность."
    )
    short_notice_ground = forms.CharField(
        label="Основание сокращённого срока извещения",
        help_text="Нужно, только если до заседания осталось меньше пяти рабочих дней.",
        max_length=500,
        required=False,
    )
