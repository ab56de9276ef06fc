"""The act after the committee: its details, or why there will be none (CARD-27, CARD-28). Under the lock of the case."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from casework import workdays
from casework.door import Refused
from documents import files
from library.acts.models import CardActFile
from library.cards import papers
from library.cards.carrying import go
from library.cards.holding import issue_sheet, put_in_force
from library.cards.models import Card
from programme.models import Person


def decided_on(card: Card) -> date:
    """The day of the committee's decision: no act about it is older."""
    item = card.agenda_item
    assert item is not None and item.paper is not None, "an act is awaited after a decision"
    day: date = item.paper.date
    return day


def enact(
    card: Card, *, by: Person, is_adopted: bool, act_title: str = "", act_number: str = "", act_date: date | None = None,
    file: UploadedFile | None = None, remarks: str = "",
) -> None:  # fmt: skip
    """CARD-27 with the details of the act and, if there is one, its file; CARD-28 when there will be no act."""
    if not is_adopted:
        card.ground = f"Акт не принят. {remarks}"
        go(card.give_up, "Акт не принят, карточка отклонена", by=by, ground=remarks, at=timezone.now())
        papers.not_enacted(card, remarks, by)
        return
    if act_date is None or not decided_on(card) <= act_date <= workdays.local_date():
        raise Refused(
            f"Дата акта — не раньше решения комитета, {decided_on(card):%d.%m.%Y}, и не позже сегодняшнего дня."
        )
    card.act_title, card.act_number, card.act_date = act_title, act_number, act_date
    if file:
        _keep(card, file, by)
    issue_sheet(card, by)
    put_in_force(card, card.enact, f"Карточка действует: {card.act}", by)


def _keep(card: Card, file: UploadedFile, by: Person) -> None:
    CardActFile.objects.create(card=card, by=by, **files.take(file))
