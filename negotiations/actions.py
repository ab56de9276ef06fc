"""Everything that writes proposals. Each action is one sentence of the regulation 3.1.1 and runs without a request."""

from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

import committee.actions
import expertise.actions
from casework import door
from casework.door import Refused
from casework.notify import notify
from committee.models import Body
from journal.models import digest
from journal.record import move, record
from negotiations import application, attachments, notices
from negotiations.grounds import STOP_GROUNDS
from negotiations.models import (
    Attachment,
    BudgetLine,
    Examination,
    InitiativeSignature,
    Proposal,
    ProposalVersion,
    Remark,
)
from programme.models import Consent, Organization

Status = Proposal.Status
RESOLUTIONS = [
    {"code": "support", "title": "Поддержать", "needs_reasons": False, "defers": False},
    {"code": "decline", "title": "Отклонить", "needs_reasons": True, "defers": False},
    {"code": "defer", "title": "Отложить", "needs_reasons": True, "defers": True},
]


def create(*, organization: Organization, platform: Any, title: str, by: Any) -> Proposal:
    """PP-01: begin a draft for an organisation one works in."""
    if not platform.is_accepting:
        raise Refused("Приём на этой площадке закрыт. Выберите другую.")
    proposal = Proposal.objects.create(organization=organization, platform=platform, title=title.strip(), created_by=by)
    record(proposal, "create", "Создан черновик предложения", by=by, after=proposal.status)
    return proposal


def attach(proposal: Proposal, file: UploadedFile, *, by: Any) -> str:
    """Attach a file to an application that is still open; returns what is wrong with it (Russian) or nothing."""
    if problem := attachments.complaint(file):
        return problem
    kind = attachments.kind_of(file)
    sha256 = attachments.store(file)
    try:
        with transaction.atomic():
            one = Attachment.objects.create(
                proposal=proposal,
                name=(file.name or "файл")[-200:],
                kind=kind,
                size=file.size,
                sha256=sha256,
                added_by=by,
            )
            record(proposal, "attach", f"Приложен файл «{one.name}»", by=by, payload={"sha256": sha256})
    except IntegrityError:
        return f"Файл «{file.name}» уже приложен."
    return ""


def detach(attachment: Attachment, *, by: Any) -> None:
    """Take a file off an application that is still open; the bytes stay if a version refers to them."""
    if attachment.proposal.status not in (Status.DRAFT, Status.RETURNED, Status.REWORK):
        raise Refused("Заявка уже подана: её приложения изменить нельзя.")
    attachment.removed_at = timezone.now()
    attachment.save(update_fields=["removed_at"])
    record(
        attachment.proposal, "detach", f"Убран файл «{attachment.name}»", by=by, payload={"sha256": attachment.sha256}
    )


def _require_signer(proposal: Proposal, by: Any) -> None:
    """Only who may sign for the organisation submits (checked at the act)."""
    if proposal.signer_key not in by.capacity_keys():
        raise Refused(
            "Подать заявку может только подписант организации (руководитель или лицо с доверенностью), чьи полномочия подтверждены. "
            "Черновик сохранён: подписант увидит его среди своих задач."
        )


def _write(proposal: Proposal, answers: dict[str, Any]) -> None:
    """Put answers into the proposal's present text."""
    lines = answers.pop("budget", None)
    for name, value in answers.items():
        setattr(proposal, name, value.strip() if isinstance(value, str) else value)
    proposal.save()
    if lines is not None:
        proposal.lines.all().delete()
        BudgetLine.objects.bulk_create(
            BudgetLine(proposal=proposal, position=n, **line) for n, line in enumerate(lines, 1)
        )


def _freeze(proposal: Proposal, by: Any) -> ProposalVersion:
    """Freeze the present text as the next version, with a receipt that bears the registration number."""
    previous = proposal.version
    number = previous.number + 1 if previous else 1
    snapshot = application.snapshot(proposal, number)
    receipt = notices.receipt(proposal, snapshot, previous.document if previous else None, by)
    return ProposalVersion.objects.create(
        proposal=proposal,
        number=number,
        snapshot=snapshot,
        sha256=digest(snapshot),
        document=receipt,
        submitted_at=timezone.now(),
        submitted_by=by,
    )


def submit(proposal: Proposal, *, by: Any, **answers: Any) -> None:
    """PP-02, then PP-03 and PP-04 at once: submit, register under a number, begin the formal check."""
    _require_signer(proposal, by)
    if not Consent.is_given(by, Consent.Purpose.PARTICIPATION):
        raise Refused(
            "Сначала дайте согласие на обработку персональных данных: это отдельная страница «Согласия» в вашем кабинете."
        )
    if proposal.status == Status.DRAFT and not proposal.platform.is_accepting:
        raise Refused("Окно приёма на площадке закрылось. Черновик сохранён, выберите другую площадку.")
    _write(proposal, answers)
    _send_in(proposal, by, "Предложение подано")


