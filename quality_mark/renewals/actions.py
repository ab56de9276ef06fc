"""The renewal of a Mark: QM-07, QM-08, QM-14."""

from typing import Any

from django.utils import timezone

from casework import door, formats, roles, workdays
from casework.door import Refused
from casework.notify import notify
from casework.reentering import reenter_case
from committee.agenda import actions as agenda
from committee.agenda.recourse import appealed_at
from committee.minutes.papers import quoted
from documents.models import Document
from expertise.expertises import actions as expertises
from expertise.expertises.kinds import Purpose
from journal.record import move, record
from programme.consents.actions import require_consent
from programme.mandates.actions import require_mandate
from programme.models import Person
from programme.regulations.recourse import recourse
from quality_mark.awards import papers as awards_papers
from quality_mark.marks import papers as marks_papers
from quality_mark.marks.actions import held, say_on_certificate
from quality_mark.marks.models import QualityMark
from quality_mark.months import later
from quality_mark.renewals import course, papers
from quality_mark.renewals.models import Renewal
from quality_mark.renewals.resolutions import DEFER, REFUSE, RENEW
from quality_mark.reports.actions import open_report

Status, Outcome = QualityMark.Status, Renewal.Outcome
CRITERIA = "KN7"


def apply(renewal: Renewal, *, by: Person, **answers: str) -> None:
    """QM-07: the holder applies in the window, with every self-report delivered; the Mark is in force until the decision."""
    mark = held(renewal.mark_id)
    require_mandate(by, mark.organization)
    require_consent(by)
    if mark.status != Status.EXPIRING:
        raise Refused("Продлить можно только Знак, срок которого заканчивается.")
    _require_reports(mark)
    for name, value in answers.items():
        setattr(renewal, name, value.strip())
    until, today = course.waits_until(mark), workdays.local_date()
    move(
        mark.begin_renewal, "Подана заявка на продление Знака", by=by,
        ground=f"до решения Знак действует, не дольше {until:%d.%m.%Y}", until=until,
    )  # fmt: skip
    renewal.mark = mark
    renewal.submitted_at, renewal.submitted_by = timezone.now(), by
    renewal.decide_by = workdays.add(today, mark.case.regulation.term("mark.renewal").days)
    renewal.application = papers.receipt(renewal, by)
    renewal.save()
    title = f"Заявка на продление Знака принята: № {renewal.application.number}"
    text = f"Решение — не позднее {renewal.decide_by:%d.%m.%Y}. До него Знак остаётся в силе, но не дольше {until:%d.%m.%Y}."
    notify(mark.member_key, f"renewal:{renewal.pk}:received", title, text, renewal.get_absolute_url())
    door.notify_waiters(mark)


def _require_reports(mark: QualityMark) -> None:
    """Every year that is over has been reported on."""
    wanting = mark.reports.filter(submitted_at=None, opens_on__lte=workdays.local_date()).order_by("opens_on")
    if wanting:
        years = ", ".join(f"за год по {report.opens_on:%d.%m.%Y}" for report in wanting)
        raise Refused(f"Сначала сдайте самоотчёт {years}: он ждёт вас в «Моих задачах». Заявка сохранена.")


def miss_window(renewal: Renewal) -> None:
    """Nobody has applied: the Mark is in force until its own end."""
    course.end(renewal, Outcome.MISSED, "заявка не подана в срок")
    record(renewal.mark, "miss_renewal", "Заявка на продление не подана в срок")


def check(renewal: Renewal, *, by: Person | None, note: str) -> None:
    """The secretary says what complaints and inspections have shown; two experts are asked."""
    renewal.note, renewal.checked_at = note.strip(), timezone.now()
    record(renewal.mark, "check_renewal", "Заявка на продление проверена", by=by, ground=renewal.note)
    _ask_experts(renewal, by)


def pass_check(renewal: Renewal) -> None:
    """The term of the check is over: the experts are asked without a word of the secretary."""
    check(renewal, by=None, note="Замечаний в срок проверки не внесено.")


