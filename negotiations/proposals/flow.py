"""How a proposal is handled: who is asked next (регламент 3.1.1)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask, Await, Reentry, StartAsk
from casework.predicates import has_status
from journal.record import key
from negotiations.applications import actions as applications
from negotiations.applications.forms import FixForm, ImproveForm, SubmitForm
from negotiations.examination import actions as examination
from negotiations.examination.forms import CheckForm
from negotiations.proposals import actions, forms
from negotiations.proposals.cases import ProposalCase
from negotiations.proposals.models import Proposal
from negotiations.talks import actions as talks
from negotiations.talks.forms import ResumeNegotiationsForm, RouteForm, RouteOrderForm
from programme.models import Person

Status = Proposal.Status


def applicant(activation: Activation) -> str:
    """Those who work on the application in the organisation; the form lets only its signer send it."""
    return activation.process.proposal.member_key


def last_negotiation(activation: Activation) -> str:
    """The last negotiation case of the proposal, under its name in the journal."""
    return key(activation.process.proposal.negotiations.latest("pk"))


def is_negotiation_over(activation: Activation) -> bool:
    """Have they ended?"""
    return activation.process.proposal.negotiations.latest("pk").is_over


def is_assessed(activation: Activation) -> bool:
    """Is the last expertise of the proposal over?"""
    expertise = Proposal.objects.get(pk=activation.process.proposal_id).expertise
    return expertise is not None and expertise.is_over


def is_concluded(activation: Activation) -> bool:
    """Has the committee's answer to the question come into force, or has the question ended without one?"""
    item = Proposal.objects.get(pk=activation.process.proposal_id).agenda_item
    return item is not None and item.is_concluded


def works_somewhere(person: Person) -> str:
    """Whoever works in an organisation may begin a draft for it."""
    return next((capacity.title for capacity in person.capacities() if capacity.key.startswith("member:")), "")


