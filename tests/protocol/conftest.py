"""The people of the Protocol: an editor, a working group of nine, the committee; and hands that lead an edition to any stage."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from casework import door, sweeping
from casework.queue import run_pending
from committee.models import AgendaItem, BodyMember, Meeting
from consultations.messages import actions as messages
from consultations.models import Message, Topic
from programme.models import Sector
from protocol.amendments import actions as amendments
from protocol.editions import actions as editions
from protocol.editions.flow import EditionFlow
from protocol.group import actions as group
from protocol.models import Amendment, ProtocolEdition
from tests.clock import Clock
from tests.committee import conftest as sitting
from tests.story import answer, make_member, make_organization, make_person, post, step

REASON = "Так понятнее жителям и проще проверить, соблюдается ли правило."
ARTICLES = [
    ("Слово записано", "Каждая договорённость получает срок и ответственного. Устное обещание записывается.", "доля договорённостей"),
    ("Ответ в срок", "Сторона отвечает на проект в срок. Не ответив, она передаёт вопрос согласительному раунду.", "средний срок"),
    ("Данные общие", "Городские сведения публикуются открыто. Права людей не нарушаются.", "доля наборов"),
]  # fmt: skip


def again(one: Any) -> Any:
    """The row as it is now (a protected status cannot be refreshed in place)."""
    return type(one).objects.get(pk=one.pk)


class Table:
    """A body around its table, as the hands of the committee's tests expect it."""

    def __init__(self, body: Any, secretary: Any) -> None:
        self.body, self.secretary = body, secretary

    @property
    def chair(self) -> BodyMember:
        return self.body.members.get(role="chair")

    @property
    def voters(self) -> list[BodyMember]:
        return list(self.body.members.filter(has_vote=True).select_related("person"))

    def of(self, sector: str) -> list[BodyMember]:
        return [one for one in self.voters if one.sector == sector]


class Seat:
    """A secretary who holds no seat: only the role."""

    def __init__(self, person: Any) -> None:
        self.person = person


