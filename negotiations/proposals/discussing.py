"""A proposal that has been registered can be discussed and reviewed by everybody (programme 8.3)."""

from casework import roles
from casework.discussing import Rules
from negotiations.proposals.models import Proposal

Status = Proposal.Status
OVER = (Status.REJECTED, Status.DECLINED, Status.TERMINATED, Status.WITHDRAWN, Status.ARCHIVED)


def is_public(proposal: Proposal) -> bool:
    """Has it a number, and is it not over?"""
    return bool(proposal.number) and proposal.status not in OVER


def title(proposal: Proposal) -> str:
    """With its number."""
    return f"Предложение № {proposal.number} «{proposal.title}»"


def version(proposal: Proposal) -> str:
    """The fingerprint of the last frozen version."""
    frozen = proposal.version
    return frozen.sha256 if frozen else ""


RULES = Rules(
    is_public=is_public,
    title=title,
    version=version,
    owner=lambda proposal: roles.PLATFORM_SECRETARY,
    executor=lambda proposal: f"member:{proposal.organization_id}",
)
