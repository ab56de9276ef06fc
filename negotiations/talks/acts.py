"""Acts in a negotiation outside the steps of its flow: who may do each, its form, its action and the words of its page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from casework.forms import AskForm
from negotiations.consents import actions as consents
from negotiations.consents.forms import ConsentForm
from negotiations.moderation import succession
from negotiations.moderation.forms import AcceptModerationForm
from negotiations.parties.forms import ProposePartiesForm
from negotiations.talks import actions, forms, suspending
from negotiations.talks.models import Negotiation
from programme.access import Visitor


def applicant(negotiation: Negotiation, person: Visitor) -> Sequence[str]:
    """Whoever works for the applicant."""
    return [negotiation.proposal.member_key]


def applicant_signer(negotiation: Negotiation, person: Visitor) -> Sequence[str]:
    """Who signs for the applicant."""
    return [negotiation.proposal.signer_key]


def own_party(negotiation: Negotiation, person: Visitor) -> Sequence[str]:
    """Who signs or works for the party of the person; nobody for a person without one."""
    party = negotiation.party_of(person)
    return [party.signer_key, party.member_key] if party else []


def moderator(negotiation: Negotiation, person: Visitor) -> Sequence[str]:
    """Who leads the negotiation."""
    return [negotiation.moderator_key] if negotiation.moderator_key else []


def candidate(negotiation: Negotiation, person: Visitor) -> Sequence[str]:
    """Who has been named as the next moderator."""
    return [f"person:{negotiation.candidate_id}"] if negotiation.candidate_id else []


@dataclass(frozen=True)
class Act:
    """`addressees`: capacity keys under which a person may do it; `about` may speak of the `negotiation`."""

    addressees: Callable[[Negotiation, Any], Sequence[str]]
    form: type[AskForm]
    action: Callable[..., Any]
    title: str
    about: str


ACTS = {
    "propose": Act(
        applicant,
        ProposePartiesForm,
        actions.propose_parties,
        "Предложить стороны",
        "Модератор увидит ваше предложение, когда будет приглашать стороны; решает он.",
    ),
    "cancel": Act(
        applicant_signer,
        forms.CancelForm,
        actions.cancel_negotiations,
        "Отменить переговоры",
        "Отменить переговоры можно, пока стороны не утверждены. Возобновить их можно будет один раз.",
    ),
    "consent": Act(
        own_party,
        ConsentForm,
        consents.consent,
        "Дать согласие",
        "Согласие действует один раз и нужно от каждой обязательной стороны.",
    ),
    "extend": Act(
        moderator,
        forms.ExtendForm,
        actions.extend,
        "Продлить переговоры",
        "Срок переговоров сейчас — до {negotiation.ends_on:%d.%m.%Y}. Нужно согласие всех обязательных сторон.",
    ),
    "suspend": Act(
        moderator,
        forms.SuspendForm,
        suspending.suspend,
        "Приостановить переговоры",
        "Все сроки дела остановятся. Возобновить его вы сможете раньше, а в назначенный день оно возобновится само.",
    ),
    "close": Act(
        moderator,
        forms.CloseCaseForm,
        actions.close_without_agreement,
        "Закрыть без соглашения",
        "Дело закрывается по заявлению обязательной стороны. "
        "Текст соглашения теряет силу, зарезервированный номер аннулируется.",
    ),
}

SUCCESSION = Act(
    candidate,
    AcceptModerationForm,
    succession.succeed,
    "Принять дело",
    "Заявите, что не связаны со сторонами: с этой минуты дело и все его шаги ваши. Или откажитесь с объяснением.",
)
