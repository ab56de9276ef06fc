"""A card from its draft to the register: each way it can go, and whoever has no business there (CARD-01…07, 11, 29…32)."""

import json
import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from casework import appealing, door, workdays
from casework.door import Refused
from casework.models import Notification
from documents.models import Document
from library.cards import actions
from library.kinds.keepers import keeper_key, kept_by
from library.models import Card, CardEdition, CardKind
from tests.library.conftest import PROBLEM, Shelf, make_keeper, now, offenders
from tests.recourse import keeps_promise
from tests.story import BACKEND, NotAsked, answer, make_person, press, settle, step, waiting_of

pytestmark = pytest.mark.django_db
REMARKS = "Назовите школы, которые отказали в записи."
REFUSAL = {
    "outcome": "decline",
    "ground": "unproved",
    "explanation": "В обращении нет ни одного числа, проверить его нечем.",
}


def read(address: str, who=None, status: int = 200) -> str:
    client = Client()
    if who:
        client.force_login(who, BACKEND)
    response = client.get(address)
    assert response.status_code == status, response.status_code
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


def outlast(shelf: Shelf, card: Card, node: str) -> Card:
    """The term of a step passes."""
    waiting = step(card.case, node)
    shelf.clock.move_to(waiting.due_at + timedelta(seconds=1))
    assert door.lapse(waiting.pk)
    settle()
    return now(card)


def test_a_problem_of_a_citizen_is_checked_and_everybody_reads_it(shelf: Shelf):
    press(shelf.author, "/library/problem/new/", status=422)
    card = shelf.begin()
    outsider = make_person(last_name="Чужакова")
    assert card.status == "draft" and "Негде заниматься" in read(card.get_absolute_url(), shelf.author)
    for stranger in (None, outsider, shelf.keeper):
        read(card.get_absolute_url(), stranger, 404)
    answer(shelf.author, card.case, "submit", refused=True, **{**PROBLEM, "carriers": [], "evidence": "мало"})
    card = shelf.submit(card)
    assert (
        re.fullmatch(r"ПР-\d{4}-001", card.number)
        and card.receipt.number == card.number
        and card.title == PROBLEM["title"]
    )
    read(card.get_absolute_url(), outsider, 404), read(card.get_absolute_url(), shelf.keeper)
    with pytest.raises(NotAsked):
        waiting_of(outsider, card.case, "check")
    card = shelf.check(card)
    page = read(card.get_absolute_url())
    assert card.is_in_force and "молод" in page and "помещений и мест" in page and shelf.author.last_name not in page
    assert card.number in read("/library/problem/?area=sport&q=зимой") and card.number not in read(
        "/library/problem/?area=hr"
    )
    assert "действует: 1" in read("/library/") and "Начать карточку" not in read("/library/problem/")
    assert Notification.objects.filter(person=shelf.author, title__contains="принята").exists()


def test_a_returned_card_is_mended_at_most_twice_or_lapses(shelf: Shelf):
    card = shelf.submit(shelf.begin())
    answer(shelf.keeper, card.case, "check", refused=True, outcome="send_back", remarks="")
    card = shelf.check(card, "send_back", remarks=REMARKS)
    assert card.status == "returned" and REMARKS in read(card.get_absolute_url(), shelf.author)
    assert Document.objects.filter(title="О возвращении карточки", readers__contains=[card.owner_key]).count() == 1
    card = shelf.submit(card, node="fix", evidence="Школы 12, 15 и 20 отказали в записи: мест нет.")
    assert card.status == "checking" and card.editions.count() == 2 and card.current.changes == "Чем подтверждается"
    card = shelf.submit(shelf.check(card, "send_back", remarks=REMARKS), node="fix")
    answer(shelf.keeper, card.case, "check", refused=True, outcome="send_back", remarks=REMARKS)
    card = shelf.check(card, **REFUSAL)
    assert card.status == "declined" and "обжаловать" in json.dumps(card.refusal.snapshot, ensure_ascii=False)
    late = shelf.check(shelf.submit(shelf.begin()), "send_back", remarks=REMARKS)
    late = outlast(shelf, late, "fix")
    assert late.status == "declined" and late.refusal is None
    read(late.get_absolute_url(), None, 404)


