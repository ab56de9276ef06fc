"""Who sits at a table of the negotiations, and what each of them offers."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from negotiations.models import Negotiation, NegotiationParty
from portal.demo.people import World, city
from portal.demo.stories.applying import card
from programme.models import Organization, Person

CITY = "ORG01"

PARTNERS = {"authority": "ORG06", "business": "ORG17", "community": "ORG08"}  # who is asked, by the applicant's sector

CITY_SHARE = {"SS": Decimal("0.7")}

NEEDS = {
    "authority": "Городу важно, чтобы результат остался у жителей и после окончания проекта.",
    "business": "Нам важны понятные сроки и то, чтобы вклад был виден работникам и соседям предприятия.",
    "community": "Нам важно, чтобы решения принимались вместе с жителями, а отчёт был открытым.",
}


@dataclass(frozen=True)
class Gift:
    """What an organisation offers to the applicant, or the applicant to the city: kind, words, sum, the day it is due."""

    giver: str
    what: str
    value: int
    kind: str = "money"
    to: str = ""
    due: int = -90


@dataclass(frozen=True)
class Talks:
    """How negotiations go: the day they are opened, who sits at the table, what is offered."""

    code: str
    opened: int
    gifts: tuple[Gift, ...] = ()
    moderator: str = "moderator"

    @property
    def round(self) -> int:
        """The day of the first round: six working days after the invitation to it."""
        return self.opened - 7

    @property
    def partners(self) -> list[str]:
        """Everybody but the applicant, in the order in which they are asked."""
        given = dict.fromkeys(code for gift in self.offers for code in (gift.giver, gift.to) if code)
        return [code for code in given if code != card(self.code)["org"]]

    @property
    def offers(self) -> tuple[Gift, ...]:
        """What is offered: by the lines of the budget unless said otherwise, the city's share within its limit."""
        return self.gifts or usual(self.code)


def usual(code: str) -> tuple[Gift, ...]:
    """The applicant's own share, the city's within its limit, and the rest by a partner of another sector."""
    facts = card(code)
    total, own, asked = (Decimal(facts[name]) for name in ("budget_total", "own_contribution", "requested_city"))
    sector = sector_of(facts["org"])
    limit = total * CITY_SHARE.get(facts["cluster"], Decimal("0.6")) - (own if sector == "authority" else 0)
    city = int(min(asked, limit))
    partner = PARTNERS[sector]
    return (
        Gift(facts["org"], "Собственный вклад по смете проекта", int(own), to=CITY),
        Gift(CITY, "Софинансирование города по смете проекта", city),
        Gift(partner, "Деньги партнёра на работы и материалы", int(total) - int(own) - city),
    )


def sector_of(org: str) -> str:
    """The sector of an organisation of the demo."""
    return Organization.objects.values_list("sector", flat=True).get(pk=_organizations()[org])


def _organizations() -> dict[str, int]:
    names = {row["code"]: row["short_name"] for row in city()["organizations"]}
    known = dict(Organization.objects.values_list("short_name", "pk"))
    return {code: known[name] for code, name in names.items()}


def of(world: World, code: str) -> Negotiation:
    """The negotiations as they stand now."""
    talks = Negotiation.objects.select_related("process__regulation", "proposal", "moderator")
    return talks.filter(proposal=world.proposals[code]).latest("pk")


def speaker(world: World, org: str) -> Person:
    """Who speaks and signs for an organisation."""
    return world.people[org.lower()]


def party(world: World, code: str, org: str) -> NegotiationParty:
    """The organisation at the table."""
    return of(world, code).parties.get(organization=world.organizations[org])


def sides(world: World, talks: Talks) -> list[str]:
    """Everybody at the table."""
    return [card(talks.code)["org"], *talks.partners]


def lead(world: World, talks: Talks, step: str, **answers: Any) -> None:
    world.actor.answer(world.people[talks.moderator], of(world, talks.code).process, step, **answers)
