"""How an additional agreement is signed (регламент 3.1.2)."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Await
from journal.record import key
from negotiations.supplements import actions
from negotiations.supplements.models import Supplement, SupplementCase


def supplement_paper(activation: Activation) -> Any:
    """The paper being signed."""
    return Supplement.objects.select_related("document").get(pk=activation.process.supplement_id).document


class SupplementFlow(flow.Flow):
    """Дополнительное соглашение

    Подписание изменения, списания или расторжения всеми, кого оно касается.
    """

    process_class = SupplementCase
    office = roles.PLATFORM_SECRETARY
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.sign_supplement)
    sign_supplement = (
        Await(
            lambda activation: key(supplement_paper(activation)),
            until=lambda activation: (
                supplement_paper(activation).is_registered or supplement_paper(activation).is_annulled
            ),
            then=actions.apply_supplement,
        )
        .Titled("Подписание дополнительного соглашения")
        .From("подписанты сторон")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
