"""What is asked about a change of the rules: what it is about, when and why; giving it up or taking it back."""

from typing import Any

from django import forms
from django.db.models import Max

from casework.fields import DayField, long_text
from casework.forms import AskForm, ConfirmForm
from casework.workdays import local_date
from committee.rules import content
from committee.rules.models import RulesDraft
from programme.lists.kinds import kinds
from programme.models import CriteriaSet, Regulation


def subjects() -> list[tuple[str, str]]:
    """What may be changed: the regulation, every set of criteria under its latest title, every list the committee adopts."""
    newest = CriteriaSet.objects.values("code").annotate(version=Max("version")).order_by("code")
    titles = {(row.code, row.version): row.title for row in CriteriaSet.objects.all()}
    sets = [(row["code"], f"Набор критериев {titles[row['code'], row['version']]}") for row in newest]
    lists = [(kind.code, kind.title) for kind in kinds().values() if kind.is_decided]
    return [(Regulation.MAIN, "Правила программы: сроки, пороги, кворумы, доли"), *sets, *lists]


class BeginForm(AskForm):
    """What is to be changed."""

    done = "Проект начат. Запишите, что должно измениться."
    button = "Начать проект"
    code = forms.ChoiceField(label="Что изменить", widget=forms.RadioSelect)
    title = forms.CharField(
        label="О чём проект", max_length=300, help_text="Коротко, например: «Больше времени на исправление заявки»."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["code"]
        field.choices = subjects()


class ProposeForm(AskForm):
    """The question to the committee."""

    done = "Проект внесён в комитет: вопрос ждёт заседания."
    button = "Внести в комитет"
    has_draft = True
    title = forms.CharField(label="О чём проект", max_length=300)
    valid_from = DayField(
        label="С какого дня действует",
        help_text="Если решение вступит в силу позже, изменение начнёт действовать в день решения.",
    )
    reasons = long_text("Зачем это менять", rows=5, min_length=30, is_counted=True)

    @classmethod
    def initial_for(cls, subject: RulesDraft) -> dict[str, Any]:
        """What was proposed before, if it has come back."""
        return {"title": subject.title, "valid_from": subject.valid_from, "reasons": subject.reasons}

    def changed_lines(self) -> list[content.Line]:
        """What the draft changes, for the page."""
        base = content.base_content(self.subject)
        return content.lines(self.subject, base, content.new_content(self.subject, base))

    def clean_valid_from(self) -> Any:
        """Not in the past."""
        day = self.cleaned_data["valid_from"]
        if day < local_date():
            raise forms.ValidationError("Этот день уже прошёл: правила не меняются задним числом.")
        return day


class RecallForm(AskForm):
    """Taking the question back."""

    done = "Вопрос снят. Проект вернётся к вам через минуту."
    button = "Отозвать из комитета"
    ground = long_text("Почему проект отзывается", rows=3, min_length=10)


class DiscardForm(AskForm):
    """Giving a draft up."""

    done = "Проект снят."
    button = "Снять проект"
    ground = long_text("Почему проект больше не нужен", rows=3, min_length=10)


class RenewForm(ConfirmForm):
    """Going on over the latest version."""

    done = "Проект перенесён на последнюю версию. Сравните, что теперь меняется."
    button = "Перенести на последнюю версию"
