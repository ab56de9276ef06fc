"""Entries on paper that came in time and are still being typed or compared: the day of receipt counts, not the day of the office's work."""

from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from casework import workdays
from quality_mark.contests.models import Contest
from quality_mark.entries.models import ContestApplication


def last_day(contest: Contest) -> date:
    """Until when the office may begin and type what came before the window closed."""
    return workdays.add(contest.closes_on, contest.regulation.term("contest.paper").days)


def takes_paper(contest: Contest) -> bool:
    """May the office begin an entry on paper: is the window open, or has it closed lately and nobody has drawn up the admission?"""
    if contest.status == Contest.Status.ACCEPTING:
        return True
    is_early = contest.status == Contest.Status.CHECKING and contest.admission_minutes_id is None
    return is_early and workdays.local_date() <= last_day(contest)


def taking_paper() -> list[Contest]:
    """Contests whose entries on paper may be begun today."""
    rows = Contest.objects.filter(
        Q(status=Contest.Status.ACCEPTING) | Q(status=Contest.Status.CHECKING, admission_minutes=None)
    ).select_related("kind", "case__regulation")
    return [contest for contest in rows if takes_paper(contest)]


def awaited(contest: Contest) -> QuerySet[ContestApplication]:
    """Entries that came on paper and are not submitted yet: nobody is admitted before they are, or their last day is over."""
    draft = ContestApplication.Status.DRAFT
    return contest.entries.filter(status=draft, received_on__isnull=False, case__finished=None)


def counted_from(entry: ContestApplication) -> datetime:
    """The moment of the application: now, or the beginning of an earlier day on which it came on paper."""
    if entry.received_on is None or entry.received_on == workdays.local_date():
        return timezone.now()
    return timezone.make_aware(datetime.combine(entry.received_on, time.min))
