"""Writing in a topic, the check before a message is shown, the answer (MS-01…MS-10)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from casework.reentering import reenter_case
from casework.replacing import ask_anew
from consultations.messages.addressees import controller_of
from consultations.messages.models import Answer, Message
from consultations.messages.photos import MessagePhoto
from consultations.topics import actions as topics
from consultations.topics.models import Topic, answering
from documents import files, pictures
from documents.archive import Full
from journal.record import move, record
from programme.consents.actions import require_consent
from programme.identity.actions import require_level
from programme.models import Organization, Person, Regulation

Status, Kind = Message.Status, Message.Kind


@dataclass(frozen=True)
class Photo:
    """A photograph with what is to be seen on it, as a form hands it over."""

    file: UploadedFile
    alt: str


def write(
    topic: Topic, *, by: Person, kind: str, text: str, rating: int | None = None, organization: Organization | None = None,
    photos: Iterable[Photo] = (), **about: str,
) -> Message:  # fmt: skip
    """MS-01: under the lock of the topic's case, so that numbers have no gaps and nothing comes after the end.

    `about`: what a statement says besides (`tone`, `source`, `district`, `area`), to whom it is addressed (`addressee`), and which part
    of the object it is about (`section`, `section_title`).
    """
    _require_may_write(topic, by, kind, text, organization)
    own = topic.messages.filter(author=by)
    replaced = own.filter(kind=Kind.REVIEW, replaced_by=None).last() if kind == Kind.REVIEW else None
    message = Message.objects.create(
        topic=topic, number=topic.messages.count() + 1, author=by, organization=organization, kind=kind, text=text,
        rating=rating if kind == Kind.REVIEW else None, level=by.level, replaces=replaced, **about,
    )  # fmt: skip
    for photo in photos:
        _keep(message, photo)
    record(message, "write", f"{message} в теме «{topic}»", by=by)
    door.open_case(message, by)
    return message


def _require_may_write(topic: Topic, by: Person, kind: str, text: str, organization: Organization | None) -> None:
    rules: Regulation = topic.case.regulation
    require_level(by, "consultation_message", rules)
    require_consent(by)
    if not topic.is_open:
        raise Refused("Обсуждение сейчас не идёт: сообщения не принимаются.")
    if kind not in Message.OF_TOPIC[Topic.Kind(topic.kind)]:
        raise Refused("В этой теме такого не пишут: выберите другой вид сообщения.")
    if organization and f"member:{organization.pk}" not in by.capacity_keys():
        raise Refused("Говорить от организации могут её представители.")
    if Message.objects.filter(author=by).unchecked().count() >= rules.value("consultation.unchecked_max"):
        raise Refused("Ваши прежние сообщения ещё проверяются. Подождите, пока их прочитает модератор.")
    if topic.messages.filter(author=by, text=text).exclude(status=Status.WITHDRAWN).exists():
        raise Refused("Вы уже написали это в этой теме.")


def _keep(message: Message, photo: Photo) -> None:
    if problem := files.complaint(photo.file):
        raise Refused(problem)
    if not pictures.is_picture(photo.file):
        raise Refused("Приложите фотографию: JPG или PNG.")
    file = pictures.cleaned(photo.file)
    try:
        sha256 = files.store(file)
    except Full as full:
        raise Refused(str(full)) from None
    MessagePhoto.objects.create(
        message=message, alt=photo.alt, name=files.name_of(file), size=file.size or 0, sha256=sha256
    )


def moderate(message: Message, *, by: Person, outcome: str, reason: str = "", remark: str = "") -> None:
    """MS-02, MS-03 or MS-06: show, send back once, or refuse for a reason of the list; never one's own, nor one to be answered."""
    _require_stranger(message, by)
    if outcome == "return" and message.returns >= message.case.regulation.value("consultation.returns_max"):
        raise Refused("Сообщение уже возвращали на правку: покажите его или откажите с причиной.")
    message.checked_by, message.checked_at = by, timezone.now()
    if outcome == "show":
        move(message.show, f"{message}: показано", by=by)
        title = f"Новое сообщение в теме «{message.topic}»"
        topics.tell_subscribers(
            message.topic, f"message:{message.pk}", title, str(message), [message.author_id], message.get_absolute_url()
        )
        return
    message.remark = remark
    if outcome == "return":
        message.returns += 1
        move(message.send_back, f"{message}: возвращено на правку", by=by, ground=remark)
        return
    message.reason = reason
    move(message.refuse, f"{message}: не показано", by=by, ground=reason_of(message))
    _tell_kept_back(message, "refused", "Ваше сообщение не показано")


