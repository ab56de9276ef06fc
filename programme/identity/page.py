"""What the pages about a person's identity show: the ladder of levels, what is missing for an act, how to get it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from programme.consents.models import Consent
from programme.identity import desk, sms
from programme.identity.levels import ACTS, Level, is_certain, level_for, opened_by
from programme.identity.models import Confirmation
from programme.people.models import Person
from programme.regulations.models import Regulation
from programme.state_login import provider as state_login


@dataclass(frozen=True)
class Step:
    """One level on the page «Кто вы»."""

    level: Level
    title: str
    how: str
    opens: list[str]
    confirmation: Confirmation | None

    @property
    def is_reached(self) -> bool:
        return self.level == Level.EMAIL or self.confirmation is not None


@dataclass(frozen=True)
class Missing:
    """Why a person cannot do something yet, and where they go for it."""

    title: str
    text: str
    url: str
    url_text: str


STEPS = {
    Level.EMAIL: ("Почта", "Подтверждена при регистрации."),
    Level.TELEPHONE: ("Телефон", "На номер придёт код. Один номер служит одному человеку; сам номер мы не храним."),
    Level.DOCUMENT: (
        "Документ",
        "Документ видит работник канцелярии. Записывается только вид документа: ни номера, ни копии.",
    ),
    Level.STATE: (
        "Государственный вход",
        "Вы входите через государственную учётную запись и присоединяете её к этой. Хранится только отпечаток её номера.",
    ),
}


# Levels that an installation offers only if it can.
OFFERS = {Level.TELEPHONE: sms.is_offered, Level.STATE: state_login.is_offered}


def is_offered_here(level: Level) -> bool:
    """May somebody reach the level in this installation?"""
    offers = OFFERS.get(level)
    return offers is None or offers()


def ladder(person: Person) -> list[Step]:
    """The levels this installation offers, and those the person has."""
    confirmed = {Level(row.kind): row for row in person.confirmations.in_force()}
    regulation = Regulation.in_force()
    return [
        Step(level, title, how, opened_by(level, regulation), confirmed.get(level))
        for level, (title, how) in STEPS.items()
        if level in confirmed or is_offered_here(level)
    ]


def missing_for(person: Any, act: str, regulation: Regulation, back: str) -> Missing | None:
    """What keeps a visitor from an act: no login, no consent, a level too low; None if nothing does.

    `act` is a key of `levels.ACTS`, `back` the page to return to.
    """
    level, query = level_for(act, regulation), urlencode({"next": back})
    words = f"Чтобы {ACTS[act]},"
    if not person.is_authenticated:
        text = f"{words} нужна учётная запись с уровнем личности «{level.label}» или выше."
        return Missing("Сначала войдите", text, f"{reverse('account_login')}?{query}", "Войти или зарегистрироваться")
    if not Consent.is_given(person, Consent.Purpose.PARTICIPATION):
        text = f"{words} дайте согласие на обработку персональных данных: без него ничего о вас записать нельзя."
        url = reverse("consent_page", args=[Consent.Purpose.PARTICIPATION.value])
        return Missing("Нужно согласие", text, f"{url}?{query}", "Прочитать и дать согласие")
    if not is_certain(person, act, regulation):
        text = f"{words} нужен уровень личности «{level.label}» или выше; у вас — «{person.level.label}»."
        return Missing("Подтвердите личность", text, f"{reverse('identity')}?{query}", "Как подтвердить")
    return None


def missing_for_signature(person: Person, back: str) -> Missing | None:
    """The same for a signature, by the regulation in force; whoever is known well enough is asked for nothing else."""
    regulation = Regulation.in_force()
    if is_certain(person, "simple_signature", regulation):
        return None
    return missing_for(person, "simple_signature", regulation, back)


def picture_of(person: Person) -> SafeString:
    """The code for the desk as a picture, for whoever reads it with a scanner."""
    code = segno.make(settings.SITE_URL + desk.address_of(person), error="m", micro=False)
    picture = code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None, title="Код для канцелярии")
    return mark_safe(picture)  # noqa: S308 - drawn by segno


def namesakes(person: Person) -> list[Confirmation]:
    """Documents the office has seen of other people with this name: perhaps a second account of the same person."""
    names = {f"person__{name}__iexact": getattr(person, name) for name in ("last_name", "first_name", "middle_name")}
    rows = Confirmation.objects.in_force().filter(kind=Confirmation.Kind.DOCUMENT, **names).exclude(person=person)
    return list(rows.select_related("person", "seen_by")[:5])


def masked(email: str) -> str:
    """An address that its owner recognises: i•••@example.org."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}•••@{domain}"
