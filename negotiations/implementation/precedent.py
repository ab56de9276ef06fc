"""A completed project as the beginning of a card of a precedent (PP-31, programme 8.2): what is known of it, for its own people to go on."""

from django.db.models import Sum

from casework.formats import money
from execution.models import Report, Undertaking
from negotiations.contributions.models import Contribution
from negotiations.implementation.models import Implementation
from negotiations.proposals.models import Proposal
from programme.access import Visitor, holds


def answers(proposal: Proposal, person: Visitor) -> dict[str, str] | None:
    """The practice, the accepted numbers, the cost; nothing before it is completed, and to nobody but those who carried it out."""
    if proposal.status != Proposal.Status.COMPLETED or not holds(person, proposal.member_key):
        return None
    implementation = Implementation.objects.filter(proposal=proposal, called_off_at=None).first()
    if implementation is None:
        return None
    taken = implementation.reports.filter(outcome__in=Report.TAKEN).select_related("undertaking").order_by("at")
    facts = {report.undertaking_id: report for report in taken if report.fact is not None}
    result = [f"{report.undertaking.title}: {report.undertaking.counted(report.fact)}" for report in facts.values()]
    stages = Undertaking.objects.filter(parent=implementation.project_id, status=Undertaking.Status.DONE).count()
    result += [f"этапов выполнено: {stages}"] if stages else []
    given = implementation.contributions.filter(status=Contribution.Status.DELIVERED)
    worth = given.aggregate(sum=Sum("value"))["sum"]
    result += [f"исполненных вкладов: {given.count()}"] if given.exists() else []
    cost = [f"бюджет проекта {money(proposal.budget_total)}"] if proposal.budget_total else []
    cost += [f"вклады сторон {money(worth)}"] if worth else []
    return {
        "title": proposal.title, "area": proposal.area,
        "practice": f"{proposal.summary}\n\nПроект № {proposal.number}, завершён. {_done(taken.last())}".strip(),
        "result": "\n".join(result), "cost": ", ".join(cost),
    }  # fmt: skip


def _done(report: Report | None) -> str:
    """What the last accepted report says."""
    return report.done_text if report else ""
