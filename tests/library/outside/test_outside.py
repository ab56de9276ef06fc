"""What the city asks of somebody outside: a letter, an answer or silence, an end (EM-01…EM-10)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from casework import door, workdays
from casework.models import Notification
from library.models import Card, ExternalMatter
from tests.access.world import PDF
from tests.library.cards.test_committee import decide, make_official
from tests.library.cards.test_discuss import discussed
from tests.library.cards.test_enter import read
from tests.library.cards.test_route import harmed
from tests.library.conftest import Shelf, make_keeper, now
from tests.mistakes import answered
from tests.story import NotAsked, answer, make_person, post, press, settle, step, waiting_of

pytestmark = pytest.mark.django_db
CALL = {
    "title": "Дворы края", "area": "", "donor": "Фонд «Край»", "until": "2026-12-30", "terms": "Проекты благоустройства до миллиона рублей.",
}  # fmt: skip
APPLICATION = {
    "title": "Двор без ступеней", "area": "social", "team": "ТОС и школа № 5, восемь человек.", "amount": "700000",
    "text": "Просим поддержать пандусы в двенадцати дворах: расчёт и письма жителей приложены.",
}  # fmt: skip
WORDS = "Направляем заявку города и просим рассмотреть её в установленный срок."


def reply(keeper: Any, matter: ExternalMatter, node: str, *, refused: bool = False, **data: Any) -> Any:
    """The keeper answers a question of the matter, with a copy."""
    file = {"file": SimpleUploadedFile("Ответ.pdf", PDF)}
    waiting = waiting_of(keeper, matter.case, node)
    form = door.act_on_task(
        waiting.pk, by=keeper, token=None,
        form_of=lambda node, subject: answered(node.form(post(data), file, subject=subject, by=keeper)),
    )  # fmt: skip
    assert form.is_valid() != refused, form.errors
    return form


def outlast(shelf: Shelf, matter: ExternalMatter, node: str) -> ExternalMatter:
    """The term of a step passes."""
    waiting = step(matter.case, node)
    shelf.clock.move_to(waiting.due_at + timedelta(seconds=1))
    assert door.lapse(waiting.pk)
    settle()
    return now(matter)


def today() -> str:
    return f"{workdays.local_date():%Y-%m-%d}"


def applied(shelf: Shelf, call: Card) -> ExternalMatter:
    """An application of the organisation in force, with its matter."""
    card = shelf.begin("external_application", shelf.member, organization=shelf.organization.pk, about=call.number)
    answer(shelf.member, card.case, "submit", refused=True, **{**APPLICATION, "call": call.number, "area": ""})
    card = shelf.check(shelf.submit(card, by=shelf.member, call=call.number, **APPLICATION))
    return ExternalMatter.objects.get(card=card)


def test_an_application_goes_out_is_passed_over_supported_and_reported(shelf: Shelf):
    call = shelf.begin("external_call", shelf.member, organization=shelf.organization.pk)
    call = shelf.check(shelf.submit(call, by=shelf.member, **CALL))
    assert "Подать заявку" in read(call.get_absolute_url(), shelf.member)
    matter, stranger = applied(shelf, call), make_person(last_name="Чужакова")
    assert (matter.status, matter.addressee, f"{matter.deadline}") == ("preparing", "Фонд «Край»", "2026-12-30")
    page = f"/library/cards/{matter.card_id}/"
    assert "Направить до" in read(page) and "Готовится" in read(page) and "Снять" not in read(page, stranger)
    waiting = waiting_of(shelf.keeper, matter.case, "send")
    assert workdays.local_date(waiting.due_at) == matter.deadline
    assert "12 дворах" not in read(waiting.get_absolute_url(), shelf.keeper)
    assert APPLICATION["text"] in read(waiting.get_absolute_url(), shelf.keeper)
    with pytest.raises(NotAsked):
        waiting_of(shelf.member, matter.case, "send")
    answer(shelf.keeper, matter.case, "send", refused=True, addressee="Ф", words="Коротко")
    reply(shelf.keeper, matter, "send", addressee=matter.addressee, words=WORDS)
    matter = now(matter)
    assert matter.status == "sent" and matter.sent_number and matter.letter.is_public and "Подана" in read(page)
    assert "копия не публикуется" in read(page) and "Ответ.pdf" in read(page, shelf.member)
    sent = matter.papers.get()
    read(f"/library/outside/papers/{sent.pk}/", stranger, 404)
    assert matter.case.regulation.term("external.answer").days == 30
    answer(shelf.keeper, matter.case, "answer", refused=True, outcome="granted", day="2024-01-01", words="Поддержано.")
    with pytest.raises(DatabaseError), transaction.atomic():
        ExternalMatter.objects.filter(pk=matter.pk).update(answer="Поддержана")

    matter = outlast(shelf, matter, "answer")
    assert (
        matter.status == "unanswered" and matter.papers.last().document.kind == "notice" and "Без ответа" in read(page)
    )
    answer(
        shelf.keeper, matter.case, "decide", refused=True, step="granted", day=today(), words="Поддержано письмом 5."
    )
    answer(shelf.keeper, matter.case, "decide", step="again", addressee=matter.addressee, letter=WORDS)
    matter = outlast(shelf, now(matter), "answer")
    assert matter.papers.filter(what="sent").count() == 2
    facts = {"words": "Письмо фонда № 5: поддержано на треть.", "is_public": "on", "amount": "250000"}
    reply(shelf.keeper, matter, "decide", step="partly", day=today(), **facts)
    matter = now(matter)
    assert matter.status == "partly" and "Поддержана частично" in read(page) and "Ответ.pdf" in read(page)
    summary = read("/library/applications/")
    assert "250 000 ₽" in summary and "700 000 ₽" in summary and "Поддержана частично" in summary
    assert "Поддержана частично" in read("/library/external_application/")
    moves = Notification.objects.filter(person=shelf.member, url__endswith="#outside").values_list("title", flat=True)
    assert {"Ответа в срок не было", "Получен ответ: поддержана частично"} <= set(moves)

    close = f"/library/outside/{matter.pk}/close/"
    press(stranger, close, status=404), press(shelf.member, close, status=404)
    press(shelf.keeper, close, status=422, ground="Всё")
    press(shelf.keeper, close, ground="Пандусы стоят в четырёх дворах, отчёт фонду сдан и принят.")
    matter = now(matter)
    end = matter.papers.last().document
    assert matter.status == "closed" and end.is_public and "Отчёт сдан" in read(page) and "250000" in str(end.snapshot)
    with pytest.raises(NotAsked):
        step(matter.case)
    table = ExternalMatter._meta.db_table
    assert harmed(f"UPDATE {table} SET card_id = {call.pk} WHERE id = {matter.pk}") >= {"L-11"}
    assert harmed(f"DELETE FROM library_outsidefile; UPDATE {table} SET letter_id = {end.pk}") >= {"L-12"}
    ended = "UPDATE library_card SET status = 'repealed', ground = 'Прекращена'"
    assert harmed(f"{ended}; UPDATE {table} SET status = 'granted', ended_at = NULL") >= {"L-13"}


def test_what_is_not_sent_is_dropped_and_what_is_refused_is_told(shelf: Shelf):
    call = shelf.begin("external_call", shelf.member, organization=shelf.organization.pk)
    call = shelf.check(shelf.submit(call, by=shelf.member, **CALL))
    dropped, refused, ended = (applied(shelf, call) for _ in range(3))
    drop = f"/library/outside/{dropped.pk}/drop/"
    press(shelf.member, drop, status=404), press(shelf.keeper, drop, status=422, ground="")
    press(shelf.keeper, drop, ground="Срок подачи прошёл, пакет не готов.")
    press(shelf.keeper, drop, status=404, ground="Срок подачи прошёл, пакет не готов.")
    settle()
    assert now(dropped).status == "dropped" and "Не подана" in read(dropped.card.get_absolute_url())
    with pytest.raises(NotAsked):
        step(dropped.case)
    reply(shelf.keeper, refused, "send", addressee=refused.addressee, words=WORDS)
    no = {"outcome": "refused", "day": today(), "words": "Письмо фонда № 6: отказано."}
    reply(shelf.keeper, now(refused), "answer", refused=True, **no)
    reply(shelf.keeper, now(refused), "answer", conclusion="Подадим заявку на будущий год.", **no)
    assert now(refused).status == "refused" and "на будущий год" in read(refused.card.get_absolute_url())
    reply(shelf.keeper, ended, "send", addressee=ended.addressee, words=WORDS)
    press(shelf.keeper, f"/library/cards/{ended.card_id}/repeal/", ground="Организация передумала.")
    assert now(ended).status == "sent"  # the letter is out: its answer is still waited for
    assert outlast(shelf, now(ended), "answer").status == "closed"


def test_the_city_joins_is_rated_and_writes_to_those_above(shelf: Shelf, committee: Any):
    official = make_official()
    organ, keeper = official.memberships.get().organization_id, make_keeper("rating")
    texts = {
        "rating": {
            "agency": "Агентство «Ряд»", "scale": "от D до AAA", "package": "Бюджет, долг и доходы города за три года.",
        },
        "initiative": {
            "addressee": "Правительство края", "proposal": "Оставить городу половину платы за землю.",
            "letter": "Просим внести изменения в закон края о бюджетном процессе.",
        },
    }  # fmt: skip
    cards = []
    for code, facts in texts.items():
        card = shelf.begin(code, official, organization=organ, title=f"Дело {code}")
        card = shelf.submit(card, by=official, title=f"Дело {code}", area="", **facts)
        card = shelf.check(card, by=keeper if code == "rating" else shelf.keeper)
        if code == "initiative":
            card = discussed(shelf, card)
            answer(official, card.case, "revise", title=f"Дело {code}", area="", **facts)
        assert not ExternalMatter.objects.exists()
        cards.append(now(card))
    rating, initiative = decide(committee, shelf, {card: {"resolution": "approve"} for card in cards})
    rated, asked = rating.matter, initiative.matter
    assert "Готовится пакет" in read(rating.get_absolute_url()) and asked.addressee == "Правительство края"
    with pytest.raises(NotAsked):
        waiting_of(shelf.keeper, rated.case, "send")
    reply(keeper, rated, "send", addressee=rated.addressee, words=WORDS)
    until = workdays.local_date() + timedelta(days=90)
    given = {"outcome": "granted", "day": today(), "words": "Присвоен рейтинг, письмо № 7.", "result": "BB+"}
    reply(keeper, now(rated), "answer", refused=True, until="2024-01-01", **given)
    reply(keeper, now(rated), "answer", until=f"{until}", **given)
    page = rating.get_absolute_url()
    assert "BB+" in read(page) and "Присвоен" in read("/library/rating/")
    for verb, status in (("suspend", "suspended"), ("resume", "granted")):
        press(keeper, f"/library/outside/{rated.pk}/{verb}/", status=422, ground="")
        press(keeper, f"/library/outside/{rated.pk}/{verb}/", ground="Агентство просит новые сведения.")
        assert now(rated).status == status
    reply(shelf.keeper, asked, "send", addressee=asked.addressee, words=texts["initiative"]["letter"])
    assert outlast(shelf, now(asked), "answer").status == "unanswered"
    answer(shelf.keeper, asked.case, "decide", step="close", ground="Созыв сменился, напишем новому составу.")
    assert now(asked).status == "closed" and "Без ответа" not in read("/library/initiative/")
    rated = outlast(shelf, now(rated), "hold")
    assert (
        rated.status == "closed"
        and "Отозван или истёк" in read(page)
        and rated.papers.last().document.kind == "statement"
    )
