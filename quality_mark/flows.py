"""A contest and its entries, read aloud: who is asked next (регламент 3.3.1, 3.3.2); votes and Marks stand beside."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask, Await, ForEach, StartAsk, subject_of
from journal.record import key
from programme.access import has_role
from quality_mark import actions, forms
from quality_mark.actions.judging import live_questions, needs_levels, unsettled
from quality_mark.mark_flows import ComplaintFlow, DiplomaFlow, InspectionFlow, MarkFlow, MarkQuestionFlow, VotingFlow
from quality_mark.models import (
    Cancellation,
    CancellationProcess,
    Contest,
    ContestApplication,
    ContestProcess,
    EntryProcess,
    JuryQuestion,
)

__all__ = [
    "CancellationFlow",
    "ComplaintFlow",
    "ContestFlow",
    "DiplomaFlow",
    "EntryFlow",
    "InspectionFlow",
    "MarkFlow",
    "MarkQuestionFlow",
    "VotingFlow",
]
SECRETARY = ("role:contest_secretary", "секретарь конкурса")
In = Contest.Status
Is = ContestApplication.Status
OVER = [
    Is.LAUREATE,
    Is.DIPLOMA_1,
    Is.DIPLOMA_2,
    Is.PARTICIPANT,
    Is.NOT_ADMITTED,
    Is.DISQUALIFIED,
    Is.WITHDRAWN,
]


def contest_of(activation: Activation) -> Contest:
    """The contest as it is now."""
    return Contest.objects.get(pk=activation.process.contest_id)


def entry_of(activation: Activation) -> ContestApplication:
    """The entry as it is now."""
    return ContestApplication.objects.get(pk=activation.process.entry_id)


def stands(*statuses: str) -> Any:
    """A question to the contest: does it stand in one of these?"""
    return lambda activation: contest_of(activation).status in statuses


def is_in(*statuses: str) -> Any:
    """A question to the entry: does it stand in one of these?"""
    return lambda activation: entry_of(activation).status in statuses


def keeps_contests(person: Any) -> str:
    """The secretary of the contest opens one."""
    return "секретарь конкурса" if has_role(person, "contest_secretary") else ""


def works_somewhere(person: Any) -> str:
    """Whoever works in an organisation may enter it while some window is open."""
    if not Contest.objects.accepting().exists():
        return ""
    return next((capacity.title for capacity in person.capacities() if capacity.key.startswith("member:")), "")


def entrant(activation: Activation) -> str:
    """Those who work on the entry in the organisation; the form lets only its signer send it."""
    return activation.process.entry.member_key


def announcing(activation: Activation) -> Any:
    """The question whether to announce, as it is now."""
    return contest_of(activation).announcing_item


def results(activation: Activation) -> Any:
    """The question about the results, as it is now."""
    return contest_of(activation).results_item


def cancelling(activation: Activation) -> Any:
    """The question whether to cancel, as it is now."""
    return Cancellation.objects.get(pk=activation.process.cancellation_id).item


def all_checked(activation: Activation) -> bool:
    """Has the secretary said of every entry what becomes of it?"""
    entries = contest_of(activation).entries
    waiting = entries.filter(status__in=[Is.REGISTERED, Is.RETURNED]) | entries.filter(status=Is.CHECKING, finding="")
    return not waiting.exists()


def admission_paper(activation: Activation) -> Any:
    """The minutes of admission, as they are now."""
    return contest_of(activation).admission_minutes


def is_settled(paper: Any) -> bool:
    """Has the paper been signed by everybody, or refused?"""
    return bool(paper.is_registered or paper.is_annulled)


def all_assessed(activation: Activation) -> bool:
    """Do the experts owe no score any more?"""
    entries = contest_of(activation).entries
    return not entries.filter(status__in=[Is.ADMITTED, Is.SCORING], score=None).exists()


def all_scored(activation: Activation) -> bool:
    """Are all checks in place over, and the citizens' votes counted?"""
    contest = contest_of(activation)
    return not contest.entries.filter(status__in=[Is.SCORING, Is.SITE_VISIT]).exists() and actions.voting_is_over(
        contest
    )


