"""A matter goes out, is answered or is not, ends (EM-01…EM-10). Under the lock of its case, unless it follows its card."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from documents import files
from documents.models import Document
from journal.record import move, record
from library.cards.keeping import keeper_of
from library.cards.models import Card
from library.outside import papers
from library.outside.models import ExternalMatter, OutsideFile, OutsidePaper
from library.outside.reading import named_in
from programme.models import Person

Status, What = ExternalMatter.Status, OutsidePaper.What
MOVES = {Status.GRANTED: "grant", Status.PARTLY: "grant_partly"}


def begin(card: Card, by: Person | None) -> None:
    """EM-01 by itself: a card of an external kind has come into force. Under the lock of the card's case."""
    external = card.kind.rule.external
    if external is None:
        return
    last = named_in(card, external.deadline) if external.deadline else ""
    matter = ExternalMatter.objects.create(
        card=card,
        addressee=named_in(card, external.addressee)[:300],
        deadline=date.fromisoformat(last) if last else None,
    )
    record(
        matter, "begin", f"Заведено внешнее дело: {matter.addressee}", by=by, after=matter.status, ground=f"карточка № {card.number}"
    )  # fmt: skip
    door.open_case(matter, by)


def send(
    matter: ExternalMatter, *, by: Person, addressee: str, words: str, file: UploadedFile | None = None, is_public: bool = False
) -> None:  # fmt: skip
    """EM-02: the letter gets its number today; a package may go with it."""
    matter.addressee = addressee
    matter.letter, matter.sent_on = papers.letter(matter, words, by), workdays.local_date()
    _keep(matter, What.SENT, words, by, document=matter.letter, file=file, is_public=is_public)
    move(matter.send, f"Направлено: № {matter.sent_number}, {addressee}", by=by)
    _tell(matter, f"Направлено: {addressee}", f"Письмо № {matter.sent_number}. Об ответе или молчании вы узнаете.")


def answer(
    matter: ExternalMatter, *, by: Person, outcome: str, day: date | None, words: str, file: UploadedFile | None, is_public: bool = False,
    result: str = "", amount: int | None = None, until: date | None = None, conclusion: str = "",
) -> None:  # fmt: skip
    """EM-03, EM-04, EM-05: what was answered, with its copy. Raises Refused for a day before the letter or after today."""
    if file is None or day is None:
        raise Refused("Без даты и копии ответ не записывают.")
    if matter.sent_on is None or not matter.sent_on <= day <= workdays.local_date():
        raise Refused("Ответ получен не раньше письма и не позже сегодняшнего дня.")
    matter.outcome, matter.answer, matter.answered_on = outcome, words, day
    matter.result, matter.amount, matter.until, matter.conclusion = result, amount, until, conclusion
    _keep(matter, What.ANSWER, words, by, day=day, file=file, is_public=is_public)
    if outcome == Status.REFUSED:
        move(matter.refuse, f"Ответ: {matter.called(outcome).lower()}", by=by, ground=conclusion, at=timezone.now())
    else:
        move(
            getattr(matter, MOVES[Status(outcome)]),
            f"Ответ: {matter.Status(outcome).label.lower()}",
            by=by,
            ground=words,
        )
    _tell(matter, f"Получен ответ: {matter.standing.lower()}", words)
    follow_card(matter)


def pass_over(matter: ExternalMatter) -> None:
    """EM-06: silence; a reminder lies ready, and the keeper may send again."""
    paper = papers.reminder(matter)
    _keep(matter, What.REMINDER, "", None, document=paper)
    move(matter.go_unanswered, "Ответа в срок не было", ground=f"напоминание № {paper.number}")
    _tell(matter, "Ответа в срок не было", f"Подготовлено напоминание № {paper.number}.")
    notify(
        keeper_of(matter.card), f"matter:{matter.pk}:silent:{paper.number}", "Отправьте напоминание", f"{matter}. № {paper.number}",
        matter.get_absolute_url(),
    )  # fmt: skip
    follow_card(matter)


