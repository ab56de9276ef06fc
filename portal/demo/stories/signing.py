"""Who signs the Krasnoyarsk Protocol: thirteen of three sectors bring it into force, a fourteenth accedes."""

from collections.abc import Callable
from typing import Any

from portal.demo.cast import World
from portal.demo.player import PAPER, Story, Stumble
from portal.demo.words import read
from protocol.models import ProtocolEdition, Signatory
from protocol.signatories import actions as signatories
from protocol.signatories.flow import SignatoryFlow
from protocol.signatories.forms import InviteForm

# Working days before today on which things happen.
INVITED, ANSWERS, LAST, ACCEDED = 33, 32, 24, 12
ACCEDING = "ORG09"


def whole(world: World, edition: Callable[[], ProtocolEdition]) -> Story:
    """KS-01…KS-07, KP-12: invited, read, signed one after the other; then an accession with its certificate."""
    yield from invite(world, edition)
    yield from answer(world, edition)
    yield world.diary.at(LAST - 1, 9)
    yield PAPER
    if edition().status != ProtocolEdition.Status.IN_FORCE:
        raise Stumble(f"the edition is {edition().status}")
    yield from accede(world, edition)


def invite(world: World, edition: Callable[[], ProtocolEdition]) -> Story:
    """KS-01: the custodian invites all of them at once."""
    yield world.diary.at(INVITED, 10)
    one = edition()
    wanted = [world.organizations[row["org"]].pk for row in read("protocol.toml")["invited"]]

    def perform(**given: Any) -> Any:
        return signatories.invite(edition(), **given)

    world.hands.act(
        world.people["clerk"], one.case, "хранитель Протокола", InviteForm, perform, one, organizations=wanted
    )


def answer(world: World, edition: Callable[[], ProtocolEdition]) -> Story:
    """KS-02…KS-07: each in its turn, some days for all of them."""
    cards = read("protocol.toml")["invited"]
    for number, row in enumerate(cards):
        ago = ANSWERS - (ANSWERS - LAST) * number // (len(cards) - 1)
        yield world.diary.at(ago, 10 + number % 6, number * 7 % 60)
        yield PAPER
        signer = world.people[row["org"].lower()]
        signatory = edition().signatories.select_related("case").get(organization=world.organizations[row["org"]])
        if "decline" in row:
            world.hands.answer(signer, signatory.case, "acquaint", answer="decline", reason=row["decline"])
            continue
        world.hands.answer(signer, signatory.case, "acquaint", answer="read")
        if "reads" in row:
            continue
        yield from _declare(world, signatory, row)
        world.hands.answer(signer, signatory.case, "sign_edition", answer="sign")


def _declare(world: World, signatory: Signatory, row: dict[str, Any]) -> Story:
    """Ready at once, or with a reservation the custodian accepts the same day."""
    signer = world.people[row["org"].lower()]
    if "reservation" not in row:
        world.hands.answer(signer, signatory.case, "declare", answer="ready")
        return

    def reserve(form: Any) -> dict[str, Any]:
        text = next(text for text in form.texts if text.position == row["article"])
        return {form.name_of(text): row["reservation"]}

    def accept(form: Any) -> dict[str, Any]:
        return {
            name: value
            for one in form.rows
            for name, value in ((f"outcome_{one.pk}", "accepted"), (f"reasons_{one.pk}", row["verdict"]))
        }

    world.hands.answer(signer, signatory.case, "declare", fill=reserve, answer="reserve")
    world.hands.answer(world.people["clerk"], signatory.case, "decide_reservations", fill=accept)
    yield world.clock.now()


def accede(world: World, edition: Callable[[], ProtocolEdition]) -> Story:
    """KS-01: an organisation nobody has invited applies, signs the same file and gets a certificate."""
    signer = world.people[ACCEDING.lower()]
    yield world.diary.at(ACCEDED, 11)
    signatory = world.hands.begin(
        signer, SignatoryFlow.accede, organization=world.organizations[ACCEDING], edition=edition(), is_read=True
    )
    world.hands.answer(signer, signatory.case, "declare", answer="ready")
    world.hands.answer(signer, signatory.case, "sign_edition", answer="sign")
