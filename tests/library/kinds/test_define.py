"""An administrator defines a kind of cards by pages, people bring such cards, and the next version leaves the old ones alone."""

import re
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from casework.door import Refused
from journal.models import Entry
from library.kinds import actions, rules
from library.kinds.naming import code_of, coded
from library.models import Card, CardKind
from programme.models import RoleAssignment
from tests.library.cards.test_enter import read
from tests.library.conftest import Shelf, now
from tests.story import BACKEND, NotAsked, answer, make_person, press, waiting_of

pytestmark = pytest.mark.django_db
ACT = "Распоряжение № 12-р от 3 марта"
LEGEND: dict[str, Any] = {
    "version": "0", "code": "legend", "title": "Городская легенда", "plural": "Городские легенды",
    "about": "Что рассказывают о городе: где, кто и что об этом известно.", "proposers": ["person"], "keeper": "card_keeper",
    "register": "library_cards", "letters": "ЛГ", "paper": "паспорт", "grounds": "Это не легенда\nТакая уже есть", "ground": ACT,
    "field-TOTAL_FORMS": "3", "field-INITIAL_FORMS": "0",
    "field-0-label": "О чём рассказывают", "field-0-type": "text", "field-0-required": "on", "field-0-least": "20",
    "field-1-label": "Где это было", "field-1-type": "choice", "field-1-choices": "в центре\nна правом берегу",
    "field-2-label": "Телефон рассказчика", "field-2-type": "line", "field-2-hidden": "on",
}  # fmt: skip
STORY = {
    "title": "Часы на башне", "area": "", "o_chem_rasskazyvayut": "Часы встают в ночь первого снега, говорят жители улицы.",
    "gde_eto_bylo": "v_tsentre", "telefon_rasskazchika": "200-00-00",
}  # fmt: skip


def sent(who: Any, address: str, status: int, **changes: Any) -> str:
    """The form of the kind, sent from a browser."""
    client = Client()
    client.force_login(who, BACKEND)
    response = client.post(address, {**LEGEND, **changes})
    assert response.status_code == status, response.content.decode()
    return response.content.decode().replace("&nbsp;", " ").replace("\N{NO-BREAK SPACE}", " ")


def bring(shelf: Shelf, title: str = STORY["title"]) -> Card:
    card = shelf.begin("legend", title=title)
    answer(shelf.author, card.case, "submit", **{**STORY, "title": title})
    return now(card)


