"""Who may do what at the addresses of platforms and negotiation cases; the case everybody is tried on."""

from negotiations.models import Negotiation
from tests.access.table import ANYBODY, APPLICANT, ASK, READ, Page, Thing, missing, only, page, public
from tests.access.world import World
from tests.story import answer, make_venue
from tests.table import make_partner

SECRETARY, LEADER = {"platform_secretary"}, {"moderator"}
# Those inside: the applicant, another party (the stranger's organisation), the moderator, the offices.
INSIDE = APPLICANT | LEADER | SECRETARY | {
    "stranger", "coordinator", "committee_chair", "committee_secretary", "auditor",
}  # fmt: skip
TITLE = "О встречных вкладах"


def the_case(world: World) -> tuple[int]:
    """The negotiations of this room's world."""
    return (Negotiation.objects.get(proposal__title=TITLE).pk,)


def about_a_case(may: set[str]) -> Page:
    """An act beside the course of a case: for those outside there is no such thing."""
    return page(ASK, Thing("case", the_case, may, INSIDE), missing())


TABLE: dict[str, Page] = {
    "platforms": public(),
    "platform": public(Thing("platform", lambda w: (w.platform.pk,), ANYBODY), missing()),
    "platform_new": page(ASK, *only(SECRETARY)),
    "experiment_conclude": page(
        ASK, Thing("no experiment", lambda w: (w.platform.pk,), set(), ANYBODY - {"committee_secretary"})
    ),
    "platform_edit": page(ASK, Thing("platform", lambda w: (w.platform.pk,), SECRETARY, ANYBODY), missing()),
    "negotiations": page(READ, *only(LEADER | SECRETARY | {"auditor"})),
    "negotiation": public(Thing("case", the_case, ANYBODY), missing()),
    "negotiation_propose": about_a_case(APPLICANT),
    "negotiation_cancel": about_a_case({"signer"}),
    "negotiation_consent": about_a_case(APPLICANT | {"stranger"}),
    "negotiation_extend": about_a_case(LEADER),
    "negotiation_suspend": about_a_case(LEADER),
    "negotiation_succeed": about_a_case(set()),
    "negotiation_close": about_a_case(LEADER),
}


def furnish(world: World) -> None:
    """Negotiations between two organisations of two sectors, with the closed part of a position to be looked for."""
    make_venue(world.platform, "Зал переговоров", 12)
    one = world.submitted(TITLE, level="interdepartmental")
    secretary, moderator = world.people["platform_secretary"], world.people["moderator"]
    answer(secretary, one.case, "check", outcome="admit")
    answer(secretary, one.case, "route", way="negotiations", moderator=moderator.pk)
    case = one.negotiations.get()
    answer(moderator, case.process, "accept_moderation", answer="accept")
    works, head = make_partner("Завод «За столом»")
    answer(moderator, case.process, "invite", organizations=[world.others.pk, works.pk])
    stranger = world.people["stranger"]
    for person in (stranger, head):
        answer(person, case.process, "reply", answer="accept", representative=person.pk)
    sides = [party.pk for party in case.parties.all()]
    answer(moderator, case.process, "compose", outcome="confirm", essential=sides)
    closed = dict.fromkeys(("interests", "conditions", "red_lines"), "Закрытое-стороны")
    answer(stranger, case.process, "position", public_part="Открытое-стороны", **closed)
