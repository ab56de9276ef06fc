"""The ranking of a nomination, computed from what is stored about its entries."""

from decimal import Decimal

from django.utils import timezone

from expertise.models import ScoreSheet
from programme.models import Criterion
from quality_mark.contests.nominations import Nomination
from quality_mark.entries.models import ContestApplication
from quality_mark.entries.querysets import AWARDED, COMPETING
from quality_mark.ranking import places
from quality_mark.ranking.firmness import Totals
from quality_mark.ranking.inputs import Entry, Mean, Rules
from quality_mark.ranking.places import Ranking
from quality_mark.visits.models import SiteVisit
from quality_mark.voting.counting import totals

Status = ContestApplication.Status


def of(nomination: Nomination) -> Ranking:
    """The ranking computed from what is stored now."""
    votes = totals(nomination.contest)
    entries = admitted(nomination)
    return places.rank(
        [_entry(entry, votes.get(entry.pk, 0)) for entry in entries],
        Rules.of_contest(nomination.contest, nomination.quota),
    )


def admitted(nomination: Nomination) -> list[ContestApplication]:
    """Everything that was admitted, also what was taken back or disqualified afterwards."""
    rows = nomination.entries.select_related("expertise", "organization", "person").order_by("pk")
    left = [Status.WITHDRAWN, Status.DISQUALIFIED]
    known = rows.filter(status__in=[*COMPETING, *AWARDED, *left])
    return [
        entry for entry in known if entry.status not in left or entry.expertise_id
    ]  # experts only see what was admitted


def totals_of(nomination: Nomination) -> Totals:
    """Of each entry that has been scored: every sheet that counts or was left out as the furthest, by its expert."""
    expertises = {entry.expertise_id: entry.pk for entry in admitted(nomination) if entry.score is not None}
    sheets = ScoreSheet.objects.counting().filter(assignment__expertise__in=expertises)
    given: dict[int, list[tuple[int, Decimal]]] = {pk: [] for pk in expertises.values()}
    for expertise, expert, total in sheets.values_list("assignment__expertise", "assignment__expert", "total"):
        given[expertises[expertise]].append((expert, total))
    return given


def _entry(entry: ContestApplication, votes: int) -> Entry:
    visit = SiteVisit.objects.filter(entry=entry, held_on__isnull=False).order_by("held_on", "pk").last()
    assert entry.registered_at is not None, "an admitted entry has been registered"
    return Entry(
        pk=entry.pk,
        number=entry.number,
        title=entry.title,
        score=entry.score if entry.score is not None else Decimal(0),
        registered_at=timezone.localtime(entry.registered_at),
        means=_means(entry),
        visit=visit.result if visit else None,
        visit_words=f"{visit.result} из 10" if visit else "",
        votes=votes,
        out=_why_out(entry),
        below=tuple(entry.below),
    )


def _why_out(entry: ContestApplication) -> str:
    if entry.status in (Status.WITHDRAWN, Status.DISQUALIFIED):
        return str(entry.get_status_display()).lower()
    if entry.stops:
        return "стоп-критерий: " + "; ".join(entry.stops)
    return "" if entry.score is not None else "оценка не собрана"


def _means(entry: ContestApplication) -> tuple[Mean, ...]:
    if entry.expertise is None or entry.score is None:
        return ()
    means = entry.expertise.criterion_means()
    criteria = Criterion.objects.filter(pk__in=means).order_by("number")
    return tuple(
        Mean(criterion.number, criterion.title, criterion.weight, means[criterion.pk]) for criterion in criteria
    )
