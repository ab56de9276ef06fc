"""Minutes: drafted, remarked upon, signed, extracts and decisions begun (MT-10…MT-13)."""

from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from committee.agenda.lines import AgendaLine
from committee.agenda.models import AgendaItem
from committee.decisions.models import Decision
from committee.meetings.attendance import Attendance
from committee.meetings.models import Meeting
from committee.meetings.presiding import who_signs
from committee.minutes import papers
from committee.minutes.models import DissentingOpinion, MinutesRemark
from committee.recusals import closing, standing
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from journal.record import move, record
from programme.models import Person

Texts = dict[int, tuple[str, str]]  # what was heard and said, by line


def draft_minutes(meeting: Meeting, *, by: Person, texts: Texts) -> None:
    """MT-10 and MT-11: what was heard and said is written down and goes to the members.

    The number is taken when the text is settled (MT-12): a draft that changes has none, so none is lost.
    """
    standing.require_untied(by, list(AgendaItem.objects.filter(lines__meeting=meeting)))
    if meeting.status == Meeting.Status.CLOSED:
        move(meeting.draft_minutes, "Составлен проект протокола", by=by)
    _write(meeting, texts)
    move(meeting.send_for_remarks, "Проект протокола направлен членам на замечания", by=by)


def _write(meeting: Meeting, texts: Texts) -> None:
    for pk, (heard, spoke) in texts.items():
        AgendaLine.objects.filter(pk=pk, meeting=meeting).update(heard=heard.strip(), spoke=spoke.strip())


def remark(attendance: Attendance, *, by: Person, text: str) -> None:
    """A member's remark on the draft, or none."""
    if not text.strip():
        record(attendance.meeting, "remark", f"Замечаний нет: {by.short_name}", by=by)
        return
    MinutesRemark.objects.create(
        meeting=attendance.meeting, member=attendance.member, text=text.strip(), at=timezone.now()
    )
    record(
        attendance.meeting, "remark", f"Замечание к протоколу: {by.short_name}", by=by, payload={"text": text.strip()}
    )


def no_remark(attendance: Attendance) -> None:
    """Two working days have passed in silence: the member has no remarks (MT-12, hard)."""
    record(attendance.meeting, "no_remark", f"Замечаний в срок не поступило: {attendance.member.person.short_name}")


def dissent(line: AgendaLine, *, by: Person, text: str) -> DissentingOpinion:
    """A member's own opinion on an item he took part in, until the minutes go to be signed; it is attached to them."""
    meeting = line.meeting
    member = meeting.voters().filter(person=by, attendance__meeting=meeting, attendance__is_present=True).first()
    if member is None:
        raise Refused("Особое мнение подаёт член органа, который участвовал в заседании.")
    if meeting.status not in (
        Meeting.Status.OPEN,
        Meeting.Status.CLOSED,
        Meeting.Status.MINUTES_DRAFT,
        Meeting.Status.MINUTES_COORDINATION,
    ):
        raise Refused("Особое мнение подаётся до того, как протокол направлен на подпись.")
    if not line.ballots.exclude(closed_at=None).exists():
        raise Refused("По этому вопросу ещё не голосовали.")
    if line.opinions.filter(member=member).exists():
        raise Refused("Ваше особое мнение по этому вопросу уже приложено.")
    _check_in_time(meeting)
    opinion = DissentingOpinion.objects.create(line=line, member=member, text=text, at=timezone.now())
    record(
        meeting, "dissent", f"Особое мнение по вопросу {line.number}: {by.short_name}", by=by, payload={"text": text}
    )
    return opinion


def _check_in_time(meeting: Meeting) -> None:
    last = workdays.add(meeting.day, meeting.regulation.term("committee.opinion").days)
    if workdays.local_date() > last:
        raise Refused(f"Срок подачи особого мнения истёк {last:%d.%m.%Y}.")


def sign_minutes(meeting: Meeting, *, by: Person, texts: Texts) -> None:
    """MT-12: remarks are taken into account, the minutes get their number and go to the presiding person and the secretary."""
    assert meeting.presiding is not None, "closed sittings have been presided over"
    standing.require_untied(by, list(AgendaItem.objects.filter(lines__meeting=meeting)))
    signing = who_signs(meeting)
    _write(meeting, texts)
    if by.pk == signing.person_id:
        raise Refused("Протокол подписывают председательствующий и секретарь: это должны быть разные люди.")
    last = workdays.add(meeting.day, meeting.regulation.term("committee.minutes").days)
    document = issue(
        kind=Kind.MINUTES, register=meeting.body.minutes_register, number_parts=meeting.body.minutes_parts, date=meeting.day,
        title=f"Протокол заседания {meeting.body.title_genitive}",
        snapshot=papers.minutes(meeting, by), template="committee/pdf/minutes.html", by=by, readers=meeting.body.reader_keys(),
        closed_to=closing.keys(meeting),
        signatories=[(signing.person, meeting.signing_title, 1), (by, "Секретарь", 1)],
        deadline=max(last, workdays.local_date()),
    )  # fmt: skip
    move(meeting.send_for_signing, f"Протокол № {document.number} направлен на подпись", by=by, minutes=document)


def settle_minutes(meeting: Meeting) -> None:
    """MT-13 when both have signed: extracts and decisions follow. After a refusal the text is written again."""
    minutes = meeting.minutes
    assert minutes is not None, "the minutes have been issued"
    if minutes.is_annulled:
        move(meeting.return_minutes, f"Протокол № {minutes.number} не подписан: номер не используется, текст дорабатывается",
             ground=minutes.annulled_reason)  # fmt: skip
        return
    move(meeting.confirm_signatures, f"Протокол № {minutes.number} подписан")
    secretary = minutes.signature_requests.exclude(person_id=meeting.signing_member.person_id).get().person  # type: ignore[union-attr]
    for line in meeting.lines.filter(
        outcome__in=[AgendaLine.Outcome.DECIDED, AgendaLine.Outcome.DEFERRED]
    ).select_related("item"):
        _issue_extract(line, secretary)
    _open_decisions(meeting)
    for line in meeting.lines.select_related("item"):
        door.notify_waiters(line.item)


def _issue_extract(line: AgendaLine, secretary: Person) -> None:
    """The extract is made for whom the item concerns (3.5, «Выписки»); they get it when the sitting is released."""
    item = line.item
    if not item.concerned:
        return
    line.extract = issue(
        kind=Kind.EXTRACT, register="extracts", title=item.outcome_title, snapshot=papers.extract(line, secretary),
        template="committee/pdf/extract.html", signatories=[(secretary, "Секретарь", 1)],
        readers=item.body.reader_keys(), closed_to=closing.keys(line.meeting, line),
        deadline=line.meeting.regulation.term("committee.extract"), by=secretary,
    )  # fmt: skip
    line.save(update_fields=["extract"])
    record(
        item,
        "issue_extract",
        f"Выписка № {line.extract.number} направлена на подпись",
        payload={"concerned": item.concerned},
    )


def _open_decisions(meeting: Meeting) -> None:
    for decision in Decision.objects.filter(line__meeting=meeting):
        door.open_case(decision)
