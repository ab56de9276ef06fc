"""The second edition of the Protocol, in discussion now, and a complaint that a signatory does not keep to the first one."""

from typing import Any

from portal.demo.people import World
from portal.demo.player import PAPER, Story
from portal.demo.stories import body
from portal.demo.stories.body import Motion
from portal.demo.stories.protocol import Draft, group_session, propose, say, speak, type_in
from portal.demo.words import read
from protocol.complaints.flow import NormComplaintFlow
from protocol.editions import actions as editions
from protocol.editions.flow import EditionFlow
from protocol.editions.forms import ArticleForm
from protocol.models import ArticleText, ProtocolEdition

# Working days before today on which things happen.
CREATED, REVIEW, PUBLISHED, ANSWERED, SPOKEN, PROPOSED, COMPLAINED = 17, 11, 4, 3, 1, 1, 2


def whole(world: World) -> Story:
    """KP-01…KP-05: from the words of the edition in force, let out by the group, discussed by whoever wants to."""
    draft, cards = Draft(world), read("protocol-next.toml")
    yield from _write(draft, cards)
    edition = draft.now()
    assert edition.review_item_id
    yield PAPER
    motions = [Motion(edition.review_item_id, "publish")]
    yield from body.whole(world, group_session(edition, "вторая редакция Протокола", REVIEW, motions, CREATED))
    yield world.days.at(PUBLISHED, 15)
    draft.ask("publish", words=cards["announcement"])
    answered, fresh = cards["messages"]
    yield from speak(draft, ANSWERED, answered)
    yield from _complain(world, cards["complaint"])
    yield world.days.at(PROPOSED, 11)
    propose(draft, cards["amendment"])
    yield world.days.at(SPOKEN, 18)
    say(draft, fresh)


def _write(draft: Draft, cards: dict[str, Any]) -> Story:
    world = draft.world
    yield world.days.at(CREATED, 11)
    edition = world.actor.begin(draft.editor, EditionFlow.create, ground=cards["order"], is_based_on_current=True)
    draft.pk = edition.pk
    text = edition.texts.get(position=cards["change"]["article"])
    words = f"{text.text} {cards['change']['addition']}"
    type_in(
        draft, ArticleForm, editions.save_article, text,
        title=text.title, body=words, indicator=text.indicator, is_essential=text.is_essential,
    )  # fmt: skip
    yield world.days.at(CREATED, 15)
    draft.ask("bring_to_group")


def _complain(world: World, card: dict[str, Any]) -> Story:
    """An organisation says that another has refused it without a reason; the editor has to decide whether to take it up."""
    yield world.days.at(COMPLAINED, 13)
    edition = ProtocolEdition.objects.get(status=ProtocolEdition.Status.IN_FORCE)
    article: ArticleText = edition.texts.select_related("article").get(position=card["article"])
    signatory = edition.signatories.get(organization=world.organizations[card["signatory"]])
    world.actor.begin(
        world.people[card["author"].lower()], NormComplaintFlow.complain, signatory=signatory,
        article=article.article.code, facts=card["facts"], wish=card["wish"],
    )  # fmt: skip
