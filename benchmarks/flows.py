"""Two flows of our own nodes: one question, and a whole case with three reviews, a join, a committee and a decision."""

from collections import defaultdict
from typing import Any

from django import forms
from viewflow import this
from viewflow.workflow import flow

from benchmarks.models import Matter, SampleCase
from casework.forms import AskForm
from casework.locking import case_lock
from casework.nodes import Ask, ForEach, StartAsk
from journal.record import record
from programme.models import Person

MODERATOR = "role:moderator"
# Open tasks by case. A person finds them in the inbox, which is measured apart, so here nobody asks the database for them.
watched: dict[int, list[int]] = defaultdict(list)


class Watched(Ask):
    """A question whose number is noted when it opens."""

    def _create(self, prev_activation: Any, token: Any, **more: Any) -> Any:
        activation = super()._create(prev_activation, token, **more)
        watched[activation.process.pk].append(activation.task.pk)
        return activation


class OpenForm(AskForm):
    """What the matter is."""

    title = forms.CharField(max_length=200)


class WordForm(AskForm):
    """A word to each question."""

    word = forms.CharField(max_length=200)


def open_matter(*, by: Any, title: str) -> Matter:
    """Somebody brings a matter."""
    matter = Matter.objects.create(title=title)
    record(matter, "open", "Дело открыто", by=by)
    return matter


def say(subject: Any, *, by: Any, word: str) -> None:
    """Somebody answers."""
    record(subject, "say", "Ответ дан", by=by, ground=word)


def may_open(person: Any) -> str:
    """Everybody may."""
    return "заявитель"


def reviewers(activation: Any) -> Any:
    """Three people who are asked at once."""
    return Person.objects.filter(email__startswith="reviewer").order_by("pk")


def the_reviewer(activation: Any) -> str:
    """The person of the branch."""
    return f"person:{activation.task.data['item'].partition(':')[2]}"


class SmallFlow(flow.Flow):
    """Один вопрос"""

    process_class = SampleCase
    lock_impl = staticmethod(case_lock)

    start = StartAsk(OpenForm, open_matter).Available(may_open).Next(this.look)
    look = Watched(WordForm, say).Titled("Посмотреть").To(MODERATOR, "модератор").Next(this.end)
    end = flow.End()


class WholeFlow(flow.Flow):
    """Целое дело"""

    process_class = SampleCase
    lock_impl = staticmethod(case_lock)

    start = StartAsk(OpenForm, open_matter).Available(may_open).Next(this.invite)
    invite = ForEach(reviewers).Next(this.review)
    review = (
        Watched(WordForm, say)
        .Titled("Дать отзыв")
        .To(the_reviewer, "рецензенты")
        .Within("review", consequence="дело будет отмечено просроченным.")
        .Next(this.all_in)
    )
    all_in = flow.Join().Next(this.hear)
    hear = Watched(WordForm, say).Titled("Рассмотреть").To(MODERATOR, "комитет").Within("hear").Next(this.is_heard)
    is_heard = flow.Switch().Default(this.decide)
    decide = Watched(WordForm, say).Titled("Решить").To(MODERATOR, "комитет").Within("decide").Next(this.end)
    end = flow.End()
