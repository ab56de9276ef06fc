"""An organisation answers before it signs: reads, reserves, is ready, declines (KS-02…KS-05, KS-10)."""

from typing import Any

from django.utils import timezone

from casework import paper
from casework.door import Refused
from casework.notify import notify
from committee.agenda.actions import propose_item
from committee.models import Body
from journal.record import move, record
from programme.models import Person
from protocol.answers.models import Reservation
from protocol.answers.resolutions import VERDICTS
from protocol.editions.articles import ArticleText
from protocol.roles import CUSTODIAN
from protocol.signatories.actions import require_open
from protocol.signatories.models import Signatory

Outcome = Reservation.Outcome


def acquaint(signatory: Signatory, *, by: Person, answer: str, reason: str = "") -> None:
    """KS-02: the organisation has read the text; or it declines at once (KS-10)."""
    if answer == "decline":
        decline(signatory, by, reason)
        return
    move(signatory.acquaint, "С текстом редакции ознакомлен", by=by, at=timezone.now())


def declare(
    signatory: Signatory, *, by: Person, answer: str, reservations: dict[int, str] | None = None, reason: str = ""
) -> None:
    """KS-03, KS-05, KS-10: ready to sign, or with reservations, or not at all."""
    if answer == "decline":
        decline(signatory, by, reason)
        return
    require_open(signatory.edition)
    _require_mandate(signatory, by)
    if answer == "reserve":
        _reserve(signatory, by, reservations or {})
    else:
        title = "Готов подписать: полномочия подтверждены"
        move(signatory.confirm_readiness, title, by=by, at=timezone.now(), person=by)


def confirm_signature(
    signatory: Signatory, *, by: Person, answer: str, reservations: dict[int, str] | None = None, reason: str = ""
) -> None:
    """A signatory of the edition before has read the changes (KS-02) and answers, in one act."""
    if answer != "decline":
        move(signatory.acquaint, "С изменениями редакции ознакомлен", by=by, at=timezone.now())
    declare(signatory, by=by, answer=answer, reservations=reservations, reason=reason)


def stay_on_old(signatory: Signatory) -> None:
    """Twenty working days have passed without an answer: the organisation stays on the edition it has signed (3.4)."""
    reason = "Подпись не подтверждена в срок: организация остаётся на прежней редакции до утраты ею силы."
    move(signatory.decline, "Подпись под новой редакцией не подтверждена в срок", reason=reason)
    title = "Вы остались на прежней редакции Протокола"
    text = f"{reason} Присоединиться к новой редакции можно заявлением."
    notify(signatory.member_key, f"signatory:{signatory.pk}:stayed", title, text, signatory.get_absolute_url())


def _require_mandate(signatory: Signatory, by: Person) -> None:
    by.forget_capacities()
    if signatory.signer_key not in by.capacity_keys() and not paper.stands_for(signatory.signer_key):
        raise Refused("Отвечает за организацию её руководитель или лицо с доверенностью, чьи полномочия подтверждены.")


def decline(signatory: Signatory, by: Person, reason: str) -> None:
    """KS-10: the organisation will not sign."""
    _require_mandate(signatory, by)
    move(signatory.decline, "Организация отказалась подписать", by=by, ground=reason, reason=reason)
    title = f"Отказ подписать Протокол: {signatory.organization.short_name}"
    notify(CUSTODIAN, f"signatory:{signatory.pk}:declined", title, reason, signatory.get_absolute_url())


def _reserve(signatory: Signatory, by: Person, reservations: dict[int, str]) -> None:
    texts = {text.pk: text for text in signatory.edition.living_texts}
    if not reservations:
        raise Refused("Напишите оговорку хотя бы к одной статье.")
    now = timezone.now()
    for pk, words in reservations.items():
        _require_reservable(texts.get(pk))
        Reservation.objects.create(signatory=signatory, article_text=texts[pk], text=words, proposed_at=now)
    payload = {"articles": [texts[pk].article.code for pk in reservations]}
    move(signatory.reserve, "Заявлены оговорки", by=by, payload=payload)


