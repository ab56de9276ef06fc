"""A citizen says whether what is reported can be seen. Enough doubts, and the coordinator is to look (programme 8.1)."""

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Q

from casework import workdays
from casework.door import Refused
from documents import files, pictures
from documents.archive import Full
from execution.confirmations.models import Confirmation, ConfirmationPhoto
from execution.reports.models import Report
from execution.undertakings import actions as undertakings
from execution.undertakings.models import Undertaking
from journal.record import record
from programme.identity.actions import require_level
from programme.models import Person, Regulation


def is_confirmable(undertaking: Undertaking) -> bool:
    """Is there an accepted report that can be confirmed?"""
    return undertaking.is_public and undertaking.reports.filter(outcome__in=Report.TAKEN).exists()


def confirm(
    undertaking: Undertaking, *, by: Person, sees: bool, words: str = "", photo: UploadedFile | None = None
) -> None:
    """Once, by whoever is certain enough, and never by those who report or receive the report."""
    require_level(by, "measure_confirmation", Regulation.in_force())
    if not is_confirmable(undertaking):
        raise Refused("Подтверждать пока нечего: ни один отчёт ещё не принят.")
    if not {undertaking.responsible, undertaking.controller}.isdisjoint(by.capacity_keys()):
        raise Refused("Вы отвечаете за эту меру или принимаете отчёты о ней: подтверждают её другие.")
    if undertaking.confirmations.filter(person=by).exists():
        raise Refused("Вы уже ответили: один человек отвечает один раз.")
    row = Confirmation.objects.create(undertaking=undertaking, person=by, sees=sees, words=words)
    if photo:
        _keep(row, photo)
    # Who has answered how is nobody's business: the journal counts the answer and does not name the person.
    record(undertaking, "confirm", "Житель ответил, видно ли сделанное")
    _look_into(undertaking)


def _keep(row: Confirmation, photo: UploadedFile) -> None:
    if problem := files.complaint(photo):
        raise Refused(problem)
    if not pictures.is_picture(photo):
        raise Refused("Приложите фотографию: JPG или PNG.")
    file = pictures.cleaned(photo)
    try:
        sha256 = files.store(file)
    except Full as full:
        raise Refused(str(full)) from None
    ConfirmationPhoto.objects.create(confirmation=row, name=files.name_of(file), size=file.size or 0, sha256=sha256)


def is_doubted(seen: int, unseen: int, least: int) -> bool:
    """Do more than half of those who have answered, and at least so many, not see it?"""
    return unseen >= least and unseen > seen


def least_doubts() -> int:
    """How many answers «не вижу» it takes."""
    return int(Regulation.in_force().value("undertaking.doubts_least"))


def _look_into(undertaking: Undertaking) -> None:
    """The coordinator gets an undertaking to check, once; what was accepted is not rewritten."""
    votes = undertaking.confirmations.aggregate(
        seen=Count("pk", filter=Q(sees=True)), unseen=Count("pk", filter=Q(sees=False))
    )
    address = undertaking.get_absolute_url()
    is_asked = Undertaking.objects.filter(kind=Undertaking.Kind.INSTRUCTION, source_url=address).exists()
    if is_asked or not is_doubted(votes["seen"], votes["unseen"], least_doubts()):
        return
    undertakings.give(
        kind=Undertaking.Kind.INSTRUCTION, title=f"Проверить: жители не видят сделанного. {undertaking}"[:1000],
        source=f"Ответы жителей: не видят — {votes['unseen']}, видят — {votes['seen']}", source_url=address,
        controller=undertaking.controller, due_on=workdays.add(workdays.local_date(), 20), is_public=True, by=None,
    )  # fmt: skip
    record(undertaking, "doubt", "Оспорено жителями: поставлено поручение проверить")