def the_questions(activation: Activation) -> list[JuryQuestion]:
    """What has been put to the jury and not been followed yet."""
    return live_questions(contest_of(activation))


def the_question(activation: Activation) -> Any:
    """The item of a branch, as it is now."""
    found = subject_of(activation)
    return JuryQuestion.objects.get(pk=found.pk).item


def has_questions(activation: Activation) -> bool:
    """Has anything been put to the jury?"""
    return bool(the_questions(activation))


def follow_the_jury(activation: Activation) -> None:
    """Do what the jury has resolved; the steps behind go on with the contest as it is then."""
    activation.process.contest = contest_of(activation)
    actions.settle_jury(activation.process.contest)


def must_be_entered(activation: Activation) -> bool:
    """Has the jury deviated from a ranking?"""
    return bool(needs_levels(contest_of(activation)))


def must_be_put(activation: Activation) -> bool:
    """Is there a nomination on which the jury has not spoken?"""
    contest = contest_of(activation)
    return contest.status == In.JURY and bool(unsettled(contest))


def act_paper(activation: Activation) -> Any:
    """The act of the last check in place, as it is now."""
    visit = entry_of(activation).visits.exclude(act=None).order_by("-pk").first()
    assert visit is not None, "an act was drawn up"
    return visit.act


def is_decided(activation: Activation) -> bool:
    """Has the chair approved what the secretary proposed, or must the secretary look again?"""
    entry = entry_of(activation)
    return entry.status != Is.CHECKING or not entry.finding


def must_look_again(activation: Activation) -> bool:
    """Has the entry come back to the secretary's table?"""
    entry = entry_of(activation)
    return entry.status == Is.CHECKING and not entry.finding


def has_no_score(activation: Activation) -> bool:
    """Did the experts' work end without a score?"""
    entry = entry_of(activation)
    return entry.status == Is.SCORING and entry.score is None


