"""How a decision is appealed, in the words of every paper and page that speaks of it (регламент 3.0 «Апелляция», 8.7).

An appeal is promised by the key of an `Appealable`, so what no room has announced cannot be promised.
"""

from datetime import date, datetime

from django.conf import settings

from casework import appealing, workdays
from casework.formats import counted, sentence_case
from programme.regulations.models import Regulation

RIGHTS = "Право на обращение в порядке Федерального закона от 02.05.2006 № 59-ФЗ (ответ — в течение 30 дней) и в суд сохраняется."
TERM = "appeal.submit"


def term_in_words() -> str:
    """How long an appeal may be filed: «5 рабочих дней»."""
    return counted(Regulation.in_force().term(TERM).days, "рабочий день,рабочих дня,рабочих дней")


def last_day_after(received_at: datetime) -> date:
    """The last day on which a decision received at that moment can be appealed in time."""
    return workdays.local_date(workdays.due(Regulation.in_force().term(TERM), received_at))


def recourse(kind: str = "", page: str = "", *, received_at: datetime | None = None) -> str:
    """The sentence about appealing. Without a kind: what is left to everybody, the city by 59-ФЗ and the court.

    `kind`: the key of an `Appealable`; KeyError where no room has announced it. `page`: the address on which its door stands.
    `received_at`: when whoever is concerned receives the decision; None while that is not known: the term runs from its publication.
    """
    if not kind:
        return RIGHTS
    title = appealing.kind_of(kind).title
    until = (
        f"по {last_day_after(received_at):%d.%m.%Y} включительно ({term_in_words()} со дня получения)"
        if received_at
        else f"в течение {term_in_words()} со дня публикации"
    )
    return (
        f"{sentence_case(title)} можно обжаловать в апелляционную комиссию {until}. {RIGHTS} "
        f"Подать апелляцию: {settings.SITE_URL}{page}"
    )
