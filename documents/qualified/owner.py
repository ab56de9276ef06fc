"""Is the certificate that of the person who was asked, and may they sign for the organisation (domain 5.4, point 8; 5.2)? Pure."""

import re
from dataclasses import dataclass
from datetime import date

from documents.qualified.attorney import Attorney
from documents.qualified.certificates import Owner


@dataclass(frozen=True)
class Expected:
    """Who was asked: the name, and the organisation for which they sign, if they do."""

    name: str
    organisation: str = ""
    inn: str = ""
    ogrn: str = ""


@dataclass(frozen=True)
class Match:
    """What speaks against the signatory, what could not be found out, and what is worth telling (Russian)."""

    faults: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def match(owner: Owner, expected: Expected, power: Attorney | None, day: date, *, is_looked_up: bool) -> Match:
    """Compare the owner with whoever was asked, on the day of the signature.

    `is_looked_up`: the office has looked into the register of powers of attorney, which cannot be asked from here, and found it in force.
    """
    faults, unsure, notes = [], [], []
    if _letters(owner.full_name) != _letters(expected.name):
        faults.append(f"сертификат выдан другому человеку: {owner.full_name}")
    notes.append("СНИЛС и ИНН человека система не хранит: человек сверен по фамилии, имени и отчеству")
    if expected.inn:
        if owner.firm:
            faults += _faults_of_firm(owner, expected)
        elif power is None:
            faults.append(
                f"сертификат личный, а подпись нужна за организацию «{expected.organisation}»: приложите машиночитаемую доверенность"
            )
        else:
            faults += _faults_of_power(power, owner, expected, day)
            if not is_looked_up:
                unsure.append(
                    f"отзыв доверенности № {power.number} не проверен: канцелярия смотрит реестр доверенностей вручную"
                )
            notes += [f"полномочие: {words}" for words in power.powers]
    return Match(tuple(faults), tuple(unsure), tuple(notes))


def _faults_of_firm(owner: Owner, expected: Expected) -> list[str]:
    is_same = (
        owner.inn_of_firm == expected.inn if owner.inn_of_firm else bool(expected.ogrn) and owner.ogrn == expected.ogrn
    )
    if is_same:
        return []
    return [f"сертификат другой организации: ИНН {owner.inn_of_firm or 'не указан'}, ОГРН {owner.ogrn or 'не указан'}"]


def _faults_of_power(power: Attorney, owner: Owner, expected: Expected, day: date) -> list[str]:
    faults = []
    if power.principal_inn != expected.inn:
        faults.append(f"доверенность выдала другая организация: ИНН {power.principal_inn}")
    pairs = [(power.snils, owner.snils), (power.inn, owner.inn)]
    if not any(mine and mine == theirs for mine, theirs in pairs) or any(
        mine and theirs and mine != theirs for mine, theirs in pairs
    ):
        faults.append("доверенность выдана другому человеку: СНИЛС или ИНН не те, что в сертификате")
    if day < power.issued_on:
        faults.append(f"доверенность выдана {power.issued_on:%d.%m.%Y}, позже подписи")
    if day > power.until:
        faults.append(f"срок доверенности истёк {power.until:%d.%m.%Y}")
    return faults


def _letters(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip().casefold().replace("ё", "е")