def test_a_kind_is_defined_kept_and_brought_and_its_next_version_leaves_old_cards_alone(shelf: Shelf):
    admin, define = make_person("admin"), "/library/kinds/define/"
    press(shelf.keeper, define, status=403)
    page = sent(admin, define, 200, _more="1", **{"field-0-label": "Начатое"})
    assert 'name="field-4-label"' in page and 'value="Начатое"' in page and "Исправьте" not in page
    page = sent(admin, define, 200, _look="1")
    assert (
        "Так форму увидит автор" in page
        and "Телефон рассказчика" in page
        and not CardKind.objects.filter(code="legend").exists()
    )
    sent(admin, define, 302)
    kind = CardKind.objects.in_force().get(code="legend")
    assert (kind.ground, kind.adopted_by, kind.version) == (ACT, admin, 1) and Entry.objects.get(
        verb="define_kind"
    ).ground == ACT
    listed, shown = read("/library/kinds/"), read("/library/kinds/legend/1/")
    assert "Городская легенда" in listed and ACT in listed and admin.last_name not in listed
    assert "автор, хранитель, аудитор" in shown and "Это не легенда" in shown and "ЛГ-год-001" in shown
    assert "Городские легенды" in read("/library/") and admin.last_name in read("/library/kinds/", admin)
    keeper = make_person(last_name="Преданьева")
    press(admin, "/roles/new/", email=keeper.email, role="card_keeper", scope="kind:legend", ground="распоряжение")
    assert RoleAssignment.objects.filter(person=keeper, scope="kind:legend").exists()

    card = bring(shelf)
    with pytest.raises(NotAsked):
        waiting_of(shelf.keeper, card.case, "check")
    card = shelf.check(card, by=keeper)
    assert re.fullmatch(r"ЛГ-\d{4}-001", card.number) and card.document.number == f"{card.number}/К"
    page = read(card.get_absolute_url())
    assert "в центре" in page and "200-00-00" not in page

    waiting, change = bring(shelf, "Часы без стрелок"), "/library/kinds/legend/change/"
    known = {"version": "1", "field-0-key": "o_chem_rasskazyvayut", "field-1-key": "gde_eto_bylo", "field-1-dropped": "on",
             "field-2-key": "telefon_rasskazchika", "field-3-label": "Кто рассказал", "field-3-type": "line", "field-3-required": "on",
             "field-3-order": "1", "field-TOTAL_FORMS": "4", "plural": "Легенды города"}  # fmt: skip
    assert "Пока вы писали" in sent(admin, change, 422, **{**known, "version": "7"})
    sent(admin, change, 302, **known)
    assert [row.name for row in CardKind.objects.in_force().get(code="legend").rule.fields] == [
        "kto_rasskazal",
        "o_chem_rasskazyvayut",
        "telefon_rasskazchika",
    ]
    assert "Действует" in read("/library/kinds/legend/1/") and "Легенды города" in read("/library/legend/")
    assert "в центре" in read(card.get_absolute_url()) and shelf.check(waiting, by=keeper).kind.version == 1
    assert shelf.begin("legend", title="Новая").kind.version == 2

    press(admin, "/library/kinds/legend/retire/", status=422)
    press(admin, "/library/kinds/legend/retire/", ground="Легенды собраны")
    press(shelf.author, "/library/legend/new/", status=403)
    assert "Легенды собраны" in read("/library/legend/") and card.number in read("/library/legend/")
    press(admin, "/library/kinds/legend/retire/", status=404)
    kind = CardKind.objects.in_force().get(code="legend")
    with pytest.raises(Refused):
        actions.retire(kind, by=admin, ground=ACT)
    with pytest.raises(DatabaseError), transaction.atomic():
        CardKind.objects.filter(pk=kind.pk).update(title="Иначе")
    with pytest.raises(DatabaseError), transaction.atomic():
        kind.delete()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "problem"}, "Код «problem» уже занят"),
        ({"code": "kinds"}, "уже занят"),
        ({"code": "Легенда"}, "строчные латинские"),
        ({"letters": "ПР"}, "С «ПР» начинаются номера рода «Проблема»"),
        ({"letters": "lg"}, "заглавных русских букв"),
        ({"grounds": ""}, "Напишите хотя бы одно основание"),
        ({"steps": ["consultation"]}, "сколько рабочих дней"),
        ({"steps": ["committee"], "is_register": "on"}, "В реестре шагов нет"),
        ({"field-0-type": "magic"}, "field-0-type"),
        ({"field-0-label": ""}, "Напишите, как называется поле"),
        ({"field-1-choices": "одно"}, "Нужно от 2 до"),
        ({"field-0-is_last_day": "on"}, "Последним днём может быть только поле «день»"),
        (
            {f"field-{n}-{name}": "" for n in range(3) for name in ("label", "type", "choices")},
            "Добавьте хотя бы одно поле",
        ),
    ],
)
def test_what_is_wrong_with_a_kind_is_said_and_nothing_typed_is_lost(db: None, changes: dict[str, Any], words: str):
    page = sent(make_person("admin"), "/library/kinds/define/", 422, **changes)
    assert words in page and "Что рассказывают о городе" in page and not CardKind.objects.filter(code="legend").exists()


def test_no_office_takes_a_step_of_the_programme_away(db: None):
    admin, kind = make_person("admin"), CardKind.objects.in_force().get(code="term")
    with pytest.raises(Refused, match="установлены программой"):
        actions.change(kind, by=admin, version=1, data={**kind.data, "steps": []}, ground=ACT)
    problem = CardKind.objects.in_force().get(code="problem")
    lacking = [row for row in problem.data["fields"] if row["name"] != "lacking"]
    assert "Проблемная матрица" in rules.faults({**problem.data, "fields": lacking})[0]
    assert [rules.faults(row.data) for row in CardKind.objects.in_force()] == [[]] * CardKind.objects.in_force().count()
    assert (
        coded(["да", "нет"], [("yes", "да")]) == [("yes", "да"), ("net", "нет")] and code_of("Щ", {"shch"}) == "shch_x"
    )
