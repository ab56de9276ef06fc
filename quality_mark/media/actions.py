"""A laureate's project enters the media plan by itself, as an undertaking of whoever has made it (programme 8.4, UN-01)."""

from casework import workdays
from casework.appealing import is_appealed
from execution.outreach import actions as outreach
from execution.undertakings.models import Undertaking
from journal.record import record
from programme.models import Person
from quality_mark.contests.models import Contest
from quality_mark.entries.models import ContestApplication
from quality_mark.kinds.rules import MEDIA
from quality_mark.kinds.words import RUNG_OF_STATUS, level_at


def enter_media_plan(contest: Contest, *, by: Person | None = None) -> None:
    """Every entry of a level that gives a place in the media plan, each only once; what is under appeal waits for the verdict."""
    if not any(level.gives == MEDIA for level in contest.rule.levels):
        return
    rows = contest.entries.filter(status__in=list(RUNG_OF_STATUS)).select_related(
        "organization", "person", "nomination"
    )
    for entry in rows.order_by("nomination__code", "place", "pk"):
        level = level_at(contest.rule, RUNG_OF_STATUS[entry.status])
        if level and level.gives == MEDIA and publication_of(entry) is None and not is_appealed(entry):
            _plan(entry, by)


def publication_of(entry: ContestApplication) -> Undertaking | None:
    """The line of the media plan that came of an entry."""
    rows = Undertaking.objects.filter(kind=Undertaking.Kind.MEDIA, source_url=entry.get_absolute_url())
    return rows.order_by("pk").first()


def _plan(entry: ContestApplication, by: Person | None) -> None:
    contest = entry.contest
    publication = outreach.plan(
        Undertaking.Kind.MEDIA, by=by, title=f"Рассказать горожанам о проекте «{entry.title}»", where=f"лауреат конкурса «{contest.title}»",
        due_on=workdays.add(workdays.local_date(), int(contest.value("media_days"))), organization=entry.organization, person=entry.person,
        source_url=entry.get_absolute_url(),
    )  # fmt: skip
    record(
        entry,
        "enter_media_plan",
        "Проект записан в медиаплан программы",
        by=by,
        payload={"undertaking": publication.pk},
    )
