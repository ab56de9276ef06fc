"""Who is asked next about an entry (регламент 3.3.2)."""

from viewflow import this
from viewflow.workflow import flow

from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask, Await, Reentry, StartAsk
from casework.predicates import has_status
from journal.record import key
from quality_mark.admission import actions as admission
from quality_mark.admission import forms as admission_forms
from quality_mark.admission import readmitting
from quality_mark.assessment import actions as assessment
from quality_mark.assessment import forms as assessment_forms
from quality_mark.entries import actions, conditions, forms
from quality_mark.entries.cases import EntryCase
from quality_mark.entries.conditions import OVER, EntryStatus
from quality_mark.roles import SECRETARY
from quality_mark.visits import actions as visits
from quality_mark.visits import forms as visits_forms


class EntryFlow(flow.Flow):
    """Конкурсная заявка

    От черновика, закрытого от всех до окончания приёма, до итога.
    """

    process_class = EntryCase
    office = SECRETARY[0]
    lock_impl = staticmethod(case_lock)

    restored = Reentry("Отказ в допуске отменён по апелляции").Next(this.check)
    judged_again = Reentry("Результат отменён по апелляции").Next(this.verdict)
    enter = (
        StartAsk(forms.CreateForm, actions.create, task_title="Подать заявку на конкурс")
        .Available(conditions.may_enter)
        .OnPaper("Конкурсная заявка на бумаге", forms.PaperCreateForm, actions.create_on_paper)
        .Next(this.submit)
    )
    submit = (
        Ask(forms.SubmitForm, actions.submit)
        .Titled("Заполнить и подать заявку на конкурс")
        .To(conditions.entrant, "участник")
        .Reviewed()
        .Within("contest.window", lapse=actions.miss_window, consequence="приём закроется, черновик не будет подан.")
        .InAbsence(COLLEAGUE)
        .Next(this.is_submitted)
    )
    is_submitted = flow.Switch().Case(this.sealed, cond=has_status(EntryStatus.REGISTERED)).Default(this.end)
    sealed = (
        Await(
            lambda activation: key(activation.process.entry.contest),
            until=lambda activation: not conditions.entry_of(activation).contest.is_sealed,
            then=actions.begin_check,
        )
        .Titled("Заявка закрыта до окончания приёма")
        .From("назначенный день")
        .Next(this.check)
    )
    check = (
        Ask(admission_forms.CheckForm, readmitting.check)
        .Titled("Проверить конкурсную заявку")
        .To(*SECRETARY)
        .Within("contest.check", continues=True, consequence="дело будет отмечено просроченным.")
        .Next(this.is_checked)
    )
    is_checked = (
        flow.Switch()
        .Case(this.fix, cond=has_status(EntryStatus.RETURNED))
        .Case(this.approve, cond=conditions.comes_alone)
        .Default(this.decide)
    )
    fix = (
        Ask(forms.FixForm, actions.fix)
        .Titled("Исправить конкурсную заявку по замечаниям")
        .To(conditions.entrant, "участник")
        .Reviewed()
        .Within("contest.fix", lapse=admission.refuse_by_silence, consequence="заявка не будет допущена.")
        .InAbsence(COLLEAGUE)
        .Next(this.is_fixed)
    )
    is_fixed = flow.Switch().Case(this.check, cond=has_status(EntryStatus.CHECKING)).Default(this.end)
    decide = (
        Await(lambda activation: key(activation.process.entry), until=conditions.is_decided)
        .Titled("Протокол допуска")
        .From("секретарь конкурса и председатель жюри")
        .Next(this.is_admitted)
    )
    approve = (
        Await(
            lambda activation: key(conditions.own_minutes(activation)),
            until=lambda activation: conditions.is_settled(conditions.own_minutes(activation)),
            then=readmitting.settle,
        )
        .Titled("Протокол допуска заявки")
        .From("секретарь конкурса и председатель жюри")
        .Next(this.is_admitted)
    )
    is_admitted = (
        flow.Switch()
        .Case(this.check, cond=conditions.must_look_again)
        .Case(this.assess, cond=has_status(EntryStatus.SCORING))
        .Default(this.end)
    )
    assess = (
        Await(
            lambda activation: key(conditions.expertise_of(activation)),
            until=lambda activation: conditions.expertise_of(activation).is_over,
            then=assessment.take_score,
        )
        .Titled("Экспертная оценка")
        .From("эксперты")
        .Next(this.is_assessed)
    )
    is_assessed = (
        flow.Switch()
        .Case(this.assess_again, cond=conditions.has_no_score)
        .Case(this.plan_visit, cond=conditions.must_be_visited_alone)
        .Case(this.go_unvisited, cond=conditions.goes_unvisited)
        .Default(this.wait_visit)
    )
    plan_visit = (
        Ask(visits_forms.OwnVisitForm, visits.plan_visit)
        .Titled("Назначить проверку на месте по заявке")
        .To(*SECRETARY)
        .Within("contest.visit_plan")
        .Next(this.visit)
    )
    go_unvisited = (
        flow.Function(lambda activation: visits.go_without_visit(conditions.entry_of(activation)))
        .Annotation("Проверка на месте не нужна")
        .Next(this.verdict)
    )
    assess_again = (
        Ask(assessment_forms.AssessAgainForm, assessment.assess_again)
        .Titled("Назначить экспертную оценку заново")
        .To(*SECRETARY)
        .Within("contest.experts")
        .Next(this.assess)
    )
    wait_visit = (
        Await(
            lambda activation: key(activation.process.entry),
            until=has_status(EntryStatus.SITE_VISIT, EntryStatus.SCORED, *OVER),
        )
        .Titled("Назначение проверки на месте")
        .From("секретарь конкурса")
        .Next(this.is_visited)
    )
    is_visited = flow.Switch().Case(this.visit, cond=has_status(EntryStatus.SITE_VISIT)).Default(this.verdict)
    visit = (
        Ask(visits_forms.VisitForm, visits.record_visit)
        .Titled("Провести проверку на месте и составить акт")
        .To(*SECRETARY)
        .Within("contest.visit")
        .Next(this.sign_act)
    )
    sign_act = (
        Await(
            lambda activation: key(conditions.act_paper(activation)),
            until=lambda activation: conditions.is_settled(conditions.act_paper(activation)),
            then=visits.settle_act,
        )
        .Titled("Подписание акта проверки")
        .From("секретарь конкурса и член жюри")
        .Next(this.is_signed)
    )
    is_signed = flow.Switch().Case(this.visit, cond=has_status(EntryStatus.SITE_VISIT)).Default(this.verdict)
    verdict = (
        Await(lambda activation: key(activation.process.entry), until=has_status(EntryStatus.SITE_VISIT, *OVER))
        .Titled("Решение жюри и комитета")
        .From("жюри и городской программный комитет")
        .Next(this.is_over)
    )
    is_over = flow.Switch().Case(this.visit, cond=has_status(EntryStatus.SITE_VISIT)).Default(this.end)
    end = flow.End().Annotation("Конец")
