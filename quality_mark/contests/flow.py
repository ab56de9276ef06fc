"""A contest and its entries, read aloud: who is asked next (регламент 3.3.1, 3.3.2); votes and Marks stand beside."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework.locking import case_lock
from casework.nodes import Ask, Await, ForEach, StartAsk, subject_of
from journal.record import key
from programme.access import has_role
from quality_mark.admission import actions as admission
from quality_mark.admission import forms as admission_forms
from quality_mark.assessment import actions as assessment
from quality_mark.contests import actions, forms
from quality_mark.contests.cases import CancellationCase, ContestCase
from quality_mark.contests.models import Cancellation, Contest
from quality_mark.entries.steps import SECRETARY, EntryStatus, is_settled
from quality_mark.jury import actions as jury
from quality_mark.jury import forms as jury_forms
from quality_mark.jury.actions import live_questions, needs_levels, unsettled
from quality_mark.jury.models import JuryQuestion
from quality_mark.results import actions as results_actions
from quality_mark.results import forms as results_forms
from quality_mark.visits import actions as visits_actions
from quality_mark.visits import forms as visits_forms
from quality_mark.voting import actions as voting

ContestStatus = Contest.Status


def contest_of(activation: Activation) -> Contest:
    """The contest as it is now."""
    return Contest.objects.get(pk=activation.process.contest_id)


def stands(*statuses: str) -> Any:
    """A question to the contest: does it stand in one of these?"""
    return lambda activation: contest_of(activation).status in statuses


def keeps_contests(person: Any) -> str:
    """The secretary of the contest opens one."""
    return "секретарь конкурса" if has_role(person, "contest_secretary") else ""


def announcing_item(activation: Activation) -> Any:
    """The question whether to announce, as it is now."""
    return contest_of(activation).announcing_item


def results_item(activation: Activation) -> Any:
    """The question about the results, as it is now."""
    return contest_of(activation).results_item


def cancelling_item(activation: Activation) -> Any:
    """The question whether to cancel, as it is now."""
    return Cancellation.objects.get(pk=activation.process.cancellation_id).item


def all_checked(activation: Activation) -> bool:
    """Has the secretary said of every entry what becomes of it?"""
    entries = contest_of(activation).entries
    waiting = entries.filter(status__in=[EntryStatus.REGISTERED, EntryStatus.RETURNED]) | entries.filter(
        status=EntryStatus.CHECKING, finding=""
    )
    return not waiting.exists()


def admission_paper(activation: Activation) -> Any:
    """The minutes of admission, as they are now."""
    return contest_of(activation).admission_minutes


def all_assessed(activation: Activation) -> bool:
    """Do the experts owe no score any more?"""
    entries = contest_of(activation).entries
    return not entries.filter(status__in=[EntryStatus.ADMITTED, EntryStatus.SCORING], score=None).exists()


def all_scored(activation: Activation) -> bool:
    """Are all checks in place over, and the citizens' votes counted?"""
    contest = contest_of(activation)
    return not contest.entries.filter(
        status__in=[EntryStatus.SCORING, EntryStatus.SITE_VISIT]
    ).exists() and voting.voting_is_over(contest)


def open_questions(activation: Activation) -> list[JuryQuestion]:
    """What has been put to the jury and not been followed yet."""
    return live_questions(contest_of(activation))


def question_item(activation: Activation) -> Any:
    """The item of a branch, as it is now."""
    question = subject_of(activation)
    return JuryQuestion.objects.get(pk=question.pk).item


def has_questions(activation: Activation) -> bool:
    """Has anything been put to the jury?"""
    return bool(open_questions(activation))


def follow_the_jury(activation: Activation) -> None:
    """Do what the jury has resolved; the steps behind go on with the contest as it is then."""
    activation.process.contest = contest_of(activation)
    jury.settle_jury(activation.process.contest)


def must_be_entered(activation: Activation) -> bool:
    """Has the jury deviated from a ranking?"""
    return bool(needs_levels(contest_of(activation)))