class ContestFlow(flow.Flow):
    """Конкурс на «Знак качества»

    От плана и объявления до вручения свидетельств.
    """

    process_class = ContestProcess
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
            lambda activation: key(announcing(activation)),
            until=lambda activation: announcing(activation).is_concluded,
            then=actions.apply_announcing,
        )
        .Titled("Решение об объявлении")
        .From("городской программный комитет")
        .Office("role:committee_secretary")
        .Next(this.is_announced)
    )
    is_announced = flow.Switch().Case(this.opening, cond=stands(In.ANNOUNCED)).Default(this.propose)
    opening = (
        Await(lambda activation: key(activation.process.contest), until=stands(In.ACCEPTING))
        .Titled("Начало приёма заявок")
        .From("назначенный день")
        .Within("contest.opening", lapse=actions.open_window, consequence="приём откроется сам.")
        .Next(this.window)
    )
    window = (
        Await(lambda activation: key(activation.process.contest), until=stands(In.CLOSED))
        .Titled("Приём заявок")
        .From("участники")
        .Within("contest.window", lapse=actions.close_window, consequence="приём закроется сам.")
        .Next(this.is_checking)
    )
    is_checking = flow.Switch().Case(this.checks, cond=stands(In.CHECKING)).Default(this.end)
    checks = (
        Await(lambda activation: key(activation.process.contest), until=all_checked)
        .Titled("Проверка заявок")
        .From("секретарь конкурса")
        .Next(this.draw_up_admission)
    )
    draw_up_admission = (
        Ask(forms.AdmissionForm, actions.draw_up_admission)
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
            then=actions.settle_admission,
        )
        .Titled("Утверждение протокола допуска")
        .From("секретарь конкурса и председатель жюри")
        .Next(this.is_admitted)
    )
    is_admitted = (
        flow.Switch()
        .Case(this.assess, cond=stands(In.EVALUATING))
        .Case(this.draw_up_admission, cond=stands(In.CHECKING))
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
        Ask(forms.VisitsForm, actions.plan_visits)
        .Titled("Назначить проверки на месте")
        .To(*SECRETARY)
        .Within("contest.visit_plan")
        .Next(this.visits)
    )
    visits = (
        Await(lambda activation: key(activation.process.contest), until=all_scored, then=actions.finish_assessment)
        .Titled("Проверки на месте и голосование горожан")
        .From("секретарь конкурса, жюри и горожане")
        .Within("contest.visit")
        .Next(this.put_to_jury)
    )
    put_to_jury = (
        Ask(forms.PutToJuryForm, actions.put_to_jury)
        .Titled("Вынести рейтинг на жюри")
        .To(*SECRETARY)
        .Within("contest.ranking")
        .Next(this.is_put)
    )
    is_put = flow.Switch().Case(this.judge, cond=has_questions).Default(this.judged)
    judge = ForEach(the_questions).Next(this.hear_jury)
    hear_jury = (
        Await(
            lambda activation: key(the_question(activation)),
            until=lambda activation: the_question(activation).is_concluded,
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
        .Case(this.visits, cond=stands(In.EVALUATING))
        .Case(this.enter_levels, cond=must_be_entered)
        .Case(this.put_to_jury, cond=must_be_put)
        .Default(this.to_committee)
    )
    enter_levels = (
        Ask(forms.LevelsForm, actions.enter_levels)
        .Titled("Внести рекомендации жюри, отступившего от рейтинга")
        .To(*SECRETARY)
        .Within("contest.ranking")
        .Next(this.is_entered)
    )
    is_entered = flow.Switch().Case(this.put_to_jury, cond=must_be_put).Default(this.to_committee)
    to_committee = (
        Ask(forms.ToCommitteeForm, actions.propose_results)
        .Titled("Вынести итоги на комитет")
        .To(*SECRETARY)
        .Within("contest.ranking")
        .Next(this.hear_results)
    )
    hear_results = (
        Await(
            lambda activation: key(results(activation)),
            until=lambda activation: results(activation).is_concluded,
            then=actions.apply_results,
        )
        .Titled("Утверждение итогов")
        .From("городской программный комитет")
        .Within("contest.committee")
        .Next(this.is_approved)
    )
    is_approved = (
        flow.Switch()
        .Case(this.publish, cond=stands(In.RESULTS))
        .Case(this.put_to_jury, cond=stands(In.JURY))
        .Default(this.to_committee)
    )
    publish = (
        Ask(forms.PublishForm, actions.publish_results)
        .Titled("Опубликовать итоги конкурса")
        .To(*SECRETARY)
        .Within("contest.publication")
        .Next(this.appeals)
    )
    appeals = (
        Await(lambda activation: key(activation.process.contest), until=stands(In.AWARDING))
        .Titled("Срок подачи апелляций")
        .From("участники")
        .Within("contest.appeals", lapse=actions.close_appeals, consequence="срок истечёт, начнётся вручение.")
        .Next(this.award)
    )
    award = (
        Ask(forms.AwardForm, actions.complete)
        .Titled("Выдать свидетельства и дипломы")
        .To("role:clerk", "делопроизводитель")
        .Within("contest.awarding")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")


class EntryFlow(flow.Flow):
    """Конкурсная заявка

    От черновика, закрытого от всех до окончания приёма, до итога.
    """

    process_class = EntryProcess
    office = SECRETARY[0]
    lock_impl = staticmethod(case_lock)

    enter = (
        StartAsk(forms.CreateForm, actions.create, task_title="Подать заявку на конкурс")
        .Available(works_somewhere)
        .Next(this.submit)
    )
    submit = (
        Ask(forms.SubmitForm, actions.submit)
        .Titled("Заполнить и подать заявку на конкурс")
        .To(entrant, "участник")
        .Reviewed()
        .Within("contest.window", lapse=actions.miss_window, consequence="приём закроется, черновик не будет подан.")
        .InAbsence(COLLEAGUE)
        .Next(this.is_submitted)
    )
    is_submitted = flow.Switch().Case(this.sealed, cond=is_in(Is.REGISTERED)).Default(this.end)
    sealed = (
        Await(
            lambda activation: key(activation.process.entry.contest),
            until=lambda activation: not entry_of(activation).contest.is_sealed,
            then=actions.begin_check,
        )
        .Titled("Заявка закрыта до окончания приёма")
        .From("назначенный день")
        .Next(this.check)
    )
    check = (
        Ask(forms.CheckForm, actions.check)
        .Titled("Проверить конкурсную заявку")
        .To(*SECRETARY)
        .Within("contest.check", continues=True, consequence="дело будет отмечено просроченным.")
        .Next(this.is_checked)
    )
    is_checked = flow.Switch().Case(this.fix, cond=is_in(Is.RETURNED)).Default(this.decide)
    fix = (
        Ask(forms.FixForm, actions.fix)
        .Titled("Исправить конкурсную заявку по замечаниям")
        .To(entrant, "участник")
        .Reviewed()
        .Within("contest.fix", lapse=actions.refuse_by_silence, consequence="заявка не будет допущена.")
        .InAbsence(COLLEAGUE)
        .Next(this.is_fixed)
    )
    is_fixed = flow.Switch().Case(this.check, cond=is_in(Is.CHECKING)).Default(this.end)
    decide = (
        Await(lambda activation: key(activation.process.entry), until=is_decided)
        .Titled("Протокол допуска")
        .From("секретарь конкурса и председатель жюри")
        .Next(this.is_admitted)
    )
    is_admitted = (
        flow.Switch().Case(this.check, cond=must_look_again).Case(this.assess, cond=is_in(Is.SCORING)).Default(this.end)
    )
    assess = (
        Await(
            lambda activation: key(entry_of(activation).expertise),  # type: ignore[arg-type]
            until=lambda activation: entry_of(activation).expertise.is_over,
            then=actions.take_score,
        )
        .Titled("Экспертная оценка")
        .From("эксперты")
        .Next(this.is_assessed)
    )
    is_assessed = flow.Switch().Case(this.assess_again, cond=has_no_score).Default(this.wait_visit)
    assess_again = (
        Ask(forms.AssessAgainForm, actions.assess_again)
        .Titled("Назначить экспертную оценку заново")
        .To(*SECRETARY)
        .Within("contest.experts")
        .Next(this.assess)
    )
    wait_visit = (
        Await(lambda activation: key(activation.process.entry), until=is_in(Is.SITE_VISIT, Is.SCORED, *OVER))
        .Titled("Назначение проверки на месте")
        .From("секретарь конкурса")
        .Next(this.is_visited)
    )
    is_visited = flow.Switch().Case(this.visit, cond=is_in(Is.SITE_VISIT)).Default(this.verdict)
    visit = (
        Ask(forms.VisitForm, actions.record_visit)
        .Titled("Провести проверку на месте и составить акт")
        .To(*SECRETARY)
        .Within("contest.visit")
        .Next(this.sign_act)
    )
    sign_act = (
        Await(
            lambda activation: key(act_paper(activation)),
            until=lambda activation: is_settled(act_paper(activation)),
            then=actions.settle_act,
        )
        .Titled("Подписание акта проверки")
        .From("секретарь конкурса и член жюри")
        .Next(this.is_signed)
    )
    is_signed = flow.Switch().Case(this.visit, cond=is_in(Is.SITE_VISIT)).Default(this.verdict)
    verdict = (
        Await(lambda activation: key(activation.process.entry), until=is_in(Is.SITE_VISIT, *OVER))
        .Titled("Решение жюри и комитета")
        .From("жюри и городской программный комитет")
        .Next(this.is_over)
    )
    is_over = flow.Switch().Case(this.visit, cond=is_in(Is.SITE_VISIT)).Default(this.end)
    end = flow.End().Annotation("Конец")


class CancellationFlow(flow.Flow):
    """Отмена конкурса

    Вопрос комитету и исполнение его решения.
    """

    process_class = CancellationProcess
    office = SECRETARY[0]
    lock_impl = staticmethod(case_lock)

    cancel = (
        StartAsk(forms.CancelForm, actions.propose_cancelling, task_title="Внести вопрос об отмене конкурса")
        .Available(keeps_contests)
        .Next(this.hear)
    )
    hear = (
        Await(
            lambda activation: key(cancelling(activation)),
            until=lambda activation: cancelling(activation).is_concluded,
            then=actions.apply_cancelling,
        )
        .Titled("Решение об отмене конкурса")
        .From("городской программный комитет")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
