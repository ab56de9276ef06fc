"""An entry until the window closes, and its way out: CA-01…CA-03, CA-05, CA-14."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from casework import door, formats, paper, roles, workdays
from casework.door import Refused
from casework.notify import notify
from documents.papers import actions as documents
from documents.post import actions as post
from expertise.expertises import actions as expertises
from journal.models import digest
from journal.record import move, record
from programme.consents.actions import require_consent
from programme.mandates.actions import require_mandate
from programme.models import Organization, Person
from quality_mark.awards.actions import banned
from quality_mark.contests import readers
from quality_mark.contests.models import Contest
from quality_mark.contests.nominations import Nomination
from quality_mark.entries import application, late_papers, papers
from quality_mark.entries.models import ContestApplication
from quality_mark.entries.versions import EntryVersion
from quality_mark.kinds.rules import ORGANIZATION, RESERVE, TEAM
from quality_mark.months import full_years, later

Status = ContestApplication.Status
ONE_OBJECT = "Этот объект вы уже подали: один объект участвует в одной номинации."


def create(
    *, nomination: Nomination, title: str, by: Person, organization: Organization | None = None, team: str = ""
) -> ContestApplication:
    """Begin a draft for an organisation one works in; without one, for oneself or for a team one leads."""
    contest = nomination.contest
    if contest.status != Contest.Status.ACCEPTING:
        raise Refused("Приём заявок на этот конкурс закрыт.")
    entry = ContestApplication(
        contest=contest, nomination=nomination, organization=organization, title=title.strip(), created_by=by,
        person=None if organization else by, team="" if organization else team.strip(),
    )  # fmt: skip
    require_may_enter(entry, nomination)
    entry.save()
    record(entry, "create", "Создан черновик конкурсной заявки", by=by, after=entry.status)
    return entry


def create_on_paper(
    *, nomination: Nomination, title: str, received_on: date, by: Person, organization: Organization | None = None, person: Any = None,
    team: str = "",
) -> ContestApplication:  # fmt: skip
    """Begin what has come on paper from an organisation nobody stands for here, or from a person without an account. Raises Refused."""
    contest = nomination.contest
    if not late_papers.takes_paper(contest):
        raise Refused("Приём заявок на этот конкурс закрыт, допуск к нему уже оформляют.")
    if not contest.opens_on <= received_on <= min(workdays.local_date(), contest.closes_on):
        raise Refused("Заявку получили не раньше первого дня приёма, не позже последнего и не позже сегодняшнего.")
    entry = ContestApplication(
        contest=contest, nomination=nomination, organization=organization, title=title.strip(), received_on=received_on, created_by=by,
        person=person.person if person else None, team="" if organization else team.strip(),
    )  # fmt: skip
    require_may_enter(entry, nomination)
    entry.save()
    record(entry, "create", "Конкурсная заявка пришла на бумаге", by=by, after=entry.status)
    return entry


def require_may_enter(entry: ContestApplication, nomination: Nomination) -> None:
    """Refuse an entrant of another kind (K4), and whoever may not take part."""
    if entry.organization is not None:
        _require_organization_may_enter(entry.organization, nomination)
        return
    rule, person = nomination.contest.rule, entry.person
    assert person is not None, "whoever enters without an organisation is a person"
    if entry.entrant_kind not in rule.entrants:
        who = "команды" if entry.team else "человека"
        raise Refused(f"В этом конкурсе участвует: {rule.entrants_words}. Для заявки от {who} он не открыт.")
    if person.has_role("contest_secretary") or nomination.contest.jury.is_member(person):
        raise Refused("Вы ведёте или судите этот конкурс, поэтому сами участвовать в нём не можете.")


def _require_organization_may_enter(organization: Organization, nomination: Nomination) -> None:
    """Refuse an organisation of another kind, an unscrupulous one, and one whose Mark was revoked (3.3)."""
    rule = nomination.contest.rule
    if organization.is_unincorporated and not (nomination.for_groups or TEAM in rule.entrants):
        raise Refused(
            "ТОС и инициативные группы участвуют в номинациях «Соседская инициатива» и «Партнёрство трёх секторов»."
            if rule.gives_mark
            else f"В этом конкурсе участвует: {rule.entrants_words}. Для ТОС и инициативных групп он не открыт."
        )
    if not organization.is_unincorporated and ORGANIZATION not in rule.entrants:
        raise Refused(f"В этом конкурсе участвует: {rule.entrants_words}. Для организаций он не открыт.")
    if organization.is_unscrupulous:
        raise Refused("Организация состоит в реестре недобросовестных исполнителей вкладов и участвовать не может.")
    if rule.gives_mark and (until := banned(organization)):
        raise Refused(f"После аннулирования Знака организация не участвует в конкурсах до {until:%d.%m.%Y}.")


def require_years(contest: Contest, since: date | None) -> None:
    """Refuse whoever has worked for less or for more full years than the kind asks."""
    rule, today = contest.rule, workdays.local_date()
    years = full_years(since, today) if since else 0
    if years < rule.least_years:
        least = (
            "меньше года"
            if rule.least_years == 1
            else f"меньше, чем {formats.counted(rule.least_years, 'год,года,лет')}"
        )
        raise Refused(f"Участвовать может тот, кто работает в Красноярске не {least}.")
    if rule.most_years is not None and since and today > later(since, 12 * rule.most_years):
        raise Refused(
            f"Участвовать может тот, кто работает не больше, чем {formats.counted(rule.most_years, 'год,года,лет')}."
        )


def why_twin(entry: ContestApplication, title: str) -> str:
    """Why the object may not be entered here: it is in another contest of the year that shares it with none (programme 8.4); or nothing."""
    if why := why_second(entry):
        return why
    rows = ContestApplication.objects.entered().filter(
        organization=entry.organization, person=entry.person, title__iexact=title, contest__year=entry.contest.year
    )
    for row in rows.exclude(contest=entry.contest_id).select_related("contest__kind", "nomination"):
        if shares_a_year(entry, row) or shares_a_year(row, entry):
            return (
                f"Этот объект в этом году уже подан на конкурс «{row.contest.title}»: объект участвует в одном из них."
            )
    return ""


def why_second(entry: ContestApplication) -> str:
    """A place in the reserve is of the person, not of an object: one application of theirs in a contest. Why not, or nothing."""
    if entry.person is None or entry.contest.rule.levels[0].gives != RESERVE:
        return ""
    own = ContestApplication.objects.entered().filter(contest=entry.contest, person=entry.person).exclude(pk=entry.pk)
    return "Вы уже подали заявку на этот конкурс: человек участвует в нём один раз." if own.exists() else ""


def shares_a_year(entry: ContestApplication, other: ContestApplication) -> bool:
    """Does the kind of the first let its object be in no other contest of the year of the second's kind (or nomination)?"""
    limits = entry.contest.rule.eligibility.get("once_a_year")
    if limits is None:
        return False
    code = other.contest.kind.code
    return code == entry.contest.kind.code or f"{code}:{other.nomination.code}" in limits