def _require_stranger(message: Message, by: Person) -> None:
    if message.author_id == by.pk:
        raise Refused("Своё сообщение не проверяют: это сделает другой модератор.")
    if message.answerer in by.capacity_keys():
        raise Refused("На это сообщение отвечаете вы: проверит его другой модератор.")


def reason_of(message: Message) -> str:
    """The reason of the list in words, as the regulation of the case has it."""
    rows = message.case.regulation.value("consultation.refusal_reasons")
    return next((row["text"] for row in rows if row["code"] == message.reason), message.reason)


def _tell_kept_back(message: Message, event: str, title: str) -> None:
    days = message.case.term("message.complaint").days
    notify(
        f"person:{message.author_id}", f"consultation:message:{message.pk}:{event}", title,
        f"Причина: {reason_of(message)}. {message.remark} Не согласны — подайте жалобу в «Моих сообщениях», рабочих дней на неё: {days}. "
        "Её рассмотрит другой модератор.", message.get_absolute_url(),
    )  # fmt: skip


def fix(message: Message, *, by: Person, text: str) -> None:
    """MS-04."""
    message.text = text
    move(message.fix, f"{message}: исправлено автором", by=by)


def let_go(message: Message) -> None:
    """MS-05: not mended in time."""
    message.reason = "not_fixed"
    move(message.let_go, f"{message}: не исправлено в срок")
    notify(
        f"person:{message.author_id}", f"consultation:message:{message.pk}:not_fixed", "Ваше сообщение не показано",
        "Срок правки прошёл. Пока обсуждение идёт, можно написать заново.", message.get_absolute_url(),
    )  # fmt: skip


def may_pass_on(message: Message) -> bool:
    """Does it wait for its answer, and has nobody passed it on yet? What is said again stays with whoever looks after the answerer."""
    is_asked = message.status == Status.SHOWN and message.needs_answer
    return is_asked and message.passed_from is None and message.repeats_id is None


def pass_on(message: Message, *, by: Person, addressee: str, ground: str) -> None:
    """Whoever is asked knows better who can answer; once, and the term goes on. Under the lock of the message's case."""
    if not may_pass_on(message):
        raise Refused("Передать можно один раз и пока ответа нет.")
    if message.answerer not in by.capacity_keys():
        raise Refused("Передаёт тот, кого спрашивают.")
    message.passed_from, message.addressee = message.answerer, addressee
    message.save(update_fields=["passed_from", "addressee"])
    record(message, "pass_on", f"{message}: передано, ответит {answering(addressee)}", by=by, ground=ground)
    notify(
        f"person:{message.author_id}", f"consultation:message:{message.pk}:passed", "На ваше сообщение ответит другой орган",
        f"Ответит {answering(addressee)}, срок прежний. {ground}", message.get_absolute_url(),
    )  # fmt: skip
    ask_anew(message.case.pk)


def reply(message: Message, *, by: Person, outcome: str, text: str) -> Answer:
    """MS-08: the answer stands under the message and in the summary."""
    if by.pk in (message.author_id, message.checked_by_id):
        raise Refused("Вы написали или проверяли это сообщение: ответит на него другой сотрудник.")
    if message.repeats and message.repeats.reply.by_id == by.pk:
        raise Refused("На первое сообщение отвечали вы: повторное решает другой сотрудник.")
    answer = Answer.objects.create(
        message=message, by=by, by_body=answering(message.answerer), outcome=outcome, text=text
    )
    move(message.answer, f"{message}: ответ дан, {answer.get_outcome_display()}", by=by, ground=text)
    notify(
        f"person:{message.author_id}", f"consultation:message:{message.pk}:answered",
        f"На ваше сообщение ответили: {answer.get_outcome_display()}", text, message.get_absolute_url(),
    )  # fmt: skip
    return answer


def may_repeat(message: Message) -> bool:
    """May it be said once more to whoever looks after the answerer? Once, and only where one may still write (C3)."""
    return message.repeats_id is None and message.topic.is_open


