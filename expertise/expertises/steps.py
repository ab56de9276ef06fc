"""The steps both kinds of expertise have in common: experts are asked, declare, score without seeing each other, are replaced (3.2.1, 3.2.2)."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework.nodes import Ask, ForEach, Reentry, subject_of
from casework.predicates import has_status, item_has_status
from expertise.declarations import forms as declarations_forms
from expertise.expertises.models import Expertise
from expertise.panels import actions as panels
from expertise.panels import forms as panels_forms
from expertise.panels import selection
from expertise.panels.models import ExpertAssignment
from expertise.roles import COORDINATOR
from expertise.scoring import actions as scoring
from expertise.scoring import assessment
from expertise.scoring import forms as scoring_forms
from expertise.ties import actions as ties
from expertise.ties import forms as ties_forms
from journal.record import key

Status, Step = Expertise.Status, ExpertAssignment.Status
WHO = "координатор экспертизы"
SILENT = "за эксперта не отвечает никто: молчание будет считаться отказом, координатор пригласит другого."
REPLACED = "за эксперта не оценивает никто: координатор заменит его другим на странице экспертизы."
NOT_SHOWN = ""  # whose move it is, where that would show an expert how far the others have come


def expertise_of(activation: Activation) -> Expertise:
    """The expertise as its row is now: earlier steps of the same transaction may have moved it."""
    return Expertise.objects.get(pk=activation.process.expertise_id)


def assignment_of(activation: Activation) -> ExpertAssignment:
    """The assignment a branch is about, read again."""
    assignment: ExpertAssignment = subject_of(activation)  # type: ignore[assignment]
    return assignment


def expert(activation: Activation) -> str:
    """Nobody scores for another."""
    return assignment_of(activation).addressee


def in_status(status: str) -> Callable[[Activation], QuerySet[ExpertAssignment]]:
    """The assignments of the case in a status: one branch for each."""
    return lambda activation: ExpertAssignment.objects.filter(
        expertise=activation.process.expertise_id, status=status
    ).order_by("pk")


def is_final_and_asked(activation: Activation) -> bool:
    """Is the sheet accepted, and is there a question about a tie of its expert?"""
    assignment = assignment_of(activation)
    return assignment.status == Step.FINAL and assignment.tie_questions.open().exists()


def in_question(activation: Activation) -> QuerySet[ExpertAssignment]:
    """The assignments of the case about whose experts there is an open question."""
    rows = ExpertAssignment.objects.counted().filter(expertise=activation.process.expertise_id)
    return rows.filter(tie_questions__decision="").order_by("pk")


def has_questions(activation: Activation) -> bool:
    """Is there any?"""
    return in_question(activation).exists()


def in_gaps(activation: Activation) -> list[ExpertAssignment]:
    """Sheets that were left out after they had been accepted, as many as too few remain: a substitute is asked for each."""
    return selection.gaps(expertise_of(activation))


def has_gaps(activation: Activation) -> bool:
    """Is there any?"""
    return bool(in_gaps(activation))


def replacement(activation: Activation) -> dict[str, Any]:
    """From here on the branch is about the assignment that replaces this one."""
    return {"item": key(assignment_of(activation).replacement)}


def is_succeeded(activation: Activation) -> bool:
    """Has somebody who stood by been asked in the place of this one?"""
    return ExpertAssignment.objects.filter(replaces=assignment_of(activation)).exists()


def scoring_term(activation: Activation) -> str:
    """Ten working days, fifteen for a contest entry, seven for an additional expert."""
    return assignment_of(activation).scoring_term


def needs_additional(activation: Activation) -> bool:
    """Do the totals differ too much?"""
    return assessment.needs_additional(expertise_of(activation))


class Evaluation:
    """From invitations to final sheets. A flow puts `form_group` before it and `is_deviation`, what the sheets lead to, behind it.

    Not a flow itself: viewflow copies these nodes into each flow that takes them and ties them together there.
    """

    invite = ForEach(in_status(Step.PROPOSED)).Next(this.declare)
    declare = (
        Ask(declarations_forms.DeclareForm, panels.declare)
        .Titled("Согласиться и заявить об интересах")
        .To(expert, "приглашённые эксперты")
        .Within("expertise.consent", lapse=panels.keep_silent, consequence="молчание будет считаться отказом.")
        .InAbsence(SILENT)
        .Next(this.all_answered)
    )
    all_answered = flow.Join().Next(this.confirm_group)
    confirm_group = (
        flow.Function(lambda activation: panels.confirm_group(expertise_of(activation)))
        .Annotation("Подвести итог приглашений")
        .Next(this.is_group_ready)
    )
    is_group_ready = (
        flow.Switch()
        .Case(this.invite, cond=lambda activation: in_status(Step.PROPOSED)(activation).exists())
        .Case(this.form_group, cond=has_status(Status.FORMING_GROUP))
        .Case(this.appoint_additional, cond=lambda activation: not in_status(Step.ACCEPTED)(activation).exists())
        .Default(this.hand_out)
    )
    hand_out = ForEach(in_status(Step.ACCEPTED)).Next(this.open_materials)
    open_materials = (
        Ask(scoring_forms.OpenMaterialsForm, scoring.open_materials)
        .Titled("Открыть материалы экспертизы")
        .To(expert, NOT_SHOWN)
        .Within(scoring_term, consequence="координатор сможет назначить вместо вас другого эксперта.")
        .InAbsence(REPLACED)
        .Next(this.is_opened)
    )
    is_opened = (
        flow.Switch().Case(this.score, cond=item_has_status(Step.IN_PROGRESS, Step.OVERDUE)).Default(this.next_in_line)
    )
    score = (
        Ask(scoring_forms.ScoreForm, scoring.score)
        .Titled("Заполнить экспертный лист")
        .To(expert, NOT_SHOWN)
        .Within(scoring_term, continues=True, consequence="координатор сможет назначить вместо вас другого эксперта.")
        .InAbsence(REPLACED)
        .Reviewed()
        .Next(this.is_sheet_in)
    )
    is_sheet_in = flow.Switch().Case(this.accept_sheet, cond=item_has_status(Step.SUBMITTED)).Default(this.next_in_line)
    accept_sheet = (
        Ask(scoring_forms.AcceptSheetForm, scoring.accept_sheet)
        .Titled("Принять экспертный лист")
        .To(COORDINATOR, NOT_SHOWN)
        .Within(
            "expertise.sheet_acceptance",
            lapse=scoring.accept_by_silence,
            consequence="лист будет принят автоматически.",
        )
        .Next(this.is_sheet_accepted)
    )
    is_sheet_accepted = (
        flow.Switch()
        .Case(this.decide_tie, cond=is_final_and_asked)
        .Case(this.all_final, cond=item_has_status(Step.FINAL))
        .Case(this.score, cond=item_has_status(Step.IN_PROGRESS))
        .Case(this.correct, cond=item_has_status(Step.RETURNED))
        .Default(this.next_in_line)
    )
    decide_tie = (
        Ask(ties_forms.DecideTieForm, ties.decide_tie)
        .Titled("Решить вопрос о связи эксперта")
        .To(COORDINATOR, NOT_SHOWN)
        .Within("expertise.tie_question", consequence="дело будет отмечено просроченным.")
        .Next(this.is_kept)
    )
    is_kept = flow.Switch().Case(this.all_final, cond=item_has_status(Step.FINAL)).Default(this.next_in_line)
    correct = (
        Ask(scoring_forms.ScoreForm, scoring.score)
        .Titled("Исправить экспертный лист")
        .To(expert, NOT_SHOWN)
        .Within("expertise.sheet_resubmission", consequence="дело будет отмечено просроченным.")
        .InAbsence(REPLACED)
        .Reviewed()
        .Next(this.is_sheet_in)
    )
    next_in_line = (
        flow.Function(lambda activation: panels.call_next(assignment_of(activation)))
        .Annotation("Позвать следующего из запаса")
        .Next(this.is_called)
    )
    is_called = flow.Switch().Case(this.succeed, cond=is_succeeded).Default(this.find_replacement)
    succeed = (
        flow.Function(lambda activation: None)
        .Annotation("Запасной эксперт приглашён")
        .Next(this.declare_as_replacement, task_data=replacement)
    )
    find_replacement = (
        Ask(panels_forms.FindReplacementForm, panels.find_replacement)
        .Titled("Найти эксперта на замену")
        .To(COORDINATOR, NOT_SHOWN)
        .Within("expertise.replacement", consequence="дело будет отмечено просроченным.")
        .Next(this.declare_as_replacement, task_data=replacement)
    )
    declare_as_replacement = (
        Ask(declarations_forms.DeclareForm, panels.declare)
        .Titled("Согласиться и заявить об интересах")
        .To(expert, NOT_SHOWN)
        .Within("expertise.consent", lapse=panels.keep_silent, consequence="молчание будет считаться отказом.")
        .InAbsence(SILENT)
        .Next(this.is_replaced)
    )
    is_replaced = (
        flow.Switch().Case(this.open_materials, cond=item_has_status(Step.ACCEPTED)).Default(this.next_in_line)
    )
    all_final = flow.Join().Next(this.look_for_ties)
    reopened = Reentry("Лист аннулирован, оценка возобновлена").Next(this.look_for_ties)
    look_for_ties = (
        flow.Function(lambda activation: ties.look_for_ties(expertise_of(activation)))
        .Annotation("Посмотреть, не появились ли связи")
        .Next(this.are_ties_asked)
    )
    are_ties_asked = (
        flow.Switch()
        .Case(this.each_tie, cond=has_questions)
        .Case(this.each_gap, cond=has_gaps)
        .Default(this.close_scoring)
    )
    each_tie = ForEach(in_question).Next(this.decide_tie)
    each_gap = ForEach(in_gaps).Next(this.next_in_line)
    close_scoring = (
        flow.Function(lambda activation: scoring.close_scoring(expertise_of(activation)))
        .Annotation("Свести оценки")
        .Next(this.is_deviation)
    )
    appoint_additional = (
        Ask(panels_forms.AppointAdditionalForm, panels.appoint_additional)
        .Titled("Назначить дополнительного эксперта")
        .To(COORDINATOR, NOT_SHOWN)
        .Within("expertise.additional_appointment", consequence="дело будет отмечено просроченным.")
        .Next(this.invite)
    )