def miss_window(entry: ContestApplication) -> None:
    """The window closed before the draft was sent; nothing typed is lost."""
    record(entry, "miss_window", "Приём завершён, черновик не подан")
    door.notify_waiters(entry.contest)


def submit(entry: ContestApplication, *, by: Person, nomination: Nomination | None = None, **answers: Any) -> None:
    """CA-01, then CA-02 at once: submit in an open window, register under a number. Sealed until the window closes."""
    require_signer(entry, by)
    require_consent(by)
    contest = Contest.objects.get(pk=entry.contest_id)
    day = entry.received_on or workdays.local_date()
    if day > contest.closes_on or not (
        late_papers.takes_paper(contest) if paper.hand() else contest.status == Contest.Status.ACCEPTING
    ):
        raise Refused("Приём заявок завершён.")
    entry.nomination = nomination or entry.nomination
    require_may_enter(entry, entry.nomination)
    _write(entry, answers)
    if contest.rule.has_day_of_beginning:
        require_years(contest, entry.works_since)
    if why := why_twin(entry, entry.title):
        raise Refused(why)
    version = _freeze(entry, by)
    entry.submitted_at = late_papers.counted_from(entry)
    try:
        with transaction.atomic():
            move(entry.submit, "Конкурсная заявка подана", by=by, payload={"version": 1, "sha256": version.sha256})
    except IntegrityError as error:
        if "one_object_" not in str(error):
            raise
        raise Refused(ONE_OBJECT) from error
    entry.number, entry.registered_at = version.document.number, late_papers.counted_from(entry)
    move(entry.register, f"Зарегистрирована под № {entry.number}")
    notify(
        entry.member_key,
        f"entry:{entry.pk}:registered",
        f"Конкурсная заявка зарегистрирована: № {entry.number}",
        "До окончания приёма её содержание видите только вы.",
        entry.get_absolute_url(),
    )


