"""Who is asked next in a contest, and about its cancellation (регламент 3.3.1)."""

from viewflow import this
from viewflow.workflow import flow

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask, Await, ForEach, StartAsk
from casework.predicates import has_left, has_status
from journal.record import key
from quality_mark.admission import actions as admission
from quality_mark.admission import forms as admission_forms
from quality_mark.assessment import actions as assessment
from quality_mark.contests import actions, conditions, forms
from quality_mark.contests.cases import CancellationCase, ContestCase
from quality_mark.contests.conditions import ContestStatus
from quality_mark.entries.conditions import is_settled
from quality_mark.jury import actions as jury
from quality_mark.jury import forms as jury_forms
from quality_mark.results import actions as results
from quality_mark.results import forms as results_forms
from quality_mark.roles import RECORDS_CLERK, SECRETARY
from quality_mark.visits import actions as visits_actions
from quality_mark.visits import forms as visits_forms


class ContestFlow(flow.Flow):
    """Конкурс

    От плана и объявления до вручения свидетельств.
    """

    process_class = ContestCase
    office = SECRETARY[0]
    lock_impl = staticmethod(case_lock)

    plan = (
        StartAsk(forms.PlanForm, actions.plan, task_title="Создать конкурс")
        .Available(conditions.keeps_contests)
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
            lambda activation: key(conditions.announcing_item(activation)),
            until=lambda activation: conditions.announcing_item(activation).is_concluded,
            then=actions.apply_announcing,
        )
        .Titled("Решение об объявлении")
        .From("городской программный комитет")
        .Office(roles.COMMITTEE_SECRETARY)
        .Next(this.is_announced)
    )
    is_announced = flow.Switch().Case(this.opening, cond=has_status(ContestStatus.ANNOUNCED)).Default(this.propose)
    opening = (
        Await(lambda activation: key(activation.process.contest), until=has_status(ContestStatus.ACCEPTING))
        .Titled("Начало приёма заявок")
        .From("назначенный день")
        .Within("contest.opening", lapse=actions.open_window, consequence="приём откроется сам.")
        .Next(this.window)
    )
    window = (
        Await(lambda activation: key(activation.process.contest), until=has_status(ContestStatus.CLOSED))
        .Titled("Приём заявок")
        .From("участники")
        .Within("contest.window", lapse=actions.close_window, consequence="приём закроется сам.")
        .Next(this.is_checking)
    )
    is_checking = flow.Switch().Case(this.checks, cond=has_status(ContestStatus.CHECKING)).Default(this.end)
    checks = (
        Await(lambda activation: key(activation.process.contest), until=conditions.all_checked)
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
    is_drawn_up = flow.Switch().Case(this.approve_admission, cond=conditions.all_checked).Default(this.checks)
    approve_admission = (
        Await(
            lambda activation: key(conditions.admission_paper(activation)),
            until=lambda activation: is_settled(conditions.admission_paper(activation)),
            then=admission.settle_admission,
        )
        .Titled("Утверждение протокола допуска")
        .From("секретарь конкурса и председатель жюри")
        .Next(this.is_admitted)
    )
    is_admitted = (
        flow.Switch()
        .Case(this.assess, cond=has_status(ContestStatus.EVALUATING))
        .Case(this.draw_up_admission, cond=has_status(ContestStatus.CHECKING))
        .Default(this.end)
    )
    assess = (
        Await(lambda activation: key(activation.process.contest), until=conditions.all_assessed)
        .Titled("Экспертная оценка")
        .From("эксперты")
        .Within("contest.scoring")
        .Next(this.is_visited)
    )
    is_visited = flow.Switch().Case(this.plan_visits, cond=conditions.has_visits).Default(this.go_unvisited)
    go_unvisited = (
        flow.Function(lambda activation: visits_actions.go_without_visits(conditions.contest_of(activation)))
        .Annotation("Проверок на месте нет")
        .Next(this.votes)
    )
    votes = (
        Await(
            lambda activation: key(activation.process.contest),
            until=conditions.all_scored,
            then=assessment.finish_assessment,
        )
        .Titled("Голосование горожан")
        .From("горожане")
        .Within("contest.visit")
        .Next(this.put_to_jury)
    )
    plan_visits = (
        Ask(visits_forms.VisitsForm, visits_actions.plan_visits)
        .Titled("Назначить проверки на месте")
        .To(*SECRETARY)
        .Within("contest.visit_plan")
        .Next(this.visits)
    )
    visits = (
        Await(
            lambda activation: key(activation.process.contest),
            until=conditions.all_scored,
            then=assessment.finish_assessment,
        )
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
    is_put = flow.Switch().Case(this.judge, cond=conditions.has_questions).Default(this.judged)
    judge = ForEach(conditions.open_questions).Next(this.hear_jury)
    hear_jury = (
        Await(
            lambda activation: key(conditions.question_item(activation)),
            until=lambda activation: conditions.question_item(activation).is_concluded,
        )
        .Titled("Решение жюри по номинации")
        .From("жюри")
        .Within("contest.jury")
        .Next(this.all_heard)
    )
    all_heard = flow.Join().Next(this.judged)
    judged = flow.Function(conditions.follow_the_jury).Annotation("Рекомендации жюри переданы").Next(this.is_judged)
    is_judged = (
        flow.Switch()
        .Case(this.visits, cond=has_status(ContestStatus.EVALUATING))
        .Case(this.enter_levels, cond=conditions.must_be_entered)
        .Case(this.put_to_jury, cond=conditions.must_be_put)
        .Default(this.to_committee)
    )
    enter_levels = (
        Ask(jury_forms.LevelsForm, jury.enter_levels)
        .Titled("Внести рекомендации жюри, отступившего от рейтинга")
        .To(*SECRETARY)
        .Within("contest.ranking")
        .Next(this.is_entered)
    )
    is_entered = flow.Switch().Case(this.put_to_jury, cond=conditions.must_be_put).Default(this.to_committee)
    to_committee = (
        Ask(results_forms.ToCommitteeForm, results.propose_results)
        .Titled("Вынести итоги на комитет")
        .To(*SECRETARY)
        .Within("contest.ranking")
        .Next(this.hear_results)
    )
    hear_results = (
        Await(
            lambda activation: key(conditions.results_item(activation)),
            until=lambda activation: conditions.results_item(activation).is_concluded,
            then=results.apply_results,
        )
        .Titled("Утверждение итогов")
        .From("городской программный комитет")
        .Within("contest.committee")
        .Next(this.is_approved)
    )
    is_approved = (
        flow.Switch()
        .Case(this.publish, cond=has_status(ContestStatus.RESULTS))
        .Case(this.put_to_jury, cond=has_status(ContestStatus.JURY))
        .Default(this.to_committee)
    )
    publish = (
        Ask(results_forms.PublishForm, results.publish_results)
        .Titled("Опубликовать итоги конкурса")
        .To(*SECRETARY)
        .Within("contest.publication")
        .Next(this.appeals)
    )
    appeals = (
        Await(lambda activation: key(activation.process.contest), until=has_left(ContestStatus.APPEALS))
        .Titled("Срок подачи апелляций")
        .From("участники")
        .Within(
            "contest.appeals",
            lapse=results.close_appeals,
            consequence="срок истечёт; если ничего не обжалуется, начнётся вручение.",
        )
        .Next(this.is_contested)
    )
    is_contested = (
        flow.Switch()
        .Case(this.award, cond=has_status(ContestStatus.AWARDING))
        .Case(this.put_to_jury, cond=has_status(ContestStatus.RANKING))
        .Default(this.await_verdicts)
    )
    await_verdicts = (
        Await(lambda activation: key(activation.process.contest), until=has_left(ContestStatus.APPEALS))
        .Titled("Решения по апелляциям на итоги")
        .From("апелляционная комиссия")
        .Next(this.is_contested)
    )
    award = (
        Ask(results_forms.AwardForm, results.complete)
        .Titled("Выдать свидетельства и дипломы")
        .To(*RECORDS_CLERK)
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
        .Available(conditions.keeps_contests)
        .Next(this.hear)
    )
    hear = (
        Await(
            lambda activation: key(conditions.cancelling_item(activation)),
            until=lambda activation: conditions.cancelling_item(activation).is_concluded,
            then=actions.apply_cancelling,
        )
        .Titled("Решение об отмене конкурса")
        .From("городской программный комитет")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
