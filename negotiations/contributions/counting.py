"""CON1 over a period, and who has given (programme 8.6)."""

from collections.abc import Iterable
from datetime import date

from casework import workdays
from casework.counting import Counted, moments, share
from documents.models import Signature
from negotiations.agreements.models import ContributionAgreement
from negotiations.contributions.models import Contribution


def kept(since: date, until: date) -> Counted:
    """CON1: of the contributions agreements bound with a day in the period, how many were given; those with days left are not counted yet."""
    rows = Contribution.objects.bound().filter(due__gte=since, due__lte=until)
    given = rows.filter(status=Contribution.Status.DELIVERED).count()
    promised = given + rows.exclude(status=Contribution.Status.DELIVERED).filter(due__lt=workdays.local_date()).count()
    return Counted(share(given, promised), {"исполнено": given, "обещано": promised})


def givers(since: date, until: date) -> Iterable[int]:
    """Who has signed an agreement about contributions in the period, once it is in force."""
    first, after = moments(since, until)
    papers = ContributionAgreement.objects.filter(outcome="in_force").values("document")
    rows = Signature.objects.filter(request__document__in=papers, signed_at__gte=first, signed_at__lt=after)
    return rows.values_list("request__person", flat=True)
