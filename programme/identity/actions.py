"""Confirming who somebody is: a telephone by a code, a document at the desk of an office, and the end of either."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from casework.door import Refused
from casework.later import later
from casework.notify import tell
from casework.workdays import local_date
from journal.record import record
from programme.consents.models import Consent
from programme.identity import sms
from programme.identity.levels import ACTS, is_certain, level_for, strongest
from programme.identity.models import Confirmation, TelephoneCode
from programme.identity.sealing import sealed
from programme.people.models import Person
from programme.regulations.models import Regulation
from programme.rows import locked

DAY = timedelta(days=1)
KEPT = timedelta(days=2)  # a code's row is of use only for counting the codes of a day
TAKEN = (
    "Этот номер подтверждён в другой учётной записи. Если она ваша, снимите номер там; если номер достался вам от другого человека, "
    "подойдите в канцелярию с документом."
)
CHANGED = "номер изменён владельцем"


def require_level(person: Person, act: str, regulation: Regulation) -> None:
    """Refuse an act (a key of `levels.ACTS`) to whoever is not certain enough to the regulation. Raises Refused."""
    if not is_certain(person, act, regulation):
        raise Refused(
            f"Чтобы {ACTS[act]}, подтвердите личность: нужен уровень «{level_for(act, regulation).label}». "
            "Это делается в кабинете на странице «Кто вы»."
        )


def require_level_of(person: Person, act: str, regulation: Regulation) -> None:
    """The same where an office acts about somebody else; the words tell the office what the person has to do."""
    if not is_certain(person, act, regulation):
        raise Refused(
            f"Чтобы {ACTS[act]}, нужен уровень личности «{level_for(act, regulation).label}» или выше, а у этого человека — "
            f"«{person.level.label}». Он подтверждает личность на своей странице «Кто вы» в кабинете: {person.email}. Затем отправьте форму ещё раз."
        )


def uncertain_of(people: Iterable[Person], act: str, regulation: Regulation) -> set[int]:
    """The keys of those who are not certain enough for the act: one query for all of them."""
    kinds: dict[int, list[str]] = {person.pk: [] for person in people}
    for pk, kind in Confirmation.objects.in_force().filter(person__in=kinds).values_list("person", "kind"):
        kinds[pk].append(kind)
    needed = level_for(act, regulation)
    return {pk for pk, held in kinds.items() if strongest(held).rank < needed.rank}


def key_of(number: str) -> str:
    """The keyed hash under which a number is found again; without the secret of the installation it tells nothing."""
    return salted_hmac("programme.identity.number", number, algorithm="sha256").hexdigest()


def _digest(code: TelephoneCode, typed: str) -> str:
    return salted_hmac(
        f"programme.identity.code.{code.person_id}.{code.number_key}", typed, algorithm="sha256"
    ).hexdigest()


def _require_consent(person: Person, words: str) -> None:
    if not Consent.is_given(person, Consent.Purpose.PARTICIPATION):
        raise Refused(words)


@transaction.atomic
def send_code(*, by: Person, number: str) -> TelephoneCode:
    """Send a one-time code to a number (+7XXXXXXXXXX). Whose number it is, is not said before its owner has answered."""
    if not sms.is_offered():
        raise Refused("Подтвердить телефон здесь нельзя: код не на чем отправить. Подтвердите личность документом.")
    _require_consent(by, "Сначала дайте согласие на обработку персональных данных: без него номер обрабатывать нельзя.")
    locked(Person, by.pk)
    rules, now, key = Regulation.in_force().value("identity"), timezone.now(), key_of(number)
    if by.confirmations.in_force().filter(number_key=key).exists():
        raise Refused("Этот номер у вас уже подтверждён.")
    TelephoneCode.objects.filter(sent_at__lt=now - KEPT).delete()
    lately = TelephoneCode.objects.filter(sent_at__gt=now - DAY)
    for sent in (lately.filter(person=by), lately.filter(number_key=key)):
        if sent.count() >= rules["codes_a_day"]:
            raise Refused(
                "Кодов за сутки отправлено слишком много. Попробуйте завтра или подтвердите личность документом."
            )
    typed = f"{secrets.randbelow(10**6):06d}"
    expires_at = now + timedelta(minutes=rules["code_minutes"])
    code = TelephoneCode(person=by, number_key=key, number_tail=number[-4:], sent_at=now, expires_at=expires_at)
    code.digest = _digest(code, typed)
    code.save()
    record(by, "send_code", "Отправлен код для подтверждения телефона", by=by)
    later("programme.tasks.send_code", code_id=code.pk, sealed=sealed(number, typed))
    return code


def open_code(person: Person) -> TelephoneCode | None:
    """The last code sent to the person, if it has not been used."""
    return TelephoneCode.objects.filter(person=person, used_at=None).first()


@transaction.atomic
def answer_code(*, by: Person, code: str) -> int | None:
    """The code as it was typed. None: the telephone is confirmed; else how many attempts are left (a wrong one is kept).

    Raises Refused when there is nothing left to answer.
    """
    locked(Person, by.pk)
    sent = TelephoneCode.objects.select_for_update().filter(person=by, used_at=None).first()
    attempts = int(Regulation.in_force().value("identity.code_attempts"))
    if sent is None or not sent.is_good() or sent.wrong >= attempts:
        raise Refused("Этот код больше не действует. Запросите новый.")
    if not constant_time_compare(sent.digest, _digest(sent, code)):
        sent.wrong += 1
        sent.save(update_fields=["wrong"])
        record(by, "mistype_code", "Неверный код подтверждения телефона", by=by)
        return attempts - sent.wrong
    sent.used_at = timezone.now()
    sent.save(update_fields=["used_at"])
    confirm_telephone(by, number_key=sent.number_key, number_tail=sent.number_tail)
    return None


@transaction.atomic
def confirm_telephone(person: Person, *, number_key: str, number_tail: str) -> Confirmation:
    """The number is the person's; the one before ends. A number that served somebody else serves nobody until it has rested."""
    rest = timedelta(days=int(Regulation.in_force().value("identity.number_rests_days")))
    others = Confirmation.objects.filter(number_key=number_key).exclude(person=person)
    if others.in_force().exists():
        raise Refused(TAKEN)
    if last := others.filter(ended_at__gt=timezone.now() - rest).order_by("-ended_at").first():
        assert last.ended_at, "it has ended"
        free_on = local_date(last.ended_at + rest)
        raise Refused(
            f"Этот номер недавно служил другой учётной записи; подтвердить его можно с {free_on:%d.%m.%Y}. "
            "До этого дня личность подтверждается документом."
        )
    for old in person.confirmations.in_force().filter(kind=Confirmation.Kind.TELEPHONE):
        end(old, by=person, ground=CHANGED)
    try:
        with transaction.atomic():
            confirmation = Confirmation.objects.create(
                person=person, kind=Confirmation.Kind.TELEPHONE, at=timezone.now(), number_key=number_key, number_tail=number_tail
            )  # fmt: skip
    except IntegrityError:
        raise Refused(TAKEN) from None
    record(person, "confirm_telephone", "Телефон подтверждён одноразовым кодом", by=person)
    return confirmation


