"""The Krasnoyarsk Protocol from the order to write it to its text approved by the committee: written, discussed, amended."""

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from casework.forms import AskForm
from committee.models import Body
from consultations.messages import actions as messages
from consultations.messages.forms import MessageForm
from consultations.models import Message, Topic
from portal.demo.people import World
from portal.demo.player import PAPER, DemoError, Story
from portal.demo.stories import body, signing
from portal.demo.stories.body import Motion, Session
from portal.demo.words import read
from programme.models import Person
from protocol.amendments import actions as amendments_actions
from protocol.amendments.forms import ChangeForm
from protocol.editions import actions as editions
from protocol.editions.flow import EditionFlow
from protocol.editions.forms import ArticleForm, PreambleForm
from protocol.models import Amendment, ArticleText, ProtocolEdition

# Working days before today on which things happen.
CREATED, BROUGHT, REVIEW, PUBLISHED = 106, 105, 99, 93
SPOKEN, AMENDMENTS = (88, 86), (87, 80, 66)
SUMMARISED, PUT, DECISIONS, ANSWERED, APPROVAL = 70, 56, 53, 47, 41
EDITOR = "редактор Протокола"
CITIZEN = "group8"  # lives in the town as everybody does
HURRY = "на решения о поправках регламент даёт десять рабочих дней; все поправки опубликованы со дня внесения"
VERDICTS = {
    "accept": "Принять поправку № {number} (статья {article}).",
    "decline": "Отклонить поправку № {number} (статья {article}).",
    "accept_partly": "Принять поправку № {number} (статья {article}) частично, в редакции группы: «{group_wording}».",
}


@dataclass
class Draft:
    """The edition as the story goes on."""

    world: World
    pk: int = 0
    amendments: list[int] = field(default_factory=list)

    def now(self) -> ProtocolEdition:
        """The edition as it stands."""
        return ProtocolEdition.objects.select_related("case", "group").get(pk=self.pk)

    def topic(self) -> Topic:
        """Its public discussion as it stands."""
        edition = ProtocolEdition.objects.select_related("topic__case").get(pk=self.pk)
        assert edition.topic is not None, "a published edition is discussed"
        return edition.topic

    def amended(self) -> list[tuple[Amendment, dict[str, Any]]]:
        """The amendments as they stand, with what the data say of them."""
        rows = Amendment.objects.select_related("case").in_bulk(self.amendments)
        return [(rows[pk], card) for pk, card in zip(self.amendments, read("protocol.toml")["amendments"], strict=True)]

    @property
    def editor(self) -> Person:
        """Who writes it."""
        return self.world.people["protocol"]

    def ask(self, step: str, **answers: Any) -> Any:
        """The editor answers a step of the edition."""
        return self.world.actor.answer(self.editor, self.now().case, step, **answers)

    def must_be(self, *statuses: str) -> None:
        """Stop the demo where the edition is not as far as its days say."""
        if self.now().status not in statuses:
            raise DemoError(f"the edition is {self.now().status}, not {' or '.join(statuses)}")


def whole(world: World) -> Story:
    """From the order of the committee to the accession of the fourteenth organisation."""
    draft = Draft(world)
    yield from write(draft)
    yield from review(draft)
    yield from discuss(draft)
    yield from decide(draft)
    yield from approve(draft)
    yield from signing.whole(world, draft.now)


def write(draft: Draft) -> Story:
    """KP-01, KP-02: twelve articles, one after the other."""
    world, cards = draft.world, read("protocol.toml")
    yield world.days.at(CREATED, 11)
    edition = world.actor.begin(draft.editor, EditionFlow.create, ground=cards["order"], is_based_on_current=False)
    draft.pk = edition.pk
    type_in(draft, PreambleForm, editions.save_preamble, edition, preamble=cards["preamble"])
    for number, row in enumerate(cards["articles"], 1):
        if number > 1:
            type_in(draft, AskForm, editions.add_article, edition)
        text = edition.texts.get(position=number)
        essential = {"is_essential": True} if row.get("essential") else {}
        type_in(
            draft, ArticleForm, editions.save_article, text,
            title=row["title"], body=row["text"], indicator=row["indicator"], **essential,
        )  # fmt: skip
    yield world.days.at(BROUGHT, 15)
    draft.ask("bring_to_group")


def type_in(draft: Draft, form: type, action: Any, subject: Any, **answers: Any) -> None:
    """A page of the edition in the editor's hands."""

    def perform(**given: Any) -> Any:
        return action(type(subject).objects.get(pk=subject.pk), **given)

    draft.world.actor.act(draft.editor, draft.now().case, EDITOR, form, perform, subject, **answers)


def review(draft: Draft) -> Story:
    """KP-03: the working group lets the project out."""
    edition = draft.now()
    assert edition.review_item_id
    yield PAPER
    motions = [Motion(edition.review_item_id, "publish", abstained=1)]
    yield from body.whole(draft.world, group_session(edition, "проект Протокола", REVIEW, motions, BROUGHT))
    yield draft.world.days.at(PUBLISHED, 10)
    draft.ask("publish", words=read("protocol.toml")["announcement"])


