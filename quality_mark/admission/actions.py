"""The check of entries and their admission: CA-04, CA-06…CA-08, CT-08, CT-09."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from casework import door
from casework.door import Refused
from expertise.expertises import actions as expertises
from journal.record import key, move, record
from programme.interests.models import Tie
from programme.models import Organization, Person
from quality_mark.admission import papers
from quality_mark.contests.contested import is_contested
from quality_mark.contests.models import Contest
from quality_mark.contests.nominations import Nomination
from quality_mark.contests.standard import GROUNDS
from quality_mark.entries import papers as entries_papers
from quality_mark.entries.late_papers import awaited
from quality_mark.entries.locking import hold
from quality_mark.entries.models import ContestApplication
from quality_mark.entries.versions import EntryRemark
from quality_mark.kinds.rules import BY_REGULATION
from quality_mark.voting.actions import open_voting

Status = ContestApplication.Status
Finding = ContestApplication.Finding


def check(
    entry: ContestApplication,
    *,
    by: Person,
    outcome: str,
    ground: str = "",
    explanation: str = "",
    remarks: dict[str, str] | None = None,
) -> None:
    """CA-04: return once; else what the secretary proposes to the jury's chair (CA-07)."""
    if outcome == "send_back":
        version = entry.version
        EntryRemark.objects.bulk_create(
            EntryRemark(version=version, field=name, text=text) for name, text in (remarks or {}).items()
        )
        move(
            entry.send_back,
            f"Заявка возвращена на исправление, замечаний: {len(remarks or {})}",
            by=by,
            payload=remarks,
        )
        entries_papers.returned(entry, remarks or {}, by)
        return
    require_room_in_the_minutes(entry.contest)
    entry.finding = Finding.ADMIT if outcome == "admit" else Finding.REFUSE
    entry.finding_ground, entry.finding_text = ground, explanation
    entry.save()
    record(
        entry,
        "find",
        f"Секретарь предлагает {entry.get_finding_display()}",
        by=by,
        ground=explanation,
        payload={"ground": ground},
    )
    door.notify_waiters(entry.contest)


def require_room_in_the_minutes(contest: Contest) -> None:
    """An entry an appeal has brought back waits until minutes that do not name it are signed. Raises Refused."""
    paper = contest.admission_minutes
    if contest.status == Contest.Status.CHECKING and paper and not (paper.is_registered or paper.is_annulled):
        raise Refused(
            f"Протокол допуска № {paper.number} подписывают без этой заявки: запишите результат, когда его подпишут."
        )


def unchecked(contest: Contest) -> QuerySet[ContestApplication]:
    """Entries the secretary has not finished with, and those on paper that the office has not compared yet."""
    waiting = Q(status__in=[Status.REGISTERED, Status.RETURNED]) | Q(status=Status.CHECKING, finding="")
    return contest.entries.filter(waiting | Q(pk__in=awaited(contest)))


def refuse_by_silence(entry: ContestApplication) -> None:
    """CA-06: the term for mending has passed."""
    text = "Недостатки не устранены в установленный срок."
    entry.finding, entry.finding_ground, entry.finding_text = Finding.REFUSE, "not_fixed", text
    move(entry.not_admit, "Не допущена: недостатки не устранены в срок")
    entries_papers.not_admitted(entry, None)
    door.notify_waiters(entry.contest)


def draw_up_admission(contest: Contest, *, by: Person, again: list[ContestApplication], remark: str = "") -> None:
    """CA-07: the minutes of admission go to the secretary and the jury's chair; or some entries are looked at once more."""
    if again:
        for entry in again:
            entry.finding, entry.finding_ground, entry.finding_text = "", "", ""
            entry.save()
            record(entry, "look_again", "Заявка возвращена на повторный просмотр секретарю", by=by, ground=remark)
            door.notify_waiters(entry)
        return
    if awaited(contest).exists():
        raise Refused(
            "Канцелярия ещё сверяет заявку, полученную на бумаге до конца приёма: протокол составляется после неё."
        )
    if left := unchecked(contest).first():
        raise Refused(f"Заявка № {left.number} ещё не проверена: протокол составляется, когда проверены все.")
    if waits_for_the_board(contest):
        raise Refused(
            "По такому протоколу конкурс не состоится, а отказ в допуске к нему обжалуется: дождитесь решения по апелляции."
        )
    contest.admission_minutes = papers.admission_minutes(contest, by)
    contest.save()
    record(
        contest,
        "draw_up_admission",
        f"Составлен протокол допуска № {contest.admission_minutes.number}",
        by=by,
        payload={"minutes": contest.admission_minutes.number},
    )


