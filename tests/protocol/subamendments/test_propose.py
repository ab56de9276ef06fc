"""Other words for an admitted amendment: who proposes them, how the group takes one of them, and what everybody reads then."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from casework.models import Notification
from committee.models import AgendaItem
from protocol.models import Subamendment
from protocol.subamendments import actions as subamendments
from protocol.subamendments.proposers import Proposer
from tests.access.world import BACKEND
from tests.paper import text_of
from tests.protocol.conftest import REASON, again, settle
from tests.settled import slack
from tests.story import answer, make_member, make_organization, make_person

WORDS = "не позднее пяти рабочих дней"


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def reader(who=None) -> Client:
    client = Client()
    if who:
        client.force_login(who, backend=BACKEND)
    return client


def read(path: str, who=None) -> str:
    response = reader(who).get(path)
    assert response.status_code == 200, response.status_code
    return plain(response.content.decode())


def propose(amendment, who, wording=WORDS, behalf="", **more) -> tuple[int, str]:
    given = {"wording": wording, "reasoning": REASON, "behalf": behalf, **more}
    response = reader(who).post(reverse("protocol_amendment_amend", args=[amendment.pk]), given)
    return response.status_code, plain(response.content.decode())


@pytest.fixture
def floor(desk):
    """Two admitted amendments to a published edition and one that nobody has checked; each with the signer of its author."""
    edition = desk.published()
    organizations = {name: make_organization(f"АНО «{name}»") for name in ("Срок", "Слово", "Погода")}
    signers = {name: make_member(organization) for name, organization in organizations.items()}
    rows = {
        name: desk.amend(edition, position, words, wording, by=signers[name], organization=organizations[name])
        for name, position, words, wording in (
            ("Срок", 2, "в срок", "за пять дней"),
            ("Слово", 1, "Устное обещание", "Любое обещание"),
            ("Погода", 3, "открыто", "открыто и даром"),
        )
    }
    for name in ("Срок", "Слово"):
        desk.admit(rows[name])
    return edition, rows, signers


def decided(desk, edition, rows, verdicts) -> None:
    edition = desk.discussed(edition)
    answer(
        desk.editor, rows["Погода"].case, "check_amendment", outcome="refuse", reasons="Статья не о том, и слова не те."
    )
    for name in verdicts:
        desk.put(rows[name])
    desk.sit(desk.group, {again(rows[name]).item_id: verdict for name, verdict in verdicts.items()})


def test_the_group_takes_the_words_of_one_of_its_members(desk, floor):
    edition, rows, signers = floor
    amendment, member = rows["Срок"], desk.group.of("business")[0].person
    path = amendment.get_absolute_url()
    assert "Предложить другие слова" in read(path, member)
    for outsider in (None, make_person(), signers["Погода"]):
        assert "Предложить другие слова" not in read(path, outsider)
        assert propose(amendment, outsider, behalf="group")[0] == (403 if outsider else 302)
    code, page = propose(amendment, member, "за пять дней", "group")
    assert (code, "уже предлагает сама поправка" in page, REASON in page) == (422, True, True)
    assert propose(amendment, member, behalf="group")[0] == 302
    code, page = propose(amendment, member, "за неделю", "group")
    assert (code, "уже внесена" in page, "за неделю" in page) == (422, True, True)
    code, page = propose(amendment, signers["Слово"])
    assert (code, "уже предлагает поправка № 1.1" in page) == (422, True)
    assert propose(amendment, signers["Слово"], "за неделю")[0] == 302
    assert [(row.label, row.author_name) for row in amendment.subamendments.all()] == [
        ("1.1", f"{member.short_name}, рабочая группа"),
        ("1.2", "АНО «Слово»"),
    ]
    told = Notification.objects.filter(
        person=signers["Срок"], event__startswith="subamendment:", event__endswith=":proposed"
    )
    assert [row.title for row in told] == ["К вашей поправке предложены другие слова"] * 2
    assert "Предложить другие слова" not in read(path, member)

    edition = desk.discussed(edition)
    answer(
        desk.editor, rows["Погода"].case, "check_amendment", outcome="refuse", reasons="Статья не о том, и слова не те."
    )
    answer(desk.editor, amendment.case, "put", refused=True, group_words="в срок", group_wording=WORDS)
    put = desk.put(amendment, group_wording="за десять дней")
    item = AgendaItem.objects.get(pk=put.item_id)
    assert [row["code"] for row in item.resolutions] == [
        "accept",
        "sub:1",
        "sub:2",
        "accept_partly",
        "decline",
        "conciliate",
    ]
    assert f"Поправка № 1.2 (АНО «Слово»): «за неделю». Обоснование: {REASON}" in item.question
    assert item.concerned == sorted(row.author_key for row in (amendment, *amendment.subamendments.all()))
    assert {row.short_name for row in item.conflicted_organizations.all()} == {"АНО «Срок»", "АНО «Слово»"}
    code, page = propose(amendment, desk.group.of("authority")[0].person, "за день", "group")
    assert (code, "уже вынесена на рабочую группу" in page, "за день" in page) == (422, True, True)

    desk.put(rows["Слово"])
    desk.sit(desk.group, {item.pk: "sub:1", again(rows["Слово"]).item_id: "decline"})
    amendment, chosen = again(amendment), amendment.subamendments.get(number=1)
    assert (amendment.status, amendment.chosen, amendment.group_wording) == ("accepted_partly", chosen, WORDS)
    title = Notification.objects.values_list("person", "title").filter(
        event__startswith="subamendment:", event__endswith=":decided"
    )
    assert sorted(title) == sorted(
        [(member.pk, "Поправка № 1.1 принята"), (signers["Слово"].pk, "Поправка № 1.2 не принята")]
    )
    answer(desk.editor, amendment.case, "answer", words="Рабочая группа приняла вашу поправку другими словами.")
    grounds = again(amendment).answer.snapshot["grounds"]
    assert f"слова, вошедшие в текст с поправкой № 1.1 ({chosen.author_name}): «{WORDS}»" in grounds
    shown = read(path)
    assert plain(f"С поправкой № 1.1 ({chosen.author_name})") in shown

    answer(desk.editor, rows["Слово"].case, "answer", words="Рабочая группа отклонила вашу поправку, мотивы ниже.")
    edition = desk.in_committee(again(edition))
    assert f"Сторона отвечает на проект {WORDS}." in edition.texts.get(position=2).text
    table, comparison = (edition.papers.get(purpose=purpose).document for purpose in ("amendments", "comparison"))
    assert table.snapshot["rows"][1]["others"] == [
        {"label": row.label, "author": row.author_name, "wording": row.wording, "reasoning": REASON}
        for row in amendment.subamendments.all()
    ]
    origin = f"Поправка № 1 (АНО «Срок») с поправкой № 1.1 ({chosen.author_name})"
    assert [row["origins"] for row in comparison.snapshot["rows"]] == [[], [origin], []]
    settle()
    assert plain(f"С поправкой № 1.1 ({chosen.author_name}): «{WORDS}»") in text_of(again(table))
    assert plain(origin) in text_of(again(comparison))
    assert plain(origin) in read(reverse("protocol_compare") + "?from=1&to=1")


def test_an_organisation_whose_words_were_taken_is_named(desk, floor):
    edition, rows, signers = floor
    assert propose(rows["Срок"], signers["Слово"])[0] == 302
    decided(desk, edition, rows, {"Срок": "sub:1", "Слово": "decline"})
    taken = again(rows["Срок"])
    assert (taken.status, taken.partly_words) == ("accepted_partly", "с поправкой № 1.1 (АНО «Слово»)")


def test_the_co_chairs_begin_from_the_words_a_sector_was_against(desk, floor):
    edition, rows, signers = floor
    amendment = rows["Срок"]
    assert propose(amendment, signers["Слово"])[0] == 302
    decided(desk, edition, rows, {"Срок": ("sub:1", {"business": "against"}, {}), "Слово": "decline"})
    edition, disputed = again(edition), again(amendment)
    assert (edition.status, disputed.group_wording, disputed.chosen) == ("conciliation", WORDS, None)
    given = {
        f"outcome_{amendment.pk}": "accept_partly",
        f"wording_{amendment.pk}": WORDS,
        f"reasons_{amendment.pk}": REASON,
    }
    desk.ask(edition, "convene", **given)
    sitting = edition.conciliations.get()
    line = sitting.lines.get()
    for voice in sitting.voices.all():
        answer(voice.person, edition.case, "speak", **{f"agrees_{line.pk}": "yes", f"why_{line.pk}": ""})
    assert (again(amendment).status, again(amendment).chosen.label) == ("accepted_partly", "1.1")


def test_the_author_withdraws_and_the_other_words_go_with_the_amendment(desk, floor):
    _, rows, signers = floor
    assert propose(rows["Слово"], signers["Слово"], "Всякое обещание")[0] == 302  # their own, said better
    assert propose(rows["Слово"], signers["Срок"], "Каждое обещание")[0] == 302
    url = reverse("protocol_amendment_withdraw", args=[rows["Слово"].pk])
    assert reader(signers["Слово"]).post(url, {"ground": "Нашли слова получше."}).status_code == 302
    told = Notification.objects.get(
        person=signers["Срок"], event__startswith="subamendment:", event__endswith=":decided"
    )
    assert (told.title, "отозвана автором" in told.text) == ("Поправка № 2.2 не принята", True)
    assert "Предложить другие слова" not in read(rows["Слово"].get_absolute_url(), signers["Срок"])


def test_the_database_refuses_what_the_action_refuses(desk, floor):
    edition, rows, signers = floor
    signer, facts = signers["Слово"], {"number": 7, "wording": "иначе", "reasoning": REASON}
    row = subamendments.propose(
        rows["Срок"], by=signer, proposer=Proposer(rows["Слово"].organization), wording=WORDS, reasoning=REASON
    )
    changes = {
        "wording": "иначе",
        "reasoning": "иначе",
        "number": 2,
        "is_of_group": True,
        "author": make_person(),
        "organization": None,
    }
    assert slack(Subamendment.objects.filter(pk=row.pk), changes) == []
    for amendment in (rows["Погода"], desk.amend(edition, 1, "", "", kind="drop")):
        with pytest.raises(DatabaseError, match="admitted amendment"), transaction.atomic():
            Subamendment.objects.create(amendment=amendment, author=signer, **facts)
    with pytest.raises(DatabaseError, match="not proposed for this"), transaction.atomic():
        type(row.amendment).objects.filter(pk=rows["Слово"].pk).update(chosen=row, group_wording=WORDS)