@transaction.atomic
def see_document(person: Person, *, by: Person, document: str, **names: str) -> Confirmation:
    """Somebody of the office has seen the document of the person before them, and writes the name as it stands there."""
    if person.pk == by.pk:
        raise Refused("Свой документ подтвердить нельзя: это сделает другой работник канцелярии.")
    person = locked(Person, person.pk)
    if not person.is_active:
        raise Refused("Учётная запись закрыта.")
    _require_consent(
        person,
        "Человек ещё не дал согласие на обработку персональных данных: попросите его дать согласие в своём кабинете.",
    )
    if person.confirmations.in_force().filter(kind=Confirmation.Kind.DOCUMENT).exists():
        raise Refused("Личность этого человека уже подтверждена документом.")
    changed = [name for name, value in names.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, names[name])
    if changed:
        person.save(update_fields=changed)
        record(person, "correct_name", "Имя исправлено по документу", by=by)
    confirmation = Confirmation.objects.create(
        person=person, kind=Confirmation.Kind.DOCUMENT, at=timezone.now(), document=document, seen_by=by
    )
    record(person, "see_document", f"Личность подтверждена: {confirmation}", by=by)
    text = f"Документ видел(а): {by}. Вид документа: {confirmation}. Номер документа не записан."
    tell(person, f"confirmation:{confirmation.pk}", "Личность подтверждена документом", text, reverse("identity"))
    return confirmation


@transaction.atomic
def give_up_telephone(*, by: Person) -> None:
    """The owner takes the number off."""
    confirmation = by.confirmations.in_force().filter(kind=Confirmation.Kind.TELEPHONE).first()
    if confirmation is None:
        raise Refused("Подтверждённого номера у вас нет.")
    end(confirmation, by=by, ground="номер снят владельцем")


@transaction.atomic
def revoke(confirmation: Confirmation, *, by: Person, ground: str) -> None:
    """The office takes a confirmation back: a mistake at the desk, a number that has passed to somebody else."""
    if confirmation.person_id == by.pk:
        raise Refused("Своё подтверждение отзывает другой работник канцелярии.")
    confirmation = locked(Confirmation, confirmation.pk)
    if not confirmation.is_in_force:
        raise Refused("Это подтверждение уже прекращено.")
    end(confirmation, by=by, ground=ground)
    tell(
        confirmation.person, f"confirmation:{confirmation.pk}:ended", "Подтверждение личности отозвано",
        f"{confirmation.get_kind_display().capitalize()}. Основание: {ground}", reverse("identity"),
    )  # fmt: skip


def end_all(person: Person, *, by: Person | None, ground: str) -> None:
    """The account is closed: nothing speaks for it any more, and its number is free to rest."""
    for confirmation in person.confirmations.in_force():
        end(confirmation, by=by, ground=ground)


def end(confirmation: Confirmation, *, by: Person | None, ground: str) -> None:
    confirmation.ended_at, confirmation.ended_by, confirmation.end_ground = timezone.now(), by, ground
    confirmation.save(update_fields=["ended_at", "ended_by", "end_ground"])
    title = f"Подтверждение личности прекращено: {confirmation.get_kind_display()}"
    record(confirmation.person, "end_confirmation", title, by=by, ground=ground)