def after_silence(matter: ExternalMatter, *, by: Person, step: str, ground: str = "", **more: Any) -> None:
    """EM-02 once more, EM-03…EM-05 late, or EM-09: what the keeper makes of the silence."""
    if step == "again":
        send(matter, by=by, addressee=more["addressee"], words=more["letter"])
    elif step == "close":
        close(matter, by=by, ground=ground)
    else:
        names = ("day", "words", "file", "is_public", "result", "amount", "until", "conclusion")
        answer(matter, by=by, outcome=step, **{name: more[name] for name in names})


def suspend(matter: ExternalMatter, *, by: Person, ground: str) -> None:
    """EM-07."""
    _require(matter, Status.GRANTED)
    matter.ground = ground
    move(matter.suspend, "Приостановлено", by=by, ground=ground)
    _tell(matter, "Приостановлено", ground)


def resume(matter: ExternalMatter, *, by: Person, ground: str) -> None:
    """EM-08."""
    _require(matter, Status.SUSPENDED)
    matter.ground = ground
    move(matter.resume, "Возобновлено", by=by, ground=ground)
    _tell(matter, "Возобновлено", ground)


def close(
    matter: ExternalMatter, *, by: Person | None, ground: str, file: UploadedFile | None = None, is_public: bool = False
) -> None:  # fmt: skip
    """EM-09: reported, taken back, left, expired; or the silence is all there will be."""
    _require(matter, *ExternalMatter.CLOSABLE)
    matter.ground = ground
    paper = papers.end(matter, ground, by)
    _keep(matter, What.END, ground, by, document=paper, file=file, is_public=is_public)
    move(matter.close, f"Завершено, справка № {paper.number}", by=by, ground=ground, at=timezone.now())
    _tell(matter, f"Завершено: {matter.standing.lower()}", ground)
    door.notify_waiters(matter)


def expire(matter: ExternalMatter) -> None:
    """EM-09 by itself: the day until which it held is over."""
    close(matter, by=None, ground=f"Срок вышел {matter.until:%d.%m.%Y}")


def drop(matter: ExternalMatter, *, by: Person | None, ground: str) -> None:
    """EM-10: nothing is sent."""
    _require(matter, Status.PREPARING)
    matter.ground = ground
    move(matter.drop, "Снято: направлено не будет", by=by, ground=ground, at=timezone.now())
    _tell(matter, "Снято: направлено не будет", ground)
    door.notify_waiters(matter)


def end_with(card: Card) -> None:
    """The card has been repealed or superseded: its matter ends with it; a letter that is out is still waited for."""
    matter = ExternalMatter.objects.filter(card=card).select_related("case").first()
    if matter is None:
        return
    with locked(matter.case.pk):
        follow_card(ExternalMatter.objects.select_related("card__kind").get(pk=matter.pk))


def follow_card(matter: ExternalMatter) -> None:
    """EM-09, EM-10 by themselves, if the card holds no more."""
    card = Card.objects.get(pk=matter.card_id)
    if card.is_in_force:
        return
    if matter.status == Status.PREPARING:
        drop(matter, by=None, ground=card.ground)
    elif matter.status in ExternalMatter.CLOSABLE:
        close(matter, by=None, ground=card.ground)


def _require(matter: ExternalMatter, *statuses: str) -> None:
    if matter.status not in statuses:
        raise Refused("Дело уже ушло дальше: откройте карточку снова.")


def _keep(
    matter: ExternalMatter, what: str, words: str, by: Person | None, *, day: date | None = None, document: Document | None = None,
    file: UploadedFile | None = None, is_public: bool = False,
) -> None:  # fmt: skip
    paper = OutsidePaper.objects.create(
        matter=matter, what=what, words=words, by=by, day=day or workdays.local_date(), document=document
    )
    if file:
        OutsideFile.objects.create(paper=paper, is_public=is_public, **files.take(file))


def _tell(matter: ExternalMatter, title: str, words: str) -> None:
    """The author hears of each move."""
    event = f"matter:{matter.pk}:{matter.status}:{matter.papers.count()}"
    notify(matter.card.owner_key, event, title, f"«{matter.card}». {words}"[:500], matter.get_absolute_url())
