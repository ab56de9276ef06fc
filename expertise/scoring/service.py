"""The record of service of an expert: how much, how punctually, and how strictly beside colleagues. For the expert and the coordinator."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from casework.formats import score
from expertise.expertises.models import Expertise
from expertise.panels.models import ExpertAssignment
from expertise.register.models import Expert
from expertise.scoring.assessment import as_given, rules_of
from expertise.scoring.firmness import Firmness, firmness
from expertise.scoring.formula import weigh
from expertise.scoring.models import ScoreSheet
from expertise.scoring.severity import LEAST, Leaning, leanings

VALID = [Expertise.Status.PUBLISHED, Expertise.Status.APPEALED]  # the scores of what was annulled mean nothing


@dataclass(frozen=True)
class Service:
    """Sheets that were accepted, how many of them came after their term, how many were handed in again after a remark, and the leaning."""

    accepted: int
    late: int
    returned: int
    replaced: int
    leaning: Leaning | None

    @property
    def in_time(self) -> int:
        """Accepted sheets that were never overdue."""
        return self.accepted - self.late

    @property
    def leaning_words(self) -> str:
        """How strict the expert is (Russian)."""
        if self.leaning is None or not self.leaning.is_known:
            sheets = self.leaning.sheets if self.leaning else 0
            return f"судить рано: листов опубликованных экспертиз рядом с чужими — {sheets}, нужно {LEAST}"
        points = score(abs(self.leaning.points))
        how = (
            "как коллеги"
            if not self.leaning.points
            else f"на {points} балла {'выше' if self.leaning.points > 0 else 'ниже'} коллег"
        )
        return f"в среднем {how} (листов: {self.leaning.sheets})"


def service_of(expert: Expert) -> Service:
    """In three queries."""
    rows = ExpertAssignment.objects.filter(expert=expert)
    accepted = list(
        rows.counted().annotate(last=Max("sheets__edition")).values_list("overdue_at", "last", "taken_back")
    )
    return Service(
        accepted=len(accepted),
        late=sum(overdue is not None for overdue, *_ in accepted),
        returned=sum(edition - 1 > taken_back for _, edition, taken_back in accepted),
        replaced=rows.filter(status=ExpertAssignment.Status.REPLACED).count(),
        leaning=pool(expert.track).get(expert.pk),
    )


def corrections(expertise: Expertise, rows: Iterable[ScoreSheet]) -> dict[str, Leaning]:
    """The leanings of those who have handed in these sheets, under their numbers in the group, from all other expertises.

    Empty unless enough is known of everybody: half a correction would only favour somebody.
    """
    pools = {track: pool(track, besides=expertise) for track in Expert.Track.values}
    known = {row.assignment.pseudonym: pools[row.assignment.expert.track].get(row.assignment.expert_id) for row in rows}
    enough = {name: leaning for name, leaning in known.items() if leaning and leaning.is_known}
    return enough if len(enough) == len(known) else {}


def pool(track: str, besides: Expertise | None = None) -> Mapping[Any, Leaning]:
    """The leanings of the experts of a track (by their numbers), from the sheets of published expertises that count."""
    published = Expertise.objects.filter(kind=Expertise.Kind.FULL, status__in=VALID)
    if besides is not None:
        published = published.exclude(pk=besides.pk)
    sheets = ScoreSheet.objects.counting().filter(assignment__expertise__in=published, assignment__expert__track=track)
    return leanings(sheets.values_list("assignment__expertise", "assignment__expert", "total"))


def firmness_of(expertise: Expertise, rows: Sequence[ScoreSheet]) -> Firmness | None:
    """How firm the result of these sheets is; a contest entry is looked at beside the others, in its ranking."""
    if expertise.is_light:
        return None
    rules = rules_of(expertise)
    known = corrections(expertise, rows)
    points = {name: leaning.points for name, leaning in known.items()}
    behind = sum(leaning.sheets for leaning in known.values())
    return firmness(weigh(list(as_given(rows)), rules), rules, points, behind)