def assess_again(renewal: Renewal, *, by: Person | None) -> None:
    """An assessment that ended without a score is ordered once more."""
    record(renewal.mark, "assess_again", "Оценка для продления назначена заново", by=by)
    _ask_experts(renewal, by)


def assess_again_unasked(renewal: Renewal) -> None:
    """Nobody has ordered it in time."""
    assess_again(renewal, by=None)


def _ask_experts(renewal: Renewal, by: Person | None) -> None:
    mark, paper = renewal.mark, renewal.application
    assert paper is not None and renewal.submitted_by is not None, "what is checked has been submitted"
    renewal.expertise = expertises.request_assessment(
        object_title=f"Продление Знака: {mark.entry.title}", object_url=mark.get_absolute_url(), applicant=mark.organization,
        materials=paper, version_hash=papers.hash_of(paper), area=mark.entry.nomination.area, criteria=CRITERIA,
        author_people={renewal.submitted_by}, purpose=Purpose.RENEWAL, by=by,
    )  # fmt: skip
    renewal.save()


def take_score(renewal: Renewal) -> None:
    """The experts have finished: their score goes to the committee with the question."""
    expertise = renewal.expertise
    assert expertise is not None, "experts were asked"
    if renewal.item_id or renewal.outcome:
        return
    if expertise.score is None:
        record(renewal.mark, "no_score", "Оценка для продления прекращена без балла")
        return
    renewal.score = expertise.score
    renewal.threshold = renewal.mark.case.regulation.value("mark.renewal.threshold")
    record(renewal.mark, "take_score", "Оценка для продления завершена")
    _put_to_committee(renewal)


def _put_to_committee(renewal: Renewal) -> None:
    """QM-08: the question of the renewal; with too low a score the committee may only refuse or wait."""
    mark = renewal.mark
    renewal.item = agenda.propose_item(
        title=f"О продлении Знака качества № {mark.number}: «{mark.entry.title}» ({mark.organization.short_name})"[
            :400
        ],
        question=known(renewal),
        draft_resolution=f"{'Продлить Знак' if may_be_renewed(renewal) else 'Отказать в продлении Знака'} № {mark.number}.",
        resolutions=appealed_at(
            renewal.get_absolute_url(), [RENEW, REFUSE, DEFER] if may_be_renewed(renewal) else [REFUSE, DEFER]
        ),
        about=f"Знака качества № {mark.number} {quoted(mark.entry.title)} ({mark.organization.short_name})",
        reporter="секретариат конкурса",
        materials=[paper for paper in (renewal.application, mark.certificate) if paper],
        concerned=[mark.member_key],
        conflicted_organizations=[mark.organization],
        by=None,
    )
    renewal.save()
    record(mark, "ask_renewal", "Вопрос о продлении Знака внесён в комитет")


def may_be_renewed(renewal: Renewal) -> bool:
    """Is the score high enough, without a stop criterion or a minimum that was not reached? A score that never came is not the holder's fault."""
    if renewal.score is None or renewal.threshold is None:
        return True
    lacks = [*renewal.expertise.stops, *renewal.expertise.below] if renewal.expertise else []
    return renewal.score >= renewal.threshold and not lacks


def known(renewal: Renewal) -> str:
    """What the members know before they vote, in words (Russian)."""
    if renewal.score is None or renewal.threshold is None:
        words = "Эксперты не закончили оценку в срок, который Знак ждёт решения: балла нет."
    else:
        words = f"Балл экспертов — {formats.score(renewal.score)} из 100, для продления нужно не меньше {formats.score(renewal.threshold)}."
        if renewal.expertise and renewal.expertise.stops:
            words += f" Стоп-критерий: {', '.join(renewal.expertise.stops)}."
        if renewal.expertise and renewal.expertise.below:
            words += f" Минимум критерия: {'; '.join(renewal.expertise.below)}."
    return f"{words}\nПроверка секретариата: {renewal.note}" if renewal.note else words