def _send_in(proposal: Proposal, by: Any, title: str) -> None:
    version = _freeze(proposal, by)
    proposal.submitted_at = proposal.submitted_at or timezone.now()
    move(proposal.submit, title, by=by, payload={"version": version.number, "sha256": version.sha256})
    is_first = not proposal.number
    if is_first:
        proposal.number = version.document.number
    move(proposal.register, f"Зарегистрировано под № {proposal.number}", ground=f"версия {version.number}")
    move(proposal.begin_check, "Начата формальная проверка")
    if is_first:
        notices.registered(proposal)


def resubmit(proposal: Proposal, *, by: Any, **answers: Any) -> None:
    """PP-07: send the mended application; every place with a remark must have changed."""
    _require_signer(proposal, by)
    before = proposal.version
    _write(proposal, answers)
    now = {name: application.in_words(proposal, name) for name in application.PLACES}
    same = [
        name
        for name in before.remarks.values_list("field", flat=True)
        if str(now[name]) == str(before.snapshot["fields"][name])
    ]
    if same:
        places = ", ".join(f"«{application.label(name)}»" for name in same)
        raise Refused(
            f"Эти места остались прежними, хотя к ним есть замечания: {places}. Исправьте их и подайте снова."
        )
    _send_in(proposal, by, "Предложение подано повторно")


def choose_platform(proposal: Proposal, *, by: Any, platform: Any) -> None:
    """A draft that missed its window goes on at another platform."""
    proposal.platform = platform
    proposal.save(update_fields=["platform"])
    record(proposal, "choose_platform", f"Черновик перенесён на площадку «{platform}»", by=by)


def miss_window(proposal: Proposal) -> None:
    """The window of intake closed before the draft was sent; nothing typed is lost."""
    record(proposal, "miss_window", "Окно приёма закрылось, черновик сохранён")


def check(
    proposal: Proposal,
    *,
    by: Any,
    outcome: str,
    ground: str = "",
    explanation: str = "",
    remarks: dict[str, str] | None = None,
) -> None:
    """PP-05, PP-06, PP-09: the result of the formal check."""
    if outcome == "admit":
        move(proposal.admit, "Предложение допущено", by=by)
        notices.admitted(proposal, by)
    elif outcome == "send_back":
        version = proposal.version
        Remark.objects.bulk_create(
            Remark(version=version, field=name, text=text) for name, text in (remarks or {}).items()
        )
        move(
            proposal.send_back,
            f"Предложение возвращено на доработку, замечаний: {len(remarks or {})}",
            by=by,
            payload=remarks,
        )
        notices.returned(proposal, remarks or {}, by)
    else:
        move(proposal.reject, "В допуске отказано", by=by, ground=explanation, payload={"ground": ground})
        notices.rejected(proposal, dict(STOP_GROUNDS)[ground], explanation, by)


def reject_by_silence(proposal: Proposal) -> None:
    """PP-08: the term for mending has passed."""
    move(proposal.reject, "Не допущено: замечания не устранены в срок")
    notices.rejected(
        proposal, "недостатки не устранены", "Срок устранения замечаний истёк, исправленная заявка не поступила.", None
    )


def order_expertise(proposal: Proposal, *, by: Any, instruction: str) -> None:
    """PP-12: send the frozen version to professional-public expertise."""
    if proposal.status != Status.UNDER_EXPERTISE:
        move(proposal.order_expertise, "Предложение направлено на экспертизу", by=by, ground=instruction)
    _request_expertise(proposal, by)


def improve(proposal: Proposal, *, by: Any, **answers: Any) -> None:
    """PP-21: send the reworked application to a repeated expertise, once."""
    _require_signer(proposal, by)
    _write(proposal, answers)
    version = _freeze(proposal, by)
    move(
        proposal.resubmit_to_expertise,
        "Доработанное предложение направлено на повторную экспертизу",
        by=by,
        payload={"version": version.number},
    )
    _request_expertise(proposal, by)


def _request_expertise(proposal: Proposal, by: Any) -> None:
    version = proposal.version
    proposal.expertise = expertise.actions.request(
        object_title=proposal.title,
        object_url=proposal.get_absolute_url(),
        applicant=proposal.organization,
        materials=version.document,
        version_hash=version.sha256,
        requested_sum=proposal.requested_sum or Decimal(0),
        area=proposal.area,
        author_people=[proposal.created_by, version.submitted_by],
        is_repeat=proposal.reworks > 0,
        by=by,
    )
    proposal.save()
    Examination.objects.create(proposal=proposal, version=version, expertise=proposal.expertise)


