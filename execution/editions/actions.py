"""Drawing up an edition of the programme, its approval, its act, its archive (PE-01…PE-11). Under the lock of its case."""

from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone

from casework import cards, door, roles
from casework.door import Refused
from casework.notify import notify
from documents.models import Document
from execution.editions import historical, papers
from execution.editions.models import COMPOSER, ActFile, ProgrammeEdition
from execution.measures import actions as measures
from journal.record import move, record
from programme.models import Organization, Person

Status = ProgrammeEdition.Status


def create(
    *, by: Person, title: str, period_from: int, period_to: int, based_on: ProgrammeEdition | None = None
) -> ProgrammeEdition:
    """PE-01: a draft, empty or with the table of another edition."""
    edition = ProgrammeEdition.objects.create(
        number=_next_number(),
        title=title,
        period_from=period_from,
        period_to=period_to,
        based_on=based_on,
        created_by=by,
    )
    record(edition, "create", f"Создана редакция программы: {edition}", by=by, after=edition.status)
    if based_on:
        measures.carry_over(based_on, edition, by=by)
    return edition


def _next_number() -> int:
    return (ProgrammeEdition.objects.aggregate(last=Max("number"))["last"] or 0) + 1


def put_forward(edition: ProgrammeEdition, *, by: Person, area: str, organization: Organization) -> None:
    """The table is whole: the library begins the card that leads the edition through discussion, expertise, committee and act.

    `area`: by which experts are found; `organization`: the body of the city in whose name it is put forward, whose people do not assess it.
    """
    if not edition.measures.exists():
        raise Refused("В таблице нет ни одной меры: добавьте хотя бы одну.")
    cards.begin_course(edition, by=by, area=area, organization=organization)


def hold(edition: ProgrammeEdition, *, course_url: str, by: Person | None, is_open: bool = False) -> None:
    """Its table is read somewhere and does not change meanwhile. `course_url`: where; `is_open`: by everybody."""
    if edition.is_held and edition.is_open >= is_open:
        return
    edition.course_url, edition.is_held, edition.is_open = course_url, True, edition.is_open or is_open
    edition.save(update_fields=["course_url", "is_held", "is_open"])
    record(edition, "hold", "Таблицу мер читают: до конца этого шага она не меняется", by=by)
    door.notify_waiters(edition)


def release(edition: ProgrammeEdition, *, by: Person | None, ground: str, is_left: bool = False) -> None:
    """Its table may be changed again. `is_left`: nobody goes on with it, it may be put forward anew."""
    edition.is_held, edition.course_url = False, "" if is_left else edition.course_url
    edition.save(update_fields=["course_url", "is_held"])
    record(edition, "release", "Таблицу мер можно править", by=by, ground=ground)
    door.notify_waiters(edition)


def submit(edition: ProgrammeEdition, *, by: Person | None) -> None:
    """PE-02: discussed and assessed, the table goes to the committee."""
    move(edition.submit, "Редакция внесена в комитет", by=by)


def consider(
    edition: ProgrammeEdition, *, by: Person | None, outcome: str, decision: Document | None = None, remarks: str = ""
) -> None:
    """PE-03…PE-06: what the committee has decided, with its decision."""
    if outcome == "return":
        edition.remarks = remarks
        move(edition.send_back, "Редакция возвращена на доработку", by=by, ground=remarks)
        return
    edition.decision = decision
    ground = "; ".join(words for words in (str(decision or ""), remarks) if words)
    if outcome == "decline":
        move(edition.decline, "Редакция отклонена", by=by, ground=ground)
        _tell(edition, "declined", "Редакция программы отклонена", ground)
    elif outcome == "approve":
        move(edition.approve, "Редакция одобрена, нужен акт", by=by, ground=ground)
    else:
        _put_in_force(edition, by, ground, needs_act=False)
    door.notify_waiters(edition)


def enact(
    edition: ProgrammeEdition, *, by: Person, is_adopted: bool, act_title: str = "", act_number: str = "",
    act_date: date | None = None, file: dict[str, Any] | None = None, remarks: str = "",
) -> None:  # fmt: skip
    """PE-07 with the details of the act and, if there is one, its kept file {"name", "size", "sha256"}; PE-08 when there will be no act."""
    if is_adopted:
        edition.act_title, edition.act_number, edition.act_date = act_title, act_number, act_date
        if file:
            ActFile.objects.create(edition=edition, by=by, **file)
        _put_in_force(edition, by, edition.act, needs_act=True)
    else:
        move(edition.give_up, "Акт не принят", by=by, ground=remarks)
        _tell(edition, "not_enacted", "Акт о программе не принят", remarks)
    door.notify_waiters(edition)


def _put_in_force(edition: ProgrammeEdition, by: Person | None, ground: str, *, needs_act: bool) -> None:
    """The edition before it is superseded, its undertakings end, those of the new one begin; the table becomes a paper."""
    before = ProgrammeEdition.objects.filter(status=Status.IN_FORCE).first()
    if before:
        move(before.supersede, "Заменена новой редакцией", ground=str(edition))
        measures.call_off(before, ground=f"{edition}: {ground}", by=by)
    edition.document = papers.programme(edition, by, supersedes=before.document if before else None)
    verb = edition.enact if needs_act else edition.adopt
    move(verb, "Редакция вступила в силу", by=by, ground=ground, at=timezone.now())
    measures.give_all(edition, by=by)
    _tell(edition, "in_force", "Редакция программы вступила в силу", ground)


def file_away(edition: ProgrammeEdition, *, by: Person, ground: str) -> None:
    """PE-10: an edition nobody carries out any more goes to the archive."""
    if edition.status == Status.IN_FORCE:
        raise Refused("Действующую редакцию сдают в архив, когда её заменит следующая.")
    move(edition.file_away, "Сдана в архив", by=by, ground=ground)


def load_historical(*, by: Person) -> ProgrammeEdition:
    """PE-11: the edition of 2004–2006 as it stands in the act of 2005; once."""
    table = historical.table()
    if ProgrammeEdition.objects.filter(is_historical=True, period_from=table["edition"]["period_from"]).exists():
        raise Refused("Эта редакция уже загружена.")
    facts: dict[str, Any] = {**table["edition"], "act_date": date.fromisoformat(table["edition"]["act_date"])}
    edition = ProgrammeEdition.objects.create(number=_next_number(), is_historical=True, created_by=by, **facts)
    historical.fill(edition, table)
    move(edition.load, "Загружена историческая редакция", by=by, ground=edition.act)
    return edition


def _tell(edition: ProgrammeEdition, event: str, title: str, words: str) -> None:
    for reader in {COMPOSER, roles.COMMITTEE_CHAIR, roles.CLERK}:
        notify(
            reader, f"edition:{edition.pk}:programme_{event}", title, f"{edition}. {words}", edition.get_absolute_url()
        )
