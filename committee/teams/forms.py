"""What is asked of whoever forms a team, edits a page, gives a task."""

from datetime import date
from typing import Any

from django import forms

from casework import workdays
from casework.fields import DayField, long_text
from casework.forms import AskForm


class TeamForm(AskForm):
    """The team of a direction, by an act."""

    done = "Команда образована. Теперь введите людей в её состав и назначьте, кто отчитывается за квартал."
    button = "Образовать команду"
    title = forms.CharField(label="Название", min_length=5, max_length=200)
    title_genitive = forms.CharField(label="Название в родительном падеже", min_length=5, max_length=200)
    act = forms.CharField(label="Акт об образовании", min_length=5, max_length=300)


class PageForm(AskForm):
    """A new edition of the page of a direction."""

    done = "Новая редакция стоит на странице направления."
    button = "Опубликовать редакцию"
    text = long_text("Текст страницы", rows=16, min_length=50, max_length=20000)
    changes = forms.CharField(
        label="Что изменено", min_length=5, max_length=300, help_text="Одной строкой: её увидят в списке редакций."
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class TaskForm(AskForm):
    """A task of a group."""

    done = "Задание дано: тот, кто ведёт группу, получил его в свои задачи."
    button = "Дать задание"
    title = long_text("Что сделать", rows=3, min_length=10, max_length=1000)
    due_on = DayField(label="К какому дню")

    def clean_due_on(self) -> Any:
        """A day to come."""
        day: date = self.cleaned_data["due_on"]
        if day <= workdays.local_date():
            raise forms.ValidationError("Назовите день, который ещё не наступил.")
        return day
