"""Joining the agreement on the simple electronic signature, and putting its text on paper."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from casework.door import Refused
from documents.agreement import texts
from documents.agreement.models import AgreementAcceptance, SigningAgreement
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from documents.signatures.actions import require_fresh
from documents.signatures.identity import require_identity
from journal.record import record


def in_force() -> SigningAgreement:
    """The row of the version in force; made at its first use."""
    text = texts.text()
    facts = {"text_hash": text.sha256, "since": timezone.now()}
    return SigningAgreement.objects.get_or_create(version=text.version, defaults=facts)[0]


def join_agreement(*, by: Any, seen_hash: str, authenticated_at: datetime, address: str = "") -> AgreementAcceptance:
    """A person joins the version they have read on the page.

    `seen_hash`: SHA-256 of the text that was shown; `authenticated_at`: when the person proved who they are, not more than five
    minutes ago. Joining twice changes nothing. Raises Refused.
    """
    agreement = in_force()
    if earlier := AgreementAcceptance.of(by):
        return earlier
    if seen_hash != agreement.text_hash:
        raise Refused("Текст соглашения изменился, пока вы его читали. Обновите страницу и прочитайте новую редакцию.")
    require_identity(by)
    require_fresh(authenticated_at)
    evidence = {"text": seen_hash, "account": by.email, "authenticated_at": authenticated_at, "address": address}
    title = f"Принято соглашение № {texts.text().number} об использовании простой электронной подписи"
    entry = record(agreement, "join_agreement", title, by=by, payload=evidence)
    return AgreementAcceptance.objects.create(agreement=agreement, person=by, accepted_at=timezone.now(), entry=entry)


@transaction.atomic
def publish_agreement() -> SigningAgreement:
    """The version in force is issued on a public paper, once."""
    agreement = SigningAgreement.objects.select_for_update().get(pk=in_force().pk)
    if agreement.document is None:
        text = texts.text(agreement.version)
        agreement.document = issue(
            kind=Kind.AGREEMENT,
            register="signing_agreements",
            number_parts={"version": text.version},
            title=f"Об использовании простой электронной подписи, редакция {text.version}",
            snapshot={"parts": text.parts, "text_hash": text.sha256},
            template="documents/pdf/signing_agreement.html",
            is_public=True,
        )
        agreement.save(update_fields=["document"])
    return agreement
