"""Who is asked next about a Mark, a diploma, a question to the committee (регламент 3.3.3)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask, Await, Reentry
from casework.predicates import has_left, has_status
from documents.models import Document
from journal.record import key
from quality_mark.awards import actions as awards
from quality_mark.awards.models import Diploma
from quality_mark.marks import actions, forms
from quality_mark.marks.cases import DiplomaCase, MarkCase, MarkQuestionCase
from quality_mark.marks.models import QualityMark
from quality_mark.marks.questions import MarkQuestion
from quality_mark.renewals import actions as renewals
from quality_mark.roles import RECORDS_CLERK, SECRETARY

Status = QualityMark.Status


def mark_of(activation: Activation) -> QualityMark:
    """The Mark as it is now."""
    return QualityMark.objects.get(pk=activation.process.mark_id)


def mark_key(activation: Activation) -> str:
    """The journal key of the Mark."""
    return key(activation.process.mark)


def has_signed_certificate(activation: Activation) -> bool:
    """Was the certificate signed, not refused?"""
    certificate = mark_of(activation).certificate
    return certificate is not None and not certificate.is_annulled


def is_uncertified(activation: Activation) -> bool:
    """Has the Mark a new certificate on its way to the signature?"""
    return not is_settled(mark_of(activation).certificate_id) and not has_status(*QualityMark.ENDED)(activation)


def question_of(activation: Activation) -> MarkQuestion:
    """The question as it is now."""
    return MarkQuestion.objects.select_related("item").get(pk=activation.process.question_id)


def paper_key(paper: Document | None) -> str:
    """The journal key of a paper; it must have been issued."""
    assert paper is not None, "the paper has been issued"
    return key(paper)


def is_settled(document_id: int | None) -> bool:
    """Has a paper been signed by all, or refused?"""
    assert document_id is not None, "the paper has been issued"
    paper = Document.objects.get(pk=document_id)
    return paper.is_registered or paper.is_annulled


class MarkFlow(flow.Flow):
    """Знак качества: от присвоения до последнего дня."""

    process_class = MarkCase
    office = SECRETARY[0]
    process_title = "Знак качества"
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Next(this.is_in_force)
    reinstated = Reentry("Решение о Знаке отменено по апелляции").Next(this.where)
    is_in_force = flow.Switch().Case(this.enter_mark_act, cond=has_status(Status.PENDING_ACT)).Default(this.certificate)
    enter_mark_act = (
        Ask(forms.MarkActForm, awards.enter_act)
        .Titled("Внести акт Главы города о присвоении Знака")
        .To(*RECORDS_CLERK)
        .Within("mark.certificate")
        .Office(roles.COMMITTEE_SECRETARY)
        .Next(this.certificate)
    )
    certificate = (
        Await(
            lambda activation: paper_key(mark_of(activation).certificate),
            until=lambda activation: is_settled(mark_of(activation).certificate_id),
            then=lambda mark: awards.hand_over(QualityMark.objects.get(pk=mark.pk)),
        )
        .Titled("Подписание свидетельства")
        .From("председатель комитета")
        .Within("mark.certificate")
        .Office(roles.CLERK)
        .Next(this.is_signed)
    )
    is_signed = (
        flow.Switch()
        .Case(this.end, cond=has_status(*QualityMark.ENDED))
        .Case(this.where, cond=has_signed_certificate)
        .Default(this.issue_again)
    )
    issue_again = (
        Ask(forms.IssueAgainForm, awards.issue_certificate_again)
        .Titled("Оформить свидетельство заново")
        .To(*RECORDS_CLERK)
        .Within("mark.certificate")
        .Next(this.certificate)
    )
    where = (
        flow.Switch()
        .Case(this.certificate, cond=is_uncertified)
        .Case(this.in_force, cond=has_status(Status.ACTIVE))
        .Case(this.last_days, cond=has_status(Status.EXPIRING))
        .Case(this.renewing, cond=has_status(Status.RENEWAL))
        .Case(this.mend, cond=has_status(Status.SUSPENDED))
        .Default(this.end)
    )
    in_force = (
        Await(mark_key, until=has_left(Status.ACTIVE))
        .Titled("Знак действует")
        .From("обладатель Знака")
        .Within("mark.expiring", lapse=actions.begin_to_expire, consequence="Знак станет истекающим.")
        .Next(this.where)
    )
    last_days = (
        Await(mark_key, until=has_left(Status.EXPIRING))
        .Titled("Последние дни Знака")
        .From("обладатель Знака")
        .Within("mark.validity", lapse=actions.expire, consequence="Знак истечёт.")
        .Next(this.where)
    )
    renewing = (
        Await(mark_key, until=has_left(Status.RENEWAL))
        .Titled("Решается вопрос о продлении")
        .From("секретарь конкурса, эксперты и комитет")
        .Within(
            "mark.renewal_limit", lapse=renewals.pass_limit, consequence="вопрос о продлении будет внесён в комитет."
        )
        .Next(this.is_decided)
    )
    is_decided = flow.Switch().Case(this.decide, cond=has_status(Status.RENEWAL)).Default(this.where)
    decide = (
        Await(mark_key, until=has_left(Status.RENEWAL))
        .Titled("Решение о продлении, которого Знак уже не ждёт")
        .From("городской программный комитет")
        .Office(roles.COMMITTEE_SECRETARY)
        .Next(this.where)
    )
    mend = (
        Await(mark_key, until=has_left(Status.SUSPENDED))
        .Titled("Знак приостановлен: устранение нарушений")
        .From("обладатель Знака и комитет")
        .Within(
            "mark.suspend",
            lapse=actions.ask_revocation_by_term,
            consequence="вопрос об аннулировании будет внесён в комитет.",
        )
        .Next(this.is_mended)
    )
    is_mended = flow.Switch().Case(this.judge, cond=has_status(Status.SUSPENDED)).Default(this.where)
    judge = (
        Await(mark_key, until=has_left(Status.SUSPENDED))
        .Titled("Судьба приостановленного Знака")
        .From("городской программный комитет")
        .Office(roles.COMMITTEE_SECRETARY)
        .Next(this.where)
    )
    end = flow.End()


def diploma_of(activation: Activation) -> Diploma:
    """The diploma as it is now."""
    return Diploma.objects.select_related("document").get(pk=activation.process.diploma_id)


class DiplomaFlow(flow.Flow):
    """Диплом: подписан председателем и вручён."""

    process_class = DiplomaCase
    office = SECRETARY[0]
    process_title = "Диплом"
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Next(this.diploma)
    diploma = (
        Await(
            lambda activation: paper_key(diploma_of(activation).document),
            until=lambda activation: is_settled(diploma_of(activation).document_id),
            then=lambda diploma: awards.hand_over_diploma(Diploma.objects.get(pk=diploma.pk)),
        )
        .Titled("Подписание диплома")
        .From("председатель комитета")
        .Within("mark.certificate")
        .Office(roles.CLERK)
        .Next(this.is_signed)
    )
    is_signed = (
        flow.Switch()
        .Case(this.end, cond=lambda activation: not diploma_of(activation).document.is_annulled)
        .Default(this.issue_diploma_again)
    )
    issue_diploma_again = (
        Ask(forms.DiplomaAgainForm, awards.issue_diploma_again)
        .Titled("Оформить диплом заново")
        .To(*RECORDS_CLERK)
        .Within("mark.certificate")
        .Next(this.diploma)
    )
    end = flow.End()


class MarkQuestionFlow(flow.Flow):
    """Вопрос о Знаке в комитете: приостановить, восстановить, аннулировать, признать недействительным."""

    process_class = MarkQuestionCase
    office = SECRETARY[0]
    process_title = "Вопрос о Знаке в комитете"
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Next(this.hear_question)
    hear_question = (
        Await(
            lambda activation: key(activation.process.question.item),
            until=lambda activation: question_of(activation).item.is_concluded,
            then=lambda question: actions.apply_answer(MarkQuestion.objects.get(pk=question.pk)),
        )
        .Titled("Рассмотрение вопроса о Знаке в комитете")
        .From("городской программный комитет")
        .Office(roles.COMMITTEE_SECRETARY)
        .Next(this.end)
    )
    end = flow.End()
