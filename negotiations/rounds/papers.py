"""The notice of a round."""

from datetime import datetime

from django.utils import timezone

from casework.notify import notify
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from negotiations.rounds.models import Round
from negotiations.talks.papers import about, lines, parties_of, readers
from programme.models import Person


def announcement(round: Round, by: Person, why: str = "") -> Document:
    """NG-09, NG-10: the notice of a round with its agenda; `why` it was put off."""
    negotiation = round.case
    moved = bool(why)
    title = f"О переносе раунда {round.number} переговоров" if moved else f"О раунде {round.number} переговоров"
    document = issue(
        kind=Kind.NOTICE,
        title=title,
        snapshot={
            **about(negotiation),
            "number": round.number,
            "when": moment(round.starts_at),
            "until": clock(round.ends_at),
            "format": round.get_format_display(),
            "place": round.place,
            "is_online": bool(round.link),
            "is_public": round.is_public,
            "is_short_notice": round.is_short_notice,
            "is_conciliation": round.is_conciliation,
            "agenda": lines(round.agenda),
            "parties": parties_of(negotiation),
            "why": why,
            "executor": {"name": by.short_name, "phone": by.phone},
        },
        template="negotiations/pdf/announcement.html",
        register="announcements",
        readers=readers(negotiation),
        by=by,
    )
    for party in negotiation.sides():
        notify(
            party.member_key,
            f"round:{round.pk}:{round.starts_at.isoformat()}",
            title,
            f"{moment(round.starts_at)}, {round.get_format_display()}. «{negotiation.proposal.title}».",
            negotiation.get_absolute_url(),
        )
    return document


def moment(at: datetime) -> str:
    """23.11.2026 в 14:00."""
    return f"{timezone.localtime(at):%d.%m.%Y в %H:%M}"


def clock(at: datetime) -> str:
    """14:00."""
    return f"{timezone.localtime(at):%H:%M}"
