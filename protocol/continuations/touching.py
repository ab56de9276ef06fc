"""Does a new edition touch a signatory? Only whoever it touches is asked to sign again (3.4, as the Protocol itself says)."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from protocol.amendments.models import Amendment
from protocol.commitments.models import Commitment
from protocol.editions import changes
from protocol.editions.changes import Change
from protocol.editions.models import ProtocolEdition
from protocol.signatories.models import Signatory


def reasons(previous: Signatory, edition: ProtocolEdition) -> list[str]:
    """Why the edition touches whoever has signed an earlier one, in words for them (Russian); empty: it does not.

    A change touches those whom the article binds by their sector, those who made a reservation or a commitment to the article, and those
    whose amendment, or amendment to an amendment, was made to it. An article that names no sector binds all; so does the preamble.
    """
    why = ["изменилась преамбула"] if previous.edition.preamble != edition.preamble else []
    committed = set(
        Commitment.objects.filter(signatory__organization=previous.organization_id).values_list("article", flat=True)
    )
    amended = set(
        edition.amendments.filter(
            Q(organization=previous.organization_id) | Q(chosen__organization=previous.organization_id),
            status__in=Amendment.TAKEN,
        ).values_list("article_text__article", flat=True)
    )
    for change in changes.between(previous, edition):
        why += [f"{change.title}: {tie}" for tie in _ties(change, previous.sector, committed, amended)]
    return why


def _ties(change: Change, sector: str, committed: Collection[Any], amended: Collection[Any]) -> list[str]:
    text = change.new or change.old
    assert text is not None, "a change has an old or a new text"
    bound = [row.binds for row in (change.old, change.new) if row]
    ties = []
    if any(not sectors or sector in sectors for sectors in bound):
        ties.append("статья связывает ваш сектор")
    if change.reservation:
        ties.append("к ней есть ваша оговорка")
    if text.article_id in committed:
        ties.append("по ней вы приняли обязательство")
    if text.article_id in amended or (change.old is None and None in amended):
        ties.append("её изменила ваша поправка")
    return ties
