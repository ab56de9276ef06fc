"""From a draft to a registered application: PP-01…PP-04, PP-07, PP-21."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from casework import paper, workdays
from casework.door import Refused
from documents import files
from documents.archive import Full
from documents.post import actions as post
from journal.models import digest
from journal.record import move, record
from negotiations.applications import application, quotas
from negotiations.applications.models import Attachment, BudgetLine, ProposalVersion
from negotiations.examination.actions import request_expertise
from negotiations.examination.contested import require_uncontested
from negotiations.platforms.models import NegotiationPlatform
from negotiations.proposals import papers
from negotiations.proposals.models import Proposal
from programme.consents.actions import require_consent
from programme.mandates.actions import require_mandate
from programme.models import Organization, Person

Status = Proposal.Status


def create(*, organization: Organization, platform: NegotiationPlatform, title: str, by: Person) -> Proposal:
    """PP-01: begin a draft for an organisation one works in."""
    if not platform.is_accepting:
        raise Refused("Приём на этой площадке закрыт. Выберите другую.")
    proposal = Proposal.objects.create(organization=organization, platform=platform, title=title.strip(), created_by=by)
    record(proposal, "create", "Создан черновик предложения", by=by, after=proposal.status)
    return proposal


def create_on_paper(
    *, organization: Organization, platform: NegotiationPlatform, title: str, received_on: date, by: Person
) -> Proposal:
    """PP-01 on paper: the office begins what it has received from an organisation nobody stands for here. Raises Refused."""
    if received_on > workdays.local_date():
        raise Refused("День получения ещё не наступил.")
    if not platform.accepted_on(received_on):
        raise Refused(
            "В этот день площадка заявок не принимала. Выберите другую площадку или верните бумагу заявителю."
        )
    proposal = Proposal.objects.create(
        organization=organization, platform=platform, title=title.strip(), received_on=received_on, created_by=by
    )
    record(proposal, "create", "Предложение пришло на бумаге", by=by, after=proposal.status)
    return proposal


def attach(proposal: Proposal, file: UploadedFile, *, by: Person) -> str:
    """Attach a file to an application that is still open; returns what is wrong with it (Russian) or nothing.

    A file of the same name takes the place of the earlier one: two of one name cannot be told apart by whoever reads them.
    """
    if problem := files.complaint(file):
        return problem
    try:
        with transaction.atomic():
            Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)  # files are counted one after another
            if problem := quotas.complaint(file, by, proposal):
                return problem
            _put_in(proposal, file, by)
    except IntegrityError:
        return f"Файл «{file.name}» уже приложен."
    except Full as full:
        return str(full)
    return ""


def _put_in(proposal: Proposal, file: UploadedFile, by: Person) -> None:
    attachment = Attachment(
        proposal=proposal,
        name=files.name_of(file),
        kind=files.kind_of(file),
        size=file.size or 0,
        sha256=files.store(file),
        added_by=by,
    )
    earlier = _take_its_place(attachment)
    attachment.save()
    verb, title = ("replace", "Заменён") if earlier else ("attach", "Приложен")
    # not its name: the journal is read by those who do not read drafts
    record(proposal, verb, f"{title} файл", by=by, payload={"sha256": attachment.sha256, **earlier})


def _take_its_place(attachment: Attachment) -> dict[str, str]:
    """Take the file of this name off; returns its hash for the journal. The same bytes are refused by the constraint."""
    twins = Attachment.objects.filter(proposal=attachment.proposal, name=attachment.name, removed_at=None)
    earlier = list(twins.exclude(sha256=attachment.sha256))
    Attachment.objects.filter(pk__in=[row.pk for row in earlier]).update(removed_at=timezone.now())
    return {"instead_of": earlier[0].sha256} if earlier else {}


def detach(attachment: Attachment, *, by: Person) -> None:
    """Take a file off an application that is still open; the bytes stay if a version refers to them."""
    if attachment.proposal.status not in (Status.DRAFT, Status.RETURNED, Status.REWORK):
        raise Refused("Заявка уже подана: её приложения изменить нельзя.")
    if attachment.removed_at:
        raise Refused("Этот файл уже убран.")
    attachment.removed_at = timezone.now()
    attachment.save(update_fields=["removed_at"])
    record(attachment.proposal, "detach", "Убран файл", by=by, payload={"sha256": attachment.sha256})


def choose_platform(proposal: Proposal, *, by: Person, platform: NegotiationPlatform) -> None:
    """A draft that missed its window goes on at another platform."""
    proposal.platform = platform
    proposal.save(update_fields=["platform"])
    record(proposal, "choose_platform", f"Черновик перенесён на площадку «{platform}»", by=by)


def miss_window(proposal: Proposal) -> None:
    """The window of intake closed before the draft was sent; nothing typed is lost."""
    record(proposal, "miss_window", "Окно приёма закрылось, черновик сохранён")


def submit(proposal: Proposal, *, by: Person, **answers: Any) -> None:
    """PP-02, then PP-03 and PP-04 at once: submit, register under a number, begin the formal check."""
    require_signer(proposal, by)
    require_consent(by)
    day = proposal.received_on or workdays.local_date()
    if proposal.status == Status.DRAFT and not proposal.platform.accepted_on(day):
        raise Refused("Окно приёма на площадке закрылось. Черновик сохранён, выберите другую площадку.")
    _write(proposal, answers)
    _send_in(proposal, by, "Предложение подано")


def resubmit(proposal: Proposal, *, by: Person, replies: dict[str, str] | None = None, **answers: Any) -> None:
    """PP-07: send the mended application; every place with a remark must have changed. `replies`: words to the remarks, by place."""
    require_signer(proposal, by)
    before = proposal.version
    assert before is not None, "what is mended has been submitted"
    _write(proposal, answers)
    now = application.snapshot(proposal, before.number)
    same = [
        name
        for name in before.remarks.values_list("field", flat=True)
        if application.content(now, name) == application.content(before.snapshot, name)
    ]
    if same:
        places = ", ".join(f"«{application.label(name)}»" for name in same)
        raise Refused(
            f"Эти места остались прежними, хотя к ним есть замечания: {places}. Исправьте их и подайте снова."
        )
    for name, text in (replies or {}).items():
        before.remarks.filter(field=name).update(answer=text)
    _send_in(proposal, by, "Предложение подано повторно")


def improve(proposal: Proposal, *, by: Person, **answers: Any) -> None:
    """PP-21: send the reworked application to a repeated expertise, once."""
    require_signer(proposal, by)
    require_uncontested(proposal)
    _write(proposal, answers)
    version = _freeze(proposal, by)
    move(
        proposal.resubmit_to_expertise,
        "Доработанное предложение направлено на повторную экспертизу",
        by=by,
        payload={"version": version.number},
    )
    request_expertise(proposal, by)


def require_signer(proposal: Proposal, by: Person) -> None:
    """Only who may sign for the organisation submits (checked at the act)."""
    require_mandate(by, proposal.organization)


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


def _freeze(proposal: Proposal, by: Person) -> ProposalVersion:
    """Freeze the present text as the next version, with a receipt that bears the registration number."""
    previous = proposal.version
    number = previous.number + 1 if previous else 1
    snapshot = application.snapshot(proposal, number)
    receipt = papers.receipt(proposal, snapshot, previous.document if previous else None, by)
    return ProposalVersion.objects.create(
        proposal=proposal,
        number=number,
        snapshot=snapshot,
        sha256=digest(snapshot),
        document=receipt,
        submitted_at=timezone.now(),
        submitted_by=by,
    )


def _send_in(proposal: Proposal, by: Person, title: str) -> None:
    version = _freeze(proposal, by)
    sheet = paper.hand()
    proposal.submitted_at = proposal.submitted_at or (sheet.received_at if sheet else timezone.now())
    move(proposal.submit, title, by=by, payload={"version": version.number, "sha256": version.sha256})
    is_first = not proposal.number
    if is_first:
        proposal.number = version.document.number
    move(proposal.register, f"Зарегистрировано под № {proposal.number}", ground=f"версия {version.number}")
    move(proposal.begin_check, "Начата формальная проверка")
    if is_first:
        papers.registered(proposal)
    if sheet:
        post.owe(version.document, proposal.member_key)
