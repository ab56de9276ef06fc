"""An edition from the order of the committee to the text everybody signs, with what goes wrong on the way (KP-01…KP-15)."""

import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.urls import reverse

from casework.door import Refused
from committee.agenda import actions as agenda
from committee.models import AgendaItem
from protocol.amendments import actions as amendments_actions
from protocol.editions import actions as editions
from protocol.models import Amendment, ProtocolEdition
from tests.paper import text_of
from tests.protocol.conftest import ARTICLES, REASON, again, settle
from tests.story import answer, make_person, press, waiting_of

SECOND = "Сторона отвечает на проект в срок. Не ответив, она передаёт вопрос сопредседателям."
THIRD = "Городские сведения публикуются открыто за 30 дней. Права людей не нарушаются."


def statuses(*amendments: Amendment) -> list[str]:
    return [again(one).status for one in amendments]


def refused_by_database(query) -> None:
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        query()


def test_a_whole_edition(desk):
    edition = desk.create()
    assert (edition.number, edition.status, edition.texts.count()) == (1, "drafting", 1)
    with pytest.raises(AssertionError):
        desk.ask(edition, "bring_to_group")  # the only article is empty
    desk.write(edition)
    edition = desk.reviewed(edition)
    assert edition.status == "wg_review"
    desk.ask(edition, "publish", words="Рабочая группа предлагает обсудить проект новой редакции.")
    edition = again(edition)
    assert edition.status == "public_discussion"
    assert [text.project for text in edition.texts] == [body for _, body, _ in ARTICLES]
    refused_by_database(lambda: edition.texts.filter(position=1).update(text="Иначе."))

    one = desk.amend(edition, 2, "передаёт вопрос согласительному раунду", "лишается права вето")
    other = desk.amend(edition, 2, "согласительному раунду", "сопредседателям")
    third = desk.amend(edition, 3, "публикуются открыто", "публикуются открыто не позднее 30 дней")
    for amendment in (one, other, third):
        desk.admit(amendment)
    edition = desk.discussed(edition)
    assert edition.status == "consolidation"
    assert edition.intake_closed_at is not None
    with pytest.raises(Refused, match="не принимаются"):
        desk.amend(edition, 1, "Устное обещание", "Обещание")

    answer(desk.editor, other.case, "put", refused=True, group_words=other.words, group_wording="")  # the first decides
    desk.put(one)
    desk.put(third, group_wording="публикуются открыто за 30 дней")
    desk.sit(desk.group, {again(one).item_id: "decline", again(third).item_id: "accept_partly"})
    assert statuses(one, other, third) == ["declined", "admissible", "accepted_partly"]
    answer(desk.editor, one.case, "answer", words="Право вето нужно самой процедуре: оно не даёт замолчать спор.")
    paper = again(one).answer
    assert (paper.kind, paper.snapshot["reference"]) == ("notice", "по поправке № 1 к редакции № 1")
    assert "за — 9, против — 0" in paper.snapshot["grounds"][1]
    desk.put(other)
    desk.sit(desk.group, {again(other).item_id: "accept"})
    assert again(other).status == "accepted"
    with pytest.raises(Refused, match="уже принято решение"):
        amendments_actions.withdraw(again(other), by=other.author, ground="Передумали совсем.")

    edition = desk.in_committee(again(edition))
    assert edition.status == "committee"
    assert [text.text for text in edition.texts][1:] == [SECOND, THIRD]
    table = edition.papers.get(purpose="amendments").document
    assert [(row["number"], row["decision"], row["collides"]) for row in table.snapshot["rows"]] == [
        (1, "Отклонена", [2]), (2, "Принята", []), (3, "Принята частично", []),
    ]  # fmt: skip
    compared = edition.papers.get(purpose="comparison").document.snapshot["rows"]
    assert [(row["number"], row["is_same"]) for row in compared] == [(1, True), (2, False), (3, False)]
    assert ["deleted", "согласительному раунду"] in compared[1]["pieces"]
    settle()
    printed = text_of(again(table))
    assert "СВОДНАЯ ТАБЛИЦА ПОПРАВОК" in printed and "Пересекалась с поправкой № 2" in printed
    printed = text_of(edition.papers.get(purpose="comparison").document)
    assert "СРАВНИТЕЛЬНЫЙ ТЕКСТ" in printed and "передаёт вопрос сопредседателям" in printed

    edition = desk.approved(edition)
    assert (edition.status, edition.document.number) == ("open_for_signature", "КП-1")
    assert [row["text"] for row in edition.document.snapshot["articles"]][1:] == [[SECOND], [THIRD]]
    assert statuses(other, third) == ["incorporated", "incorporated"]
    refused_by_database(lambda: edition.texts.update(text="Иначе."))
    refused_by_database(lambda: ProtocolEdition.objects.filter(pk=edition.pk).update(preamble="Иначе."))


