"""Cards that go the whole way: discussed, assessed, decided, enacted (CARD-09, 14, 15, 17…21, 27, 28, 33)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client

from casework import appealing, door, workdays
from casework.appealing import standing
from consultations.models import Topic
from consultations.topics.actions import why_not_closed
from documents.models import Document
from expertise.models import Expertise
from library.examination.appealing import RULES
from library.kinds.rules import faults
from library.models import Card, CardKind
from programme.models import Person, Regulation
from tests.access.world import PDF, Town
from tests.library.cards.test_committee import decide, make_official
from tests.library.cards.test_discuss import discussed, outlast
from tests.library.cards.test_enter import read
from tests.library.conftest import Shelf, now, offenders
from tests.mistakes import answered
from tests.recourse import keeps_promise
from tests.story import NotAsked, answer, make_person, post, press, settle, step, waiting_of

pytestmark = pytest.mark.django_db
ACT = {
    "title": "О поддержке организаций трёх кластеров", "area": "social", "nature": "administration",
    "text": "Утвердить порядок поддержки организаций трёх кластеров согласно приложению к постановлению.",
    "explanation": "Порядок нужен, чтобы поддержка шла по правилам, известным заранее.", "expenses": "не нужны",
}  # fmt: skip
PRECEDENT = {
    "title": "Паспорт дома и двора", "area": "social",
    "practice": "Жители описали дом и двор и раз в год обновляют описание вместе с управляющей компанией.",
    "result": "42 дома\n19 дворов", "conditions": "Совет дома и управляющая компания, которая отвечает на письма.", "contact": "Совет дома",
}  # fmt: skip
TECHNOLOGY = {
    "title": "Сосед на связи", "area": "social", "stages": "Собрать телефоны\nНазначить дежурного",
    "result": "На просьбу соседа отвечают в тот же день.", "resources": "Один дежурный на подъезд.",
}  # fmt: skip
ANSWER = "Учтено в новой редакции, смотрите второй абзац."


def assess(town: Town, card: Card, value: int) -> Expertise:
    """The experts score and conclude; the card follows."""
    expertise = now(card).expertise
    for assignment in town.gather(expertise):
        town.submit_sheet(assignment, value)
        town.take(assignment)
    town.conclude(expertise)
    settle()
    return now(expertise)


def begun(shelf: Shelf, code: str, facts: dict[str, str], by: Person, organization: Any) -> Card:
    """Filled in by somebody of an organisation, checked, in discussion."""
    card = shelf.begin(code, by, organization=organization.pk, title=facts["title"])
    answer(by, card.case, "submit", refused=True, **{**facts, "area": ""})
    return shelf.check(shelf.submit(card, by=by, **facts))


def proposals(shelf: Shelf, topic: Topic, count: int) -> None:
    """So many proposals, shown and answered; then the summary is published."""
    moderator = make_person("content_moderator")
    outlast(shelf, topic, "wait_start")
    for number in range(count):
        writer = make_person(last_name=f"Писарева{number}")
        press(
            writer,
            f"/consultations/{topic.pk}/write/",
            kind="proposal",
            text=f"Предложение о тексте акта, пункт {number + 1}.",
        )
        message = topic.messages.latest("pk")
        answer(moderator, message.case, "moderate_message", outcome="show")
        answer(
            shelf.keeper,
            message.case,
            "reply_message",
            outcome="partly",
            text="Передано авторам, ответ будет в новой редакции.",
        )
    outlast(shelf, topic, "listen")
    assert why_not_closed(now(topic)) == ""
    answer(shelf.keeper, topic.case, "summarise", lead="Спасибо.")
    settle()


def harmed(change: str) -> set[str]:
    """Which promises notice it when somebody changes the rows behind the back of the triggers."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; SET session_replication_role = replica; {change}")
        cursor.execute("SET session_replication_role = DEFAULT")
        codes = set(offenders())
        transaction.set_rollback(True)
    return codes


def enact(card: Card, clerk: Person, file: SimpleUploadedFile, act: dict[str, str]) -> None:
    """The clerk adds a copy of the act to its details."""
    waiting = waiting_of(clerk, card.case, "enact")
    door.act_on_task(
        waiting.pk, by=clerk, token=None,
        form_of=lambda node, subject: answered(node.form(post(act), {"file": file}, subject=subject, by=clerk)),
    )  # fmt: skip


def standing_kinds(expertise: Expertise) -> list[str]:
    """As what the conclusion can be appealed now."""
    return [kind.key for kind in standing(now(expertise))]


def repeal(committee: Any, shelf: Shelf, card: Card) -> None:
    """The committee repeals what it has put in force."""
    decide(committee, shelf, {card: {"resolution": "repeal", "reasons": "Паспорта не ведут."}}, question="repeal_item")


