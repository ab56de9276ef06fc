"""What the office is asked about the results: to the committee, publication, handing over."""

from typing import Any

from django import forms

from casework.forms import AskForm, ConfirmForm
from quality_mark.contests.models import Contest
from quality_mark.fields import long_text
from quality_mark.results.actions import draft_of_results


class ToCommitteeForm(AskForm):
    """The committee is asked to approve the results."""

    done = "Итоги вынесены на комитет."
    button = "Вынести на комитет"
    question = forms.CharField(label="Вопрос повестки", max_length=300)
    draft_resolution = long_text("Проект решения", 8, help_text="Каждый пункт — с новой строки, без номера.")

    @classmethod
    def initial_for(cls, subject: Contest) -> dict[str, Any]:
        """Who gets what, as the jury has recommended."""
        return {
            "question": f"Об утверждении итогов конкурса «{subject.title}»"[:300],
            "draft_resolution": "\n".join(draft_of_results(subject)),
        }


class PublishForm(ConfirmForm):
    """CT-16: publish the results."""

    done = "Итоги опубликованы, участникам направлены уведомления."
    button = "Опубликовать итоги"


class AwardForm(ConfirmForm):
    """CT-18: hand over certificates and diplomas."""

    done = "Свидетельства и дипломы выданы, конкурс завершён."
    button = "Выдать свидетельства и дипломы"
