"""Texts of the city: written in a form, checked for what they name, in force from their day; a consent keeps its version."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from casework.models import Letter
from casework.queue import run_pending
from documents.models import Document
from journal.models import Entry
from negotiations.proposals import papers
from programme.consents import actions as consents
from programme.consents.actions import ConsentNeeded, TextChanged, require_consent
from programme.models import Consent, Person, TextVersion
from programme.people import actions as people
from programme.periods import today
from programme.texts import actions, filling
from programme.texts.invariants import INVARIANTS
from programme.texts.kinds import kinds
from programme.texts.words import parts_of, words_of
from tests.story import begin, make_member, make_organization, make_person, make_platform

pytestmark = pytest.mark.django_db
PARTICIPATION = Consent.Purpose.PARTICIPATION
CODE = "consent.participation"
GROUND = "Изменился состав данных"
NEW = "Я, {имя}, согласен на обработку моих данных оператором «{оператор}».\n\n**Цель.** Участие и <b>не только</b>."


@pytest.fixture
def clerk() -> Person:
    return make_person("clerk")


@pytest.fixture
def browser(clerk: Person) -> Iterator[Client]:
    client = Client()
    client.force_login(clerk)
    yield client


def shown(browser: Client, code: str) -> dict[str, str]:
    form = browser.get(f"/texts/{code}/write/").context["form"]
    return {field.html_name: str(field.value()) for field in form if field.value() not in (None, False)}


def sent(browser: Client, code: str, **typed: str) -> Any:
    return browser.post(f"/texts/{code}/write/", shown(browser, code) | {"ground": GROUND} | typed)


def written(code: str, text: dict[str, str], by: Person, **more: Any) -> TextVersion:
    last = TextVersion.latest(code)
    facts = {"version": last.version, "valid_from": today(), "ground": GROUND} | more
    return actions.write_text(last, by=by, text=text, **facts)


def test_a_new_consent_that_asks_again_is_asked_and_the_old_one_stays_as_it_was(browser: Client, clerk: Person) -> None:
    anna = make_person()
    assert sent(browser, CODE, text=NEW, asks_again="on").status_code == 302
    made = TextVersion.latest(CODE)
    assert (made.version, made.asks_again, made.adopted_by, made.text) == (2, True, clerk, {"text": NEW})
    with pytest.raises(ConsentNeeded):
        require_consent(anna)
    given = Consent.objects.get(person=anna)
    assert (given.text_version, given.withdrawn_at) == ("1", None)

    client = Client()
    client.force_login(anna)
    assert "нужно дать снова" in client.get("/consent/").content.decode()
    page = client.get("/consent/participation/").content.decode()
    assert (
        "<strong>Цель.</strong> Участие и &lt;b&gt;не только&lt;/b&gt;." in page
        and "{" not in page.split("<article")[1].split("</article")[0]
    )
    assert f"/texts/{CODE}/1/to/2/" in page
    stale = client.post("/consent/participation/", {"seen": "1", "agreed": "on"})
    assert stale.status_code == 422 and "вступил в силу новый текст" in stale.content.decode()
    assert stale.context["form"]["seen"].value() == "2" and not stale.context["form"]["agreed"].value()
    with pytest.raises(TextChanged):
        consents.give_consent(by=anna, purpose=PARTICIPATION, seen=1)
    assert client.post("/consent/participation/", {"seen": "2", "agreed": "on"}).status_code == 302
    require_consent(anna)
    rows = Consent.objects.filter(person=anna).order_by("pk").values_list("text_version", "withdrawn_at")
    assert [(version, at is None) for version, at in rows] == [("1", False), ("2", True)]
    assert Entry.objects.filter(title__startswith="Дано согласие по новому тексту").count() == 1
    assert broken() == []


def test_a_new_consent_that_does_not_say_so_asks_nobody_and_an_old_one_is_read_as_it_was(
    browser: Client, clerk: Person
) -> None:
    anna = make_person()
    written(CODE, {"text": NEW}, clerk)
    require_consent(anna)
    client = Client()
    client.force_login(anna)
    assert "Третьим лицам данные не передаются" in client.get("/consent/participation/").content.decode()
    boris = people.enroll(email="boris@example.org", last_name="Борисов", first_name="Борис")
    consents.give_consent(by=boris, purpose=PARTICIPATION)
    assert Consent.objects.get(person=boris).text_version == "2"


def test_whoever_is_asked_again_may_withdraw_the_old_one_instead(clerk: Person) -> None:
    anna = make_person()
    written(CODE, {"text": NEW}, clerk, asks_again=True)
    client = Client()
    client.force_login(anna)
    page = client.get("/consent/participation/?withdraw=1").content.decode()
    assert "Третьим лицам данные не передаются" in page and "Отозвать согласие" in page
    assert client.post("/consent/participation/?withdraw=1", {}).status_code == 302
    assert Consent.objects.get(person=anna).withdrawn_at is not None


def test_the_consent_on_the_way_is_of_the_text_that_was_shown(client: Client, clerk: Person) -> None:
    anna = make_person()
    consents.withdraw_consent(by=anna, purpose=PARTICIPATION)
    client.force_login(anna)
    written(CODE, {"text": NEW}, clerk)
    answered = client.post("/inbox/", {"_consent": PARTICIPATION, "_agreed": "on", "_text": "1"})
    page = answered.content.decode()
    assert (answered.status_code, "вступил в силу новый текст" in page, 'name="_text" value="2"' in page) == (
        422,
        True,
        True,
    )
    client.post("/inbox/", {"_consent": PARTICIPATION, "_agreed": "on", "_text": "2"})
    assert Consent.objects.holding().get(person=anna).text_version == "2"


@pytest.mark.parametrize(
    ("code", "typed", "words"),
    [
        (
            CODE,
            {"text": "Я, {имя}, и {паспорт} для {оператор}"},
            "Подстановки {паспорт} нет. Можно: {имя}, {оператор}.",
        ),
        (CODE, {"text": "Я, {имя.__class__}, для {оператор}"}, "Подстановки {имя.__class__} нет."),
        (CODE, {"text": "Я, {имя}, для {оператор}} и {"}, "у одной из них нет пары"),
        (CODE, {"text": "Я, {имя}"}, "В тексте должно быть {оператор}"),
        (CODE, {"text": ""}, "Заполните это поле."),
        (CODE, {}, "Вы ничего не изменили."),
        (CODE, {"text": NEW, "valid_from": "2020-01-01"}, "не задним числом"),
        (CODE, {"text": NEW, "version": "7"}, "записана новая версия"),
        ("letter.invitation", {"text": "{приглашение}. Ответьте до {срок}."}, "должно быть {ссылка}"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    browser: Client, code: str, typed: dict[str, str], words: str
) -> None:
    answered = sent(browser, code, **typed)
    assert (answered.status_code, words in answered.content.decode()) == (422, True), answered.content.decode()
    form = answered.context["form"]
    assert {name: form[name].value() for name in typed} == typed
    assert TextVersion.latest(code).version == 1


def test_the_preview_fills_in_examples_and_writes_nothing(browser: Client) -> None:
    answered = sent(
        browser, "letter.invitation", text="Ответьте до {срок}: {ссылка} ({приглашение}) <script>", _preview="1"
    )
    page = answered.content.decode()
    assert "Ответьте до 23.11.2026: https://город.рф/invitations/a1b2" in page and "&lt;script&gt;" in page
    assert "<ins" in page and "<del" in page and answered.status_code == 200
    assert TextVersion.latest("letter.invitation").version == 1


def test_what_is_filled_in_is_never_read_again() -> None:
    assert filling.filled("{имя}: {срок}", {"имя": "{срок}", "срок": "завтра"}) == "{срок}: завтра"
    assert str(filling.as_html("<i>а</i>\n\n**б**")) == "<p>&lt;i&gt;а&lt;/i&gt;</p>\n<p><strong>б</strong></p>\n"


def test_a_notice_uses_the_words_in_force_and_one_that_was_sent_keeps_its_own(clerk: Person, clock: Any) -> None:
    head = make_member(make_organization())
    proposal = begin(head, head.memberships.get().organization, make_platform(make_organization("Оператор")))
    proposal.number = "П-1"
    papers.admitted(proposal, clerk)
    was = Document.objects.latest("pk")
    words = {"lead": "Ваше «{название}» допущено.", "what_to_do": ""}
    written("notice.proposal_admitted", words, clerk, valid_from=today() + timedelta(days=3))
    papers.admitted(proposal, clerk)
    assert Document.objects.latest("pk").snapshot["lead"] == was.snapshot["lead"], "its day has not come"
    clock.shift(timedelta(days=3))
    papers.admitted(proposal, clerk)
    assert Document.objects.latest("pk").snapshot["lead"] == "Ваше «Двор без ступеней» допущено."
    assert Document.objects.get(pk=was.pk).snapshot["lead"] == (
        "Проектное предложение «Двор без ступеней» (№ П-1) прошло формальную проверку и допущено к рассмотрению."
    )


def test_a_letter_uses_the_words_in_force(clerk: Person) -> None:
    words = "{оператор} ждёт вас: {ссылка}, потом {новая ссылка}, {сколько действует}."
    written("letter.account", {"text": words}, clerk)
    people.enroll_and_invite({"email": "new@example.org", "last_name": "Н", "first_name": "Н"}, by=clerk)
    text, _, _ = Letter.objects.latest("pk").read_content()
    assert "ждёт вас: http" in text and "3 дня" in text.replace("\N{NO-BREAK SPACE}", " ")
    run_pending()


def test_every_shipped_text_says_what_it_must_and_its_examples_fill_it() -> None:
    for kind in kinds().values():
        text = TextVersion.latest(kind.code).text
        assert kind.faults(text) == {}, kind.code
        assert "{" not in "".join(parts_of(kind.code, kind.examples).values())
    assert (
        words_of("message.sitting", {"когда": "завтра", "где": "зал", "повестка": "1."}) == "завтра, зал. Повестка: 1."
    )


def test_strangers_read_the_consents_alone(browser: Client, clerk: Person) -> None:
    written(CODE, {"text": NEW}, clerk)
    stranger = Client()
    page = stranger.get("/texts/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Согласие: участие в процедурах" in page and "Письмо с приглашением" not in page
    page = stranger.get(f"/texts/{CODE}/2/").content.decode()
    assert "Версия 1" in page and f"{today():%d.%m.%Y}" in page and "утратила силу" in page
    assert stranger.get(f"/texts/{CODE}/1/to/2/").status_code == 200
    assert stranger.get("/texts/letter.invitation/1/").status_code == 404
    assert browser.get("/texts/letter.invitation/1/").status_code == 200
    assert stranger.get(f"/texts/{CODE}/write/").status_code == 302
    stranger.force_login(make_person())
    assert stranger.get(f"/texts/{CODE}/write/").status_code == 403


def broken() -> list[str]:
    found = []
    with connection.cursor() as cursor:
        for code, _, sql in INVARIANTS:
            cursor.execute(sql)
            found += [code for _ in cursor.fetchall()]
    return found


def test_the_database_keeps_every_version_and_the_promises_notice_harm(clerk: Person) -> None:
    make_person()
    made = written(CODE, {"text": NEW}, clerk)
    for harm in ({"ground": "другое"}, {"text": {}}):
        with pytest.raises(DatabaseError), transaction.atomic():
            TextVersion.objects.filter(pk=made.pk).update(**harm)
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()
    assert broken() == []
    for harm, code in (
        ("UPDATE programme_consent SET text_version = '9' WHERE id = (SELECT max(id) FROM programme_consent)", "I-73"),
        ("UPDATE programme_textversion SET version = 5 WHERE version = 2", "I-74"),
    ):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(harm)
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
            assert broken() == [code]
            transaction.set_rollback(True)


def test_the_public_page_asks_as_little_for_many_versions_as_for_few(
    django_assert_max_num_queries: Any, client: Client, clerk: Person
) -> None:
    for n in range(3):
        written(CODE, {"text": f"{NEW} {n}"}, clerk)
    client.get("/texts/")
    with django_assert_max_num_queries(5):
        client.get("/texts/")
    with django_assert_max_num_queries(5):
        client.get(f"/texts/{CODE}/3/")
