"""The notice of a new edition that does not touch a signatory."""

from casework import workdays
from documents.letters import letter
from documents.models import Document
from programme.models import Regulation
from programme.texts.words import parts_of
from protocol.continuations.models import Continuation
from protocol.editions import changes
from protocol.roles import CUSTODY


def notice(continuation: Continuation) -> Document:
    """What changed, why the organisation is not asked to sign again, and until when it may object."""
    signatory, edition = continuation.signatory, continuation.edition
    day = workdays.local_date(workdays.due(Regulation.in_force().term("protocol.objection")))
    changed = [f"{change.title} — {change.what}." for change in changes.between(signatory, edition)]
    return letter(
        [signatory.organization.full_name],
        f"О редакции № {edition.number} Красноярского протокола",
        **parts_of("notice.protocol_continuation", {"редакция": edition.number, "прежняя": signatory.edition.number}),
        readers=[signatory.member_key, *CUSTODY],
        grounds=changed,
        until=day.isoformat(),
    )
