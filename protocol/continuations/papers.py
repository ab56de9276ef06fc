"""The notice of a new edition that does not touch a signatory."""

from casework import workdays
from documents.letters import letter
from documents.models import Document
from programme.models import Regulation
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
        f"Комитет одобрил редакцию № {edition.number}. Её изменения вас не задевают: изменённые статьи не связывают ваш сектор, "
        "к ним нет ваших оговорок, обязательств и поправок. Поэтому ваша подпись под редакцией "
        f"№ {signatory.edition.number} действует и дальше, подписывать заново не нужно.",
        readers=[signatory.member_key, *CUSTODY],
        grounds=changed,
        what_to_do="Если изменения вас всё-таки задевают, возразите в задаче кабинета: тогда вы ответите на новую редакцию сами — "
        "подпишете её, заявите оговорку или откажетесь. Если вы не возразите, участие продолжится.",
        until=day.isoformat(),
    )
