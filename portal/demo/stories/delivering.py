"""Delivering what was agreed: one gives all, one a part, one is late."""

from typing import Any

from casework import workdays
from negotiations.models import Contribution
from portal.demo import files
from portal.demo.actor import upload
from portal.demo.people import World
from portal.demo.player import Story
from portal.demo.stories.applying import card
from portal.demo.stories.negotiators import CITY, of, speaker


def deliver(world: World, code: str) -> Story:
    """What was agreed is given: the partner has given all, the applicant a part, the city has begun and is late."""
    own, city, partner = of(world, code).contributions.order_by("number")
    applicant, other = card(code)["org"], partner.party.organization
    giver = next(org for org, organization in world.organizations.items() if organization == other)
    yield world.days.at(30, 11)
    for contribution, org in ((partner, giver), (own, applicant), (city, CITY)):
        world.actor.answer(speaker(world, org), _gift(contribution).process, "begin_delivery")
    yield world.days.at(29, 11)
    _hand_over(world, partner, giver, applicant, "whole", "перечислено полностью", partner.value)
    yield world.days.at(12, 11)
    _hand_over(world, own, applicant, CITY, "part", "оплачены первые занятия и материалы", 300000)


def _gift(contribution: Contribution) -> Contribution:
    return Contribution.objects.select_related("process", "party__organization").get(pk=contribution.pk)


def _hand_over(
    world: World, contribution: Contribution, giver: str, receiver: str, what: str, volume: str, amount: Any
) -> None:
    """CB-08, CB-09: the giver shows what has been given, the receiver accepts it."""
    paper = files.plain("Платёжное поручение", [contribution.what, f"Передано: {volume}."])
    world.actor.answer(
        speaker(world, giver), _gift(contribution).process, "deliver", sent={"file": upload("Платёжное поручение.pdf", paper)},
        is_whole=what, volume=volume, amount=amount, delivered_on=workdays.local_date().isoformat(),
    )  # fmt: skip
    world.actor.answer(speaker(world, receiver), _gift(contribution).process, "accept_delivery", answer="accept")
