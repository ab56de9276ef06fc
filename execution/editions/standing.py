"""A programme the city had adopted before it was opened here: its act is typed by one, compared by another, and the table holds.

Under the lock of the edition's case. Its moves are those of any edition (PE-02, PE-04, PE-07), at once: the act says what the committee
would have said.
"""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from casework import roles, workdays
from casework.door import Refused
from casework.notify import notify
from documents import files
from execution.editions import actions
from execution.editions.models import COMPOSER, ProgrammeEdition, StandingAct
from journal.record import move, record
from programme.models import Person

HAS_ONE = (
    "Действующая программа в городе уже была: новую редакцию проводят обсуждением, экспертизой, комитетом и актом."
)


def enter(
    edition: ProgrammeEdition, *, by: Person, act_title: str, act_number: str, act_date: date, file: UploadedFile
) -> None:  # fmt: skip
    """The act and its scan; the table is held until another person has compared both. Raises Refused where the city has had a programme."""
    if not ProgrammeEdition.objects.opens_city():
        raise Refused(HAS_ONE)
    if not edition.is_draft:
        raise Refused("Эту редакцию уже читают: акт вносят к проекту, который ещё никуда не вынесен.")
    if not edition.measures.exists():
        raise Refused("В таблице нет ни одной меры: сначала внесите её так, как она утверждена.")
    if act_date > workdays.local_date():
        raise Refused("Акт не может быть позже сегодняшнего дня.")
    act = StandingAct.objects.create(
        edition=edition, by=by, act_title=act_title, act_number=act_number, act_date=act_date, **files.take(file)
    )
    record(edition, "enter_standing_act", f"Внесён акт, которым программа утверждена: {act}", by=by, ground=str(act))
    actions.hold(edition, course_url=edition.get_absolute_url(), by=by)
    notify(
        roles.CLERK, f"edition:{edition.pk}:standing:{act.pk}", "Сверьте утверждённую программу с актом", f"{edition}. {act}",
        edition.get_absolute_url(),
    )  # fmt: skip


def verify(edition: ProgrammeEdition, *, by: Person, outcome: str, remarks: str = "") -> None:
    """Another person has compared the act and the table with the original: they hold, or go back with remarks."""
    act = edition.waiting_act
    if act is None:
        raise Refused("Акт уже сверили: откройте редакцию снова.")
    if by.pk in (act.by_id, edition.created_by_id):
        raise Refused("Сверяет не тот, кто составил таблицу или внёс акт: попросите коллегу.")
    act.outcome, act.remarks, act.checked_by, act.checked_at = outcome, remarks, by, timezone.now()
    act.save()
    if outcome == StandingAct.Outcome.RETURNED:
        actions.release(edition, by=by, ground=remarks, is_left=True)
        notify(
            COMPOSER,
            f"edition:{edition.pk}:returned:{act.pk}",
            "Программа возвращена со сверки",
            remarks,
            edition.get_absolute_url(),
        )
        return
    if not ProgrammeEdition.objects.opens_city():
        raise Refused(HAS_ONE)
    edition.is_held, edition.course_url = False, ""
    move(edition.submit, "Внесена программа, утверждённая до открытия города", by=by, ground=str(act))
    move(edition.approve, "Решение заменяет акт, которым она утверждена", by=by, ground=str(act))
    actions.enact(
        edition, by=by, is_adopted=True, act_title=act.act_title, act_number=act.act_number, act_date=act.act_date,
        file={"name": act.name, "size": act.size, "sha256": act.sha256},
    )  # fmt: skip