class ProposalFlow(flow.Flow):
    """Рассмотрение проектного предложения

    От черновика организации до решения городского программного комитета.
    """

    process_class = ProposalCase
    office = roles.PLATFORM_SECRETARY
    lock_impl = staticmethod(case_lock)

    create = (
        StartAsk(forms.CreateForm, applications.create)
        .Available(works_somewhere)
        .OnPaper("Предложение на бумаге", forms.PaperCreateForm, applications.create_on_paper)
        .Annotation("Новое предложение")
        .Next(this.submit)
    )
    submit = (
        Ask(SubmitForm, applications.submit)
        .Titled("Заполнить и подать заявку")
        .To(applicant, "заявитель")
        .Reviewed()
        .Within(
            "proposal.intake",
            lapse=applications.miss_window,
            consequence="приём закроется, черновик сохранится, и его можно будет подать на другой площадке.",
        )
        .InAbsence(COLLEAGUE)
        .Next(this.is_submitted)
    )
    is_submitted = flow.Switch().Case(this.check, cond=has_status(Status.FORMAL_CHECK)).Default(this.choose_platform)
    choose_platform = (
        Ask(forms.ChoosePlatformForm, applications.choose_platform)
        .Titled("Выбрать другую площадку")
        .To(applicant, "заявитель")
        .InAbsence(COLLEAGUE)
        .Next(this.submit)
    )
    check = (
        Ask(CheckForm, examination.check)
        .Titled("Проверить заявку")
        .To(roles.PLATFORM_SECRETARY, "секретариат площадки")
        .Within("proposal.formal_check", continues=True, consequence="дело будет отмечено просроченным.")
        .Next(this.is_checked)
    )
    restored = Reentry("Отказ отменён по апелляции").Next(this.check)
    is_checked = (
        flow.Switch()
        .Case(this.fix, cond=has_status(Status.RETURNED))
        .Case(this.route, cond=has_status(Status.ADMITTED))
        .Default(this.end)
    )
    fix = (
        Ask(FixForm, applications.resubmit)
        .Titled("Исправить заявку по замечаниям")
        .To(applicant, "заявитель")
        .Reviewed()
        .Within(
            "proposal.fix", lapse=examination.reject_by_silence, consequence="в допуске будет отказано автоматически."
        )
        .InAbsence(COLLEAGUE)
        .Next(this.is_fixed)
    )
    is_fixed = flow.Switch().Case(this.check, cond=has_status(Status.FORMAL_CHECK)).Default(this.end)
    route = (
        Ask(RouteForm, talks.choose_route)
        .Titled("Выбрать путь: переговоры или экспертиза")
        .To(roles.PLATFORM_SECRETARY, "секретариат площадки")
        .Within("proposal.negotiations")
        .Next(this.is_routed)
    )
    is_routed = flow.Switch().Case(this.negotiate, cond=has_status(Status.NEGOTIATING)).Default(this.order_expertise)
    negotiate = (
        Await(last_negotiation, until=is_negotiation_over, then=actions.conclude_negotiations)
        .Titled("Переговоры о вкладах")
        .From("модератор и стороны переговоров")
        .Next(this.is_agreed)
    )
    is_agreed = (
        flow.Switch()
        .Case(this.appoint_expertise, cond=has_status(Status.AGREED))
        .Case(this.resume_negotiations, cond=has_status(Status.NEGOTIATION_FAILED))
        .Default(this.end)
    )
    resume_negotiations = (
        Ask(ResumeNegotiationsForm, actions.resume_negotiations)
        .Titled("Возобновить переговоры на новых условиях")
        .To(applicant, "заявитель")
        .Within("proposal.resume", lapse=actions.archive_unagreed, consequence="дело будет закрыто и передано в архив.")
        .InAbsence(COLLEAGUE)
        .Next(this.is_resumed)
    )
    is_resumed = flow.Switch().Case(this.negotiate, cond=has_status(Status.NEGOTIATING)).Default(this.end)
    appoint_expertise = (
        Ask(forms.AppointExpertiseForm, actions.appoint_expertise)
        .Titled("Назначить экспертизу согласованного предложения")
        .To(roles.EXPERTISE_COORDINATOR, "координатор экспертизы")
        .Within("proposal.expertise")
        .Office(roles.EXPERTISE_COORDINATOR)
        .Next(this.examine)
    )
    order_expertise = (
        Ask(RouteOrderForm, examination.order_expertise)
        .Titled("Направить предложение на экспертизу")
        .To(roles.COMMITTEE_CHAIR, "председатель комитета")
        .Within("proposal.route")
        .Office(roles.COMMITTEE_SECRETARY)
        .Next(this.is_ordered)
    )
    is_ordered = flow.Switch().Case(this.examine, cond=has_status(Status.UNDER_EXPERTISE)).Default(this.route)
    assessed_again = Reentry("Заключение отменено или исправляется по апелляции").Next(this.examine)
    examine = (
        Await(
            lambda activation: key(activation.process.proposal.expertise),
            until=is_assessed,
            then=examination.conclude,
        )
        .Titled("Экспертиза")
        .From("эксперты и координатор экспертизы")
        .Office(roles.EXPERTISE_COORDINATOR)
        .Next(this.is_recommended)
    )
    is_recommended = (
        flow.Switch()
        .Case(this.include, cond=has_status(Status.RECOMMENDED))
        .Case(this.improve, cond=has_status(Status.REWORK))
        .Case(this.initiative, cond=has_status(Status.NOT_RECOMMENDED))
        .Default(this.order_expertise)
    )
    improve = (
        Ask(ImproveForm, applications.improve)
        .Titled("Доработать предложение по заключению")
        .To(applicant, "заявитель")
        .Reviewed()
        .Within(
            "proposal.rework", lapse=examination.give_up_rework, consequence="предложение станет нерекомендованным."
        )
        .InAbsence(COLLEAGUE)
        .Next(this.is_improved)
    )
    is_improved = flow.Switch().Case(this.examine, cond=has_status(Status.UNDER_EXPERTISE)).Default(this.initiative)
    initiative = (
        Await(lambda activation: key(activation.process.proposal), until=has_status(Status.ON_COMMITTEE))
        .Titled("Инициатива членов комитета")
        .From("члены комитета (не менее трети)")
        .Within(
            "proposal.initiative",
            lapse=actions.archive_after_silence,
            consequence="дело будет закрыто и передано в архив.",
        )
        .Office(roles.COMMITTEE_SECRETARY)
        .Next(this.is_overruled)
    )
    is_overruled = flow.Switch().Case(this.include, cond=has_status(Status.ON_COMMITTEE)).Default(this.end)
    heard_again = Reentry("Решение комитета отменено").Next(this.include)
    include = (
        Ask(forms.IncludeForm, actions.include)
        .Titled("Внести вопрос в повестку комитета")
        .To(roles.COMMITTEE_SECRETARY, "секретарь комитета")
        .Within("proposal.agenda")
        .Office(roles.COMMITTEE_CHAIR)
        .Next(this.hear)
    )
    hear = (
        Await(
            lambda activation: key(activation.process.proposal.agenda_item),
            until=is_concluded,
            then=actions.apply_verdict,
        )
        .Titled("Рассмотрение в комитете")
        .From("городской программный комитет")
        .Office(roles.COMMITTEE_SECRETARY)
        .Next(this.is_decided)
    )
    is_decided = (
        flow.Switch()
        .Case(this.end, cond=has_status(Status.SUPPORTED, Status.DECLINED))
        .Case(this.return_to_agenda, cond=has_status(Status.DEFERRED))
        .Default(this.include)
    )
    return_to_agenda = (
        Ask(forms.IncludeForm, actions.include)
        .Titled("Вернуть отложенный вопрос в повестку")
        .To(roles.COMMITTEE_SECRETARY, "секретарь комитета")
        .Within("proposal.deferral")
        .Office(roles.COMMITTEE_CHAIR)
        .Next(this.hear)
    )
    end = flow.End().Annotation("Конец")