def must_be_put(activation: Activation) -> bool:
    """Is there a nomination on which the jury has not spoken?"""
    contest = contest_of(activation)
    return contest.status == ContestStatus.JURY and bool(unsettled(contest))


class ContestFlow(flow.Flow):
    """Конкурс на «Знак качества»

    От плана и объявления до вручения свидетельств.
    """

    process_class = ContestCase
    office = SECRETARY[0]
    lock_impl = staticmethod(case_lock)

    plan = (
        StartAsk(forms.PlanForm, actions.plan, task_title="Создать конкурс")
        .Available(keeps_contests)
        .Next(this.propose)
    )
    propose = (
        Ask(forms.ProposeForm, actions.propose)
        .Titled("Вынести объявление конкурса на комитет")
        .To(*SECRETARY)
        .Next(this.hear_announcing)
    )
    hear_announcing = (
        Await(
            lambda activation: key(announcing_item(activation)),
            until=lambda activation: announcing_item(activation).is_concluded,
            then=actions.apply_announcing,
        )
        .Titled("Решение об объявлении")
        .From("городской программный комитет")
        .Office("role:committee_secretary")
        .Next(this.is_announced)
    )
    is_announced = flow.Switch().Case(this.opening, cond=stands(ContestStatus.ANNOUNCED)).Default(this.propose)
    opening = (
        Await(lambda activation: key(activation.process.contest), until=stands(ContestStatus.ACCEPTING))
        .Titled("Начало приёма заявок")
        .From("назначенный день")
        .Within("contest.opening", lapse=actions.open_window, consequence="приём откроется сам.")
        .Next(this.window)
    )
    window = (
        Await(lambda activation: key(activation.process.contest), until=stands(ContestStatus.CLOSED))
        .Titled("Приём заявок")
        .From("участники")
        .Within("contest.window", lapse=actions.close_window, consequence="приём закроется сам.")
        .Next(this.is_checking)
    )
    is_checking = flow.Switch().Case(this.checks, cond=stands(ContestStatus.CHECKING)).Default(this.end)
    checks = (
        Await(lambda activation: key(activation.process.contest), until=all_checked)
        .Titled("Проверка заявок")
        .From("секретарь конкурса")
        .Next(this.draw_up_admission)
    )
    draw_up_admission = (
        Ask(admission_forms.AdmissionForm, admission.draw_up_admission)
        .Titled("Составить протокол допуска")
        .To(*SECRETARY)
        .Within("contest.admission")
        .Next(this.is_drawn_up)
    )
    is_drawn_up = flow.Switch().Case(this.approve_admission, cond=all_checked).Default(this.checks)
    approve_admission = (
        Await(
            lambda activation: key(admission_paper(activation)),
            until=lambda activation: is_settled(admission_paper(activation)),
            then=admission.settle_admission,
        )
        .Titled("Утверждение протокола допуска")
        .From("секретарь конкурса и председатель жюри")
        .Next(this.is_admitted)
    )
    is_admitted = (
        flow.Switch()
        .Case(this.assess, cond=stands(ContestStatus.EVALUATING))
        .Case(this.draw_up_admission, cond=stands(ContestStatus.CHECKING))
        .Default(this.end)
    )
    assess = (
        Await(lambda activation: key(activation.process.contest), until=all_assessed)
        .Titled("Экспертная оценка")
        .From("эксперты")
        .Within("contest.scoring")
        .Next(this.plan_visits)
    )
    plan_visits = (
        Ask(visits_forms.VisitsForm, visits_actions.plan_visits)
        .Titled("Назначить проверки на месте")
        .To(*SECRETARY)
        .Within("contest.visit_plan")
        .Next(this.visits)
    )
    visits = (
        Await(lambda activation: key(activation.process.contest), until=all_scored, then=assessment.finish_assessment)
        .Titled("Проверки на месте и голосование горожан")
        .From("секретарь конкурса, жюри и горожане")
        .Within("contest.visit")
        .Next(this.put_to_jury)
    )
    put_to_jury = (
        Ask(jury_forms.PutToJuryForm, jury.put_to_jury)
        .Titled("Вынести рейтинг на жюри")
        .To(*SECRETARY)
        .Within("contest.ranking")
        .Next(this.is_put)
    )
    is_put = flow.Switch().Case(this.judge, cond=has_questions).Default(this.judged)
    judge = ForEach(open_questions).Next(this.hear_jury)
    hear_jury = (
        Await(
            lambda activation: key(question_item(activation)),
            until=lambda activation: question_item(activation).is_concluded,
        )
        .Titled("Решение жюри по номинации")
        .From("жюри")
        .Within("contest.jury")
        .Next(this.all_heard)
    )
    all_heard = flow.Join().Next(this.judged)
    judged = flow.Function(follow_the_jury).Annotation("Рекомендации жюри переданы").Next(this.is_judged)
    is_judged = (
        flow.Switch()
        .Case(this.visits, cond=stands(ContestStatus.EVALUATING))
        .Case(this.enter_levels, cond=must_be_entered)
        .Case(this.put_to_jury, cond=must_be_put)
        .Default(this.to_committee)
    )
    enter_levels = (
        Ask(jury_forms.LevelsForm, jury.enter_levels)
        .Titled("Внести рекомендации жюри, отступившего от рейтинга")
        .To(*SECRETARY)
        .Within("contest.ranking")
        .Next(this.is_entered)
    )
    is_entered = flow.Switch().Case(this.put_to_jury, cond=must_be_put).Default(this.to_committee)
    to_committee = (
        Ask(results_forms.ToCommitteeForm, results_actions.propose_results)
        .Titled("Вынести итоги на комитет")
        .To(*SECRETARY)
        .Within("contest.ranking")
        .Next(this.hear_results)
    )
    hear_results = (
        Await(
            lambda activation: key(results_item(activation)),
            until=lambda activation: results_item(activation).is_concluded,
            then=results_actions.apply_results,
        )
        .Titled("Утверждение итогов")
        .From("городской программный комитет")
        .Within("contest.committee")
        .Next(this.is_approved)
    )
    is_approved = (
        flow.Switch()
        .Case(this.publish, cond=stands(ContestStatus.RESULTS))
        .Case(this.put_to_jury, cond=stands(ContestStatus.JURY))
        .Default(this.to_committee)
    )
    publish = (
        Ask(results_forms.PublishForm, results_actions.publish_results)
        .Titled("Опубликовать итоги конкурса")
        .To(*SECRETARY)
        .Within("contest.publication")
        .Next(this.appeals)
    )
    appeals = (
        Await(lambda activation: key(activation.process.contest), until=stands(ContestStatus.AWARDING))
        .Titled("Срок подачи апелляций")
        .From("участники")
        .Within("contest.appeals", lapse=results_actions.close_appeals, consequence="срок истечёт, начнётся вручение.")
        .Next(this.award)
    )
    award = (
        Ask(results_forms.AwardForm, results_actions.complete)
        .Titled("Выдать свидетельства и дипломы")
        .To("role:clerk", "делопроизводитель")
        .Within("contest.awarding")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")


class CancellationFlow(flow.Flow):
    """Отмена конкурса

    Вопрос комитету и исполнение его решения.
    """

    process_class = CancellationCase
    office = SECRETARY[0]
    lock_impl = staticmethod(case_lock)

    cancel = (
        StartAsk(forms.CancelForm, actions.propose_cancelling, task_title="Внести вопрос об отмене конкурса")
        .Available(keeps_contests)
        .Next(this.hear)
    )
    hear = (
        Await(
            lambda activation: key(cancelling_item(activation)),
            until=lambda activation: cancelling_item(activation).is_concluded,
            then=actions.apply_cancelling,
        )
        .Titled("Решение об отмене конкурса")
        .From("городской программный комитет")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
