"""What the page of the citizens' vote shows when it is over: the totals, and by which levels of identity they were reached."""

from dataclasses import dataclass

from quality_mark.awards.actions import citizens_choice
from quality_mark.contests.nominations import Nomination
from quality_mark.entries.models import ContestApplication
from quality_mark.voting.counting import levels, totals
from quality_mark.voting.models import Voting


@dataclass(frozen=True)
class Result:
    """One nomination, its entries with their votes and whether they win the prize, most votes first, and the levels behind them."""

    nomination: Nomination
    rows: list[tuple[ContestApplication, int, bool]]
    levels: str

    @property
    def votes(self) -> int:
        """All that were counted here."""
        return sum(votes for _, votes, _ in self.rows)


def results_of(voting: Voting, nominations: list[Nomination]) -> list[Result]:
    """The totals of a vote that is over."""
    counted, by_level = totals(voting.contest), levels(voting.contest)
    winners = {entry.pk for entry, _ in citizens_choice(voting.contest)}
    entries = (
        ContestApplication.objects.public().filter(nomination__in=nominations).select_related("organization", "person")
    )
    rows: dict[int, list[tuple[ContestApplication, int, bool]]] = {}
    for entry in entries.order_by("pk"):
        rows.setdefault(entry.nomination_id, []).append((entry, counted.get(entry.pk, 0), entry.pk in winners))
    return [
        Result(
            nomination, sorted(rows.get(nomination.pk, []), key=lambda row: -row[1]), by_level.get(nomination.pk, "")
        )
        for nomination in nominations
    ]