def conclude(proposal: Proposal) -> None:
    """PP-18, PP-19, PP-20: the published conclusion moves the proposal; a refused or cancelled expertise leaves it where it is."""
    result = proposal.expertise.outcome
    ground = f"заключение № {proposal.expertise.conclusion.number}" if result else ""
    if result == "recommend":
        move(proposal.recommend, "Экспертиза рекомендует предложение", ground=ground)
    elif result == "rework" and proposal.reworks < 1:
        move(proposal.ask_rework, "Экспертиза предлагает доработать предложение", ground=ground)
    elif result:
        move(proposal.not_recommend, "Экспертиза не рекомендует предложение", ground=ground)


def give_up_rework(proposal: Proposal) -> None:
    """PP-22: the term for rework has passed."""
    move(proposal.not_recommend, "Не рекомендовано: доработка не представлена в срок")
    notify(
        proposal.signer_key,
        f"proposal:{proposal.pk}:rework-lapsed",
        "Срок доработки истёк",
        proposal.title,
        proposal.get_absolute_url(),
    )


def include(proposal: Proposal, *, by: Any, question: str, draft_resolution: str, is_considered: bool) -> None:
    """PP-23, PP-29: put the proposal before the committee."""
    if proposal.status == Status.RECOMMENDED:
        move(proposal.include, "Вопрос внесён в комитет", by=by, ground="рабочая комиссия рассмотрела")
    elif proposal.status == Status.DEFERRED:
        move(proposal.return_to_agenda, "Вопрос возвращён в повестку", by=by)
    proposal.agenda_item = committee.actions.propose_item(
        title=proposal.title,
        question=question,
        draft_resolution=draft_resolution,
        resolutions=RESOLUTIONS,
        reporter=proposal.organization.short_name,
        materials=[document for document in (proposal.expertise.conclusion, proposal.version.document) if document],
        concerned=[proposal.member_key],
        conflicted_organizations=[proposal.organization],
        by=by,
    )
    proposal.save()


def sign_initiative(proposal: Proposal, *, by: Any, reasons: str) -> None:
    """PP-24: a member joins the initiative; a third of the members brings the question to the committee."""
    if proposal.status != Status.NOT_RECOMMENDED:
        raise Refused("Инициатива уже не нужна: положение дела изменилось.")
    if "role:committee_member" not in by.capacity_keys():
        raise Refused("Инициативу подписывают члены комитета.")
    _, is_new = InitiativeSignature.objects.get_or_create(proposal=proposal, member=by, defaults={"reasons": reasons})
    if not is_new:
        raise Refused("Вы уже подписали эту инициативу.")
    record(proposal, "sign_initiative", "Член комитета поддержал инициативу", by=by, ground=reasons)
    if proposal.initiative.count() * 3 >= _voters():
        move(
            proposal.overrule,
            "Вопрос вносится вопреки выводу экспертизы",
            ground="инициатива не менее трети членов комитета",
        )
        door.wake(proposal)


def _voters() -> int:
    """How many vote in the committee today: a third of them may bring a question (PP-24)."""
    return Body.objects.get(kind=Body.Kind.COMMITTEE, closed_at=None).voters_on().count()


def archive_after_silence(proposal: Proposal) -> None:
    """PP-25: nobody has brought the question in time."""
    move(proposal.archive, "Дело закрыто: инициатива членов комитета не поступила")


def apply_verdict(proposal: Proposal) -> None:
    """PP-26, PP-27, PP-28: what the committee has voted."""
    item = proposal.agenda_item
    ground = f"вопрос повестки: {item.question}"
    if item.verdict == "support":
        move(proposal.support, "Комитет поддержал предложение", ground=ground)
    elif item.verdict == "decline":
        move(proposal.decline, "Комитет отклонил предложение", ground=item.reasons)
    elif item.verdict == "defer":
        proposal.deferred_until = item.deferred_until
        move(proposal.defer, f"Комитет отложил вопрос до {item.deferred_until:%d.%m.%Y}", ground=item.reasons)
    if item.verdict:
        notify(
            proposal.signer_key,
            f"item:{item.pk}:verdict",
            f"Комитет рассмотрел предложение: {proposal.get_status_display().lower()}",
            proposal.title,
            proposal.get_absolute_url(),
        )


def withdraw(proposal: Proposal, *, by: Any, ground: str) -> None:
    """PP-33: the applicant takes the proposal back, unless a vote is on. Under the lock of its case."""
    _require_signer(proposal, by)
    if proposal.agenda_item and not proposal.agenda_item.is_settled:
        committee.actions.withdraw_item(proposal.agenda_item, ground=ground, by=by)
    if proposal.expertise and not proposal.expertise.is_over:
        expertise.actions.cancel(proposal.expertise, ground="предложение отозвано заявителем", by=by)
    move(proposal.withdraw, "Предложение отозвано заявителем", by=by, ground=ground)
    door.close_case(proposal.case)
    notify(
        "role:platform_secretary",
        f"proposal:{proposal.pk}:withdrawn",
        "Предложение отозвано",
        proposal.title,
        proposal.get_absolute_url(),
    )
