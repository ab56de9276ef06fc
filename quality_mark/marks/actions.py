"""The life of a Mark in the register, and questions to the committee about it: QM-03…QM-06, QM-09…QM-11."""

from django.db import transaction
from django.utils import timezone

from casework import door, roles, workdays
from casework.appealing import is_appealed
from casework.door import Refused
from casework.formats import sentence_case
from casework.reentering import reenter_case
from committee.agenda import actions as agenda
from committee.agenda.recourse import appealed_at
from committee.minutes.papers import quoted
from documents.models import Document
from documents.papers import actions as documents
from journal.record import move, record
from programme.models import Person
from programme.regulations.recourse import recourse
from programme.texts.words import parts_of
from quality_mark.awards import papers as awards_papers
from quality_mark.marks import papers
from quality_mark.marks.models import QualityMark
from quality_mark.marks.questions import MarkQuestion
from quality_mark.marks.resolutions import ANNUL, KEEP, LAWFUL, RESOLUTIONS, RESTORE, REVOKE, SUSPEND, TITLES, Kind
from quality_mark.renewals import course
from quality_mark.reports.actions import close_reports, open_report

Status = QualityMark.Status


def held(pk: int) -> QualityMark:
    """The Mark under its row lock: questions, inspections and its term may change it at the same moment."""
    return QualityMark.objects.select_for_update(of=("self",)).get(pk=pk)


def begin_to_expire(mark: QualityMark) -> None:
    """QM-06: sixty working days are left."""
    mark = held(mark.pk)
    if mark.status != Status.ACTIVE:
        return
    move(mark.begin_to_expire, f"Знак действует последние дни: по {mark.valid_to:%d.%m.%Y}")
    last = course.open_window(mark)
    papers.to_holder(
        mark, f"expiring:{workdays.local_date():%Y%m%d}", "Об окончании срока Знака качества",
        f"Знак № {mark.number} («{mark.entry.title}») действует по {mark.valid_to:%d.%m.%Y} включительно.",
        what_to_do="Чтобы продлить Знак, подайте заявку: она ждёт вас в «Моих задачах». Для неё должны быть сданы самоотчёты." if last
        else "Чтобы сохранить Знак, участвуйте в ближайшем конкурсе: приём заявок объявляется на странице конкурсов.",
        until=last or mark.valid_to,
    )  # fmt: skip


def expire(mark: QualityMark) -> None:
    """QM-09: the last day has passed."""
    mark = held(mark.pk)
    if mark.status not in (Status.ACTIVE, Status.EXPIRING):
        return
    ground = f"срок Знака закончился {mark.valid_to:%d.%m.%Y}"
    move(mark.expire, "Срок Знака истёк", ground=ground, at=timezone.now(), why=ground)
    _drop_what_is_open(mark, ground, None)
    say_on_certificate(mark, "Срок Знака истёк", f"Знак действовал по {mark.valid_to:%d.%m.%Y}.")
    facts = {"номер": mark.number, "название": mark.entry.title, "день": f"{mark.valid_to:%d.%m.%Y}"}
    words = parts_of("notice.mark_expired", facts)
    papers.to_holder(
        mark, "expired", "О прекращении Знака качества", words["lead"], what_to_do=words.get("what_to_do", "")
    )
    door.notify_waiters(mark)


def decline(mark: QualityMark, *, by: Person, ground: str) -> None:
    """QM-10: the holder gives the Mark up; no ban follows."""
    mark = held(mark.pk)
    if mark.signer_key not in by.capacity_keys():
        raise Refused("Отказаться от Знака может только подписант организации-обладателя.")
    move(mark.decline, "Обладатель отказался от Знака", by=by, ground=ground, at=timezone.now(), why=ground)
    _drop_what_is_open(mark, "обладатель отказался от Знака", by)
    void_certificate(mark, f"Обладатель отказался от Знака: {ground}", by)
    papers.to_holder(
        mark, "declined", "О прекращении Знака качества",
        f"Отказ от Знака № {mark.number} («{mark.entry.title}») принят. Знак прекращён, свидетельство аннулировано.", by,
    )  # fmt: skip
    door.notify_waiters(mark)


