"""Who may join the group (регламент 3.2 «Состав», «Подбор»): candidates with their load and conflicts, a suggestion by lot, the minimum."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from casework import workdays
from expertise.challenges.standing import Standing
from expertise.expertises.models import Expertise
from expertise.panels.models import ExpertAssignment
from expertise.register.models import Expert
from expertise.register.ties import ties_of
from expertise.ties.conflicts import ConflictChecker, Finding

TRACKS = [("professional", "профессиональных"), ("public", "общественных")]


@dataclass(frozen=True)
class Candidate:
    """An expert of the register in the light of one expertise."""

    expert: Expert
    load: int
    is_in_area: bool
    lot: str
    findings: list[Finding] = field(default_factory=list)
    bar: str = ""  # why they cannot be asked, apart from a conflict (Russian)

    @property
    def can_be_asked(self) -> bool:
        """May the coordinator tick this line?"""
        return not self.bar and not any(finding.is_blocking for finding in self.findings)

    @property
    def organizations(self) -> frozenset[int]:
        """Organisations the expert belongs to today."""
        today = workdays.local_date()
        return frozenset(tie.organization.pk for tie in ties_of(self.expert) if tie.holds(today))

    @property
    def order(self) -> tuple[bool, int, str]:
        """The area first, then the smaller load, then the lot."""
        return (not self.is_in_area, self.load, self.lot)


def seed_of(expertise: Expertise) -> str:
    """The seed of the lot: SHA-256 of the expertise's number; anybody can draw it again."""
    return hashlib.sha256(expertise.number.encode()).hexdigest()


def lot_of(seed: str, expert: Expert) -> str:
    """The ticket an expert has drawn: the smaller comes first."""
    return hashlib.sha256(f"{seed}:{expert.pk}".encode()).hexdigest()


def numbers_of(expertise: Expertise, rows: Sequence[ExpertAssignment]) -> tuple[str, list[ExpertAssignment]]:
    """The order in which a complete group is numbered, and the seed: SHA-256 of the expertise and everybody in it, to be drawn again."""
    people = ",".join(str(pk) for pk in sorted(row.expert_id for row in rows))
    seed = hashlib.sha256(f"{expertise.number}:{people}".encode()).hexdigest()
    return seed, sorted(rows, key=lambda row: lot_of(seed, row.expert))


def candidates(expertise: Expertise, track: str = "") -> list[Candidate]:
    """Everybody in the register who has not been asked yet, nor assessed what is repeated (EX-21), best first."""
    asked = ExpertAssignment.objects.filter(
        Q(expertise=expertise) | Q(expertise=expertise.repeats_id, accepted_at__isnull=False)
    ).values("expert")
    experts = Expert.objects.admitted().with_load().exclude(pk__in=asked).select_related("person")
    if track or expertise.is_light:
        experts = experts.filter(track=track or Expert.Track.PROFESSIONAL)
    rows = experts.prefetch_related("affiliations__organization", "person__memberships__organization")
    checker, seed, standing = ConflictChecker(expertise), seed_of(expertise), Standing(expertise)
    most = expertise.regulation.value("expertise.load_max")
    drawn = [
        Candidate(
            expert,
            expert.load,
            expertise.area in expert.areas,
            lot_of(seed, expert),
            checker.findings(expert),
            standing.bar(expert) or (f"нагрузка уже {expert.load} из {most}" if expert.load >= most else ""),
        )
        for expert in rows
    ]
    return sorted(drawn, key=lambda candidate: candidate.order)


def missing(expertise: Expertise, chosen: Iterable[Expert] = ()) -> dict[str, int]:
    """How many experts of each track the group still lacks, counting those chosen now."""
    tracks = [row.expert.track for row in members(expertise)] + [expert.track for expert in chosen]
    return {track: max(0, expertise.required(track) - tracks.count(track)) for track, _ in TRACKS}


def gaps(expertise: Expertise) -> list[ExpertAssignment]:
    """Annulled assignments nobody stands for, as many of each track as the group lacks (EA-12)."""
    lacks = missing(expertise)
    rows = ExpertAssignment.objects.filter(
        expertise=expertise, status=ExpertAssignment.Status.ANNULLED, replacement=None
    )
    empty = [row for track, _ in TRACKS for row in rows.filter(expert__track=track).order_by("pk")[: lacks[track]]]
    return sorted(empty, key=lambda row: row.pk)


def members(expertise: Expertise) -> list[ExpertAssignment]:
    """Experts who have accepted and are still in the group."""
    rows = ExpertAssignment.objects.filter(expertise=expertise).in_the_group().select_related("expert__person")
    return list(
        rows.prefetch_related("expert__affiliations__organization", "expert__person__memberships__organization")
    )


def organization_count(experts: Sequence[Expert]) -> int:
    """From how many organisations a group comes; somebody who belongs to none counts as one."""
    today = workdays.local_date()
    organizations: set[str] = set()
    for expert in experts:
        theirs = {f"o{tie.organization.pk}" for tie in ties_of(expert) if tie.holds(today)}
        organizations |= theirs or {f"e{expert.pk}"}
    return len(organizations)


def shortage(expertise: Expertise, chosen: Sequence[Expert] = ()) -> list[str]:
    """What a group of the members and those chosen now lacks by the regulation, in words (Russian); empty if nothing."""
    lacks = missing(expertise, chosen)
    words = [
        f"Профессиональных экспертов нужно не меньше {expertise.required('professional')}, не хватает {lacks['professional']}."
        if lacks["professional"]
        else "",
        f"Общественных экспертов нужно не меньше {expertise.required('public')}, не хватает {lacks['public']}."
        if lacks["public"]
        else "",
    ]
    experts = [row.expert for row in members(expertise)] + list(chosen)
    return [word for word in (*words, few_organizations(expertise, experts)) if word]


def few_organizations(expertise: Expertise, experts: Sequence[Expert]) -> str:
    """That a group comes from fewer organisations than the regulation asks for, in words (Russian); empty if it does not."""
    least = expertise.regulation.value("expertise.group.organizations")
    return f"Эксперты должны представлять не меньше {least} организаций." if organization_count(experts) < least else ""


def is_complete(expertise: Expertise) -> bool:
    """EX-06: have enough declared no conflict, by track and by organisation?"""
    return not shortage(expertise)


def suggestion(expertise: Expertise, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The smallest lawful group by area, load and lot."""
    lacks = missing(expertise)
    chosen: list[Candidate] = []
    for track, _ in TRACKS:
        fit = [candidate for candidate in ranked if candidate.expert.track == track and candidate.can_be_asked]
        chosen += fit[: lacks[track]]
    return _from_enough_organizations(expertise, ranked, chosen)


def _from_enough_organizations(
    expertise: Expertise, ranked: Sequence[Candidate], chosen: list[Candidate]
) -> list[Candidate]:
    """If all come from one organisation, the last gives way to the first of the same track who comes from another."""
    least = expertise.regulation.value("expertise.group.organizations")
    present = [row.expert for row in members(expertise)]

    def is_enough(group: Sequence[Candidate]) -> bool:
        return organization_count([*present, *(candidate.expert for candidate in group)]) >= least

    if not chosen or is_enough(chosen):
        return chosen
    *others, last = chosen
    substitutes = [
        candidate
        for candidate in ranked
        if candidate.expert.track == last.expert.track and candidate.can_be_asked and candidate not in chosen
    ]
    return next(([*others, other] for other in substitutes if is_enough([*others, other])), chosen)