def test_nobody_checks_their_own_card_nor_a_kind_that_has_another_keeper(shelf: Shelf):
    own = shelf.submit(shelf.begin(by=shelf.keeper), by=shelf.keeper)
    answer(shelf.keeper, own.case, "check", refused=True, outcome="accept")
    of_problems = make_keeper("problem")
    kind = CardKind.objects.in_force().get(code="problem")
    assert keeper_key(kind) == "role:card_keeper:kind:problem" and "problem" in kept_by(of_problems)
    assert (
        "problem" not in kept_by(shelf.keeper)
        and "resource" in kept_by(shelf.keeper)
        and kept_by(shelf.author) == set()
    )
    card = shelf.submit(shelf.begin())
    with pytest.raises(NotAsked):
        waiting_of(shelf.keeper, card.case, "check")
    assert shelf.check(card, by=of_problems).is_in_force


def test_a_resource_of_an_organisation_hides_its_contact_and_ends_by_itself(shelf: Shelf):
    press(shelf.author, "/library/resource/new/", status=403)
    card = shelf.submit(shelf.begin("resource", shelf.member, organization=shelf.organization.pk), by=shelf.member)
    assert card.organization == shelf.organization
    card = shelf.check(card)
    table = read("/library/resource/cards.csv").splitlines()
    assert (
        table[0].startswith("\ufeffНомер;Название;") and "Кому звонить" not in table[0] and "200-00-00" not in table[1]
    )
    assert card.number in table[1] and "помещения и площадки" in table[1] and "30.12.2026" in table[1]
    assert "200-00-00" not in read(card.get_absolute_url()) and "200-00-00" in read(
        card.get_absolute_url(), shelf.member
    )
    assert actions.repeal_expired() == 0
    shelf.clock.move_to(workdays.end_of(card.expires_on) + timedelta(hours=3))
    assert actions.repeal_expired() == 1 and actions.repeal_expired() == 0
    card = now(card)
    assert card.status == "repealed" and "Срок действия вышел" in read(card.get_absolute_url())


def test_a_new_edition_supersedes_the_card_before_it(shelf: Shelf):
    card = shelf.accepted()
    press(make_person(), f"/library/cards/{card.pk}/revise/", status=404)
    press(shelf.author, f"/library/cards/{card.pk}/revise/")
    following = Card.objects.latest("pk")
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.revise(card, by=shelf.author)
    form = answer(shelf.author, following.case, "submit", **{**PROBLEM, "title": "Негде заниматься зимой и летом"})
    assert form.initial_for(following)["evidence"] == PROBLEM["evidence"]
    assert now(card).is_in_force
    following = shelf.check(following)
    card = now(card)
    assert (card.status, following.status, following.root) == ("superseded", "in_force", card)
    assert "Изменено: Название" in card.ground and following.number in read(card.get_absolute_url())
    assert following.number in read("/library/problem/") and card.number not in read("/library/problem/")


def test_the_owner_withdraws_and_the_keeper_repeals(shelf: Shelf):
    draft, card = shelf.begin(), shelf.submit(shelf.begin())
    press(make_person(), f"/library/cards/{card.pk}/withdraw/", status=404)
    for row in (draft, card):
        press(shelf.author, f"/library/cards/{row.pk}/withdraw/", status=422)
        press(shelf.author, f"/library/cards/{row.pk}/withdraw/", ground="Зал открыли.")
        with pytest.raises(NotAsked):
            step(row.case)
    kept = shelf.accepted()
    press(shelf.author, f"/library/cards/{kept.pk}/repeal/", status=404)
    press(shelf.keeper, f"/library/cards/{kept.pk}/repeal/", status=422)
    press(shelf.keeper, f"/library/cards/{kept.pk}/repeal/", ground="Построен новый зал, акт от 1 марта.")
    assert now(kept).status == "repealed" and "новый зал" in read(kept.get_absolute_url())
    with pytest.raises(Refused):
        actions.repeal(now(kept), by=shelf.keeper, ground="ещё раз")


