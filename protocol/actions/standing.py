"""The life of an approved edition: in force, lapsed, superseded, archived (KP-12…KP-15)."""

from typing import Any

from django.utils import timezone

import committee.actions
from casework import door
from casework.door import Refused
from casework.notify import notify
from committee.models import AgendaItem
from journal.record import move, record
from protocol import counting, papers
from protocol.models import ProtocolEdition

Status = ProtocolEdition.Status
EXTEND = [
    {"code": "extend", "title": "Продлить подписание", "outcome": "О продлении подписания {about}"},
    {
        "code": "decline",
        "title": "Не продлевать",
        "needs_reasons": True,
        "outcome": "Об отказе продлить подписание {about}",
        "tone": "bad",
    },
]


def enter_into_force(edition: ProtocolEdition) -> None:
    """KP-12: nine signatures and three of each sector; the edition in force before will stand for sixty working days more."""
    from protocol.actions import close_signing_in_force  # the other half of the room

    count = counting.count(edition)
    move(
        edition.enter_into_force, f"Редакция вступила в силу: подписей {count.total}", at=timezone.now(),
        payload={"total": count.total, **count.by_sector},
    )  # fmt: skip
    close_signing_in_force(edition)
    papers.outcome(edition, count)
    for old in ProtocolEdition.objects.filter(status=Status.IN_FORCE).exclude(pk=edition.pk):
        door.wake(old)
    _tell(edition, "in_force", f"Редакция № {edition.number} Протокола вступила в силу")


def ask_extension(edition: ProtocolEdition, *, by: Any, ground: str) -> None:
    """KP-13: the committee is asked for fifteen working days more, once, while the window is open."""
    if edition.status != Status.OPEN_FOR_SIGNATURE or edition.extended_at:
        raise Refused("Продлить можно только открытое подписание и только один раз.")
    item = AgendaItem.objects.filter(pk=edition.extension_item_id).first()
    if item and not item.is_concluded:
        raise Refused("Комитет уже рассматривает вопрос о продлении.")
    edition.extension_item = committee.actions.propose_item(
        title=f"О продлении подписания редакции № {edition.number} Красноярского протокола",
        question=ground,
        draft_resolution=f"Продлить подписание редакции № {edition.number} на 15 рабочих дней.",
        resolutions=EXTEND,
        about=f"редакции № {edition.number} Красноярского протокола",
        reporter=f"{by.short_name}, редактор Протокола",
        materials=[edition.document],
        by=by,
    )
    edition.save(update_fields=["extension_item"])
    record(edition, "ask_extension", "Комитету предложено продлить подписание", by=by, ground=ground)


def end_window(edition: ProtocolEdition) -> None:
    """KP-13: thirty working days have passed; fifteen more only if the committee has said so in time."""
    item = AgendaItem.objects.filter(pk=edition.extension_item_id).first()
    if item and item.is_effective and item.verdict == "extend":
        edition.extended_at = timezone.now()
        edition.save(update_fields=["extended_at"])
        record(edition, "extend", "Подписание продлено", ground=f"решение комитета № {item.paper.number}")
        return
    lapse(edition)


def lapse(edition: ProtocolEdition) -> None:
    """KP-13: too few signatures in the window."""
    from protocol.actions import close_window  # the other half of the room

    count = counting.count(edition)
    move(
        edition.lapse, "Редакция не вступила в силу", at=timezone.now(), ground=f"не хватает: {', '.join(count.missing)}"
    )  # fmt: skip
    close_window(edition)
    papers.outcome(edition, count)
    _tell(edition, "lapsed", f"Редакция № {edition.number} Протокола не вступила в силу")


def supersede(edition: ProtocolEdition) -> None:
    """KP-14: sixty working days after the next edition has come into force."""
    from protocol.actions import edition_ceased  # the other half of the room

    move(edition.supersede, "Редакция утратила силу: действует следующая", at=timezone.now())
    edition_ceased(edition)
    _tell(edition, "superseded", f"Редакция № {edition.number} Протокола утратила силу")


def archive(edition: ProtocolEdition, *, by: Any) -> None:
    """KP-15: with an inventory of everything that was issued on its way."""
    paper = papers.inventory(edition, by=by)
    move(edition.archive, "Дело о редакции передано в архив", by=by, ground=f"опись № {paper.number}")


def _tell(edition: ProtocolEdition, event: str, title: str) -> None:
    for role in ("protocol_editor", "committee_chair", "committee_secretary", "clerk"):
        notify(
            f"role:{role}", f"edition:{edition.pk}:{event}", title, "Итоги подписания — на странице редакции.",
            edition.get_absolute_url(),
        )  # fmt: skip
