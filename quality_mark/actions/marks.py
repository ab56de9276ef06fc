"""How a Mark ends or nears its end without the committee: QM-06, QM-09, QM-10."""

from typing import Any

from django.utils import timezone

import committee.actions
from casework import door
from casework.door import Refused
from documents import actions as documents
from documents.models import Document
from journal.record import move
from quality_mark import letters
from quality_mark.models import MarkQuestion, QualityMark

Status = QualityMark.Status


def held(pk: int) -> QualityMark:
    """The Mark under its row lock: questions, inspections and its own term may reach for it at once."""
    return QualityMark.objects.select_for_update(of=("self",)).get(pk=pk)


def begin_to_expire(mark: QualityMark) -> None:
    """QM-06: sixty working days are left."""
    mark = held(mark.pk)
    if mark.status != Status.ACTIVE:
        return
    move(mark.begin_to_expire, f"Знак действует последние дни: по {mark.valid_to:%d.%m.%Y}")
    letters.to_holder(
        mark, "expiring", "Об окончании срока Знака качества",
        f"Знак № {mark.number} («{mark.entry.title}») действует по {mark.valid_to:%d.%m.%Y} включительно.",
        what_to_do="Чтобы сохранить Знак, участвуйте в ближайшем конкурсе: приём заявок объявляется на странице конкурсов.",
        until=mark.valid_to,
    )  # fmt: skip


def expire(mark: QualityMark) -> None:
    """QM-09: the last day has passed."""
    mark = held(mark.pk)
    if mark.status not in (Status.ACTIVE, Status.EXPIRING):
        return
    ground = f"срок Знака закончился {mark.valid_to:%d.%m.%Y}"
    move(mark.expire, "Срок Знака истёк", ground=ground, at=timezone.now(), why=ground)
    _drop_open_questions(mark, ground, None)
    say_on_certificate(mark, "Срок Знака истёк", f"Знак действовал по {mark.valid_to:%d.%m.%Y}.")
    letters.to_holder(
        mark, "expired", "О прекращении Знака качества",
        f"Срок Знака № {mark.number} («{mark.entry.title}») закончился {mark.valid_to:%d.%m.%Y}.",
        what_to_do="Уберите Знак с упаковки, вывесок и сайта: значок на сайте уже показывает, что срок истёк.",
    )  # fmt: skip
    door.wake(mark)


def decline(mark: QualityMark, *, by: Any, ground: str) -> None:
    """QM-10: the holder gives the Mark up; no ban follows."""
    mark = held(mark.pk)
    if mark.signer_key not in by.capacity_keys():
        raise Refused("Отказаться от Знака может только подписант организации-обладателя.")
    move(mark.decline, "Обладатель отказался от Знака", by=by, ground=ground, at=timezone.now(), why=ground)
    _drop_open_questions(mark, "обладатель отказался от Знака", by)
    void_certificate(mark, f"Обладатель отказался от Знака: {ground}", by)
    letters.to_holder(
        mark, "declined", "О прекращении Знака качества",
        f"Отказ от Знака № {mark.number} («{mark.entry.title}») принят. Знак прекращён, свидетельство аннулировано.", by,
    )  # fmt: skip
    door.wake(mark)


def _drop_open_questions(mark: QualityMark, ground: str, by: Any) -> None:
    """A question about a Mark that is no more is taken back, unless the committee is voting on it this minute."""
    for question in MarkQuestion.objects.filter(mark=mark, answered_at=None).select_related("item"):
        if not question.item.is_settled and question.item.status != "voting":
            committee.actions.withdraw_item(question.item, ground=ground, by=by)


def say_on_certificate(mark: QualityMark, title: str, text: str, kind: str = "warning") -> None:
    """What whoever checks the certificate reads first."""
    assert mark.certificate is not None, "a Mark in the register has a certificate"
    documents.annotate(mark.certificate, kind=kind, title=title, text=text, url=mark.get_absolute_url())


def void_certificate(mark: QualityMark, reason: str, by: Any) -> None:
    """The certificate certifies nothing any more."""
    paper = Document.objects.get(pk=mark.certificate_id)
    if not paper.is_annulled:
        documents.annul(paper, reason=reason, by=by)
    say_on_certificate(mark, f"Знак прекращён: {mark.standing[0]}", "История Знака — на его странице.", kind="error")
