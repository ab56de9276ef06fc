"""What the group has resolved about an amendment, and the answer to its author (KP-06, KP-07)."""

from typing import Any

from django.utils import timezone

from casework import door
from casework.notify import notify
from committee.models import AgendaItem
from journal.record import move, record
from programme.models import Sector
from protocol import papers
from protocol.models import Amendment

OF_SECTOR = {Sector.AUTHORITY: "власть", Sector.BUSINESS: "бизнес", Sector.COMMUNITY: "общественный сектор"}


def against_as_a_whole(votes: dict[str, dict[str, int]]) -> list[str]:
    """The sectors all of whose votes were against (KP-07)."""
    return [
        sector for sector, row in votes.items() if row["against"] and not row["for"] and not row["abstained"]
    ]  # fmt: skip


def apply_decision(amendment: Amendment) -> None:
    """What the signed minutes of the group say; a sector wholly against sends the matter to conciliation."""
    item = AgendaItem.objects.get(pk=amendment.item_id)
    if not item.verdict:
        record(amendment, "not_heard", "Рабочая группа не рассмотрела поправку", ground=item.motive)
        return
    disputed = against_as_a_whole(item.votes_by_sector())
    if disputed or item.verdict == "conciliate":
        words = ", ".join(OF_SECTOR[Sector(sector)] for sector in disputed) or "нет двух третей"
        amendment.disputed_by = words
        amendment.save(update_fields=["disputed_by"])
        record(amendment, "dispute", f"Поправка передана на согласительное заседание: {words}", ground=item.reasons)
        door.wake(amendment.edition)
        return
    decide(amendment, item.verdict, item.reasons, ground=f"протокол рабочей группы № {item.paper.number}")


def decide(amendment: Amendment, outcome: str, reasons: str, *, ground: str) -> None:
    """3.4.2: accepted, accepted in the words of the group, or declined; whoever waits for it goes on."""
    transition, title = {
        "accept": (amendment.accept, "Поправка принята"),
        "accept_partly": (amendment.accept_partly, "Поправка принята частично"),
        "decline": (amendment.decline, "Поправка отклонена"),
    }[outcome]
    move(transition, title, ground=ground, reasons=reasons, at=timezone.now())
    door.wake(amendment)
    door.wake(amendment.edition)


def answer(amendment: Amendment, *, by: Any, words: str) -> None:
    """3.4.2: the author is told the decision and its reasons within three working days, on paper."""
    title = f"О решении по поправке № {amendment.number}"
    amendment.answer = papers.answer(amendment, title=title, lead=words, by=by)
    amendment.save(update_fields=["answer"])
    record(amendment, "answer", "Автору направлен ответ", by=by, payload={"document": amendment.answer.number})
    notify(
        amendment.author_key, f"amendment:{amendment.pk}:answer", f"{title}: {amendment.get_status_display().lower()}",
        words, amendment.get_absolute_url(),
    )  # fmt: skip
