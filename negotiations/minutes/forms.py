"""Drafting the minutes, remarks on them, sending them to be signed: NG-13, NG-14."""

from typing import Any

from casework.fields import long_text
from casework.forms import AskForm
from negotiations.talks.models import Negotiation


class RoundMinutesForm(AskForm):
    """NG-13."""

    done = "Проект протокола направлен сторонам на замечания."
    button = "Направить сторонам"
    has_draft = True
    course = long_text(
        "Что обсуждали", 8, help_text="Каждая мысль — с новой строки. Закрытую часть позиций сюда не переносите."
    )
    results = long_text("О чём договорились", 5)


class RoundRemarkForm(AskForm):
    """NG-14."""

    done = "Спасибо, записано."
    button = "Ответить"
    text = long_text("Замечание к протоколу", 4, required=False, help_text="Если замечаний нет, оставьте пустым.")


class SignMinutesForm(AskForm):
    """NG-13, once the parties have remarked."""

    done = "Протокол направлен на подпись."
    button = "Направить на подпись"
    course = long_text("Что обсуждали", 8)
    results = long_text("О чём договорились", 5)

    @classmethod
    def initial_for(cls, subject: Negotiation) -> dict[str, Any]:
        """The draft the parties have read."""
        round = subject.rounds.filter(closed_at__isnull=False).latest("number")
        return {"course": round.course, "results": round.results}
