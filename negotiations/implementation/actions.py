"""Carrying a supported project out, ending it, terminating it: PP-30, PP-31, PP-32, PP-35. Under the lock of the case of its implementation."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from casework import door, roles, workdays
from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from committee.agenda import actions as agenda
from committee.minutes.papers import quoted
from execution.models import Undertaking
from execution.undertakings import actions as undertakings
from execution.undertakings import papers as schedules
from journal.record import move, record
from negotiations.agreements.models import ContributionAgreement
from negotiations.contributions.models import Contribution
from negotiations.implementation import papers
from negotiations.implementation.models import Implementation
from negotiations.proposals.models import Proposal
from programme.mandates.actions import require_mandate
from programme.models import Person

Status = Proposal.Status

RESOLUTIONS = [
    {"code": "terminate", "title": "Прекратить проект", "needs_reasons": True, "outcome": "О прекращении {about}", "tone": "bad"},
    {"code": "continue", "title": "Продолжить по новому плану", "outcome": "О продолжении {about}"},
]  # fmt: skip


@dataclass(frozen=True)
class Stage:
    """A stage as the applicant plans it."""

    title: str
    due_on: date
    proof: str = ""


def open_implementation(proposal: Proposal) -> Implementation:
    """The committee has supported it and the decision is in force: the applicant is asked for a plan."""
    for earlier in Implementation.objects.filter(proposal=proposal, called_off_at=None):
        call_off(earlier, ground="предложение рассмотрено снова")
    implementation = Implementation.objects.create(proposal=proposal)
    door.open_case(implementation)
    return implementation


def call_off(implementation: Implementation, *, ground: str) -> None:
    """The support has been taken back (PP-37): nobody is asked for anything any more. Under the lock of the case of the proposal."""
    with locked(implementation.case.pk):
        _drop_project(implementation, ground)
        door.close_case(implementation.case)
        implementation.called_off_at = timezone.now()
        implementation.save()
    record(implementation.proposal, "call_off", "Реализация отменена", ground=ground)


def lay_plan(implementation: Implementation, *, by: Person, stages: list[Stage]) -> None:
    """The plan of the project with its stages; each is reported on, and the whole every quarter (PP-30)."""
    proposal, today = implementation.proposal, workdays.local_date()
    number = proposal.agenda_item.paper if proposal.agenda_item else f"Предложение № {proposal.number}"
    given: dict[str, Any] = {"source": str(number), "controller": roles.EXPERTISE_COORDINATOR, "organization": proposal.organization,
             "source_url": proposal.get_absolute_url(), "readers": [roles.COMMITTEE_SECRETARY, roles.COMMITTEE_CHAIR],
             "is_public": True, "is_accepted": True, "starts_on": today, "by": by}  # fmt: skip
    project = undertakings.give(
        kind=Undertaking.Kind.PROJECT, title=proposal.title, due_on=max(stage.due_on for stage in stages),
        period=Undertaking.Period.QUARTER, **given,
    )  # fmt: skip
    for number, stage in enumerate(stages, 1):
        undertakings.give(
            kind=Undertaking.Kind.STAGE, title=stage.title, due_on=stage.due_on, proof=stage.proof, parent=project, number=number, **given
        )  # fmt: skip
    implementation.project, implementation.schedule = project, schedules.schedule(project, by)
    implementation.save()
    record(proposal, "lay_plan", f"Составлен план-график: этапов — {len(stages)}", by=by)


def begin(implementation: Implementation, *, by: Person) -> None:
    """PP-30: by whoever may sign for the applicant, once something has been given or done."""
    proposal = implementation.proposal
    require_mandate(by, proposal.organization)
    if not implementation.may_begin:
        raise Refused("Начать можно, когда подтверждён первый вклад или принят первый этап.")
    schedule = implementation.schedule
    move(
        proposal.implement,
        "Реализация проекта начата",
        by=by,
        ground=f"план-график № {schedule.number}" if schedule else "",
    )


def give_up_by_term(implementation: Implementation) -> None:
    """PP-35: the term has passed without the first confirmed contribution."""
    if implementation.proposal.status == Status.SUPPORTED:
        _give_up(implementation, None, "первый вклад не подтверждён в срок")


def give_up(implementation: Implementation, *, by: Person, ground: str) -> None:
    """PP-35: the applicant does without."""
    require_mandate(by, implementation.proposal.organization)
    _give_up(implementation, by, ground)
    door.close_case(implementation.case)


def _give_up(implementation: Implementation, by: Person | None, ground: str) -> None:
    proposal = implementation.proposal
    _drop_project(implementation, ground)
    move(proposal.give_up, "Проект прекращён: реализация не начата", by=by, ground=ground)
    _tell(proposal, "not_begun", "Проект прекращён: реализация не начата", ground)
    _tell_givers(proposal)


def _drop_project(implementation: Implementation, ground: str) -> None:
    project = implementation.project
    if project is None:
        return
    for part in [*project.children.exclude(status__in=Undertaking.FINAL), project]:
        with locked(part.case.pk):
            undertakings.drop(Undertaking.objects.get(pk=part.pk), ground=ground)


def draw_up_act(implementation: Implementation, *, by: Person, signer: Person) -> None:
    """PP-31: the act goes to the applicant and the coordinator."""
    if implementation.has_open_contributions:
        raise Refused("Не все вклады исполнены или списаны: проект завершают после этого.")
    if signer.pk == by.pk:
        raise Refused("Акт подписывают инициатор и координатор: это должны быть разные люди.")
    implementation.act = papers.act(implementation, signer, by)
    implementation.save()
    record(implementation.proposal, "draw_up_act", f"Оформлен акт о завершении № {implementation.act.number}", by=by)


def settle_act(implementation: Implementation) -> None:
    """PP-31 when both have signed; after a refusal the act is drawn up again."""
    act, project, proposal = implementation.act, implementation.project, implementation.proposal
    assert act is not None and project is not None, "an act is drawn up of a project"
    if act.is_annulled:
        record(
            proposal, "act_void", f"Акт № {act.number} не подписан: номер не используется", ground=act.annulled_reason
        )
        return
    words = "Проект завершён" if project.status == Undertaking.Status.DONE else "Проект завершён частично"
    move(proposal.complete, words, ground=f"акт № {act.number}")
    _tell(proposal, "completed", words, f"Акт № {act.number}.")


def propose_termination(implementation: Implementation, *, by: Person, question: str, draft_resolution: str) -> None:
    """PP-32: the project was not carried out (UN-10, UN-11); the committee decides what becomes of it."""
    proposal, project = implementation.proposal, implementation.project
    last = implementation.reports.exclude(statement=None).order_by("-at").first()
    implementation.termination_item = agenda.propose_item(
        title=question,
        question=f"Проект «{proposal.title}»: {project.get_status_display().lower() if project else ''}. "
        f"План-график № {implementation.schedule.number if implementation.schedule else '—'}.",
        draft_resolution=draft_resolution,
        resolutions=RESOLUTIONS,
        about=f"проекта {quoted(proposal.title)}",
        reporter="координатор экспертизы",
        materials=[paper for paper in (implementation.schedule, last.statement if last else None) if paper],
        concerned=[proposal.member_key],
        conflicted_organizations=[proposal.organization],
        by=by,
    )
    implementation.save()
    record(proposal, "propose_termination", "В комитет внесён вопрос о прекращении проекта", by=by)


def apply_termination(implementation: Implementation) -> None:
    """PP-32 by the committee's decision in force; if it says to go on, the applicant lays a new plan."""
    proposal, item = implementation.proposal, implementation.termination_item
    assert item is not None, "the committee has heard the question"
    if item.is_effective and item.verdict == "terminate":
        _drop_project(implementation, str(item.paper))
        move(proposal.terminate, "Проект прекращён решением комитета", ground=f"{item.paper}. {item.reasons}")
        _tell(proposal, "terminated", "Проект прекращён решением комитета", str(item.paper))
        _tell_givers(proposal)
    elif item.is_effective:
        _drop_project(implementation, str(item.paper))
        record(proposal, "go_on", "Комитет решил продолжить проект по новому плану", ground=str(item.paper))
    else:
        record(proposal, "not_terminated", "Вопрос о прекращении не решён")


def _tell(proposal: Proposal, event: str, title: str, words: str) -> None:
    for reader in (proposal.member_key, roles.COMMITTEE_SECRETARY):
        notify(
            reader, f"proposal:{proposal.pk}:{event}", title, f"{proposal.title}. {words}", proposal.get_absolute_url()
        )


def _tell_givers(proposal: Proposal) -> None:
    """The project has ended, what is promised to it has not: only an additional agreement frees the parties (programme 8.1, PP-35)."""
    for agreement in ContributionAgreement.objects.filter(case__proposal=proposal, outcome="in_force", ended_at=None):
        if (
            Contribution.objects.standing()
            .filter(case=agreement.case_id)
            .exclude(status__in=Contribution.CLOSED)
            .exists()
        ):
            for party in agreement.case.parties.filter(status="accepted"):
                notify(
                    f"signer:{party.organization_id}", f"agreement:{agreement.pk}:project_ended",
                    "Проект прекращён, вклады ещё закреплены",
                    f"{proposal.title}. Соглашение о вкладах действует: вклады освобождает дополнительное соглашение о расторжении.",
                    agreement.get_absolute_url(),
                )  # fmt: skip