def group_session(edition: ProtocolEdition, name: str, ago: int, motions: list[Motion], planned: int) -> Session:
    assert edition.group_id
    return Session(name, Body.Kind.PROTOCOL_GROUP, ago, motions, planned, body=edition.group_id, short=HURRY)


def discuss(draft: Draft) -> Story:
    """KP-05: two messages, three amendments, the answers and their summary; the terms end by themselves."""
    cards = read("protocol.toml")
    moments: list[tuple[int, Any, dict[str, Any]]] = [
        *((ago, speak, row) for ago, row in zip(SPOKEN, cards["messages"], strict=True)),
        *((ago, amend, row) for ago, row in zip(AMENDMENTS, cards["amendments"], strict=True)),
    ]
    moments.append((SUMMARISED, _summarise, {}))
    for ago, happens, row in sorted(moments, key=lambda moment: -moment[0]):
        yield from happens(draft, ago, row)


def speak(draft: Draft, ago: int, row: dict[str, Any]) -> Story:
    """Said of an article, checked the same day, answered the next morning."""
    world = draft.world
    yield world.days.at(ago, 12)
    message = say(draft, row)
    yield world.days.at(ago, 16)
    world.actor.answer(world.people["discussion"], message.case, "moderate_message", outcome="show")
    yield world.days.at(ago - 1, 10)
    world.actor.answer(draft.editor, message.case, "reply_message", outcome=row["outcome"], text=row["answer"])


def say(draft: Draft, row: dict[str, Any]) -> Message:
    """A message on an article, by a citizen or by an organisation."""
    world, topic = draft.world, draft.topic()
    author = world.people[row["author"].lower() or CITIZEN]
    given = {"kind": row["kind"], "section": _text(draft, row).article.code, "text": row["text"]}
    on_behalf = {"organization": world.organizations[row["author"]].pk} if row["author"] else {}
    write = partial(messages.write, topic)
    return world.actor.act(author, topic.case, "лично", MessageForm, write, topic, **given, **on_behalf)


def amend(draft: Draft, ago: int, row: dict[str, Any]) -> Story:
    """Brought in by the signer of an organisation, admitted the next day."""
    yield draft.world.days.at(ago, 11)
    amendment = propose(draft, row)
    yield draft.world.days.at(ago - 1, 11)
    draft.world.actor.answer(draft.editor, amendment.case, "check_amendment", outcome="admit")


def propose(draft: Draft, row: dict[str, Any]) -> Amendment:
    """An amendment as the signer of an organisation brings it in."""
    world, edition, text = draft.world, draft.now(), _text(draft, row)
    amendment: Amendment = world.actor.act(
        world.people[row["author"].lower()], None, "лично", ChangeForm,
        lambda **given: amendments_actions.propose_change(edition, **given), text,
        kind="replace", words=row["words"], wording=row["wording"], reasoning=row["reasoning"],
        behalf=world.organizations[row["author"]].pk,
    )  # fmt: skip
    draft.amendments.append(amendment.pk)
    return amendment


def _summarise(draft: Draft, ago: int, row: dict[str, Any]) -> Story:
    yield draft.world.days.at(ago, 14)
    draft.must_be(ProtocolEdition.Status.CONSOLIDATION)
    draft.world.actor.answer(draft.editor, draft.topic().case, "summarise")


def _text(draft: Draft, row: dict[str, Any]) -> ArticleText:
    """The article a message or an amendment is about."""
    return draft.now().texts.select_related("edition", "article").get(position=row["article"])


def decide(draft: Draft) -> Story:
    """KP-06: the group decides all three at one sitting; the authors are answered, the text is brought to the committee."""
    world = draft.world
    yield world.days.at(PUT, 10)
    for amendment, row in draft.amended():
        world.actor.answer(draft.editor, amendment.case, "put", group_wording=row.get("group_wording", ""))
    motions = [
        Motion(
            amendment.item_id or 0, row["verdict"], row.get("against", 0), row.get("abstained", 0), row["reasons"],
            VERDICTS[row["verdict"]].format(number=amendment.number, **row),
        )
        for amendment, row in draft.amended()
    ]  # fmt: skip
    yield from body.whole(world, group_session(draft.now(), "поправки к Протоколу", DECISIONS, motions, PUT))
    yield world.days.at(ANSWERED, 10)
    for amendment, row in draft.amended():
        world.actor.answer(draft.editor, amendment.case, "answer", words=row["answer"])
    draft.ask("bring_to_committee")
    yield PAPER


def approve(draft: Draft) -> Story:
    """KP-09: two thirds of the committee; the text is fixed and open for signature."""
    edition = draft.now()
    assert edition.committee_item_id
    motions = [Motion(edition.committee_item_id, "approve", against=1)]
    session = Session("одобрение Протокола", Body.Kind.COMMITTEE, APPROVAL, motions, planned=ANSWERED)
    yield from body.whole(draft.world, session)
    yield PAPER
    draft.must_be(ProtocolEdition.Status.OPEN_FOR_SIGNATURE)
