"""The whole way: three sectors come to the table, bargain in a round, close a circle, sign from three accounts; the proposal is agreed."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from casework import door, workdays
from casework.forms import AskForm
from casework.models import Waiting
from negotiations.contributions import actions, package
from negotiations.models import Contribution, ContributionAgreement, Proposal
from tests.clock import Clock
from tests.story import answer, settle
from tests.table import Table, make_table, wake


@pytest.fixture
def table(db: None, clock: Clock, settings: Any, tmp_path: Any) -> Table:
    settings.MEDIA_ROOT = tmp_path / "files"
    return make_table(clock)


def act(table: Table, who: Any, action: Any, *args: Any, **answers: Any) -> None:
    who.forget_capacities()
    form = AskForm({}, by=who)
    assert form.is_valid()
    assert door.act(table.case.process.pk, by=who, capacity="представитель", form=form, token=None,
                    action=lambda by: action(*args, by=by, **answers)), form.non_field_errors()  # fmt: skip


def offer(table: Table, giver: str, receiver: str, what: str, kind: str = "works", **terms: Any) -> Contribution:
    who = table.partners[giver][1] if giver else table.chairwoman
    facts = {
        "what": what,
        "basis": "смета",
        "confirmation": "акт",
        "due": workdays.local_date() + timedelta(days=90),
    } | terms
    act(
        table,
        who,
        actions.offer,
        table.case,
        party=table.party(giver),
        recipient=table.party(receiver),
        kind=kind,
        **facts,
    )
    return table.case.contributions.latest("number")


def test_from_the_table_to_an_agreed_proposal(table: Table) -> None:
    table.seated()
    for person in (table.chairwoman, *(one for _, one in table.partners.values())):
        table.go(
            person, "position", public_part="Готовы договориться о вкладах.", interests="Двор, где удобно всем жителям."
        )
    premises = offer(
        table, "works", "", "цех под мастерскую", "premises", rate=Decimal(210000), quantity=Decimal(6), unit="мес."
    )
    transport = offer(table, "city", "", "подвоз участников", value=Decimal(1750000))
    volunteers = offer(table, "", "works", "уборка цеха", "labor", quantity=Decimal(500), basis="50 человек × 10 часов")
    money = offer(table, "", "city", "взносы жителей", "money", value=Decimal(200000))
    works, city = table.partners["works"][1], table.partners["city"][1]
    act(table, works, actions.set_condition, premises, depends_on=transport)
    act(table, city, actions.set_condition, transport, depends_on=volunteers)
    table.called()
    table.opened()
    act(table, table.chairwoman, actions.accept, premises)
    act(table, table.chairwoman, actions.accept, transport)
    act(table, works, actions.accept, volunteers)
    act(table, city, actions.decline, money, ground="городу взносы не нужны")
    table.held()
    minutes = table.case.rounds.latest("number").minutes
    assert any("цех под мастерскую" in line for line in minutes.snapshot["contributions"])
    form = table.go(table.moderator, "decide", outcome="text", refused=True)
    assert "не хватает" in str(form.errors)
    own = offer(table, "", "works", "взносы на материалы", "money", value=Decimal(200000))
    act(table, works, actions.accept, own)
    assert package.of(table.case).reasons == []
    table.go(table.moderator, "decide", outcome="text")
    settle()
    agreement = ContributionAgreement.objects.get(case=table.case)
    assert table.case.status == "drafting"
    texts = {f"clause_{one.pk}": one.text for one in agreement.clauses.all()}
    answer(
        table.moderator,
        agreement.process,
        "draft_agreement",
        valid_until=workdays.local_date() + timedelta(days=120),
        **texts,
    )
    people = {"": table.chairwoman, "works": works, "city": city}
    for person in people.values():
        answer(person, agreement.process, "endorse", answer="agree")
    answer(table.moderator, agreement.process, "to_signing", step="sign",
           **{f"signer_{table.party(name).pk}": person.pk for name, person in people.items()},
           **{f"face_{table.party(name).pk}": "руководителя, действующего на основании устава" for name in people})  # fmt: skip
    settle()
    table.sign()
    wake()
    settle()
    agreement = ContributionAgreement.objects.get(case=table.case)
    assert (table.case.status, agreement.outcome, agreement.document.number) == (
        "in_force",
        "in_force",
        f"ВВ-{agreement.document.date.year}-0001",
    )
    assert table.case.process.finished
    assert Proposal.objects.get(pk=table.proposal.pk).status == "agreed"
    assert Contribution.objects.get(pk=money.pk).status == "declined"
    open_steps = Waiting.objects.open().filter(process__in=Contribution.objects.values("process"))
    assert open_steps.count() == 4
