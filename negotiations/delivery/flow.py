"""How a contribution is delivered and accepted (регламент 3.1.3)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask
from casework.predicates import has_status
from negotiations.contributions.models import Contribution
from negotiations.delivery import actions, forms
from negotiations.delivery.basket import ACCEPTING, accepted_answer, show_deliveries
from negotiations.delivery.models import ContributionCase
from negotiations.moderation.succession import ANOTHER_MODERATOR


def giver(activation: Activation) -> str:
    """Those who work for the giver."""
    return activation.process.contribution.party.member_key


def receiver(activation: Activation) -> str:
    """Those who work for the receiver."""
    return activation.process.contribution.recipient.member_key


def referee(activation: Activation) -> str:
    """The moderator of the negotiations goes on as the referee of the delivery."""
    return activation.process.contribution.case.moderator_key


class ContributionFlow(flow.Flow):
    """Исполнение вклада

    От закрепления соглашением до приёмки получателем.
    """

    process_class = ContributionCase
    leads = staticmethod(lambda subject: subject.status not in Contribution.OPEN)
    office = roles.PLATFORM_SECRETARY
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.begin_delivery)
    begin_delivery = (
        Ask(forms.BeginForm, actions.begin)
        .Titled("Начать исполнение вклада")
        .To(giver, "даритель")
        .Within("contribution.due", lapse=actions.fall_overdue, consequence="вклад станет просроченным.")
        .InAbsence(COLLEAGUE)
        .Next(this.is_begun)
    )
    is_begun = (
        flow.Switch().Case(this.deliver, cond=has_status(Contribution.Status.IN_DELIVERY)).Default(this.deliver_late)
    )
    deliver = (
        Ask(forms.EvidenceForm, actions.submit_evidence)
        .Titled("Передать вклад и представить подтверждение")
        .To(giver, "даритель")
        .Within("contribution.due", lapse=actions.fall_overdue, consequence="вклад станет просроченным.")
        .InAbsence(COLLEAGUE)
        .Next(this.is_in_time)
    )
    is_in_time = (
        flow.Switch()
        .Case(this.deliver_late, cond=has_status(Contribution.Status.OVERDUE))
        .Default(this.accept_delivery)
    )
    deliver_late = (
        Ask(forms.EvidenceForm, actions.submit_evidence)
        .Titled("Передать просроченный вклад")
        .To(giver, "даритель")
        .InAbsence(COLLEAGUE)
        .Next(this.accept_delivery)
    )
    accept_delivery = (
        Ask(forms.AcceptDeliveryForm, actions.accept_delivery)
        .Titled("Принять переданное")
        .To(receiver, "получатель")
        .Within(
            "contribution.acceptance",
            lapse=actions.accept_by_silence,
            consequence="переданное будет считаться принятым.",
        )
        .InAbsence(COLLEAGUE)
        .InBulk(ACCEPTING, show_deliveries, accepted_answer)
        .Next(this.is_accepted)
    )
    is_accepted = (
        flow.Switch()
        .Case(this.end, cond=has_status(Contribution.Status.DELIVERED))
        .Case(this.resolve_dispute, cond=has_status(Contribution.Status.DISPUTED))
        .Default(this.deliver)
    )
    resolve_dispute = (
        Ask(forms.ResolveForm, actions.resolve_dispute)
        .Titled("Решить спор о приёмке")
        .To(referee, "модератор")
        .Within("contribution.dispute")
        .InAbsence(*ANOTHER_MODERATOR, at_once=False)
        .Next(this.is_resolved)
    )
    is_resolved = (
        flow.Switch().Case(this.end, cond=has_status(Contribution.Status.DELIVERED)).Default(this.deliver_late)
    )
    end = flow.End().Annotation("Конец")
