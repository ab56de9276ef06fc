"""Contributions and agreements in the access table: a case at the table, and an agreement in force with evidence."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from casework import door, workdays
from casework.forms import AskForm
from negotiations.contributions import actions
from negotiations.models import Contribution, ContributionAgreement, DeliveryEvidence
from tests.access.table import ANYBODY, APPLICANT, ASK, KNOWN, PRESS, READ, Page, Thing, missing, only, page, public
from tests.access.world import World
from tests.negotiations.bargain import file
from tests.story import answer, make_venue, post, settle, waiting_of
from tests.table import Table, make_partner, wake

OFFICES = {"moderator", "platform_secretary", "committee_chair", "committee_secretary", "coordinator", "auditor"}
OPEN = APPLICANT | OFFICES
VOICE = {"signer"}
VERBS = ("accept", "counter", "decline", "withdraw", "condition")
BOUND = Thing("bound", lambda w: (w.bound_gift.pk,), ANYBODY)


def act(table: Table, who: Any, action: Any, *args: Any, **answers: Any) -> None:
    """An act at the table."""
    who.forget_capacities()
    form = AskForm({}, by=who)
    assert form.is_valid()
    assert door.act(table.case.process.pk, by=who, capacity="представитель", form=form, token=None,
                    action=lambda by: action(*args, by=by, **answers)), form.non_field_errors()  # fmt: skip


def offer(table: Table, giver: str, receiver: str, value: str) -> Contribution:
    """Money given by a partner, or by the applicant for an empty name."""
    who = table.partners[giver][1] if giver else table.chairwoman
    facts = {"what": "взнос", "value": Decimal(value), "basis": "решение", "confirmation": "платёжка",
             "due": workdays.local_date() + timedelta(days=60)}  # fmt: skip
    act(
        table,
        who,
        actions.offer,
        table.case,
        party=table.party(giver),
        recipient=table.party(receiver),
        kind="money",
        **facts,
    )
    return table.case.contributions.latest("number")


def _table(world: World, works: str, city: str) -> Table:
    people = world.people
    return Table(
        applicant=world.tos,
        chairwoman=people["signer"],
        secretary=people["platform_secretary"],
        coordinator=people["coordinator"],
        chair=people["committee_chair"],
        moderator=people["moderator"],
        partners={"works": make_partner(works), "city": make_partner(city, "authority")},
        venue=make_venue(world.platform, works),
        time=world.clock,
        title=f"Вклады: {works}",
    )


def furnish(world: World) -> None:
    """An offer with a condition that waits for an answer; a committed contribution with its evidence."""
    bargaining = _table(world, "Завод «Торг»", "Центр «Торг»")
    bargaining.seated()
    world.bargaining = bargaining.case  # type: ignore[attr-defined]
    world.offered = offer(bargaining, "works", "", "100")  # type: ignore[attr-defined]
    own = offer(bargaining, "", "works", "100")
    act(bargaining, bargaining.chairwoman, actions.set_condition, own, act="постановление")
    world.condition = own.conditions.get()  # type: ignore[attr-defined]
    _bind(world, _table(world, "Завод «Дело»", "Центр «Дело»"))


def _bind(world: World, table: Table) -> None:
    table.seated()
    table.called()
    table.opened()
    for giver, receiver, value in (("works", "", "1260000"), ("city", "", "1700000"), ("", "works", "400000")):
        gift = offer(table, giver, receiver, value)
        act(table, table.partners[receiver][1] if receiver else table.chairwoman, actions.accept, gift)
    table.held()
    table.go(table.moderator, "decide", outcome="text")
    settle()
    agreement = ContributionAgreement.objects.get(case=table.case)
    texts = {f"clause_{one.pk}": one.text for one in agreement.clauses.all()}
    until = workdays.local_date() + timedelta(days=200)
    answer(table.moderator, agreement.process, "draft_agreement", valid_until=until, **texts)
    people = {"": table.chairwoman, **{name: person for name, (_, person) in table.partners.items()}}
    for person in people.values():
        answer(person, agreement.process, "endorse", answer="agree")
    answer(table.moderator, agreement.process, "to_signing", step="sign",
           **{f"signer_{table.party(name).pk}": person.pk for name, person in people.items()},
           **{f"face_{table.party(name).pk}": "лично" for name in people})  # fmt: skip
    settle()
    table.sign()
    wake()
    settle()
    gift = table.case.contributions.get(party=table.party(""))
    answer(table.chairwoman, gift.process, "begin_delivery")
    waiting = waiting_of(table.chairwoman, gift.process, "deliver")
    data = post({"is_whole": "part", "volume": "половина", "delivered_on": workdays.local_date()})
    form = door.act_on_task(
        waiting.pk, by=table.chairwoman, token=None,
        form_of=lambda n, s: n.form(data, {"file": file()}, subject=s, by=table.chairwoman),
    )  # fmt: skip
    assert form.is_valid(), form.errors
    world.bound_case, world.bound_gift = table.case, gift  # type: ignore[attr-defined]
    world.agreement = ContributionAgreement.objects.get(case=table.case)  # type: ignore[attr-defined]
    world.evidence = DeliveryEvidence.objects.get(contribution=gift)  # type: ignore[attr-defined]


def _package() -> Page:
    return public(
        Thing("at the table", lambda w: (w.bargaining.pk,), OPEN),
        Thing("in force", lambda w: (w.bound_case.pk,), ANYBODY),
        missing(),
    )


def _verb() -> Page:
    return page(
        ASK,
        Thing("offered", lambda w: (w.offered.pk,), VOICE, OPEN),
        Thing("bound", lambda w: (w.bound_gift.pk,), VOICE, ANYBODY),
        missing(),
    )


TABLE: dict[str, Page] = {
    "negotiation_package": _package(),
    "negotiation_package_now": _package(),
    "negotiation_offer_kinds": page(READ, Thing("at the table", lambda w: (w.bargaining.pk,), VOICE, OPEN), missing()),
    "negotiation_offer": page(
        ASK, Thing("at the table", lambda w: (w.bargaining.pk, "money"), VOICE, OPEN), missing(None, "money")
    ),
    "contributions": public(),
    "deliveries": page(ASK, *only(KNOWN)),
    "contribution": public(Thing("offered", lambda w: (w.offered.pk,), OPEN), BOUND, missing()),
    **{f"contribution_{verb}": _verb() for verb in VERBS},
    "condition_lift": page(PRESS, Thing("own", lambda w: (w.condition.pk,), VOICE, OPEN), missing()),
    "delivery_evidence": public(Thing("evidence", lambda w: (w.evidence.pk,), OPEN), missing()),
    "agreement": public(Thing("in force", lambda w: (w.agreement.pk,), ANYBODY), missing()),
    **{
        f"agreement_{verb}": page(ASK, Thing("in force", lambda w: (w.agreement.pk,), VOICE, ANYBODY), missing())
        for verb in ("amend", "write_off", "terminate")
    },
}
