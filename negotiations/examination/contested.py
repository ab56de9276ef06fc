"""While the conclusion is under appeal its proposal stands still (PP-21, PP-23)."""

from casework.appealing import is_appealed
from casework.door import Refused
from negotiations.proposals.models import Proposal

CONTESTED = "Заключение экспертизы обжалуется: до решения апелляционной комиссии этот шаг не делается."


def require_uncontested(proposal: Proposal) -> None:
    """Raises Refused while an appeal against the last conclusion runs."""
    if proposal.expertise is not None and is_appealed(proposal.expertise):
        raise Refused(CONTESTED)
