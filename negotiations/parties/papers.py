"""Invitations to the parties and the list of those who have accepted."""

from datetime import date

from casework.notify import notify
from documents import letters
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from negotiations.parties.models import NegotiationParty
from negotiations.talks.finding import CASE_OFFICES
from negotiations.talks.models import Negotiation
from negotiations.talks.papers import about, parties_of, readers
from programme.models import Person

CONFIDENTIAL = "Закрытая часть позиции видна только вашей организации и модератору и в документы не попадает."


def invitation(party: NegotiationParty, message: str, until: date, by: Person) -> Document:
    """NG-03."""
    negotiation = party.case
    document = letters.letter(
        [party.organization.full_name],
        "Приглашение к переговорам о встречных вкладах",
        f"Приглашаем вашу организацию стать стороной переговоров о вкладах в проект «{negotiation.proposal.title}» "
        f"(заявка № {negotiation.proposal.number}) на площадке «{negotiation.platform.title}»."
        + (f"\n{message}" if message else ""),
        readers=[party.member_key, *filter(None, [negotiation.moderator_key]), *sorted(CASE_OFFICES)],
        by=by,
        reference=f"по переговорному делу № {negotiation.number}",
        what_to_do="Ответьте в кабинете: примите приглашение и назовите представителя либо откажитесь. "
        f"Молчание означает отказ. {CONFIDENTIAL}",
        until=until.isoformat(),
    )
    notify(
        party.member_key,
        f"negotiation:{negotiation.pk}:invited:{party.pk}:{document.pk}",
        "Вашу организацию приглашают к переговорам",
        f"«{negotiation.proposal.title}», площадка «{negotiation.platform.title}». Ответить — до {until:%d.%m.%Y}, молчание означает отказ.",
        negotiation.get_absolute_url(),
    )
    return document


def composition(negotiation: Negotiation, by: Person) -> Document:
    """NG-05: the list of parties."""
    return issue(
        kind=Kind.SHEET,
        title=f"Перечень сторон переговоров по делу № {negotiation.number}",
        snapshot={**about(negotiation), "parties": parties_of(negotiation), "moderator": by.get_full_name()},
        template="negotiations/pdf/composition.html",
        register="announcements",
        readers=readers(negotiation),
        by=by,
    )
