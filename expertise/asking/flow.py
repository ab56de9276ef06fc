"""The flow of a question: the coordinator passes it on, the applicant answers, in a blind case the office covers the names."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework.locking import case_lock
from casework.nodes import Ask
from casework.predicates import has_status
from expertise.asking import actions, forms
from expertise.asking.models import ExpertQuestion, QuestionCase
from expertise.expertises.models import Expertise
from expertise.roles import COORDINATOR
from journal.record import key

Status, Stage = ExpertQuestion.Status, Expertise.Status
WHO = "координатор экспертизы"
# Outside nobody learns how far scoring has come, so a question lives until the sheets are spoken about.
LIVES = [Stage.FORMING_GROUP, Stage.COI_CHECK, Stage.EVALUATING, Stage.DEVIATION, Stage.ADDITIONAL_REVIEW]


def question_of(activation: Activation) -> ExpertQuestion:
    """The question as its row is now."""
    return ExpertQuestion.objects.select_related("expertise__case").get(pk=activation.process.question_id)


def applicant(activation: Activation) -> str:
    """Whoever speaks for the applicant."""
    return question_of(activation).expertise.applicant_key


def expertise_key(activation: Activation) -> str:
    """What ends the need for an answer."""
    return key(question_of(activation).expertise)


def is_past(activation: Activation) -> bool:
    """Is scoring over, or the expertise stopped?"""
    return question_of(activation).expertise.status not in LIVES


class QuestionFlow(flow.Flow):
    """Вопрос экспертов заявителю

    Эксперт спрашивает через координатора; пока заявитель отвечает, срок оценивания стоит; ответ читают все эксперты.
    """

    process_class = QuestionCase
    office = COORDINATOR
    process_title = "Вопрос экспертов заявителю"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.consider)
    consider = (
        Ask(forms.ConsiderForm, actions.consider)
        .Titled("Передать вопрос эксперта заявителю")
        .To(COORDINATOR, WHO)
        .Within("expertise.question", consequence="дело будет отмечено просроченным, срок эксперта идёт.")
        .WhileNeeded(expertise_key, is_past)
        .Next(this.is_passed)
    )
    is_passed = (
        flow.Switch()
        .Case(this.answer, cond=has_status(Status.PASSED))
        .Case(this.drop, cond=has_status(Status.ASKED))
        .Default(this.end)
    )
    answer = (
        Ask(forms.AnswerForm, actions.answer)
        .Titled("Ответить на вопрос экспертов")
        .To(applicant, "заявитель")
        .Within(
            "expertise.question_answer",
            lapse=actions.stay_silent,
            consequence="эксперты оценят заявку без ответа, по тому, что в ней есть.",
        )
        .InAbsence("ответит другой представитель заявителя; молчание ничего не добавит к материалам.")
        .WhileNeeded(expertise_key, is_past)
        .Next(this.is_answered)
    )
    is_answered = (
        flow.Switch()
        .Case(this.cover, cond=has_status(Status.COVERING))
        .Case(this.drop, cond=has_status(Status.PASSED))
        .Default(this.end)
    )
    cover = (
        Ask(forms.CoverForm, actions.show)
        .Titled("Закрыть имена в ответе заявителя")
        .To(COORDINATOR, WHO)
        .Within("expertise.question_covering", consequence="дело будет отмечено просроченным, срок экспертов пойдёт.")
        .WhileNeeded(expertise_key, is_past)
        .Next(this.is_covered)
    )
    is_covered = flow.Switch().Case(this.drop, cond=has_status(Status.COVERING)).Default(this.end)
    drop = (
        flow.Function(lambda activation: actions.drop(question_of(activation)))
        .Annotation("Ответ больше не нужен")
        .Next(this.end)
    )
    end = flow.End()
