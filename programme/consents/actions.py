"""Giving and taking back consents to the processing of personal data."""

from django.db import transaction
from django.utils import timezone

from casework import paper
from casework.door import Refused, Unready
from casework.notify import notify
from casework.roles import PLATFORM_SECRETARY
from documents.naming import actions as naming
from journal.record import record
from programme.consents.models import Consent, code_of
from programme.people.models import Person
from programme.rows import locked
from programme.texts.models import TextVersion

TEXT_CHANGED = "Пока вы читали, вступил в силу новый текст согласия: прочитайте его и поставьте отметку."


class ConsentNeeded(Unready):
    """The act processes data of the person for a purpose they have not agreed to (152-ФЗ ст. 9)."""

    def __init__(self, purpose: str) -> None:
        super().__init__(f"Сначала нужно согласие на обработку персональных данных: {Consent.Purpose(purpose).label}.")
        self.purpose = purpose


class TextChanged(Refused):
    """The text is another than the person has read."""

    def __init__(self) -> None:
        super().__init__(TEXT_CHANGED)


def require_consent(person: Person, purpose: str = Consent.Purpose.PARTICIPATION) -> None:
    """Raise ConsentNeeded unless the person has agreed to this purpose; on a page the consent is then asked on the way.

    Of whoever answers on paper the consent is on the paper.
    """
    if paper.hand() is None and not Consent.is_given(person, purpose):
        raise ConsentNeeded(purpose)


@transaction.atomic
def give_consent(*, by: Person, purpose: str, seen: int | None = None) -> Consent:
    """The person agrees to one purpose, having read the text of its current version; `seen` is the version the page has shown.

    One given to an earlier text, which no longer holds, is replaced.
    """
    locked(Person, by.pk)
    if Consent.is_given(by, purpose):
        raise Refused("Это согласие уже дано.")
    text = TextVersion.in_force(code_of(purpose))
    if seen is not None and seen != text.version:
        raise TextChanged
    now = timezone.now()
    is_again = Consent.objects.filter(person=by, purpose=purpose, withdrawn_at=None).update(withdrawn_at=now)
    consent = Consent.objects.create(person=by, purpose=purpose, text_version=str(text.version), given_at=now)
    words = "Дано согласие по новому тексту" if is_again else "Дано согласие"
    record(consent, "give_consent", f"{words}: {consent.get_purpose_display()}", by=by, payload={"text": text.version})
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