def test_a_draft_act_is_discussed_assessed_approved_and_enacted(shelf: Shelf, committee: Any, town: Town):
    official, clerk = make_official(), make_person("clerk")
    card = begun(shelf, "draft_act", ACT, official, official.memberships.get().organization)
    assert card.topic.about.endswith("После свода предложений её оценят эксперты.")
    proposals(shelf, card.topic, 3)
    card = now(card)
    page = read(step(card.case, "revise").get_absolute_url(), official)
    assert page.count("из свода: что сделано") == 3 and "пункт 2" in page and card.topic.summary.number in page
    changed = {**ACT, "text": ACT["text"] + " Порядок пересматривают раз в год."}
    answer(official, card.case, "revise", refused=True, **changed)
    replies = {f"message_{row.pk}": ANSWER for row in card.topic.messages.all()}
    answer(official, card.case, "revise", **changed, **replies)
    card = now(card)
    assert (card.status, card.current.number, card.expertise.version_hash) == ("expertise", 2, card.current.sha256)
    assert (
        card.expertise.public_criteria == card.expertise.professional_criteria
        and card.expertise.professional_criteria.code == "KN3"
    )
    assert card.expertise.discussed is None, "what was discussed was another text"
    assert ANSWER in str(card.expertise.materials.snapshot["sections"]) and ANSWER in read(card.get_absolute_url())
    assert offenders() == {}
    assert "L-7" in harmed("UPDATE expertise_expertise SET version_hash = repeat('0', 64)")
    assert "L-4" in harmed("DELETE FROM library_remarkreply WHERE id = (SELECT min(id) FROM library_remarkreply)")
    conclusion = assess(town, card, 8).conclusion
    card = now(card)
    assert card.status == "on_committee" and conclusion in card.agenda_item.materials.all()
    (card,) = decide(committee, shelf, {card: {"resolution": "approve"}})
    assert card.status == "pending_act" and "Внести реквизиты акта" in read(card.get_absolute_url(), clerk)
    with pytest.raises(NotAsked):
        step(card.case, "hear")
    assert "L-4" in harmed("UPDATE expertise_expertise SET outcome = 'rework'")
    assert "L-7" in harmed("UPDATE documents_document SET snapshot = '{}' WHERE register = 'library_papers'")
    day = workdays.local_date()
    act = {
        "answer": "yes",
        "act_title": "постановление администрации города",
        "act_number": "121",
        "act_date": f"{day:%Y-%m-%d}",
    }
    answer(clerk, card.case, "enact", refused=True, **{**act, "act_date": f"{day - timedelta(days=90):%Y-%m-%d}"})
    answer(clerk, card.case, "enact", refused=True, answer="yes")
    assert f"№ {card.agenda_item.paper.number}" in read(step(card.case, "enact").get_absolute_url(), clerk)
    enact(card, clerk, SimpleUploadedFile("Акт.pdf", PDF), act)
    card = now(card)
    assert b"".join(Client().get(f"/library/cards/{card.pk}/act/").streaming_content) == PDF
    assert (
        card.is_in_force
        and card.document.snapshot["card"]["act"]
        == card.act
        == f"постановление администрации города от {day:%d.%m.%Y} № 121"
    )
    assert "L-4" in harmed("UPDATE library_card SET act_date = act_date - 90")
    assert "№ 121" in read(card.get_absolute_url()).replace("\xa0", " ")


def test_a_precedent_waits_for_an_appeal_is_recognised_and_repealed_by_the_committee(
    shelf: Shelf, committee: Any, town: Town
):
    card = discussed(shelf, begun(shelf, "precedent", PRECEDENT, shelf.member, shelf.organization))
    topic = card.topic
    answer(shelf.member, card.case, "revise", **PRECEDENT)
    card = now(card)
    assert (card.status, card.current.number, card.expertise.discussed) == ("expertise", 1, topic)
    first = assess(town, card, 8)
    card = now(card)
    assert card.status == "on_committee" and Topic.objects.count() == 1, "the same text is not discussed twice"
    assert first.conclusion.snapshot["discussion"]["number"] == topic.summary.number
    assert standing_kinds(first) == ["card_conclusion"]
    assert RULES.may_appeal(first, shelf.member) and not RULES.may_appeal(first, shelf.author)
    appeal = Regulation(pk=1)
    appealing.begin(first, appeal)
    RULES.suspend(first, by=None, ground="допустима")
    settle()
    assert now(card.agenda_item).status == "withdrawn"
    answer(committee.secretary.person, card.case, "put_again", refused=True)
    appealing.end(first, appeal)
    RULES.resume(now(first), by=None, ground="оснований нет")
    answer(committee.secretary.person, card.case, "put_again")
    (card,) = decide(committee, shelf, {now(card): {"resolution": "approve"}})
    assert card.is_in_force and card.number.startswith("ПЦ-") and card.document.number == f"{card.number}/К"
    assert standing_kinds(first) == []
    press(shelf.member, f"/library/cards/{card.pk}/ask_repeal/", status=404)
    press(shelf.keeper, f"/library/cards/{card.pk}/repeal/", status=422, ground="Практики больше нет.")
    press(shelf.keeper, f"/library/cards/{card.pk}/ask_repeal/", status=422, ground="Нет.")
    press(shelf.keeper, f"/library/cards/{card.pk}/ask_repeal/", ground="Паспорта больше никто не ведёт.")
    press(shelf.keeper, f"/library/cards/{card.pk}/ask_repeal/", status=422, ground="Паспорта больше никто не ведёт.")
    assert now(card).is_in_force and "О прекращении" in now(card).repeal_item.title
    repeal(committee, shelf, now(card))
    card = now(card)
    assert card.status == "repealed" and "не ведут" in read(card.get_absolute_url()) and offenders() == {}