def rate(message: Message, *, by: Person, outcome: str, text: str = "") -> None:
    """Whether the answer has helped its author; «нет» is one more message, to the controller, checked before it is shown as every message."""
    answer = message.reply
    answer.has_helped = outcome == "yes"
    answer.save(update_fields=["has_helped"])
    record(message, "rate", f"{message}: ответ {'помог' if answer.has_helped else 'не помог'}", by=by)
    if not answer.has_helped and may_repeat(message):
        with locked(message.topic.case.pk):
            _repeat(message, by, text)


def _repeat(message: Message, by: Person, text: str) -> None:
    topic = Topic.objects.get(pk=message.topic_id)
    row = Message.objects.create(
        topic=topic, number=topic.messages.count() + 1, author=by, organization=message.organization, text=text, level=by.level,
        kind=Kind.QUESTION if message.kind == Kind.REVIEW else message.kind, repeats=message, addressee=controller_of(message),
        section=message.section, section_title=message.section_title,
        source=message.source, tone=message.tone, district=message.district, area=message.area,
    )  # fmt: skip
    record(row, "repeat", f"{row} в теме «{topic}»: ответ на № {message.number} не помог", by=by)
    door.open_case(row, by)


def leave_unrated(message: Message) -> None:
    """The author has not said whether the answer helped, in the days there were for it."""
    record(message, "leave_unrated", f"{message}: автор не сказал, помог ли ответ")


def hide(message: Message, *, by: Person, reason: str, remark: str = "") -> None:
    """MS-09: shown by mistake."""
    _require_stranger(message, by)
    message.reason, message.remark = reason, remark
    message.checked_by, message.checked_at, message.complaint = by, timezone.now(), ""
    move(message.hide, f"{message}: скрыто", by=by, ground=reason_of(message))
    door.notify_waiters(message)
    _tell_kept_back(message, "hidden", "Ваше сообщение скрыто")


def may_complain(message: Message) -> bool:
    """Was it kept back by a moderator, has its author not complained yet, and is there still time (MS-07)?"""
    if message.status not in Message.KEPT_BACK or message.complaint or message.reason == "not_fixed":
        return False
    assert message.checked_at, "a moderator has kept it back"
    last = workdays.add(workdays.local_date(message.checked_at), message.case.term("message.complaint").days)
    return workdays.local_date() <= last


def complain(message: Message, *, by: Person, complaint: str) -> None:
    """The author asks another moderator; under the lock of the message's case."""
    if not may_complain(message):
        raise Refused("Пожаловаться уже нельзя: срок прошёл, или жалоба рассмотрена.")
    message.complaint = complaint
    message.save(update_fields=["complaint"])
    record(message, "complain", f"{message}: жалоба автора", by=by)
    reenter_case(message.case, "complained", by=by)


def review_complaint(message: Message, *, by: Person, outcome: str, remark: str = "") -> None:
    """MS-07: another moderator shows the message as it was before, or leaves it."""
    _require_stranger(message, by)
    if message.checked_by_id == by.pk:
        raise Refused("Отказывали вы: жалобу рассмотрит другой модератор.")
    event, address = f"consultation:message:{message.pk}:complaint", f"person:{message.author_id}"
    if outcome == "keep":
        record(message, "keep_back", f"{message}: жалоба отклонена", by=by, ground=remark)
        notify(address, event, "Жалоба отклонена: сообщение не показано", remark, message.get_absolute_url())
        return
    message.checked_by, message.checked_at, message.reason = by, timezone.now(), ""
    is_answered = Answer.objects.filter(message=message).exists()
    move(message.restore, f"{message}: показано по жалобе", by=by, ground=remark, is_answered=is_answered)
    notify(address, event, "Жалоба удовлетворена: сообщение показано", remark, message.get_absolute_url())


def withdraw(message: Message, *, by: Person) -> None:
    """MS-10: until the summary; under the lock of the message's case."""
    if message.author_id != by.pk or message.status not in Message.WITHDRAWABLE:
        raise Refused("Отозвать можно своё сообщение, пока на него не ответили.")
    if message.topic.is_final:
        raise Refused("Обсуждение закончилось: сообщение вошло в свод.")
    move(message.withdraw, f"{message}: отозвано автором", by=by)
    door.notify_waiters(message)