def _drop_what_is_open(mark: QualityMark, ground: str, by: Person | None) -> None:
    """A Mark has ended: its renewal and its self-report fall away, the question about it too, unless the committee is voting on it."""
    course.stop(mark, ground=ground, by=by)
    close_reports(mark)
    for question in MarkQuestion.objects.filter(mark=mark, answered_at=None).select_related("item"):
        if not question.item.is_settled and question.item.status != "voting":
            agenda.withdraw_item(question.item, ground=ground, by=by)


def say_on_certificate(mark: QualityMark, title: str, text: str, kind: str = "warning") -> None:
    """What whoever checks the certificate reads first."""
    assert mark.certificate is not None, "a Mark in the register has a certificate"
    documents.annotate(mark.certificate, kind=kind, title=title, text=text, url=mark.get_absolute_url())


def void_certificate(mark: QualityMark, reason: str, by: Person | None) -> None:
    """Annul the certificate of a Mark that has ended."""
    if mark.certificate_id is None:  # it has waited for an act of the Head of the city
        return
    paper = Document.objects.get(pk=mark.certificate_id)
    if not paper.is_annulled:
        documents.annul(paper, reason=reason, by=by)
    say_on_certificate(mark, f"Знак прекращён: {mark.standing[0]}", "История Знака — на его странице.", kind="error")


ASKERS = (roles.CONTEST_SECRETARY, roles.CLERK)


def may_be_asked(mark: QualityMark) -> list[tuple[str, str]]:
    """What the committee may be asked about the Mark as it stands now."""
    if mark.questions.filter(answered_at=None).exists():
        return []
    return [(kind, label) for kind, label in Kind.choices if mark.status in LAWFUL[Kind(kind)]]


def named(mark: QualityMark) -> str:
    """The number of the Mark after its name; nothing while it waits for an act and has none."""
    return f" № {mark.number}" if mark.number else ""


@transaction.atomic
def ask_committee(
    mark: QualityMark, *, by: Person | None, kind: str, grounds: str, material: Document | None = None
) -> MarkQuestion:
    """Put a question about a Mark before the committee. One at a time."""
    mark = held(mark.pk)
    if kind not in dict(may_be_asked(mark)):
        raise Refused("Такой вопрос о Знаке сейчас внести нельзя: положение изменилось или вопрос уже внесён.")
    name = f"{TITLES[Kind(kind)]}{named(mark)}"
    offered = [row for row in RESOLUTIONS[Kind(kind)] if row != KEEP or mark.status != Status.SUSPENDED]
    if mark.status == Status.SUSPENDED and kind == Kind.REVOCATION:
        offered.insert(1, RESTORE)
    item = agenda.propose_item(
        title=f"{name}: «{mark.entry.title}» ({mark.organization.short_name})"[:400],
        question=grounds,
        draft_resolution=f"{offered[0]['title']}{named(mark)} ({mark.organization.short_name}).",
        resolutions=appealed_at(mark.get_absolute_url(), offered),
        about=f"Знака качества{named(mark)} {quoted(mark.entry.title)} ({mark.organization.short_name})",
        reporter="секретариат конкурса",
        materials=[paper for paper in (material, mark.certificate) if paper],
        concerned=[mark.member_key],
        conflicted_organizations=[mark.organization],
        matter="mark_revocation" if REVOKE in offered else "",
        by=by,
    )
    question = MarkQuestion.objects.create(
        mark=mark, kind=kind, grounds=grounds, item=item, material=material, asked_by=by, asked_at=timezone.now()
    )
    record(mark, "ask_committee", f"В комитет внесён вопрос: {question.get_kind_display()}", by=by, ground=grounds)
    door.open_case(question, by)
    papers.to_holder(
        mark, f"question:{question.pk}", name,
        f"Комитет рассмотрит вопрос о Знаке{named(mark)} («{mark.entry.title}»).", by, grounds=[grounds],
        what_to_do="Вы вправе дать пояснения до заседания; о решении мы сообщим.",
    )  # fmt: skip
    return question


