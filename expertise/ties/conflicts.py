"""Automatic checks of interests (регламент 3.0, а–е): facts about ties, read before somebody is asked and again before they score."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from casework import workdays
from expertise.expertises.models import Expertise
from expertise.panels.models import ExpertAssignment
from expertise.register.models import Expert
from expertise.register.ties import Tie, ties_of
from expertise.roles import COORDINATOR
from programme import ties as law
from programme.interests import hints
from programme.interests.models import Tie as KnownTie
from programme.models import Membership, Organization, Person


@dataclass(frozen=True)
class Finding:
    """One result of a check: which rule, in words for the coordinator, and whether it keeps the expert out."""

    rule: str
    text: str
    is_blocking: bool = True
    source: str = ""  # what says so: the same source is not asked about twice
    origin: str = ""  # who entered it, when, accepted by whom (Russian)


class ConflictChecker:
    """Whom an expert must not be tied to: read once for an expertise, asked about every expert."""

    def __init__(self, expertise: Expertise) -> None:
        self.today = workdays.local_date()
        self.cutoff = law.cutoff(expertise.regulation, self.today)
        self.applicants = concerned_by(expertise)
        self.parties = [party for party in expertise.parties.all() if not _among(party, self.applicants)]
        self.rivals = set(expertise.rivals.values_list("pk", flat=True))
        self.authors = {person.pk: person for person in expertise.authors.all()}
        members = Membership.objects.in_force().filter(organization=expertise.applicant_id).select_related("person")
        self.coordinators = set(Person.objects.holding(COORDINATOR).values_list("pk", flat=True))
        self.applicants_people = {row.person_id: row.person for row in members} | self.authors
        self.is_contest = expertise.is_light
        self.expertise = expertise

    @cached_property
    def judged(self) -> list[Organization]:
        """Organisations whose entries of the same series somebody tied to this applicant has been asked to assess (3.0 д).

        Read only for an expert with ties: it looks at everybody who takes part in the series.
        """
        expertise = self.expertise
        if not expertise.series:
            return []
        others = ExpertAssignment.objects.taking_part().filter(expertise__series=expertise.series)
        rows = others.exclude(expertise=expertise).select_related(
            "expert__person", "expertise__applicant", "expertise__regulation"
        )
        ties = rows.prefetch_related("expert__affiliations__organization", "expert__person__memberships__organization")
        return [theirs for row in ties if self._is_tied(row.expert) for theirs in concerned_by(row.expertise)]

    def _is_tied(self, expert: Expert) -> bool:
        return any(
            tie.held_after(self.cutoff, self.today) and _among(tie.organization, self.applicants)
            for tie in ties_of(expert)
        )

    def findings(self, expert: Expert) -> list[Finding]:
        """What the facts say against an expert; nothing means that nothing is known."""
        ties = ties_of(expert)
        return [*self._ties(ties), *self._part(expert), *self._similar_people(expert.person), *self._neighbours(ties)]

    def _ties(self, ties: Iterable[Tie]) -> Iterable[Finding]:
        for tie in ties:
            if not tie.held_after(self.cutoff, self.today):
                continue
            when = "сейчас" if tie.holds(self.today) else f"была до {tie.until:%d.%m.%Y}"
            if concerned := self._rule_for(tie):
                rule, words = concerned
                yield Finding(rule, f"{words} — {tie.organization}: {tie.kind}, {when}", True, tie.source, tie.origin)

    def _rule_for(self, tie: Tie) -> tuple[str, str] | None:
        """Which rule a tie falls under, and in what words (Russian)."""
        is_present = tie.holds(self.today)
        if _among(tie.organization, self.applicants):
            whom = "с заявителем" if self.expertise.applicant else "с организацией заявителя"
            return ("а", f"связан {whom}") if is_present else ("б", f"был связан {whom}")
        verb = "связан" if is_present else "был связан"
        if _among(tie.organization, self.parties):
            if self.is_contest:
                return "е", f"{verb} с соревнующимся участником номинации"
            return "в", f"{verb} со стороной переговоров"
        if _among(tie.organization, self.judged):
            return "д", "взаимное оценивание в одном конкурсе"
        return None

    def _part(self, expert: Expert) -> Iterable[Finding]:
        if expert.person_id in self.authors:
            yield Finding("в", "участвовал в подготовке заявки", True, "author", "записано заявителем в заявке")
        if expert.person_id in self.rivals:
            yield Finding("е", "сам участвует в этом конкурсе", True, "rival", "конкурсная заявка эксперта")
        if expert.person_id in self.coordinators:
            text = "ведёт экспертизы как координатор и не может оценивать"
            yield Finding("совмещение", text, True, "coordinator", "назначение на роль координатора")

    def _similar_people(self, person: Person) -> Iterable[Finding]:
        for source, text in hints.between(person, self.applicants_people.values()):
            yield Finding("г", text, is_blocking=False, source=source)

    def _neighbours(self, ties: Iterable[Tie]) -> Iterable[Finding]:
        own = [tie.organization for tie in ties if tie.held_after(self.cutoff, self.today)]
        for source, text in hints.neighbours(own, self.applicants):
            yield Finding("г", text, is_blocking=False, source=source)


def conflicts(expertise: Expertise, expert: Expert) -> list[Finding]:
    """Only what keeps one expert out."""
    return [finding for finding in ConflictChecker(expertise).findings(expert) if finding.is_blocking]


def concerned_by(expertise: Expertise) -> list[Organization]:
    """The applicant; of somebody who enters for themselves, where they work or worked in the years that count."""
    if expertise.applicant is not None:
        return [expertise.applicant]
    homes = KnownTie.objects.of(expertise.applicant_person_id).counting(expertise.regulation)
    return [tie.organization for tie in homes.select_related("organization")]


def _among(organization: Organization, others: Iterable[Organization]) -> bool:
    return any(_same(organization, other) for other in others)


def _same(organization: Organization, other: Organization) -> bool:
    return organization.pk == other.pk or bool(organization.inn and organization.inn == other.inn)
