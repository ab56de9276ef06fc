"""An edition from the order of the committee to the text everybody signs (KP-01…KP-09)."""

from tests.protocol.conftest import ARTICLES, again
from tests.story import waiting_of


def test_a_whole_edition(desk):
    edition = desk.create()
    assert (edition.number, edition.status, edition.texts.count()) == (1, "drafting", 1)
    desk.write(edition)
    edition = desk.reviewed(edition)
    assert edition.status == "wg_review"
    desk.ask(edition, "publish", words="Рабочая группа предлагает обсудить проект новой редакции.")
    edition = again(edition)
    assert edition.status == "public_discussion"
    assert [text.project for text in edition.texts] == [body for _, body, _ in ARTICLES]

    one = desk.amend(edition, 2, "передаёт вопрос согласительному раунду", "лишается права вето")
    other = desk.amend(edition, 2, "согласительному раунду", "сопредседателям")
    third = desk.amend(edition, 3, "публикуются открыто", "публикуются открыто не позднее 30 дней")
    for amendment in (one, other, third):
        desk.admit(amendment)
    edition = desk.discussed(edition)
    assert edition.status == "consolidation"
    assert edition.intake_closed_at is not None

    desk.put(one)
    desk.put(third, group_words="публикуются открыто", group_wording="публикуются открыто за 30 дней")
    desk.sit(desk.group, {again(one).item_id: "decline", again(third).item_id: "accept_partly"})
    assert [again(row).status for row in (one, other, third)] == ["declined", "admissible", "accepted_partly"]
    desk.put(other)
    desk.sit(desk.group, {again(other).item_id: "accept"})
    assert again(other).status == "accepted"
    waiting_of(desk.editor, one.case, "answer")

    edition = desk.in_committee(again(edition))
    assert edition.status == "committee"
    assert [text.text for text in edition.texts][1:] == [
        "Сторона отвечает на проект в срок. Не ответив, она передаёт вопрос сопредседателям.",
        "Городские сведения публикуются открыто за 30 дней. Права людей не нарушаются.",
    ]
