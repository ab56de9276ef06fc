"""Who is asked about a complaint and about an inspection (регламент 3.3, «Контроль»)."""

from viewflow import this
from viewflow.workflow import flow

from casework.locking import case_lock
from casework.nodes import Ask, Await
from quality_mark.complaints import actions, forms
from quality_mark.complaints.cases import InspectionCase, MarkComplaintCase
from quality_mark.complaints.models import MarkReview
from quality_mark.marks.flow import is_settled, paper_key
from quality_mark.roles import SECRETARY


class ComplaintFlow(flow.Flow):
    """Жалоба потребителя: секретарь подтверждает или нет и отвечает."""

    process_class = MarkComplaintCase
    office = SECRETARY[0]
    process_title = "Жалоба потребителя"
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Next(this.review_complaint)
    review_complaint = (
        Ask(forms.ReviewComplaintForm, actions.review_complaint)
        .Titled("Рассмотреть жалобу потребителя")
        .To(*SECRETARY)
        .Within("mark.complaint")
        .Next(this.end)
    )
    end = flow.End()


class InspectionFlow(flow.Flow):
    """Проверка обладателя Знака: три подтверждённые жалобы, акт, вопрос в комитет."""

    process_class = InspectionCase
    office = SECRETARY[0]
    process_title = "Проверка обладателя Знака"
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Next(this.inspect)
    inspect = (
        Ask(forms.InspectForm, actions.inspect)
        .Titled("Провести проверку обладателя Знака")
        .To(*SECRETARY)
        .Within("mark.inspection")
        .Next(this.act)
    )
    act = (
        Await(
            lambda activation: paper_key(MarkReview.objects.get(pk=activation.process.review_id).act),
            until=lambda activation: is_settled(MarkReview.objects.get(pk=activation.process.review_id).act_id),
            then=lambda review: actions.conclude_inspection(MarkReview.objects.get(pk=review.pk)),
        )
        .Titled("Подписание акта проверки")
        .From("проводивший проверку")
        .Next(this.end)
    )
    end = flow.End()