def ask_revocation_by_term(mark: QualityMark) -> None:
    """QM-04, hard: the violations were not mended in sixty working days, so the committee is asked to revoke."""
    if mark.questions.filter(answered_at=None).exists():
        record(mark, "suspension_term_over", "Срок приостановления истёк, вопрос о Знаке уже в комитете")
        return
    if is_appealed(mark):
        record(mark, "suspension_term_over", "Срок приостановления истёк, но само приостановление обжалуется")
        return
    grounds = "Срок приостановления Знака истёк, нарушения не устранены."
    ask_committee(mark, by=None, kind=Kind.REVOCATION, grounds=grounds)


def apply_answer(question: MarkQuestion) -> None:
    """QM-03, QM-04, QM-05, QM-11: what the committee has resolved."""
    mark, item = held(question.mark_id), question.item
    question.answered_at = timezone.now()
    question.save(update_fields=["answered_at"])
    ground = str(item.paper) if item.paper else f"вопрос повестки: {item.title}"
    if not item.is_effective or mark.status in QualityMark.ENDED:
        record(mark, "no_answer", "Вопрос о Знаке остался без решения", ground=ground)
    elif item.verdict == SUSPEND["code"] and mark.status in LAWFUL[Kind.SUSPENSION]:
        _suspend(mark, ground, item.reasons)
    elif item.verdict == RESTORE["code"] and mark.status == Status.SUSPENDED:
        _restore(mark, ground)
    elif item.verdict == REVOKE["code"]:
        _revoke(mark, ground, item.reasons)
    elif item.verdict == ANNUL["code"]:
        annul(mark, ground, item.reasons)
    else:
        record(mark, "keep", "Комитет оставил Знак как есть", ground=ground)
    door.notify_waiters(mark)


def _suspend(mark: QualityMark, ground: str, reasons: str) -> None:
    course.stop(mark, ground=f"Знак приостановлен: {ground}", by=None)
    move(mark.suspend, "Знак приостановлен", ground=f"{ground}. {reasons}", at=timezone.now())
    last_day = workdays.local_date(workdays.due(mark.case.term("mark.suspend")))
    say_on_certificate(
        mark, "Знак приостановлен", f"Решение комитета: {ground}. Пока Знак приостановлен, пользоваться им нельзя."
    )
    papers.to_holder(
        mark, f"suspended:{mark.suspended_at:%Y%m%d%H%M%S}", "О приостановлении Знака качества",
        f"Знак № {mark.number} («{mark.entry.title}») приостановлен. {ground}.", grounds=[reasons],
        what_to_do="Устраните нарушения и сообщите секретариату конкурса: комитет рассмотрит вопрос о восстановлении. "
        "Если не устранить их в срок, комитет рассмотрит вопрос об аннулировании.",
        until=last_day, appeal=recourse("mark_suspension", mark.get_absolute_url(), received_at=timezone.now()),
    )  # fmt: skip


def _restore(mark: QualityMark, ground: str) -> None:
    move(mark.restore, "Знак восстановлен", ground=ground)
    say_on_certificate(
        mark, "Состояние Знака — в реестре", "Действует ли Знак сегодня, покажет его страница.", kind="info"
    )
    papers.to_holder(
        mark, f"restored:{timezone.now():%Y%m%d%H%M%S}", "О восстановлении Знака качества",
        f"Знак № {mark.number} («{mark.entry.title}») восстановлен и действует по {mark.valid_to:%d.%m.%Y}. {ground}.",
    )  # fmt: skip
    course.resume(mark, ground)


