"""Who signs the Krasnoyarsk Protocol: thirteen of three sectors bring it into force, a fourteenth accedes."""

from collections.abc import Callable
from typing import Any

from portal.demo.people import World
from portal.demo.player import PAPER, DemoError, Story
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
    yield world.days.at(LAST - 1, 9)
    yield PAPER
    if edition().status != ProtocolEdition.Status.IN_FORCE:
        raise DemoError(f"the edition is {edition().status}")
    yield from accede(world, edition)


def invite(world: World, edition: Callable[[], ProtocolEdition]) -> Story:
    """KS-01: the custodian invites all of them at once."""
    yield world.days.at(INVITED, 10)
    current = edition()
    wanted = [world.organizations[row["org"]].pk for row in read("protocol.toml")["invited"]]

    def perform(**given: Any) -> Any:
        return signatories.invite(edition(), **given)

    world.actor.act(
        world.people["clerk"], current.case, "хранитель Протокола", InviteForm, perform, current, organizations=wanted
    )


def answer(world: World, edition: Callable[[], ProtocolEdition]) -> Story:
    """KS-02…KS-07: each in its turn, some days for all of them."""
    cards = read("protocol.toml")["invited"]
    for number, row in enumerate(cards):
        ago = ANSWERS - (ANSWERS - LAST) * number // (len(cards) - 1)
        yield world.days.at(ago, 10 + number % 6, number * 7 % 60)
        yield PAPER
        signer = world.people[row["org"].lower()]
        signatory = edition().signatories.select_related("case").get(organization=world.organizations[row["org"]])
        if "decline" in row:
            world.actor.answer(signer, signatory.case, "acquaint", answer="decline", reason=row["decline"])
            continue
        world.actor.answer(signer, signatory.case, "acquaint", answer="read")
        if "reads" in row:
            continue
        yield from _declare(world, signatory, row)
        world.actor.answer(signer, signatory.case, "sign_edition", answer="sign")


def _declare(world: World, signatory: Signatory, row: dict[str, Any]) -> Story:
    """Ready at once, or with a reservation the custodian accepts the same day."""
    signer = world.people[row["org"].lower()]
    if "reservation" not in row:
        world.actor.answer(signer, signatory.case, "declare", answer="ready")
        return

    def reserve(form: Any) -> dict[str, Any]:
        text = next(text for text in form.texts if text.position == row["article"])
        return {form.name_of(text): row["reservation"]}

    def accept(form: Any) -> dict[str, Any]:
        return {
            name: value
            for reservation in form.rows
            for name, value in (
                (f"outcome_{reservation.pk}", "accepted"),
                (f"reasons_{reservation.pk}", row["verdict"]),
            )
        }

    world.actor.answer(signer, signatory.case, "declare", fill=reserve, answer="reserve")
    world.actor.answer(world.people["clerk"], signatory.case, "decide_reservations", fill=accept)
    yield world.clock.now()


def accede(world: World, edition: Callable[[], ProtocolEdition]) -> Story:
    """KS-01: an organisation nobody has invited applies, signs the same file and gets a certificate."""
    signer = world.people[ACCEDING.lower()]
    yield world.days.at(ACCEDED, 11)
    signatory = world.actor.begin(
        signer, SignatoryFlow.accede, organization=world.organizations[ACCEDING], edition=edition(), is_read=True
    )
    world.actor.answer(signer, signatory.case, "declare", answer="ready")
    world.actor.answer(signer, signatory.case, "sign_edition", answer="sign")
