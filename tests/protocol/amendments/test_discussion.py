"""The public discussion: messages that are checked before they are shown, amendments of residents, collisions seen by everybody."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from casework import workdays
from casework.door import Refused
from casework.models import Notification
from casework.site_search import find
from consultations.models import Message
from consultations.topics import actions as topics
from protocol.amendments import actions as amendments
from protocol.group import actions as group
from protocol.group import members
from protocol.models import Amendment, Petition
from tests.access.world import BACKEND
from tests.protocol.conftest import REASON, again, settle
from tests.story import answer, make_member, make_organization, make_person

SAID = "Непонятно, кто считает срок, если ответ пришёл в выходной день."


def page(name: str, *args, who=None, **query) -> str:
    client = Client()
    if who:
        client.force_login(who, backend=BACKEND)
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200, response.status_code
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_what_is_said_of_an_article_is_checked_answered_and_summed_up(desk):
    edition = desk.published()
    topic, author = edition.topic, make_person(last_name="Жителева")
    client = Client()
    client.force_login(author, backend=BACKEND)
    address = reverse("consultation_write", args=[topic.pk])
    assert address in page("protocol_article", "A02")
    assert '<option value="A02" selected>Статья 2. Ответ в срок' in page(
        "consultation_write", topic.pk, who=author, section="A02"
    )
    assert client.post(address, {"kind": "question", "text": SAID, "section": "A99"}).status_code == 422
    assert client.post(address, {"kind": "question", "text": SAID, "section": "A02"}).status_code == 302
    shown, hidden = Message.objects.get(), desk.say(edition, 2, "Позвоните моему соседу Петрову, он знает.", by=author)
    assert SAID not in page("protocol_article", "A02")
    assert SAID in page("protocol_article", "A02", who=author)
    answer(desk.moderator, shown.case, "moderate_message", outcome="show")
    refusal = {"outcome": "refuse", "reason": "personal", "remark": "В сообщении сведения о другом человеке."}
    answer(desk.moderator, hidden.case, "moderate_message", **refusal)
    text = page("protocol_article", "A02")
    assert (SAID in text, "Жителева" in text, "Петрову" in text) == (True, False, False)
    assert SAID not in page("protocol_article", "A01")
    assert "1 сообщение" in page("protocol_edition", 1)
    told = Notification.objects.get(person=author, event=f"consultation:message:{hidden.pk}:refused")
    assert "сведения о другом человеке" in told.text
    with pytest.raises(Refused, match="отменить нельзя"):
        topics.cancel(again(topic), by=desk.editor, ground="Передумали обсуждать эту редакцию.")
    edition = desk.heard(edition)
    assert edition.status == "consolidation"
    answer(desk.editor, topic.case, "summarise", refused=True, lead="")  # a question has no answer yet
    answer(
        desk.editor,
        shown.case,
        "reply_message",
        outcome="explained",
        text="Срок считает модератор, в рабочих днях: статья 4.",
    )
    answer(desk.editor, topic.case, "summarise", lead="")
    settle()
    paper = again(edition).papers.get(purpose="feedback").document
    told = paper.snapshot["discussion"]
    assert (paper.is_public, told["total"], told["shown"]) == (True, 2, 1)
    [row] = told["rows"]
    assert (row["section"], row["answer"]) == (
        "Статья 2. Ответ в срок",
        ["Срок считает модератор, в рабочих днях: статья 4."],
    )
    with pytest.raises(Refused, match="не идёт"):
        desk.say(again(edition), 1, SAID, by=author)


def test_the_editor_gives_the_discussion_of_an_edition_more_days(desk):
    edition = desk.published()
    was = edition.topic.ends_on
    announced = edition.papers.get(purpose="announcement").document.snapshot["until"]
    assert announced == was.isoformat()
    page_of_topic = page("consultation", edition.topic_id, who=desk.editor)
    assert (
        reverse("consultation_extend", args=[edition.topic_id]) in page_of_topic,
        "Отменить обсуждение" in page_of_topic,
    ) == (True, False)
    topics.extend(again(edition.topic), by=desk.editor, days=5, ground="Просят жители правобережья.")
    assert again(edition.topic).ends_on > was
    desk.clock.move_to(workdays.end_of(was) + timedelta(minutes=1))
    settle()
    assert again(edition).status == "public_discussion"
    edition = desk.heard(edition)
    assert (edition.status, edition.topic.summary is not None) == ("consolidation", True)


def test_the_search_finds_an_amendment_of_a_published_edition_alone(desk):
    edition = desk.published()
    head = make_member(make_organization("ТОС «Утёс»"))
    amendment = amendments.propose_change(
        edition, by=head, organization=head.memberships.get().organization, text=None, kind="new", words="",
        title="О качелях", wording="Качели ставят там, где решили жители.", indicator="число качелей за год", reasoning=REASON,
    )  # fmt: skip

    def found(text):
        groups, _ = find(text, AnonymousUser())
        return [row.url for hits in groups if hits.kind.title == "Поправки к Протоколу" for row in hits.rows]

    assert found("качелей") == found("утёс качели") == [amendment.get_absolute_url()]
    assert found("карусель") == []


def test_the_search_finds_no_amendment_of_an_edition_nobody_has_published(desk):
    organization = make_organization("ТОС «Утёс»")
    Amendment.objects.create(
        edition=desk.create(), kind="new", title="О качелях", wording="Качели ставят там, где решили жители.", indicator="нет",
        reasoning=REASON, author=make_member(organization), organization=organization, number=1,
    )  # fmt: skip
    assert find("качелей", AnonymousUser())[0] == []
    groups, _ = find("качелей", desk.editor)
    assert [hits.kind.title for hits in groups] == ["Поправки к Протоколу"]


def test_twenty_residents_make_an_amendment(desk):
    edition = desk.published()
    author = make_person()
    text = edition.texts.get(position=3)
    petition = amendments.propose_change(
        edition, by=author, organization=None, text=text, kind="replace", reasoning=REASON, words="открыто", wording="открыто и бесплатно"
    )  # fmt: skip
    assert isinstance(petition, Petition)
    with pytest.raises(Refused, match="уже поддержали"):
        amendments.support(petition, by=author)
    for _ in range(18):
        amendments.support(petition, by=make_person())
    assert not Amendment.objects.exists()
    last = make_person()
    client = Client()
    client.force_login(last, backend=BACKEND)
    assert client.post(reverse("protocol_petition_support", args=[petition.pk])).status_code == 302
    amendment = Amendment.objects.get()
    assert (amendment.status, amendment.author_name, again(petition).amendment) == (
        "submitted",
        "группа жителей",
        amendment,
    )
    with pytest.raises(Refused, match="закончен"):
        amendments.support(petition, by=make_person())
    desk.admit(amendment)
    other = make_person()
    with pytest.raises(Refused, match="тот, кто её внёс"):
        amendments.withdraw(again(amendment), by=other, ground="Хочу отозвать чужое.")
    amendments.withdraw(again(amendment), by=author, ground="Нашли слова получше.")
    assert again(amendment).status == "withdrawn"


def test_a_petition_that_has_not_gathered_falls_away(desk):
    edition = desk.published()
    author, text = make_person(), edition.texts.get(position=1)
    petition = amendments.propose_change(
        edition, by=author, organization=None, text=text, kind="drop", reasoning=REASON
    )
    edition = desk.discussed(edition)
    assert (again(petition).is_dropped, again(petition).closed_at is not None) == (True, True)
    assert Notification.objects.filter(person=author, event=f"petition:{petition.pk}:lapsed").exists()
    assert "сбор закончен" in page("protocol_petition", petition.pk).lower()


def test_the_words_stand_in_the_article_exactly_once(desk):
    edition = desk.published()
    for words, complaint in (("вето", "нет"), ("а", "встречаются"), ("   ", "нет")):
        with pytest.raises(Refused, match=complaint):
            desk.amend(edition, 2, words, "иначе")
    with pytest.raises(Refused, match="совпадают"):
        desk.amend(edition, 2, "в срок", "в срок")
    stranger = make_member(make_organization("ТОС «Чужой»"))
    with pytest.raises(Refused, match="подписант"):
        desk.amend(edition, 2, "в срок", "вовремя", by=stranger, organization=make_organization("ТОС «Иной»"))


def test_colliding_amendments_are_shown_to_everybody(desk):
    edition = desk.published()
    one = desk.amend(edition, 2, "передаёт вопрос согласительному раунду", "лишается права вето")
    other = desk.amend(edition, 2, "согласительному раунду", "сопредседателям")
    apart = desk.amend(edition, 2, "в срок", "вовремя")
    assert f'пересекается с <a href="{other.get_absolute_url()}"' in page("protocol_amendments", 1).lower()
    assert "Пересекается с другими поправками" in page("protocol_amendment", one.pk)
    assert "Пересекается" not in page("protocol_amendment", apart.pk)
    article = page("protocol_article", "A02")
    assert "span-collides" in article
    assert "span-amended" in article
    assert Notification.objects.filter(event=f"amendment:{other.pk}:collides:{one.pk}").exists()


def test_a_sentence_is_chosen_instead_of_typed(desk):
    desk.published()
    organization = make_organization("АНО «Метод»")
    signer = make_member(organization)
    client = Client()
    client.force_login(signer, backend=BACKEND)
    url = reverse("protocol_amend", args=["A02"])
    given = {
        "kind": "replace",
        "sentence": "2",
        "wording": "Молчание передаёт вопрос дальше.",
        "reasoning": REASON,
        "behalf": organization.pk,
    }
    response = client.post(url, given)
    made = Amendment.objects.get()
    assert response.url == made.get_absolute_url()
    assert made.words == "Не ответив, она передаёт вопрос согласительному раунду."
    response = client.post(url, {**given, "sentence": "", "words": "вето"})
    assert response.status_code == 422
    assert "Таких слов в статье нет" in response.content.decode()


def test_an_inadmissible_amendment_is_answered_on_paper(desk):
    edition = desk.published()
    one = desk.amend(edition, 1, "Устное обещание", "Погода")
    answer(desk.editor, one.case, "check_amendment", refused=True, outcome="refuse", reasons="")
    answer(
        desk.editor, one.case, "check_amendment", outcome="refuse", reasons="Поправка не относится к предмету статьи."
    )
    one = again(one)
    assert (one.status, one.answer.snapshot["lead"]) == ("inadmissible", "Поправка не относится к предмету статьи.")
    assert one.case.finished is None or one.case.status == "DONE"


def test_an_edition_that_is_being_written_is_nobodys_business(desk):
    edition = desk.create()
    desk.write(edition)
    stranger = make_person()
    client = Client()
    client.force_login(stranger, backend=BACKEND)
    for name, args in (
        ("protocol_edition", [1]),
        ("protocol_article", ["A01"]),
        ("protocol_article_write", [1, "A01"]),
    ):
        assert client.get(reverse(name, args=args)).status_code == 404, name
    assert "Слово записано" in page("protocol_edition", 1, who=desk.editor)
    assert "Редакция" not in page("protocol_compare")
    with pytest.raises(Refused, match="не принимаются"):
        desk.amend(edition, 1, "Устное обещание", "Обещание")


def test_the_group_is_equal_and_of_lawful_size(desk):
    people = [make_person() for _ in range(12)]
    with pytest.raises(Refused, match="от 9 до 15"):
        group.form_group(members=[(one, "business") for one in people[:6]], act="Решение")
    with pytest.raises(Refused, match="поровну"):
        group.form_group(members=[(one, "business") for one in people], act="Решение")
    with pytest.raises(Refused, match="уже образована"):
        group.form_group(
            members=[(one, ["authority", "business", "community"][n % 3]) for n, one in enumerate(people)],
            act="Решение",
        )
    assert {seat.sector: seat.position for seat in members.co_chairs(desk.group.body).values()} == dict.fromkeys(
        ["authority", "business", "community"], "сопредседатель"
    )