def pass_limit(mark: QualityMark) -> None:
    """The Mark has waited as long as it may: the question goes to the next sitting with whatever is there (8.7)."""
    mark = held(mark.pk)
    record(mark, "pass_limit", "Срок ожидания решения о продлении прошёл")
    under_way = mark.renewals.under_way().first()
    if mark.status != Status.RENEWAL or under_way is None:
        return
    with door.locked(under_way.case.pk):
        renewal = Renewal.objects.select_related("expertise").get(pk=under_way.pk)
        if renewal.item_id:
            return
        _put_to_committee(renewal)
        if renewal.expertise and not renewal.expertise.is_over:
            expertises.cancel(renewal.expertise, ground="вопрос о продлении Знака внесён в комитет по сроку")


def apply_decision(renewal: Renewal) -> None:
    """QM-08, QM-14: what the committee has resolved; a question that was put off goes to the next sitting."""
    mark, item = held(renewal.mark_id), renewal.item
    assert item is not None, "the committee was asked"
    if mark.status != Status.RENEWAL or renewal.outcome:
        return
    renewal.mark, ground = mark, str(item.paper) if item.paper else f"вопрос повестки: {item.title}"
    if item.is_effective and item.verdict == RENEW["code"]:
        _renew(mark, renewal, ground)
    elif item.is_effective and item.verdict == REFUSE["code"]:
        course.end(renewal, Outcome.REFUSED, item.reasons)
        _refuse(renewal, ground, item.reasons)
    else:
        record(mark, "renewal_not_decided", "Вопрос о продлении остался без решения и вносится снова", ground=ground)
        _put_to_committee(renewal)
    door.notify_waiters(mark)


def _renew(mark: QualityMark, renewal: Renewal, ground: str) -> None:
    """Two more years from the former end, with a new certificate; the former number goes on leading to the Mark."""
    assert mark.valid_to is not None and mark.certificate is not None, "a Mark in the register has a term"
    former, months = mark.certificate, int(mark.case.regulation.value("mark.validity_months"))
    renewal.former_certificate = former
    course.end(renewal, Outcome.RENEWED, ground)
    valid_to = later(mark.valid_to, months)
    awards_papers.certify_again(mark, {"valid_from": mark.valid_from, "valid_to": valid_to, "act": mark.act}, None)
    move(mark.renew, f"Знак продлён по {valid_to:%d.%m.%Y}", ground=ground, valid_to=valid_to)
    say_on_certificate(
        mark, "Состояние Знака — в реестре", "Действует ли Знак сегодня, покажет его страница.", kind="info"
    )
    marks_papers.to_holder(
        mark, f"renewed:{renewal.pk}", "О продлении Знака качества",
        f"Знак («{mark.entry.title}») продлён по {valid_to:%d.%m.%Y}. {ground}.",
        what_to_do=f"Новое свидетельство № {mark.number} придёт, когда его подпишет председатель комитета. "
        "Значок на сайте уже показывает новый срок.",
    )  # fmt: skip
    open_report(mark)


def _refuse(renewal: Renewal, ground: str, reasons: str) -> None:
    """QM-14 before the last day: in force till then; after it the Mark has expired."""
    mark = renewal.mark
    assert mark.valid_to is not None, "a Mark in the register has a term"
    is_over = mark.valid_to < workdays.local_date()
    lead = f"В продлении Знака № {mark.number} («{mark.entry.title}») отказано. {ground}."
    if is_over:
        _expire(mark, f"в продлении отказано: {ground}")
        what_to_do = "Срок Знака закончился. Уберите Знак с упаковки, вывесок и сайта; участвовать в новом конкурсе можно без ограничений."
    else:
        move(mark.keep_to_its_end, "В продлении Знака отказано, он действует до своего конца", ground=ground)
        what_to_do = f"Знак действует по {mark.valid_to:%d.%m.%Y} включительно. Участвовать в новом конкурсе можно без ограничений."
    marks_papers.to_holder(
        mark, f"renewal_refused:{workdays.local_date():%Y%m%d}", "Об отказе в продлении Знака качества", lead,
        grounds=[reasons], what_to_do=what_to_do,
        appeal=recourse("renewal_refusal", renewal.get_absolute_url(), received_at=timezone.now()),
    )  # fmt: skip


