"""What is asked about commitments and the yearly report."""

from typing import Any

from django import forms
from django.forms import BoundField

from casework import workdays
from casework.forms import AskForm
from protocol.commitments.models import Commitment, ReportLine
from protocol.editions.articles import Article, ArticleText
from protocol.fields import DATE, words


class ArticleChoice(forms.ModelChoiceField):
    """A choice among the articles of an edition, as the edition calls them."""

    def label_from_instance(self, obj: Any) -> str:
        """«Статья 3. Сначала вклад»."""
        return str(obj)


class CommitForm(AskForm):
    """A signatory writes down what it will do."""

    done = "Обязательство записано и опубликовано."
    button = "Записать обязательство"
    article = ArticleChoice(
        label="Какой статье это служит", queryset=ArticleText.objects.none(), empty_label="Выберите"
    )
    text = words("Что именно сделаете", "Одно действие, результат которого можно проверить.", min_length=20)
    due_on = forms.DateField(label="До какого дня", widget=DATE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["article"]
        field.queryset = self.subject.edition.living_texts

    def clean_article(self) -> Article:
        """The article itself: it outlives editions."""
        text: ArticleText = self.cleaned_data["article"]
        return text.article


class AskReportsForm(AskForm):
    """The custodian asks for the reports of a year."""

    done = "Самоотчёты запрошены: у каждого подписанта появилась задача."
    button = "Запросить самоотчёты"
    year = forms.IntegerField(label="За какой год", min_value=2000, max_value=2100)

    @classmethod
    def initial_for(cls, subject: Any) -> dict[str, Any]:
        """This year."""
        return {"year": workdays.local_date().year}


class SumUpForm(AskReportsForm):
    """The custodian draws up the summary."""

    done = "Сводный доклад составлен и формируется."
    button = "Составить сводный доклад"


class ReportForm(AskForm):
    """The yearly report: a line for every commitment."""

    done = "Самоотчёт сдан и опубликован."
    button = "Сдать самоотчёт"
    has_draft = True
    summary = words("Что сделано за год для соблюдения Протокола", "Этот текст увидят все.", 5, min_length=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(self.subject.signatory.commitments.all())
        for row in self.rows:
            self.fields[f"result_{row.pk}"] = forms.ChoiceField(
                label="Что с обязательством", choices=ReportLine.Result.choices, widget=forms.RadioSelect
            )
            self.fields[f"evidence_{row.pk}"] = words("Чем подтверждается или почему нет", rows=2, min_length=10)

    @property
    def places(self) -> list[tuple[Commitment, BoundField, BoundField]]:
        """Commitments with their fields, for the page."""
        return [(row, self[f"result_{row.pk}"], self[f"evidence_{row.pk}"]) for row in self.rows]

    def clean(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        cleaned = super().clean() or self.cleaned_data
        lines = {
            row.pk: (cleaned.pop(f"result_{row.pk}", ""), cleaned.pop(f"evidence_{row.pk}", "")) for row in self.rows
        }
        return {**cleaned, "lines": lines}