def test_a_technology_is_reworked_once_and_then_not_recommended(shelf: Shelf, town: Town):
    card = discussed(shelf, begun(shelf, "technology", TECHNOLOGY, shelf.member, shelf.organization))
    answer(shelf.member, card.case, "revise", **TECHNOLOGY)
    refused = now(card).expertise
    town.do(refused, "register")
    town.do(refused, "decide", verdict="refuse", ground="Тождественная экспертиза была полгода назад.")
    settle()
    assert now(card).status == "revision" and "Тождественная" in read(card.get_absolute_url(), shelf.member)
    answer(shelf.member, card.case, "revise", **TECHNOLOGY)
    rework = assess(town, card, 5)
    card = now(card)
    assert (card.status, rework.outcome) == ("revision", "rework") and rework.conclusion.number in card.remarks
    answer(shelf.member, card.case, "revise", refused=True, **TECHNOLOGY)
    changed = {**TECHNOLOGY, "resources": "Один дежурный на подъезд и телефон, который оплачивает совет дома."}
    answer(shelf.member, card.case, "revise", **changed, **{f"expertise_{rework.pk}": ANSWER})
    last = assess(town, card, 4)
    card = now(card)
    assert card.status == "declined" and "не рекомендовать" in card.ground
    keeps_promise("card_conclusion", Document.objects.get(title="Об отклонении карточки"), shelf.member, shelf.author)
    RULES.suspend(last, by=None, ground="допустима")
    RULES.satisfy(now(last), remedy="repeat", by=None, ground="нарушен порядок")
    card = now(card)
    assert (card.status, card.expertise.repeats, card.examinations.count()) == ("expertise", last, 4)
    assert now(last).status == "annulled" and card.ended_at is None and offenders() == {}


def test_a_card_of_a_kind_without_a_discussion_goes_to_the_experts_at_once_and_may_be_withdrawn(shelf: Shelf):
    kind = CardKind.objects.in_force().get(code="technology")
    faults_of_person = faults({**kind.data, "proposers": ["person"], "criteria_set": ""})
    assert len(faults_of_person) == 2 and faults(kind.data) == []
    CardKind.objects.create(
        code="technology", version=2, title=kind.title, data={**kind.data, "steps": ["expertise"]}, fingerprint="2" * 64
    )
    card = begun(shelf, "technology", TECHNOLOGY, shelf.member, shelf.organization)
    assert (card.status, card.expertise.materials.number) == ("expertise", f"{card.number}/Э1")
    page = read(card.get_absolute_url())
    assert card.expertise.number in page and card.expertise.get_absolute_url() not in page, (
        "the page of it is not open yet"
    )
    assert card.expertise.get_absolute_url() in read(card.get_absolute_url(), shelf.member)
    press(shelf.member, f"/library/cards/{card.pk}/withdraw/", ground="Передаём другому музею.")
    assert (now(card).status, now(card).expertise.status) == ("withdrawn", "cancelled")


def test_what_changes_essentially_is_discussed_once_more_before_the_experts(shelf: Shelf):
    card = discussed(shelf, begun(shelf, "technology", TECHNOLOGY, shelf.member, shelf.organization))
    first, again = card.topic, f"/library/cards/{card.pk}/ask_again/"
    press(shelf.member, again, status=404)
    press(shelf.keeper, again, status=422, ground="Да")
    press(shelf.keeper, again, ground="Меняется, кто дежурит и кто платит.")
    press(shelf.keeper, again, status=422, ground="И ещё раз, пожалуйста.")
    assert "обсудят ещё раз" in read(card.get_absolute_url())
    changed = {**TECHNOLOGY, "resources": "Один дежурный на подъезд и телефон, который оплачивает совет дома."}
    answer(shelf.member, card.case, "revise", **changed)
    card = now(card)
    assert (card.status, card.is_discussed_again, card.topic != first) == ("consultation", True, True)
    assert card.topic.object_version == card.current.sha256
    card = discussed(shelf, card)
    assert card.status == "revision" and "Назначить повторное" not in read(card.get_absolute_url(), shelf.keeper)
    answer(shelf.member, card.case, "revise", **changed)
    assert (now(card).status, now(card).expertise.discussed) == ("expertise", card.topic)
