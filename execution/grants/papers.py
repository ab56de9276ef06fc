"""The paper of a grant: that its money has gone back."""

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from execution.grants.models import Tranche
from programme.models import Person


def refund(tranche: Tranche, ground: str, by: Person) -> Document:
    """TR-06."""
    grant = tranche.grant
    return issue(
        kind=Kind.STATEMENT,
        title=f"О возврате транша {tranche.number} донору: {grant}",
        snapshot={
            "title": grant.title, "donor": grant.donor, "agreement": grant.agreement, "organization": grant.organization.full_name,
            "number": tranche.number, "amount": f"{tranche.amount:.2f}", "ground": ground.splitlines(), "by": by.short_name,
        },
        template="execution/pdf/refund.html", register="statements", is_public=True, by=by,
    )  # fmt: skip
