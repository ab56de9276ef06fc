"""The edition opens for signature, comes into force, lapses, ceases: what that means for its signatories.

The edition's own story calls these right after its status has changed, in the same transaction.
"""

from typing import Any

import documents.actions
from casework import door
from casework.notify import notify
from journal.record import record
from protocol import counting, sheets
from protocol.actions.inviting import CUSTODIAN, ask_to_confirm
from protocol.models import ProtocolEdition, Signatory

Status = Signatory.Status


def open_signing(edition: ProtocolEdition, by: Any = None) -> None:
    """KP-09: old signatories are asked to confirm; the custodian is told to invite the others."""
    asked = ask_to_confirm(edition)
    title = f"{edition} открыта для подписания"
    text = "Пригласите организации трёх секторов."
    if asked:
        text += f" Прежних подписантов, которых система попросила подтвердить подпись: {len(asked)}."
    notify(CUSTODIAN, f"edition:{edition.pk}:open", title, text, "/protocol/signatories/invite/")


def close_signing_in_force(edition: ProtocolEdition, by: Any = None) -> None:
    """KP-12: the signatures are enough. The text enters the register, the sheet of signatures is made, everybody is told."""
    assert edition.document is not None, "an edition in force is on paper"
    documents.actions.close_signing(edition.document, by=by)
    signatories = list(_signed(edition))
    sheet = sheets.signature_sheet(edition, signatories, counting.count(edition), by)
    record(edition, "draw_up_sheet", f"Составлен лист подписания № {sheet.number}", payload={"document": sheet.pk})
    title = f"{edition} вступила в силу"
    text = f"Подписей: {len(signatories)}. Лист подписания № {sheet.number}."
    for signatory in signatories:
        event = f"edition:{edition.pk}:in_force:{signatory.pk}"
        notify(signatory.member_key, event, title, text, edition.get_absolute_url())
    for key in (CUSTODIAN, "role:protocol_editor", "role:committee_chair", "role:committee_secretary"):
        notify(key, f"edition:{edition.pk}:in_force", title, text, edition.get_absolute_url())


def close_window(edition: ProtocolEdition, by: Any = None) -> None:
    """KP-13: not enough. Whoever was still asked is asked no more; each case is closed under a lock of its own."""
    from protocol.tasks import leave_table as later  # the worker's module imports this one

    title = f"{edition} не вступила в силу"
    text = "Не хватило: " + ", ".join(counting.count(edition).missing) + "."
    for signatory in edition.signatories.live():
        event = f"edition:{edition.pk}:lapsed:{signatory.pk}"
        notify(signatory.member_key, event, title, text, edition.get_absolute_url())
        later.defer(signatory_id=signatory.pk)


def leave_table(signatory: Signatory) -> None:
    """Close the case of whoever had not answered when the window closed. Under the lock of the case."""
    if signatory.case.finished is None and signatory.status != Status.SIGNED_UNVERIFIED:
        record(signatory, "leave_table", "Подписание закончилось: редакция не вступила в силу")
        door.close_case(signatory.case)


def edition_ceased(edition: ProtocolEdition, by: Any = None) -> None:
    """KP-14: those who stayed on it are bound by nothing any more, unless they accede to the new edition."""
    for signatory in edition.signatories.filter(status__in=[Status.SIGNED, Status.SUSPENDED]):
        if not signatory.confirmations.filter(status=Status.SIGNED).exists():
            event = f"edition:{edition.pk}:ceased:{signatory.pk}"
            text = "Вы подписали прежнюю редакцию и не подтвердили подпись под новой. Присоединиться можно заявлением."
            notify(signatory.member_key, event, f"{edition} утратила силу", text, "/protocol/accession/")


def _signed(edition: ProtocolEdition) -> Any:
    rows = edition.signatories.counted().select_related("organization", "signature__request__person")
    return rows.order_by("signed_at", "pk")
