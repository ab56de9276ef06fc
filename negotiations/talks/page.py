"""What a negotiation's page tells: the parties by sector, the rounds, the open parts of positions, what happened, what one may do."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from casework import inbox, pages
from casework.models import Waiting
from casework.pages import Event, history, place_in, steps_at
from documents.models import Document
from documents.papers.referring import referred
from journal.models import Entry
from negotiations.consents.models import PartyConsent
from negotiations.parties.models import NegotiationParty
from negotiations.positions.models import PartyPosition
from negotiations.rounds.models import Round
from negotiations.talks.models import Negotiation
from programme.access import Visitor, keys_of
from programme.models import Sector

Status = Negotiation.Status

STEPS = [
    ("Стороны", {Status.INITIATED, Status.INVITING, Status.PARTIES_CONFIRMED}),
    ("Позиции", {Status.POSITIONS}),
    ("Раунды", {Status.SCHEDULED, Status.SESSION_OPEN, Status.BETWEEN_SESSIONS}),
    ("Текст", {Status.DRAFTING, Status.COORDINATION, Status.DISAGREEMENT}),
    ("Подписание", {Status.SIGNING}),
    ("Соглашение", {Status.IN_FORCE, Status.FULFILLED, Status.TERMINATED}),
]

BEFORE_ROUNDS = {Status.INITIATED, Status.INVITING}

TOLD_TO_ALL = {
    "accept_moderator", "confirm_parties", "schedule", "reconcile", "postpone", "open_session", "close_session", "start_drafting",
    "send_for_signing", "enter_into_force", "fail", "fail_to_gather", "cancel", "suspend", "resume", "fulfil", "terminate",
}  # fmt: skip


def steps_of(negotiation: Negotiation) -> list[tuple[str, str]]:
    """Where the negotiation stands, for people; one that ended without an agreement stays where it was."""
    status = negotiation.suspended_from if negotiation.status == Status.SUSPENDED else negotiation.status
    place = place_in(STEPS, status)
    if place is None:
        place = 2 if negotiation.rounds.exists() else 0
    return steps_at((title for title, _ in STEPS), place, is_over=negotiation.status in STEPS[-1][1])


def sectors(negotiation: Negotiation, is_inside: bool) -> list[tuple[str, list[NegotiationParty]]]:
    """The parties sector by sector; who was asked and who refused is for those inside."""
    rows = negotiation.parties.select_related("organization", "representative").order_by("-is_essential", "pk")
    if not is_inside:
        rows = rows.filter(status=NegotiationParty.Status.ACCEPTED)
    return [
        (str(label), members)
        for code, label in Sector.choices
        if (members := [row for row in rows if row.sector == code])
    ]


def rounds(negotiation: Negotiation, is_inside: bool, papers: list[Document]) -> list[Round]:
    """The rounds, the last first; the public sees the open ones."""
    rows = negotiation.rounds.select_related("minutes", "announced").order_by("-number")
    if not is_inside:
        rows = rows.filter(is_public=True)
    readable = {paper.pk for paper in papers}
    rounds = list(rows)
    for round in rounds:
        round.paper = round.minutes if round.minutes_id in readable else None  # type: ignore[attr-defined]
    return rounds


def positions(negotiation: Negotiation, person: Visitor) -> list[tuple[PartyPosition, bool]]:
    """Positions the person may read, each with whether the closed part is theirs to read."""
    readable = (
        PartyPosition.objects.told_to(person).filter(party__case=negotiation).select_related("party__organization")
    )
    disclosed = set(
        PartyPosition.objects.disclosed_to(person).filter(party__case=negotiation).values_list("pk", flat=True)
    )
    return [(row, row.pk in disclosed) for row in readable.order_by("party__sector", "pk")]


def documents(negotiation: Negotiation, person: Visitor) -> list[Document]:
    """The papers of the negotiation that the person may see, the newest first."""
    return list(Document.objects.visible_to(person).among(*papers_among(negotiation)).order_by("-pk"))


def papers_among(negotiation: Negotiation) -> list[Any]:
    """Its papers as queries for their keys: those that name it as their case, those sent about it."""
    own = Document.objects.filter(snapshot__case__number=negotiation.number)
    named = Document.objects.filter(snapshot__reference=f"по переговорному делу № {negotiation.number}")
    return [own.values("pk"), named.values("pk")]


def holding(paper: Document) -> QuerySet[Negotiation]:
    """The negotiation whose list has this paper: the reverse of `papers_among`."""
    case = paper.snapshot.get("case")
    number = referred(paper, "по переговорному делу № ") or str(
        case.get("number", "") if isinstance(case, dict) else ""
    )
    year, _, n = number.partition("-")
    if not (year.isdecimal() and n.isdecimal()):
        return Negotiation.objects.none()
    return Negotiation.objects.filter(year=int(year), n=int(n))


def timeline(negotiation: Negotiation, papers: list[Document], is_inside: bool) -> list[Event]:
    """What happened, newest first; the public sees the turns of the negotiation only, and no grounds."""
    entries = history(negotiation)
    if is_inside:
        return pages.timeline(entries, has_grounds=True)
    return [Event(entry.at, _plain(entry)) for entry in entries.filter(verb__in=TOLD_TO_ALL)]


def _plain(entry: Entry) -> str:
    """A turn of the negotiation without names: the status it led to."""
    return str(dict(Status.choices).get(entry.after, entry.title))


def moves(negotiation: Negotiation) -> list[inbox.Line]:
    """Whose move it is; one line for a step that asks several."""
    waitings = Waiting.objects.open().filter(process=negotiation.process).order_by("title", "due_at").distinct("title")
    return pages.moves(waitings)


def my_tasks(negotiation: Negotiation, person: Visitor) -> list[Waiting]:
    """What the negotiation waits for from the person."""
    if not person.is_authenticated:
        return []
    stops = [stop.process.pk for stop in negotiation.suspensions.filter(ended_at=None).select_related("process")]
    return list(
        Waiting.objects.open().of(person).filter(process_id__in=[negotiation.process.pk, *stops]).order_by("pk")
    )


def acts(negotiation: Negotiation, person: Visitor) -> list[tuple[str, str]]:
    """What the person may do outside the steps: (title, address)."""
    keys = set(keys_of(person))
    allowed = []
    if f"member:{negotiation.proposal.organization_id}" in keys and negotiation.status in BEFORE_ROUNDS:
        allowed.append(("Предложить стороны", "negotiation_propose"))
    if f"signer:{negotiation.proposal.organization_id}" in keys and negotiation.status in BEFORE_ROUNDS:
        allowed.append(("Отменить переговоры", "negotiation_cancel"))
    if (
        negotiation.moderator_id
        and negotiation.candidate_id == person.pk != negotiation.moderator_id
        and not negotiation.is_over
    ):
        allowed.append(("Принять дело или отказаться", "negotiation_succeed"))
    if may_consent(negotiation, person):
        allowed.append(("Согласиться на перенос сроков", "negotiation_consent"))
    if (
        negotiation.moderator_id
        and negotiation.moderator_key in keys
        and not negotiation.is_over
        and negotiation.status not in BEFORE_ROUNDS
    ):
        if negotiation.extensions < negotiation.rule("extensions_max") and negotiation.status != Status.SUSPENDED:
            allowed.append(("Продлить переговоры", "negotiation_extend"))
        if negotiation.status in Negotiation.MAY_PAUSE:
            allowed.append(("Приостановить переговоры", "negotiation_suspend"))
        if negotiation.status in Negotiation.WITH_TEXT:
            allowed.append(("Закрыть без соглашения", "negotiation_close"))
    return [(title, reverse(name, args=[negotiation.pk])) for title, name in allowed]


def may_consent(negotiation: Negotiation, person: Visitor) -> bool:
    """Does the person speak for an essential party of a running negotiation?"""
    party = negotiation.party_of(person)
    return (
        bool(party and party.is_essential and party.is_spoken_for_by(person))
        and not negotiation.is_over
        and negotiation.status not in BEFORE_ROUNDS
    )


def consents(negotiation: Negotiation) -> list[tuple[str, list[str]]]:
    """What has been agreed to and not used yet, and by whom."""
    rows = (
        PartyConsent.objects.filter(party__case=negotiation, used_at=None)
        .select_related("party__organization")
        .order_by("pk")
    )
    agreed: dict[str, list[str]] = {}
    for row in rows:
        agreed.setdefault(row.get_matter_display(), []).append(row.party.organization.short_name)
    return list(agreed.items())