def _require_reservable(text: ArticleText | None) -> None:
    if text is None:
        raise Refused("Такой статьи в редакции нет.")
    if text.is_essential:
        raise Refused(f"Статья {text.position} — существенная: оговорки к ней не допускаются.")


def decide_reservations(signatory: Signatory, *, by: Person, decisions: dict[int, tuple[str, str]]) -> None:
    """KS-04: the custodian accepts or refuses each reservation, or gives a disputed one to the working group."""
    now = timezone.now()
    for reservation in signatory.reservations.filter(outcome=Outcome.PENDING).select_related("article_text"):
        verdict, reasons = decisions[reservation.pk]
        if verdict == Outcome.DISPUTED:
            reservation.item = _to_the_group(signatory, reservation, by)
        _decide(reservation, verdict, by, now, reasons)
    settle_reservations(signatory, by=by)


def _decide(reservation: Reservation, outcome: str, by: Person | None, at: Any, reasons: str) -> None:
    reservation.outcome, reservation.reasons = outcome, reasons
    if outcome in (Outcome.ACCEPTED, Outcome.REFUSED):
        reservation.decided_at, reservation.decided_by = at, by
    reservation.save()
    title = f"{reservation}: {reservation.get_outcome_display()}"
    record(reservation.signatory, "decide_reservation", title, by=by, ground=reasons)


def _to_the_group(signatory: Signatory, reservation: Reservation, by: Person) -> Any:
    group = signatory.edition.group or Body.objects.at_work(Body.Kind.PROTOCOL_GROUP).first()
    if group is None:
        raise Refused("Рабочая группа Протокола не образована: решите оговорку сами.")
    text = reservation.article_text
    return propose_item(
        body=group,
        title=f"Об оговорке организации {signatory.organization.short_name} к статье {text.position}",
        question=f"Статья {text.position} «{text.title}»: {text.text}\nОговорка: {reservation.text}",
        draft_resolution=f"Принять оговорку к статье {text.position}.",
        resolutions=VERDICTS,
        about=f"организации {signatory.organization.short_name} к статье {text.position}",
        reporter=by.short_name,
        matter="protocol",
        concerned=[signatory.member_key],
        conflicted_organizations=[signatory.organization],
        by=by,
    )


def disputed(signatory: Signatory) -> Reservation | None:
    """The first reservation the group has still to answer."""
    rows = signatory.reservations.filter(outcome=Outcome.DISPUTED).select_related("item")
    return rows.order_by("pk").first()


def apply_group(signatory: Signatory) -> None:
    """KS-04: follow the group; a question it has not decided goes back to the custodian."""
    reservation = disputed(signatory)
    assert reservation is not None and reservation.item is not None, "the flow waits for an item of the group"
    item = reservation.item
    verdict = item.verdict if item.is_effective else ""
    outcome = {"accept": Outcome.ACCEPTED, "refuse": Outcome.REFUSED}.get(verdict, Outcome.PENDING)
    _decide(reservation, outcome, None, timezone.now(), item.reasons or ("решение рабочей группы" if verdict else ""))
    settle_reservations(signatory)


def settle_reservations(signatory: Signatory, by: Person | None = None) -> None:
    """When all reservations are decided: ready to sign if all were accepted, else the organisation answers anew."""
    rows = signatory.reservations
    if rows.filter(outcome__in=[Outcome.PENDING, Outcome.DISPUTED]).exists():
        return
    last = rows.order_by("-proposed_at").values_list("proposed_at", flat=True).first()
    assert last is not None, "reservations have been declared"
    if rows.filter(proposed_at=last, outcome=Outcome.REFUSED).exists():
        move(signatory.refuse_reservations, "Оговорка отклонена: решение за организацией", by=by)
    else:
        move(signatory.accept_reservations, "Оговорки приняты, можно подписывать", by=by, at=timezone.now())
    title = f"Оговорки рассмотрены: {signatory.get_status_display().lower()}"
    event = f"signatory:{signatory.pk}:reservations:{last:%Y%m%d%H%M%S}"
    notify(signatory.signer_key, event, title, str(signatory.edition), signatory.get_absolute_url())