class Desk:
    """Everybody who works on the Protocol, and what they do."""

    def __init__(self, clock: Clock, committee: Any = None) -> None:
        self.clock = clock
        self.editor = make_person("protocol_editor", last_name="Редакторова")
        self.moderator = make_person("content_moderator", last_name="Модераторова")
        self.archivist = make_person("archivist", last_name="Архивова")
        self.committee = committee or sitting.Committee()
        people = [(make_person(last_name=f"Группин-{n}"), sector) for sector in Sector.values for n in range(3)]
        body = group.form_group(members=people, act="Решение комитета № 1.2-2026")
        self.group = Table(body, Seat(self.editor))

    # the way of an edition

    def create(self, **data: Any) -> ProtocolEdition:
        given = post({"ground": "Решение комитета от 26.01.2026 № 1.3-2026", **data})
        form = EditionFlow.create.form(given, by=self.editor)
        assert form.is_valid(), form.errors
        edition = door.start_case(EditionFlow.create, by=self.editor, form=form, token=None)
        assert edition is not None, form.errors
        return edition

    def write(self, edition: ProtocolEdition, articles: list[tuple[str, str, str]] = ARTICLES) -> None:
        while edition.article_texts.count() < len(articles):
            editions.add_article(edition, by=self.editor)
        for text, (title, body, indicator) in zip(edition.texts, articles, strict=True):
            editions.save_article(text, by=self.editor, title=title, body=body, indicator=indicator, is_essential=False)

    def ask(self, edition: ProtocolEdition, node: str, by: Any = None, **data: Any) -> Any:
        return answer(by or self.editor, edition.case, node, **data)

    def reviewed(self, edition: ProtocolEdition) -> ProtocolEdition:
        self.ask(edition, "bring_to_group")
        self.sit(self.group, {again(edition).review_item_id: "publish"})
        return again(edition)

    def published(self, **data: Any) -> ProtocolEdition:
        edition = self.create(**data)
        if not edition.based_on_id:
            self.write(edition)
        self.reviewed(edition)
        self.ask(edition, "publish", words="Рабочая группа предлагает обсудить проект новой редакции.")
        return again(edition)

    def discussed(self, edition: ProtocolEdition) -> ProtocolEdition:
        """The discussion and the intake of amendments are over, the summary is drawn up."""
        self.heard(edition)
        return self.outlast(edition, "gather")

    def heard(self, edition: ProtocolEdition) -> ProtocolEdition:
        """The last day of the discussion has passed."""
        self.outlast(edition.topic, "listen")
        return again(edition)

    def in_committee(self, edition: ProtocolEdition) -> ProtocolEdition:
        self.ask(edition, "bring_to_committee")
        return again(edition)

    def approved(self, edition: ProtocolEdition) -> ProtocolEdition:
        self.sit(self.committee, {edition.committee_item_id: "approve"})
        return again(edition)

    # amendments and messages

    def amend(self, edition: ProtocolEdition, position: int, words: str, wording: str, **more: Any) -> Amendment:
        """An amendment of an organisation to words of an article."""
        organization = more.pop("organization", None) or make_organization(f"АНО «Автор {position}-{words[:5]}»")
        by = more.pop("by", None) or make_member(organization)
        text = edition.texts.get(position=position)
        facts = {"kind": "replace", "reasoning": REASON, "words": words, "wording": wording, **more}
        return amendments.propose_change(edition, by=by, organization=organization, text=text, **facts)  # type: ignore[return-value]

    def admit(self, amendment: Amendment) -> None:
        answer(self.editor, amendment.case, "check_amendment", outcome="admit")

    def put(self, amendment: Amendment, **data: Any) -> Amendment:
        answer(self.editor, amendment.case, "put", **{"group_words": amendment.words, "group_wording": "", **data})
        return again(amendment)

    def say(self, edition: ProtocolEdition, position: int, words: str, **facts: Any) -> Message:
        """A message on an article."""
        article = edition.texts.get(position=position)
        given = {"by": make_person(last_name="Жителева"), "kind": "question", "section": article.article.code, **facts}
        topic = Topic.objects.get(pk=edition.topic_id)
        return messages.write(topic, text=words, section_title=f"Статья {position}. {article.title}", **given)

    # time and sittings

    def wait(self, days: int) -> None:
        """Calendar days pass, with everything that happens by itself."""
        self.clock.shift(timedelta(days=days))
        settle()

    def outlast(self, subject: Any, node: str) -> Any:
        """The hard term of a step passes."""
        self.clock.move_to(step(subject.case, node).due_at + timedelta(minutes=1))
        settle()
        return again(subject)

    def sit(self, table: Any, resolved: dict[int, Any], days: int = 9) -> Meeting:
        """A sitting that settles items by their keys: a resolution, or (resolution, {sector: choice}, answers)."""
        settle()
        meeting = sitting.plan(table, timezone.now() + timedelta(days=days))
        _announce(table)
        meeting = sitting.opened(table, self.clock)
        for line in meeting.lines.order_by("number"):
            wanted = resolved[line.item_id]
            code, by_sector, answers = wanted if isinstance(wanted, tuple) else (wanted, {}, {})
            votes = {member: by_sector.get(member.sector, "for") for member in table.voters}
            sitting.decided(table, line, votes, resolution=code, **{"reasons": REASON, **answers})
        meeting = sitting.closed(table, meeting)
        sitting.sign_by_all(meeting.minutes)
        for line in meeting.lines.all():
            if line.item.has_decision():
                self._decision(table, line)
        if table.body.issues_decisions:
            return sitting.released(table, meeting)
        settle()
        return sitting.again(meeting)

    def _decision(self, table: Any, line: Any) -> None:
        if line.extract:
            sitting.sign_by_all(sitting.again(line).extract)
        sitting.answer(table.secretary.person, "draw_up")
        sitting.sign_by_all(sitting.again(line).decision.document)

    def item(self, pk: int) -> AgendaItem:
        return AgendaItem.objects.get(pk=pk)


def _announce(table: Any) -> None:
    sitting.answer(table.secretary.person, "assemble")
    sitting.answer(table.chair.person, "approve")
    sitting.answer(table.secretary.person, "notify_members", short_notice_ground="по поручению председателя")


def settle() -> None:
    """The queue and the deadlines do what they have to, until nothing more happens."""
    for _ in range(6):
        run_pending()
        sweeping.sweep()
    run_pending()


@pytest.fixture
def desk(db: None, clock: Clock) -> Iterator[Desk]:
    """Whatever a story does, every promise of the room holds at its end."""
    made = Desk(clock)
    yield made
    settle()
    assert sitting.offenders() == {}
