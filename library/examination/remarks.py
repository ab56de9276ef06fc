"""What an author has to answer before the card goes to the experts: the remarks nobody has answered yet (CARD-14)."""

from dataclasses import dataclass
from typing import Any

from committee.models import AgendaItem
from consultations.messages.models import Message
from expertise.models import Expertise
from library.cards.models import Card


@dataclass(frozen=True)
class Remark:
    """`name`: of its field in a form; `label`: whose it is; `text`: what was said; `source`: to which row a reply points."""

    name: str
    label: str
    text: str
    source: dict[str, Any]


def outstanding(card: Card) -> list[Remark]:
    """The questions and proposals of the summary, then the conclusion that asks for rework, then the remarks of the committee."""
    rows = [*_of_summary(card), *_of_conclusion(card), *_of_committee(card)]
    known = {
        (name, row[name])
        for row in card.replies.values("message", "expertise", "item")
        for name in ("message", "expertise", "item")
        if row[name]
    }
    return [row for row in rows if not any((name, value.pk) in known for name, value in row.source.items())]


def _of_summary(card: Card) -> list[Remark]:
    topic = card.topic
    if topic is None or topic.summary is None:
        return []
    rows = [row for row in topic.summary.snapshot["discussion"]["rows"] if row["needs_answer"] and row["is_checked"]]
    messages = {row.number: row for row in Message.objects.filter(topic=topic)}
    return [
        Remark(
            f"message_{messages[row['number']].pk}",
            f"{row['kind']} № {row['number']} из свода",
            "\n".join(row["text"]),
            {"message": messages[row["number"]]},
        )
        for row in rows
    ]


def _of_conclusion(card: Card) -> list[Remark]:
    expertise = card.expertise
    if expertise is None or expertise.outcome != Expertise.Outcome.REWORK or expertise.conclusion is None:
        return []
    words = expertise.conclusion.snapshot.get("texts", {}).get("recommendations", "")
    return [
        Remark(
            f"expertise_{expertise.pk}",
            f"Заключение № {expertise.conclusion.number}: доработать",
            words,
            {"expertise": expertise},
        )
    ]


def _of_committee(card: Card) -> list[Remark]:
    item: AgendaItem | None = card.agenda_item
    if item is None or item.verdict != "revise" or not item.is_effective:
        return []
    return [Remark(f"item_{item.pk}", "Замечания комитета", item.reasons, {"item": item})]
