"""What the pages of an agreement and of its negotiation show."""

from negotiations.agreements.models import ContributionAgreement
from negotiations.talks.models import Negotiation
from programme.access import Visitor


def attempts(negotiation: Negotiation, user: Visitor) -> list[ContributionAgreement]:
    """The attempts at an agreement, the last first: for the page of the negotiation; strangers see what is in force."""
    rows = negotiation.agreements.select_related("document", "disagreements_paper", "matrix").order_by("-attempt")
    is_inside = Negotiation.objects.open_to(user).filter(pk=negotiation.pk).exists()
    return list(rows if is_inside else rows.filter(outcome="in_force"))
