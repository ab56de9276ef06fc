"""May a body be asked about a decision now, and what."""

from casework.appealing import is_appealed
from committee.decisions.models import Decision
from committee.revisions.models import Revision
from committee.revisions.rules import rules_of

Kind, Status = Revision.Kind, Decision.Status
# An amended decision binds in its new wording, and may be changed again.
CHANGEABLE = (Status.IN_FORCE, Status.PUBLISHED, Status.AMENDED)


def bar(decision: Decision) -> str:
    """Why the body may not be asked to change the decision now (Russian); empty if it may."""
    if decision.status == Status.APPEALED or is_appealed(decision):
        return "Решение обжалуется: что с ним будет, решает апелляционная комиссия."
    if decision.status not in CHANGEABLE:
        return (
            f"Изменить или отменить можно только действующее решение, а это — {decision.get_status_display().lower()}."
        )
    if not decision.is_released:
        return "Решение ещё не выпущено: изменить или отменить его можно после выпуска итогов заседания."
    if Revision.objects.filter(decision=decision, outcome="").exists():
        return "Вопрос об этом решении уже внесён."
    if not offers(decision):
        return "Такое решение меняют только в том порядке, в котором оно принято."
    return ""


def offers(decision: Decision) -> list[Revision.Kind]:
    """What the body may be asked: to amend it, if it has points, or to revoke it."""
    rules = rules_of(decision)
    kinds = rules.offers(decision) if rules else []
    return [kind for kind in Kind if kind in kinds and (kind == Kind.REVOKE or decision.points)]
