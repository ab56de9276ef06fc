"""The paper of an additional agreement."""

from typing import Any

from casework.formats import money, plain
from casework.workdays import Term
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from negotiations.agreements import clauses, snapshots
from negotiations.parties.models import NegotiationParty
from negotiations.supplements.models import Supplement
from negotiations.talks.papers import readers
from programme.models import Person


def supplement(
    supplement: Supplement, signatories: list[tuple[NegotiationParty, Any]], term: Term, by: Person
) -> Document:
    """NG-28, NG-30, CB-13: an additional agreement signed by all whom it touches."""
    agreement = supplement.agreement
    assert agreement.document, "an additional agreement is to one that is in force"
    count = agreement.supplements.exclude(document=None).count() + 1
    titles = {
        Supplement.Purpose.AMEND: f"Дополнительное соглашение {count} к соглашению",
        Supplement.Purpose.WRITE_OFF: f"Дополнительное соглашение {count} о списании вклада по соглашению",
        Supplement.Purpose.TERMINATE: "О расторжении соглашения",
    }
    return issue(
        kind=Kind.AGREEMENT,
        title=f"{titles[Supplement.Purpose(supplement.purpose)]} № {agreement.document.number} о встречных вкладах",
        snapshot={
            "case": snapshots.reference(agreement.case),
            "to": f"№ {agreement.document.number} от {agreement.document.date:%d.%m.%Y}",
            "purpose": supplement.purpose,
            "parties": [
                {"name": party.organization.full_name, "face": snapshots.face_as_agreed(agreement, party, person)}
                for party, person in signatories
            ],
            "points": _points(supplement),
            "ground": supplement.ground,
        },
        template="negotiations/pdf/supplement.html",
        register="agreements",
        signatories=[
            (person, f"{party.organization.short_name}"[:200], 1, party.signer_key) for party, person in signatories
        ],
        readers=readers(agreement.case),
        deadline=term,
        by=by,
    )


def _points(supplement: Supplement) -> list[str]:
    """What changes, in points."""
    if supplement.purpose == Supplement.Purpose.TERMINATE:
        return [
            "Стороны прекращают соглашение. Вклады, не исполненные к этому дню, не передаются.",
            "Исполненное до расторжения остаётся у получателей.",
        ]
    contribution = supplement.contribution
    assert contribution is not None, "this one is about a contribution"
    if supplement.purpose == Supplement.Purpose.WRITE_OFF:
        return [
            f"Вклад {contribution.number} ({contribution.what}) списывается: "
            "даритель освобождён от передачи неисполненной части, получатель не возражает."
        ]
    points = [
        f"По вкладу {contribution.number} ({contribution.what}) устанавливается срок: не позднее {clauses.written(supplement.due)}"
    ]
    if supplement.quantity is not None:
        points.append(f"Количество: {plain(supplement.quantity)} {contribution.unit}.")
    if supplement.value is not None:
        points.append(f"Оценка: {money(supplement.value)}.")
    return points
