"""Delivering what was agreed: all of it, or one gives all, one a part, one is late."""

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
    applicant, giver = card(code)["org"], _giver(world, partner)
    yield world.days.at(28, 11)
    for contribution, org in ((partner, giver), (own, applicant), (city, CITY)):
        world.actor.answer(speaker(world, org), _gift(contribution).process, "begin_delivery")
    yield world.days.at(27, 11)
    _hand_over(world, partner, giver, applicant, "whole", "перечислено полностью", partner.value)
    yield world.days.at(12, 11)
    _hand_over(world, own, applicant, CITY, "part", "оплачены первые занятия и материалы", 300000)


def deliver_all(world: World, code: str, begun: int, given: int) -> Story:
    """Everybody keeps their word."""
    applicant = card(code)["org"]
    gifts = [
        (contribution, _giver(world, contribution), applicant if number else CITY)
        for number, contribution in enumerate(of(world, code).contributions.order_by("number"))
    ]
    yield world.days.at(begun, 10)
    for contribution, giver, _ in gifts:
        world.actor.answer(speaker(world, giver), _gift(contribution).process, "begin_delivery")
    yield world.days.at(given, 10)
    for contribution, giver, receiver in gifts:
        _hand_over(world, contribution, giver, receiver, "whole", "исполнено полностью", contribution.value)


def deliver_first(world: World, code: str, ago: int) -> Story:
    """The applicant gives a part of their own share, the city accepts it; no more comes of it."""
    own, applicant = of(world, code).contributions.order_by("number")[0], card(code)["org"]
    yield world.days.at(ago, 10)
    world.actor.answer(speaker(world, applicant), _gift(own).process, "begin_delivery")
    _hand_over(world, own, applicant, CITY, "part", "оплачены обучение жителей и первые осмотры", 70000)


def _giver(world: World, contribution: Contribution) -> str:
    organization = contribution.party.organization
    return next(org for org, known in world.organizations.items() if known == organization)


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