def _expire(mark: QualityMark, why: str) -> None:
    assert mark.valid_to is not None, "a Mark in the register has a term"
    move(mark.refuse_renewal, "Срок Знака истёк", ground=why, at=timezone.now(), why=why)
    say_on_certificate(mark, "Срок Знака истёк", f"Знак не продлён: {why}.")


def withdraw(mark: QualityMark, *, by: Person, ground: str) -> None:
    """QM-14 by the holder: the application is taken back; the Mark ends on its own day."""
    mark = held(mark.pk)
    require_mandate(by, mark.organization)
    under_way = mark.renewals.under_way().first()
    if under_way is None or mark.status != Status.RENEWAL:
        raise Refused("Заявки на продление, которую можно отозвать, сейчас нет.")
    with door.locked(under_way.case.pk):
        renewal = Renewal.objects.get(pk=under_way.pk)
        if renewal.item and renewal.item.status == "voting":
            raise Refused("Комитет уже голосует о продлении: отозвать заявку нельзя.")
        course.end(renewal, Outcome.WITHDRAWN, ground)
        course.drop(renewal, f"заявка отозвана: {ground}", by)
    _leave_renewal(mark, by, ground)
    notify(
        roles.CONTEST_SECRETARY, f"renewal:{renewal.pk}:withdrawn", "Заявка на продление Знака отозвана",
        f"№ {mark.number}. {ground}", renewal.get_absolute_url(),
    )  # fmt: skip
    door.notify_waiters(mark)


def _leave_renewal(mark: QualityMark, by: Person, ground: str) -> None:
    facts: dict[str, Any] = {"by": by, "ground": ground}
    assert mark.valid_to is not None, "a Mark in the register has a term"
    if mark.valid_to < workdays.local_date():
        why = "обладатель отозвал заявку на продление"
        move(mark.refuse_renewal, "Заявка на продление отозвана, срок Знака истёк", at=timezone.now(), why=why, **facts)
        say_on_certificate(mark, "Срок Знака истёк", f"Знак действовал по {mark.valid_to:%d.%m.%Y}.")
    else:
        move(mark.keep_to_its_end, "Заявка на продление отозвана, Знак действует до своего конца", **facts)


def take_up_again(renewal: Renewal, *, by: Person | None, ground: str, paper: Document) -> None:
    """QM-13: the refusal has been set aside by an appeal: the same application goes to experts and to the committee once more."""
    mark = held(renewal.mark_id)
    was_over = mark.status == Status.EXPIRED
    marks_papers.set_aside(renewal.item, ground, paper)
    anew = course.begin_again(mark, renewal, mark.return_to_renewal if was_over else mark.begin_renewal, ground)
    say_on_certificate(mark, "Состояние Знака — в реестре", "Знак возвращён на продление по апелляции.", kind="info")
    if was_over:
        with door.locked(mark.case.pk):
            reenter_case(mark.case, "reinstated", by=by)
    marks_papers.to_holder(
        mark, f"renewal_anew:{paper.pk}", "О возврате Знака на продление",
        f"Отказ в продлении Знака № {mark.number} («{mark.entry.title}») отменён: {ground}. Заявка рассматривается заново, "
        f"решение — не позднее {anew.decide_by:%d.%m.%Y}. Пока его нет, Знак действует, но не дольше {mark.renewal_until:%d.%m.%Y}.", by,
    )  # fmt: skip
    door.notify_waiters(mark)
