"""Giving and taking back consents to the processing of personal data."""

from django.db import transaction
from django.utils import timezone

from casework.door import Refused, Unready
from casework.notify import notify
from casework.roles import PLATFORM_SECRETARY
from documents.naming import actions as naming
from journal.record import record
from programme.consents.models import CONSENT_TEXT, Consent
from programme.people.models import Person
from programme.rows import locked


class ConsentNeeded(Unready):
    """The act processes data of the person for a purpose they have not agreed to (152-ФЗ ст. 9)."""

    def __init__(self, purpose: str) -> None:
        super().__init__(f"Сначала нужно согласие на обработку персональных данных: {Consent.Purpose(purpose).label}.")
        self.purpose = purpose


def require_consent(person: Person, purpose: str = Consent.Purpose.PARTICIPATION) -> None:
    """Raise ConsentNeeded unless the person has agreed to this purpose; on a page the consent is then asked on the way."""
    if not Consent.is_given(person, purpose):
        raise ConsentNeeded(purpose)


@transaction.atomic
def give_consent(*, by: Person, purpose: str) -> Consent:
    """The person agrees to one purpose, having read the text of its current version."""
    locked(Person, by.pk)
    if Consent.is_given(by, purpose):
        raise Refused("Это согласие уже дано.")
    consent = Consent.objects.create(person=by, purpose=purpose, text_version=CONSENT_TEXT, given_at=timezone.now())
    record(consent, "give_consent", f"Дано согласие: {consent.get_purpose_display()}", by=by)
    return consent


@transaction.atomic
def withdraw_consent(*, by: Person, purpose: str) -> None:
    """The person takes the consent back; what has been signed on its ground stays (domain 6.1)."""
    consent = Consent.objects.select_for_update().filter(person=by, purpose=purpose, withdrawn_at=None).first()
    if consent is None:
        raise Refused("Такого согласия нет или оно уже отозвано.")
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
    if purpose == Consent.Purpose.DISSEMINATION:
        naming.stop_naming(by)
    title = f"Отозвано согласие: {consent.get_purpose_display()}"
    record(consent, "withdraw_consent", title, by=by)
    notify(PLATFORM_SECRETARY, f"consent:{consent.pk}:withdrawn", title, f"Отозвал(а) {by}.")