def test_the_text_is_written_on_its_pages(desk):
    create, ground = reverse("protocol_edition_create"), "Решение комитета от 26.01.2026 № 1.3-2026"
    assert "знаков нужно не меньше 10" in press(desk.editor, create, status=422, ground="Устно")
    assert "Редакция создана" in press(desk.editor, create, ground=ground)
    again_refused = press(desk.editor, create, status=422, ground=ground)
    assert "одновременно готовится одна" in again_refused and ground in again_refused
    edition = ProtocolEdition.objects.get()

    def page_of(name: str, *args: str) -> str:
        return reverse(name, args=[edition.number, *args])

    assert "сейчас их 5001" in press(desk.editor, page_of("protocol_preamble"), status=422, preamble="я" * 5001)
    press(desk.editor, page_of("protocol_preamble"), preamble="Мы договорились, как договариваться.")
    press(desk.editor, page_of("protocol_article_add"))
    first, second = (text.article.code for text in edition.texts)
    refused = press(desk.editor, page_of("protocol_article_write", second), status=422, title="", body=SECOND)
    assert "Заполните это поле." in refused and SECOND in refused
    press(
        desk.editor,
        page_of("protocol_article_write", second),
        title="О сроках",
        body=SECOND,
        indicator="Ответы в срок",
        binds=["business"],
    )
    press(desk.editor, page_of("protocol_article_drop", first))
    written = [(text.title, text.text, text.binds, text.dropped) for text in edition.article_texts.order_by("position")]
    assert written[1] == ("О сроках", SECOND, ["business"], False) and written[0][3] is True
    assert again(edition).preamble == "Мы договорились, как договариваться."
    desk.reviewed(edition)
    for name, *args in (("protocol_article_add",), ("protocol_article_drop", first), ("protocol_preamble",)):
        assert "не редактируется" in press(desk.editor, page_of(name, *args), status=422, preamble="Иначе.")


def test_nobody_signs_in_time(desk):
    edition = desk.published()
    edition = desk.approved(desk.in_committee(desk.discussed(edition)))
    with pytest.raises(Refused, match="одновременно готовится одна"):
        editions.create(by=desk.editor, ground="Решение комитета № 2-2026")
    extend = reverse("protocol_extend", args=[edition.number])
    assert "знаков нужно не меньше 30" in press(desk.editor, extend, status=422, ground="Ждут.")
    press(desk.editor, extend, ground="Две организации ждут заседания своих правлений.")
    desk.sit(desk.committee, {again(edition).extension_item_id: "extend"})
    edition = desk.outlast(edition, "sign")
    assert edition.status == "open_for_signature"
    assert edition.extended_at is not None
    edition = desk.outlast(edition, "sign_more")
    assert edition.status == "lapsed"
    outcome = edition.papers.get(purpose="outcome").document.snapshot
    assert (outcome["total"], outcome["missing"][0]) == (0, "3 подписей от органов власти")
    answer(desk.archivist, edition.case, "archive")
    assert again(edition).status == "archived"
    assert len(edition.papers.get(purpose="inventory").document.snapshot["rows"]) == edition.papers.count() - 1


def test_the_group_sends_the_project_back(desk):
    edition = desk.create()
    desk.write(edition)
    desk.ask(edition, "bring_to_group")
    desk.sit(desk.group, {again(edition).review_item_id: "rework"})
    assert again(edition).status == "drafting"
    waiting_of(desk.editor, edition.case, "bring_to_group")
    assert not ProtocolEdition.objects.visible_to(make_person()).exists()
    assert ProtocolEdition.objects.visible_to(desk.group.chair.person).exists()


def test_a_question_that_was_taken_back_is_brought_again(desk):
    edition = desk.in_committee(desk.discussed(desk.published()))
    first = edition.committee_item_id
    agenda.withdraw_item(AgendaItem.objects.get(pk=first), ground="Готовится справка.", by=desk.editor)
    settle()
    desk.ask(edition, "bring_again")
    assert (again(edition).status, AgendaItem.objects.get(pk=again(edition).committee_item_id).status) == (
        "committee",
        "proposed",
    )
    assert again(edition).committee_item_id != first


def test_the_committee_returns_the_edition_with_remarks(desk):
    edition = desk.in_committee(desk.discussed(desk.published()))
    desk.sit(desk.committee, {edition.committee_item_id: ("return", {}, {"reasons": "Статья 1 не говорит о мере."})})
    edition = again(edition)
    assert edition.status == "returned"
    text = edition.texts.get(position=1)
    body = f"{text.text} Мера называется числом."
    saved = {"title": text.title, "body": body, "indicator": text.indicator, "is_essential": True}
    editions.save_article(text, by=desk.editor, **saved)
    desk.ask(edition, "rework", words="В статью 1 добавлена мера: она называется числом, как просил комитет.")
    desk.sit(desk.group, {again(edition).review_item_id: "approve"})
    edition = again(edition)
    assert edition.status == "consolidation"
    edition = desk.in_committee(edition)
    assert edition.texts.get(position=1).text == body
    edition = desk.approved(edition)
    assert edition.document.snapshot["articles"][0]["is_essential"]


