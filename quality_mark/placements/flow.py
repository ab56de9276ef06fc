"""Who is asked next about a place (programme 8.4, PL-01…PL-06)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask, Await
from casework.predicates import has_left, has_status
from journal.record import key
from quality_mark.placements import actions, forms
from quality_mark.placements.cases import PlacementCase, PlacementQuestionCase
from quality_mark.placements.models import Placement, PlacementQuestion
from quality_mark.roles import SECRETARY


def question_of(activation: Activation) -> PlacementQuestion:
    """The question as it is now."""
    return PlacementQuestion.objects.select_related("item").get(pk=activation.process.question_id)


class PlacementFlow(flow.Flow):
    """Место по итогам конкурса

    Принять или отказаться в срок; отказ и молчание передают место следующему.
    """

    process_class = PlacementCase
    office = SECRETARY[0]
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Next(this.answer)
    answer = (
        Ask(forms.AnswerForm, actions.answer)
        .Titled("Принять место или отказаться")
        .To(lambda activation: activation.process.placement.entry.signer_key, "победитель")
        .Within("placement.accept", lapse=actions.decline_by_silence, consequence="место получит следующий.")
        .InAbsence(COLLEAGUE)
        .Next(this.is_accepted)
    )
    is_accepted = flow.Switch().Case(this.running, cond=has_status(Placement.Status.ACTIVE)).Default(this.end)
    running = (
        Await(lambda activation: key(activation.process.placement), until=has_left(Placement.Status.ACTIVE))
        .Titled("Действие места")
        .From("последний день")
        .Within("placement.validity", lapse=actions.end, consequence="место закончится само.")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")


class PlacementQuestionFlow(flow.Flow):
    """Лишение места: вопрос комитету и исполнение его решения."""

    process_class = PlacementQuestionCase
    office = SECRETARY[0]
    process_title = "Лишение места"
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Next(this.hear)
    hear = (
        Await(
            lambda activation: key(question_of(activation).item),  # type: ignore[arg-type]
            until=lambda activation: question_of(activation).item.is_concluded,  # type: ignore[union-attr]
            then=lambda question: actions.apply_revoking(PlacementQuestion.objects.get(pk=question.pk)),
        )
        .Titled("Решение о лишении места")
        .From("городской программный комитет")
        .Next(this.end)
    )
    end = flow.End()