def settle_admission(contest: Contest) -> None:
    """CA-07, CA-08, CT-08 or CT-09: the minutes of admission are signed by both; a refusal sends them back to the secretary."""
    paper = contest.admission_minutes
    assert paper is not None, "the minutes were drawn up"
    ground = f"протокол допуска № {paper.number}"
    if not paper.is_registered:
        record(contest, "admission_refused", "Протокол допуска не подписан", ground=paper.annulled_reason)
        return
    if waits_for_the_board(contest):
        record(
            contest,
            "wait_for_verdict",
            "Отказ в допуске обжалуется: протокол составляется после решения по апелляции",
            ground=ground,
        )
        return
    checked = hold(contest.entries.filter(status=Status.CHECKING).exclude(finding=""))
    for entry in checked:
        if entry.finding == Finding.ADMIT:
            move(entry.admit, "Заявка допущена", ground=ground)
        else:
            move(entry.not_admit, f"Заявка не допущена: {GROUNDS[entry.finding_ground]}", ground=ground)
    _conclude_admission(contest, checked, ground)
    for entry in checked:
        if entry.status == Status.NOT_ADMITTED:
            entry.contest = contest
            entries_papers.not_admitted(entry, None)
        door.notify_waiters(entry)


def waits_for_the_board(contest: Contest) -> bool:
    """Would the contest fail although a refusal is contested that could save it?"""
    rows = contest.entries.filter(status=Status.CHECKING, finding=Finding.ADMIT).values("nomination")
    return not rows.annotate(n=Count("pk")).filter(n__gt=1).exists() and is_contested(contest)


def _conclude_admission(contest: Contest, checked: list[ContestApplication], ground: str) -> None:
    """CT-08 or CT-09."""
    admitted = [entry for entry in checked if entry.status == Status.ADMITTED]
    held = _settle_nominations(contest, admitted)
    if not any(len(entries) > 1 for entries in held.values()):
        _fail(contest, ground)
    else:
        move(contest.finish_admission, "Допуск завершён, заявки переданы экспертам", ground=ground)
        for entries in held.values():
            for entry in entries:
                entries_papers.admitted(entry)
                request(entry, entries, by=None)
        open_voting(contest, by=None)


def _settle_nominations(
    contest: Contest, admitted: list[ContestApplication]
) -> dict[Nomination, list[ContestApplication]]:
    """Which nominations are held: two entries or more; a single one goes on under the rule of a single entry."""
    held: dict[Nomination, list[ContestApplication]] = {}
    for nomination in contest.nominations.all():
        entries = [entry for entry in admitted if entry.nomination_id == nomination.pk]
        nomination.status = Nomination.Status.HELD if entries else Nomination.Status.FAILED
        nomination.is_single = len(entries) == 1 and contest.rule.single_entry == BY_REGULATION
        nomination.save()
        if entries:
            held[nomination] = entries
        else:
            record(contest, "nomination_failed", f"Номинация {nomination} не состоялась: допущенных заявок нет")
    return held


def _fail(contest: Contest, ground: str) -> None:
    reason = "во всех номинациях допущено меньше двух заявок"
    contest.nominations.update(status=Nomination.Status.FAILED, is_single=False)
    move(contest.fail_few, f"Конкурс не состоялся: {reason}", ground=ground, reason=reason)
    close_entries(contest, reason)


def close_entries(contest: Contest, reason: str) -> None:
    """Close the cases of the entries of a contest that has ended before its results. Under the lock of the case of the contest."""
    for entry in hold(contest.entries.filter(case__finished=None)):
        door.close_case(entry.case)
        if entry.expertise and not entry.expertise.is_over:
            expertises.cancel(entry.expertise, ground=reason, by=None)
        if entry.status != Status.DRAFT:
            entries_papers.contest_is_over(entry, reason)


def homes_of(entries: Sequence[ContestApplication]) -> set[Organization]:
    """The organisations that have entered; of people, where they work or worked in the years that count (3.0, е)."""
    homes = {row.organization for row in entries if row.organization}
    people = [row.person for row in entries if row.person]
    if people:
        ties = Tie.objects.of(people).counting(entries[0].contest.regulation).select_related("organization")
        homes |= {tie.organization for tie in ties}
    return homes


def people_of(contest: Contest, entry: ContestApplication) -> list[Person]:
    """Everybody who competes in the contest for themselves, but for whoever has entered this: they score nothing in it."""
    rows = contest.entries.competing().exclude(person=None).exclude(person=entry.person_id)
    return list({row.person for row in rows.select_related("person") if row.person})


def request(entry: ContestApplication, rivals: list[ContestApplication], *, by: Person | None) -> None:
    """CA-08: at least three experts without a conflict assess the entry; the other entrants of the nomination are competitors."""
    version = entry.version
    assert version is not None, "what is admitted has been submitted"
    entry.expertise = expertises.request_assessment(
        object_title=entry.title,
        object_url=entry.get_absolute_url(),
        applicant=entry.organization or entry.person or entry.created_by,
        materials=version.document,
        version_hash=version.sha256,
        area=entry.nomination.area,
        criteria=entry.nomination.criteria,
        author_people={
            entry.created_by,
            *(earlier.submitted_by for earlier in entry.versions.select_related("submitted_by")),
        },
        competitors=homes_of([row for row in rivals if row.pk != entry.pk]) - homes_of([entry]),
        rivals=people_of(entry.contest, entry),
        experts_min=entry.contest.rule.experts_min,
        blind=entry.contest.rule.blind,
        series=f"contest:{entry.contest_id}",
        by=by,
    )
    if entry.status == Status.ADMITTED:
        move(entry.send_to_experts, "Назначена экспертная оценка", payload={"expertise": key(entry.expertise)})
    else:
        entry.save()
        record(entry, "assess_again", "Экспертная оценка назначена заново", by=by)
