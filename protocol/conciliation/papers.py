"""The list of disputed articles and the minutes of a conciliation sitting."""

from documents.models import Document
from documents.registers.kinds import Kind
from programme.models import Sector
from protocol.amendments.models import Amendment
from protocol.amendments.papers import amendment_row
from protocol.conciliation.models import CoChairVoice, Conciliation, ConciliationLine
from protocol.editions.models import ProtocolEdition
from protocol.issuing import Purpose, issue_for


def list_of_disputes(edition: ProtocolEdition, rows: list[Amendment]) -> Document:
    """KP-07: the disputed articles with their amendments."""
    return issue_for(
        edition, Purpose.DISPUTES, title=f"Перечень спорных статей редакции № {edition.number}", template="disputes",
        snapshot={"rows": [amendment_row(row) for row in rows]},
    )  # fmt: skip


def conciliation(sitting: Conciliation) -> Document:
    """KP-08: what the co-chairs said, line by line."""
    lines = sitting.lines.select_related("amendment__article_text", "amendment__organization").prefetch_related(
        "answers__voice"
    )
    chairs = list(sitting.voices.select_related("person").order_by("pk"))
    sectors = dict(Sector.choices)
    return issue_for(
        sitting.edition, Purpose.CONCILIATION, kind=Kind.MINUTES, register="group", template="conciliation",
        title=f"Согласительного заседания {sitting.number} по редакции № {sitting.edition.number}",
        snapshot={
            "sitting": sitting.number,
            "chairs": [
                {"name": chair.person.short_name, "sector": str(sectors[chair.sector]), "answered": bool(chair.answered_at)}
                for chair in chairs
            ],
            "lines": [
                {
                    **amendment_row(line.amendment),
                    "outcome": str(line.get_outcome_display()),
                    "wording": line.wording,
                    "why": line.reasons,
                    "answers": [_answer_of(line, chair) for chair in chairs],
                    "agreed": line.answers.filter(agrees=True).count() == len(chairs),
                }
                for line in lines
            ],
        },
    )  # fmt: skip


def _answer_of(line: ConciliationLine, chair: CoChairVoice) -> dict[str, str]:
    answer = next((spoken for spoken in line.answers.all() if spoken.voice_id == chair.pk), None)
    words = "не ответил в срок" if answer is None else "согласен" if answer.agrees else f"не согласен: {answer.reasons}"
    return {"name": chair.person.short_name, "words": words}
