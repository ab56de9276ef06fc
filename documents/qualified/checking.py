"""The whole check of a signature that was brought: both means, the moment, the person, the power of attorney, and the report of it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from casework.workdays import local_date
from documents.qualified import attorney, certificates, container, engine, own_check, owner, stamps
from documents.qualified.container import Container
from documents.qualified.owner import Expected
from documents.qualified.trust import Store
from documents.qualified.verdict import Failed, Result, Verdict, agreed

PERSONAL = ("inn", "snils")  # numbers of a person: compared, and never written into a paper


@dataclass(frozen=True)
class Brought:
    """What was brought: the signature, and the power of attorney with the signature under it, if any."""

    signature: bytes
    power: bytes = b""
    power_signature: bytes = b""


@dataclass(frozen=True)
class Report:
    """What the check has come to; `facts` are for the protocol and the mark, of plain data."""

    result: Result
    is_contradictory: bool
    is_qualified: bool
    facts: dict[str, Any]


def check(
    brought: Brought,
    content: bytes,
    expected: Expected,
    store: Store,
    received: datetime,
    *,
    is_looked_up: bool = False,
) -> Report:
    """Check the signature under the content of a paper. Raises container.Unreadable, attorney.Unreadable."""
    box = container.read(brought.signature)
    moment, whose = stamps.moment_of(box, store, received)
    verdicts = _by_both(box, content, store, moment)
    result, is_contradictory = agreed(*verdicts)
    faults, unsure, notes, power = _about_the_person(box, brought, expected, store, moment, is_looked_up)
    if faults:
        result = Result.FAILED if not is_contradictory else result
    elif unsure and result == Result.PASSED:
        result = Result.UNKNOWN
    facts = {
        "moment": moment, "moment_is": whose, "claimed_at": own_check.claimed_at(box),
        "means": [{"by": row.by, "result": row.result.label, "reasons": list(row.reasons)} for row in verdicts],
        "lists": verdicts[0].seen.get("lists", []), "certificate": _certificate(box), "power": power,
        "faults": faults, "unsure": unsure, "notes": notes, "is_contradictory": is_contradictory,
    }  # fmt: skip
    return Report(result, is_contradictory, _is_qualified(box), facts)


def _by_both(box: Container, content: bytes, store: Store, moment: datetime) -> tuple[Verdict, Verdict]:
    """Neither means knows what the other has said."""
    return own_check.check(box, content, store, moment), engine.check(box, content, store, moment)


def _is_qualified(box: Container) -> bool:
    try:
        return certificates.is_qualified(own_check.certificate_of(box))
    except Failed:
        return False


def _certificate(box: Container) -> dict[str, Any] | None:
    """What stands on the mark and in the protocol; None when no certificate came along."""
    try:
        row = own_check.certificate_of(box)
    except Failed:
        return None
    person, (start, end) = certificates.owner_of(row), certificates.period(row)
    return {
        "serial": certificates.serial_of(row), "issuer": certificates.words(row.issuer), "owner": person.shown,
        "from": local_date(start), "until": local_date(end), "sha256": row.sha256.hex(), "inn": person.inn_of_firm, "ogrn": person.ogrn,
        "is_qualified": certificates.is_qualified(row),
    }  # fmt: skip


def _about_the_person(
    box: Container, brought: Brought, expected: Expected, store: Store, moment: datetime, is_looked_up: bool
) -> tuple[list[str], list[str], list[str], dict[str, Any] | None]:
    """Faults, what is open, notes, and the power of attorney in words."""
    try:
        person = certificates.owner_of(own_check.certificate_of(box))
    except Failed:
        return [], [], [], None
    power = attorney.read(brought.power) if brought.power else None
    match = owner.match(person, expected, power, local_date(moment), is_looked_up=is_looked_up)
    faults, unsure = list(match.faults), list(match.open)
    if power and not person.firm:
        more_faults, more_unsure = _about_the_power(brought, power, store, moment)
        faults, unsure = faults + more_faults, unsure + more_unsure
    words = {name: value for name, value in asdict(power).items() if name not in PERSONAL} if power else None
    return faults, unsure, list(match.notes), words


def _about_the_power(
    brought: Brought, power: attorney.Attorney, store: Store, moment: datetime
) -> tuple[list[str], list[str]]:
    """The signature of whoever gave the power: checked by both means like any other."""
    if not brought.power_signature:
        return ["к доверенности не приложена подпись доверителя"], []
    box = container.read(brought.power_signature)
    result, is_contradictory = agreed(*_by_both(box, brought.power, store, moment))
    faults = ["подпись доверителя под доверенностью недействительна"] if result == Result.FAILED else []
    try:
        giver = certificates.owner_of(own_check.certificate_of(box))
        if power.principal_inn not in {giver.inn_of_firm, giver.inn}:
            faults.append("доверенность подписана не доверителем: ИНН в сертификате другой")
    except Failed as fault:
        faults.append(str(fault))
    unsure = ["подпись доверителя под доверенностью не удалось проверить"] if result == Result.UNKNOWN else []
    return faults, unsure + (["средства проверки разошлись о подписи доверителя"] if is_contradictory else [])