def _revoke(mark: QualityMark, ground: str, reasons: str) -> None:
    move(mark.revoke, "Знак аннулирован", ground=ground, at=timezone.now(), why=reasons)
    _drop_what_is_open(mark, f"Знак аннулирован: {ground}", None)
    void_certificate(mark, f"Знак аннулирован: {ground}", None)
    papers.to_holder(
        mark, f"revoked:{mark.ended_at:%Y%m%d%H%M%S}", "Об аннулировании Знака качества",
        f"Знак № {mark.number} («{mark.entry.title}») аннулирован. {ground}.", grounds=[reasons],
        what_to_do="Уберите Знак с упаковки, вывесок и сайта. Два года организация не может участвовать в конкурсе.",
        appeal=recourse("mark_revocation", mark.get_absolute_url(), received_at=timezone.now()),
    )  # fmt: skip


def annul(mark: QualityMark, ground: str, reasons: str) -> None:
    """QM-11: it ought not to have been awarded. Nobody is banned for that: it was not the holder's doing."""
    waited = mark.status == Status.PENDING_ACT
    move(mark.annul, "Знак признан недействительным", ground=ground, at=timezone.now(), why=reasons)
    _drop_what_is_open(mark, f"Знак признан недействительным: {ground}", None)
    void_certificate(mark, f"Знак признан недействительным: {ground}", None)
    papers.to_holder(
        mark, "annulled", "О признании Знака качества недействительным",
        f"Знак{named(mark)} («{mark.entry.title}») признан недействительным. {ground}.", grounds=[reasons],
        what_to_do="Уберите Знак с упаковки, вывесок и сайта. Участвовать в конкурсе можно без ограничений.",
        appeal=recourse(),
    )  # fmt: skip
    if waited:  # nobody enters the act of a Mark that is void
        with door.locked(mark.case.pk):
            door.close_case(mark.case)


def question_behind(mark: QualityMark) -> MarkQuestion | None:
    """The question by whose answer the Mark is suspended or revoked now."""
    code = {Status.SUSPENDED: SUSPEND["code"], Status.REVOKED: REVOKE["code"]}.get(Status(mark.status), "")
    return mark.questions.filter(item__verdict=code).exclude(answered_at=None).select_related("item").first()


def reinstate(mark: QualityMark, *, by: Person | None, ground: str, paper: Document) -> None:
    """QM-12: the decision has been set aside by an appeal: the Mark is active again, and one that was revoked gets another certificate."""
    mark = held(mark.pk)
    question, was_revoked = question_behind(mark), mark.status == Status.REVOKED
    if was_revoked:
        awards_papers.certify_again(
            mark, {"valid_from": mark.valid_from, "valid_to": mark.valid_to, "act": mark.act}, by
        )
    move(mark.reinstate, "Знак восстановлен по апелляции", by=by, ground=ground)
    papers.set_aside(question.item if question else None, ground, paper)
    title, text = "Знак восстановлен по апелляции", "Действует ли Знак сегодня, покажет его страница."
    say_on_certificate(mark, title, f"{sentence_case(ground)}. {text}", kind="info")
    course.resume(mark, ground)
    open_report(mark)
    if was_revoked:
        with door.locked(mark.case.pk):
            reenter_case(mark.case, "reinstated", by=by)
    papers.to_holder(
        mark, f"reinstated:{paper.pk}", "О восстановлении Знака качества по апелляции",
        f"Знак («{mark.entry.title}») восстановлен: {ground}. Он действует по {mark.last_day:%d.%m.%Y}.", by,
        what_to_do=f"Оформляется новое свидетельство № {mark.number}: прежнее было аннулировано." if was_revoked else "",
    )  # fmt: skip
    door.notify_waiters(mark)


def go_on_after_appeal(mark: QualityMark, *, by: Person | None, ground: str) -> None:
    """The appeal was refused or taken back: what has stood still goes on."""
    record(mark, "appeal_over", "Обжалование закончилось, решение о Знаке осталось в силе", by=by, ground=ground)
    suspended = mark.status == Status.SUSPENDED and mark.suspended_at is not None
    if suspended and workdays.due(mark.case.term("mark.suspend"), mark.suspended_at) < timezone.now():
        ask_revocation_by_term(mark)