def begin_check(entry: ContestApplication) -> None:
    """CA-03: the window has closed, the seal is off: the office and the jury may read the entry."""
    version = entry.version
    assert version is not None, "what is registered has been submitted"
    documents.open_to(version.document, readers.jury_of(entry.contest))
    move(entry.begin_check, "Заявка вскрыта и взята в проверку", ground="приём заявок завершён")


def fix(entry: ContestApplication, *, by: Person, **answers: Any) -> None:
    """CA-05: send the mended entry; every place with a remark must have changed."""
    require_signer(entry, by)
    before = entry.version
    assert before is not None, "what was returned has been submitted"
    remarked = list(before.remarks.values_list("field", flat=True))
    _write(entry, answers)
    same = [name for name in remarked if application.in_words(entry, name) == before.snapshot["fields"][name]]
    if same:
        places = ", ".join(f"«{application.label(entry, name)}»" for name in same)
        raise Refused(
            f"Эти места остались прежними, хотя к ним есть замечания: {places}. Исправьте их и подайте снова."
        )
    version = _freeze(entry, by)
    documents.open_to(version.document, readers.jury_of(entry.contest))
    move(entry.fix, "Заявка исправлена", by=by, payload={"version": version.number, "sha256": version.sha256})


def withdraw(entry: ContestApplication, *, by: Person, ground: str) -> None:
    """CA-14: the entrant takes the entry back, any time before the jury speaks. Under the lock of its case."""
    require_signer(entry, by)
    if entry.contest.status == Contest.Status.JURY:
        raise Refused("Конкурс уже на рассмотрении жюри: отозвать заявку нельзя.")
    if entry.expertise and not entry.expertise.is_over:
        expertises.cancel(entry.expertise, ground="заявка отозвана участником", by=by)
    move(entry.withdraw, "Заявка отозвана участником", by=by, ground=ground)
    door.close_case(entry.case)
    door.notify_waiters(entry.contest)
    if not entry.contest.is_sealed:
        notify(
            roles.CONTEST_SECRETARY,
            f"entry:{entry.pk}:withdrawn",
            "Конкурсная заявка отозвана",
            f"№ {entry.number}. {ground}",
            entry.get_absolute_url(),
        )


def require_signer(entry: ContestApplication, by: Person) -> None:
    """Refuse whoever may not sign for the entrant: of a person nobody but themselves, for an organisation its signer."""
    if entry.organization is not None:
        require_mandate(by, entry.organization)
    elif by.pk != entry.person_id and not paper.stands_for(entry.signer_key):
        raise Refused("Эту заявку подаёт и меняет только тот, кто участвует сам.")


def _write(entry: ContestApplication, answers: dict[str, Any]) -> None:
    """Store the answers in the entry."""
    for name, value in answers.items():
        application.write(entry, name, value)
    entry.save()


def _freeze(entry: ContestApplication, by: Person) -> EntryVersion:
    """Freeze the present text as the next version, with a receipt that bears the registration number."""
    previous = entry.version
    number = previous.number + 1 if previous else 1
    snapshot = application.snapshot(entry, number)
    receipt = papers.receipt(entry, snapshot, previous.document.number if previous else "", by)
    if paper.hand():
        post.owe(receipt, entry.member_key)
    return EntryVersion.objects.create(
        entry=entry,
        number=number,
        snapshot=snapshot,
        sha256=digest(snapshot),
        document=receipt,
        submitted_at=timezone.now(),
        submitted_by=by,
    )