def test_a_plain_register_and_a_report_have_their_papers(shelf: Shelf):
    clerk, analysts = make_person("clerk"), [make_person("analyst", last_name=name) for name in ("Числова", "Счётова")]
    press(shelf.author, "/library/act/new/", status=403)
    act = shelf.begin("act", clerk, title="О плате за субботник")
    facts = {
        "act_number": "121",
        "act_date": "2005-03-17",
        "issuer": "Глава города",
        "text": "Плата снижена тем, кто вышел на субботник.",
    }
    answer(clerk, act.case, "enter", title="О плате за субботник", encourages="labour", **facts)
    act = now(act)
    assert (
        act.is_in_force
        and act.document.number == act.number
        and act.document.is_public
        and "17.03.2005" in read(act.get_absolute_url())
    )
    assert act.number in read("/library/act/?answer=labour") and act.number not in read("/library/act/?answer=money")
    report = shelf.begin("report", analysts[0], title="Залы и секции")
    facts = {
        "subject": "Сколько детей занимается спортом зимой.",
        "period": "2025 год",
        "method": "Опрос школ и подсчёт по журналам.",
    }
    report = shelf.submit(
        report, by=analysts[0], findings="Занимается каждый пятый\nХотел бы каждый второй", **{"title": "Залы", **facts}
    )
    answer(analysts[0], report.case, "check", refused=True, outcome="accept")
    report = shelf.check(report, by=analysts[1])
    assert report.document.number == f"{report.number}/К" and "Хотел бы каждый второй" in str(report.document.snapshot)


def test_the_database_refuses_what_the_law_does(shelf: Shelf):
    card = shelf.accepted()
    for change in (
        "title = 'иначе'",
        "number = 'ПР-0'",
        "status = 'draft'",
        f"checked_by_id = {card.author_id}",
        "returns = 5",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE library_card SET {change} WHERE id = %s", [card.pk])
    for rows in (CardEdition.objects.all(), CardKind.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    for change, code in (
        ("UPDATE library_cardedition SET content = replace(content, 'зимой', 'летом')", "L-2"),
        ("UPDATE library_card SET checked_by_id = NULL", "L-4"),
        ("UPDATE library_card SET number = 'ПР-7'", "L-8"),
    ):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET session_replication_role = replica; {change}; SET session_replication_role = DEFAULT")
            assert code in offenders()
            transaction.set_rollback(True)


def test_an_appeal_against_a_refusal_brings_the_card_back(shelf: Shelf):
    card = shelf.check(shelf.submit(shelf.begin()), **REFUSAL)
    [kind] = appealing.standing(card)
    rules, outsider = kind.rules, make_person()
    assert kind.key == "card_refusal" and rules.may_appeal(card, shelf.author) and not rules.may_appeal(card, outsider)
    assert rules.took_part(card) == {shelf.author.pk, shelf.keeper.pk} and rules.respondent(card) == "role:card_keeper"
    first = now(card).refusal
    keeps_promise("card_refusal", first, shelf.author, outsider, shelf.keeper)
    rules.satisfy(card, remedy="check", by=None, ground="решение по апелляции А-1", paper=card.receipt)
    card = now(card)
    assert card.status == "checking" and now(first).is_annulled and card.checked_by is None
    card = shelf.check(card, **REFUSAL)
    assert card.refusal != first and card.number == first.snapshot["reference"].partition("№ ")[2]
    assert [row.key for row in appealing.standing(card)] == ["card_refusal"]


def test_a_register_is_read_in_few_queries(shelf: Shelf, django_assert_max_num_queries):
    for title in ("Негде заниматься", "Нет пандуса"):
        shelf.check(shelf.submit(shelf.begin(), title=title))
    client = Client()
    client.get("/library/problem/")
    for address in ("/library/problem/", "/library/problem/?q=пандуса&area=sport", "/library/"):
        with django_assert_max_num_queries(5):
            client.get(address)


def test_a_cell_of_the_matrix_opens_its_problems(shelf: Shelf, django_assert_max_num_queries):
    card, other = (
        shelf.accepted(),
        shelf.check(shelf.submit(shelf.begin(), title="Дорого", carriers="elderly", lacking="money", cluster="SS")),
    )
    with django_assert_max_num_queries(5):
        page = read("/problems/")
    assert card.number in page and other.number in page and "?carrier=youth&amp;lacking=places" in page
    cell = read("/problems/?carrier=youth&lacking=places")
    assert card.number in cell and other.number not in cell and "Молодёжь — не хватает помещений и мест" in cell
    assert card.number not in read("/problems/?cluster=SS") and "Таких проблем нет" in read("/problems/?cluster=BK")
