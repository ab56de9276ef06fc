"""A refusal set aside by an appeal: the entry is checked anew, alone if the others are admitted already (CA-16)."""

from typing import Any

from django.utils import timezone

from casework import door
from casework.locking import locked
from casework.reentering import reenter_case
from documents.models import Document
from journal.record import move, record
from programme.models import Person
from quality_mark.admission import actions, papers
from quality_mark.admission.models import Readmission
from quality_mark.contests.models import Contest
from quality_mark.contests.nominations import Nomination
from quality_mark.contests.standard import GROUNDS
from quality_mark.entries import papers as entries_papers
from quality_mark.entries.models import ContestApplication

Status = ContestApplication.Status


def restore(entry: ContestApplication, *, by: Person | None, ground: str, paper: Document) -> None:
    """CA-16: the refusal is void; the secretary checks the entry once more. A contest that is past its assessment takes nobody back."""
    with locked(entry.contest.case.pk), locked(entry.case.pk):
        entry = ContestApplication.objects.select_related("contest", "nomination", "organization", "person").get(
            pk=entry.pk
        )
        letter, is_open = entries_papers.letter_of(entry), entry.contest.status in Contest.ADMITTING
        Readmission.objects.create(entry=entry, verdict=paper, restored_at=timezone.now())
        move(entry.check_again, "Отказ в допуске отменён по апелляции", by=by, ground=ground)
        entries_papers.set_aside(letter, ground, paper)
        entries_papers.restored(entry, ground, is_open)
        if is_open:
            reenter_case(entry.case, "restored", by=by)
        door.notify_waiters(entry.contest)


def check(entry: ContestApplication, *, by: Person, **answers: Any) -> None:
    """CA-04, CA-07: the secretary's check; an entry that comes after the others gets minutes of admission of its own at once."""
    actions.check(entry, by=by, **answers)
    if entry.finding and entry.contest.status != Contest.Status.CHECKING:
        row = readmission_of(entry)
        row.minutes = papers.own_minutes(entry, row.verdict, by)
        row.save(update_fields=["minutes"])
        title = f"Составлен протокол допуска № {row.minutes.number}"
        record(entry, "draw_up_own_admission", title, by=by, payload={"minutes": row.minutes.number})


def readmission_of(entry: ContestApplication) -> Readmission:
    """The last decision that set a refusal of the entry aside."""
    return entry.readmissions.select_related("minutes", "verdict").latest("pk")


def settle(entry: ContestApplication) -> None:
    """CA-07, CA-08: its own minutes are signed by both; a refusal to sign sends it back to the secretary."""
    paper = readmission_of(entry).minutes
    assert paper is not None, "the minutes were drawn up"
    ground = f"протокол допуска № {paper.number}"
    if not paper.is_registered:
        entry.finding, entry.finding_ground, entry.finding_text = "", "", ""
        entry.save()
        record(
            entry, "look_again", "Протокол допуска не подписан, заявка проверяется снова", ground=paper.annulled_reason
        )
        return
    if entry.finding == ContestApplication.Finding.ADMIT:
        move(entry.admit, "Заявка допущена", ground=ground)
        _join_the_nomination(entry)
        entries_papers.admitted(entry)
    else:
        move(entry.not_admit, f"Заявка не допущена: {GROUNDS[entry.finding_ground]}", ground=ground)
        entries_papers.not_admitted(entry, None)
    door.notify_waiters(entry.contest)


def _join_the_nomination(entry: ContestApplication) -> None:
    """It competes from now on: experts are asked, and those of its rivals count it among the competitors; nothing else of theirs changes."""
    nomination = Nomination.objects.select_for_update().get(pk=entry.nomination_id)
    competing = list(nomination.entries.competing().select_related("organization", "person", "expertise"))
    nomination.status, nomination.is_single = Nomination.Status.HELD, len(competing) == 1
    nomination.save(update_fields=["status", "is_single"])
    for rival in competing:
        if rival.expertise and not rival.expertise.is_over:
            rival.expertise.parties.add(*actions.homes_of([entry]))
            if entry.person:
                rival.expertise.rivals.add(entry.person)
    actions.request(entry, competing, by=None)
