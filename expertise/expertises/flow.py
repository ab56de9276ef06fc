"""The flows of the two kinds of expertise: who is asked next (регламент 3.2.1, 3.2.2, 3.3)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework.locking import case_lock
from casework.nodes import Ask, Await, Reentry
from casework.predicates import has_status
from expertise.blinding import actions as blinding
from expertise.blinding import forms as blinding_forms
from expertise.blinding.facts import needs_copy
from expertise.conclusions import actions as conclusions
from expertise.conclusions import forms as conclusions_forms
from expertise.conclusions import leading as conclusions_leading
from expertise.discussions.facts import is_discussed, topic_of
from expertise.expertises import actions, forms
from expertise.expertises.cases import ExpertiseCase
from expertise.expertises.kinds import is_full, is_light
from expertise.expertises.steps import WHO, Evaluation, Status, expertise_of, needs_additional
from expertise.meetings import actions as meetings
from expertise.meetings import forms as meetings_forms
from expertise.objections import actions as objections
from expertise.objections import forms as objections_forms
from expertise.panels import actions as panels
from expertise.panels import forms as panels_forms
from expertise.roles import COORDINATOR
from expertise.scoring import actions as scoring
from journal.record import key


def applicant(activation: Activation) -> str:
    """Whoever may sign for the applicant."""
    return expertise_of(activation).applicant_key


def leading_expert(activation: Activation) -> str:
    """The expert the meeting has chosen to sign."""
    leading = expertise_of(activation).leading
    return leading.addressee if leading else ""


def conclusion_key(activation: Activation) -> str:
    """What the case waits for: the paper with both signatures."""
    return key(expertise_of(activation).conclusion)  # type: ignore[arg-type]


def is_settled(activation: Activation) -> bool:
    """Has the paper been registered, or made void by a refusal?"""
    paper = expertise_of(activation).conclusion
    return paper is not None and (paper.is_registered or paper.is_annulled)


def discussion_key(activation: Activation) -> str:
    """What the draft waits for: the discussion of the object, with its summary."""
    return key(topic_of(expertise_of(activation)))  # type: ignore[arg-type]


def is_accounted(activation: Activation) -> bool:
    """Is the discussion over?"""
    return is_discussed(expertise_of(activation))


def is_unanswered(activation: Activation) -> bool:
    """Are there objections to answer?"""
    return bool(expertise_of(activation).drafts.latest().objection.is_unanswered)


def lacks_copy(activation: Activation) -> bool:
    """Must the materials be prepared before any expert is asked?"""
    return needs_copy(expertise_of(activation))


class ExpertiseFlow(Evaluation, flow.Flow):
    """Профессионально-общественная экспертиза

    От запроса до опубликованного заключения.
    """

    process_class = ExpertiseCase
    leads = staticmethod(is_full)
    office = COORDINATOR
    process_title = "Профессионально-общественная экспертиза"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.register)
    register = (
        Ask(forms.RegisterForm, actions.register)
        .Titled("Зарегистрировать запрос экспертизы")
        .To(COORDINATOR, WHO)
        .Within("expertise.registration", consequence="дело будет отмечено просроченным.")
        .Next(this.decide)
    )
    decide = (
        Ask(forms.DecideForm, actions.decide)
        .Titled("Решить, проводить ли экспертизу")
        .To(COORDINATOR, WHO)
        .Within("expertise.decision", consequence="дело будет отмечено просроченным.")
        .Next(this.is_held)
    )
    is_held = flow.Switch().Case(this.form_group, cond=has_status(Status.FORMING_GROUP)).Default(this.end)
    form_group = (
        Ask(panels_forms.FormGroupForm, panels.form_group)
        .Titled("Сформировать экспертную группу")
        .To(COORDINATOR, WHO)
        .Within("expertise.group", consequence="дело будет отмечено просроченным.")
        .Next(this.invite)
    )
    is_deviation = flow.Switch().Case(this.appoint_additional, cond=needs_additional).Default(this.convene)
    convene = (
        Ask(meetings_forms.ConveneForm, meetings.convene)
        .Titled("Созвать экспертное совещание")
        .To(COORDINATOR, WHO)
        .Within("expertise.meeting_notice", consequence="дело будет отмечено просроченным.")
        .Next(this.consolidate)
    )
    consolidate = (
        Ask(meetings_forms.ConsolidateForm, meetings.consolidate)
        .Titled("Записать итоги совещания")
        .To(COORDINATOR, WHO)
        .Within("expertise.meeting", consequence="дело будет отмечено просроченным.")
        .Next(this.is_discussed)
    )
    is_discussed = flow.Switch().Case(this.draft_conclusion, cond=is_accounted).Default(this.discuss)
    discuss = (
        Await(discussion_key, until=is_accounted)
        .Titled("Общественное обсуждение")
        .From("жители города; затем координатор экспертизы публикует свод")
        .Next(this.draft_conclusion)
    )
    draft_conclusion = (
        Ask(conclusions_forms.DraftConclusionForm, conclusions.draft_conclusion)
        .Titled("Подготовить проект заключения")
        .To(COORDINATOR, WHO)
        .Within("expertise.sending", consequence="дело будет отмечено просроченным.")
        .Next(this.object)
    )
    object = (
        Ask(objections_forms.ObjectForm, objections.object_to_draft)
        .Titled("Ответить на проект заключения")
        .To(applicant, "заявитель")
        .Within("expertise.objections", lapse=objections.stay_silent, consequence="молчание будет считаться согласием.")
        .InAbsence("ответит другой представитель заявителя; молчание будет считаться согласием.")
        .Next(this.is_objected)
    )
    is_objected = flow.Switch().Case(this.answer, cond=is_unanswered).Default(this.approve)
    answer = (
        Ask(objections_forms.AnswerForm, objections.answer)
        .Titled("Ответить на возражения заявителя")
        .To(COORDINATOR, WHO)
        .Within("expertise.approval", consequence="дело будет отмечено просроченным.")
        .Next(this.approve)
    )
    corrected = Reentry("Заключение исправляется по апелляции").Next(this.approve)
    approve = (
        Ask(conclusions_forms.ApproveForm, conclusions.approve)
        .Titled("Утвердить заключение")
        .To(leading_expert, "ведущий эксперт")
        .Within("expertise.approval", consequence="дело будет отмечено просроченным.")
        .InAbsence(
            "заключение утвердит другой эксперт группы.",
            conclusions_leading.replace_leading,
            conclusions_leading.other_leading,
        )
        .Next(this.is_approved)
    )
    is_approved = flow.Switch().Case(this.draft_conclusion, cond=has_status(Status.DRAFT_CONCLUSION)).Default(this.sign)
    sign = (
        Await(conclusion_key, until=is_settled, then=conclusions.conclude)
        .Titled("Подписание заключения")
        .From("координатор экспертизы и ведущий эксперт")
        .Next(this.is_published)
    )
    is_published = flow.Switch().Case(this.end, cond=has_status(Status.PUBLISHED)).Default(this.draft_conclusion)
    end = flow.End()


class AssessmentFlow(Evaluation, flow.Flow):
    """Облегчённая экспертиза заявки

    Не меньше трёх экспертов, для продления Знака — двух; один набор критериев; итог — балл, а не заключение.
    """

    process_class = ExpertiseCase
    leads = staticmethod(is_light)
    office = COORDINATOR
    process_title = "Облегчённая экспертиза заявки"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.is_blind)
    is_blind = flow.Switch().Case(this.blind, cond=lacks_copy).Default(this.form_group)
    blind = (
        Ask(blinding_forms.BlindForm, blinding.blind)
        .Titled("Подготовить обезличенные материалы")
        .To(COORDINATOR, WHO)
        .Within("contest.blinding", consequence="дело будет отмечено просроченным.")
        .Next(this.form_group)
    )
    form_group = (
        Ask(panels_forms.FormGroupForm, panels.form_group)
        .Titled("Назначить экспертов заявки")
        .To(COORDINATOR, WHO)
        .Within("contest.experts", consequence="дело будет отмечено просроченным.")
        .Next(this.invite)
    )
    is_deviation = flow.Switch().Case(this.appoint_additional, cond=needs_additional).Default(this.tally_up)
    tally_up = (
        flow.Function(lambda activation: scoring.tally_up(expertise_of(activation)))
        .Annotation("Подсчитать балл заявки")
        .Next(this.end)
    )
    end = flow.End()