def test_a_sector_against_sends_the_article_to_the_co_chairs(desk):
    edition = desk.published()
    agreed = desk.amend(edition, 1, "Устное обещание записывается", "Устное обещание записывает модератор")
    contested = desk.amend(edition, 2, "в срок", "за десять рабочих дней")
    for one in (agreed, contested):
        desk.admit(one)
    edition = desk.discussed(edition)
    for one in (agreed, contested):
        desk.put(one)
    against = ("accept", {"business": "against"}, {})
    desk.sit(desk.group, {again(agreed).item_id: against, again(contested).item_id: against})
    assert statuses(agreed, contested) == ["discussing", "discussing"]
    assert again(agreed).disputed_by == "бизнес"
    edition = again(edition)
    assert edition.status == "conciliation"

    wording = {f"outcome_{agreed.pk}": "accept_partly", f"wording_{agreed.pk}": "Обещание записывает модератор раунда"}
    proposal = {
        **wording,
        f"outcome_{contested.pk}": "accept",
        f"reasons_{agreed.pk}": REASON,
        f"reasons_{contested.pk}": REASON,
    }
    desk.ask(edition, "convene", **proposal)
    speak(desk, edition, lambda line, sector: line.amendment_id == agreed.pk or sector != "business")
    assert statuses(agreed, contested) == ["accepted_partly", "discussing"]
    desk.ask(edition, "convene", **{f"outcome_{contested.pk}": "accept", f"reasons_{contested.pk}": REASON})
    desk.outlast(edition, "speak")  # silence is no consent
    assert statuses(contested) == ["declined"]
    edition = desk.in_committee(again(edition))
    assert [(text.text, text.dropped) for text in edition.texts][:2] == [
        ("Каждая договорённость получает срок и ответственного. Обещание записывает модератор раунда.", False),
        (ARTICLES[1][1], True),
    ]
    assert edition.status == "committee"
    assert [paper.document.number.split("-")[0] for paper in edition.papers.filter(purpose="conciliation")] == [
        "РГ",
        "РГ",
    ]


def speak(desk, edition, agrees) -> None:
    """Every co-chair answers every line."""
    sitting = edition.conciliations.order_by("-number").first()
    for voice in sitting.voices.all():
        data = {}
        for line in sitting.lines.all():
            data[f"agrees_{line.pk}"] = "yes" if agrees(line, voice.sector) else "no"
            data[f"why_{line.pk}"] = "" if agrees(line, voice.sector) else "Десяти дней мало для согласования."
        answer(voice.person, edition.case, "speak", **data)


def test_two_thirds_that_are_not_to_be_had_are_no_end(desk):
    edition = desk.published()
    one = desk.amend(edition, 1, "Устное обещание", "Любое обещание")
    desk.admit(one)
    edition = desk.discussed(edition)
    desk.put(one)
    desk.sit(desk.group, {again(one).item_id: "conciliate"})
    assert (again(one).status, again(one).disputed_by) == ("discussing", "нет двух третей")
    assert again(edition).status == "conciliation"


def test_a_new_article_and_one_that_goes(desk):
    edition = desk.published()
    new = desk.amend(
        edition, 1, "", "Сосед узнаёт о стройке до её начала.", kind="new", title="Сосед важнее отчёта", indicator="доля"
    )  # fmt: skip
    drop = desk.amend(edition, 3, "", "", kind="drop")
    narrow = desk.amend(edition, 3, "открыто", "открыто и даром")
    for one in (new, drop, narrow):
        desk.admit(one)
    edition = desk.discussed(edition)
    answer(desk.editor, narrow.case, "put", refused=True, group_words="", group_wording="")
    for one in (new, drop):
        answer(desk.editor, one.case, "put", group_wording="")
    desk.sit(desk.group, {again(new).item_id: "accept", again(drop).item_id: "accept"})
    desk.put(narrow, group_wording="открыто")
    assert [row["code"] for row in AgendaItem.objects.get(pk=again(narrow).item_id).resolutions] == [
        "decline",
        "conciliate",
    ]
    desk.sit(desk.group, {again(narrow).item_id: "decline"})
    edition = desk.in_committee(again(edition))
    assert [(text.article.code, text.title, text.dropped) for text in edition.texts] == [
        ("A01", ARTICLES[0][0], False), ("A02", ARTICLES[1][0], False), ("A03", ARTICLES[2][0], True), ("A04", "Сосед важнее отчёта", False),
    ]  # fmt: skip


def test_the_database_refuses_two_accepted_amendments_of_the_same_words(desk):
    edition = desk.published()
    one = desk.amend(edition, 2, "в срок", "вовремя")
    other = desk.amend(edition, 2, "на проект в срок", "на проект")
    for amendment in (one, other):
        for transition in (amendment.admit, amendment.discuss):
            transition()
            amendment.save()
    one.accept("Мотивы", edition.published_at)
    one.save()
    other.accept("Мотивы", edition.published_at)
    with transaction.atomic():
        refused_by_database(other.save)
        transaction.set_rollback(True)
