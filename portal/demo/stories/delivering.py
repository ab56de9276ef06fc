"""Delivering what was agreed: one gives all, one a part, one is late."""

from typing import Any

from casework import workdays
from negotiations.models import Contribution
from portal.demo import files
from portal.demo.cast import World
from portal.demo.hands import upload
from portal.demo.player import Story
from portal.demo.stories.applying import card
from portal.demo.stories.negotiating import CITY, of, speaker


def deliver(world: World, code: str) -> Story:
    """What was agreed is given: the partner has given all, the applicant a part, the city has begun and is late."""
    own, city, partner = of(world, code).contributions.order_by("number")
    applicant, other = card(code)["org"], partner.party.organization
    giver = next(org for org, one in world.organizations.items() if one == other)
    yield world.diary.at(30, 11)
    for one, org in ((partner, giver), (own, applicant), (city, CITY)):
        world.hands.answer(speaker(world, org), _gift(one).process, "begin_delivery")
    yield world.diary.at(29, 11)
    _hand_over(world, partner, giver, applicant, "whole", "перечислено полностью", partner.value)
    yield world.diary.at(12, 11)
    _hand_over(world, own, applicant, CITY, "part", "оплачены первые занятия и материалы", 300000)


def _gift(one: Contribution) -> Contribution:
    return Contribution.objects.select_related("process", "party__organization").get(pk=one.pk)


def _hand_over(world: World, one: Contribution, giver: str, receiver: str, what: str, volume: str, amount: Any) -> None:
    """CB-08, CB-09: the giver shows what has been given, the receiver accepts it."""
    paper = files.plain("Платёжное поручение", [one.what, f"Передано: {volume}."])
    world.hands.answer(
        speaker(world, giver), _gift(one).process, "deliver", sent={"file": upload("Платёжное поручение.pdf", paper)},
        is_whole=what, volume=volume, amount=amount, delivered_on=workdays.local_date().isoformat(),
    )  # fmt: skip
    world.hands.answer(speaker(world, receiver), _gift(one).process, "accept_delivery", answer="accept")
