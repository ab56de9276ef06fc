"""The fund of the city's image and a grant: what was promised, what came, what was spent; one posting is taken back."""

from datetime import timedelta
from functools import partial
from typing import Any

from casework import door, roles, workdays
from casework.queue import run_pending
from execution.fund import actions as fund_actions
from execution.fund.forms import OpenForm
from execution.grants import actions as grants
from execution.grants.forms import GrantForm, TrancheForm
from execution.models import Fund, Grant, Posting, Tranche
from execution.money import actions as money
from execution.money.forms import FundPostingForm, GrantPostingForm, PostingConfirmForm, ReverseForm
from portal.demo import files
from portal.demo.actor import upload
from portal.demo.people import World
from portal.demo.player import Story
from portal.demo.words import read


def _by(world: World, mailbox: str) -> tuple[Any, None, str]:
    role = {"committee": roles.COMMITTEE_SECRETARY, "clerk": roles.CLERK}[mailbox]
    return world.people[mailbox], None, door.capacity_in(world.people[mailbox], role)


def _today() -> str:
    return f"{workdays.local_date():%Y-%m-%d}"


def _post(world: World, book: Fund | Grant, **facts: Any) -> Posting:
    """By the clerk."""
    form = FundPostingForm if isinstance(book, Fund) else GrantPostingForm
    posting: Posting = world.actor.act(
        *_by(world, "clerk"), form, partial(money.post, book), book, day=_today(), **facts
    )
    return posting


def _confirm(world: World, posting: Posting) -> None:
    """By the secretary of the committee, who has posted none of them."""
    world.actor.act(*_by(world, "committee"), PostingConfirmForm, partial(money.confirm, posting), posting)


def image_fund(world: World) -> Story:
    """Two organisations promise, not all of it has come; a sum entered wrongly is taken back and entered anew; the last one waits."""
    words = read("money.toml")["fund"]
    yield world.days.at(70, 11)
    fund: Fund = world.actor.act(
        *_by(world, "committee"), OpenForm, fund_actions.open_fund, None, **{name: words[name] for name in ("title", "about", "ground")}
    )  # fmt: skip
    for row in words["sums"]:
        yield world.days.at(row["ago"], 12)
        facts = {name: row[name] for name in ("account", "amount", "ground")}
        donor = {"donor": world.organizations[row["donor"]].inn} if "donor" in row else {}
        posting = _post(
            world, fund, **facts, **donor, **({"donor_name": row["donor_name"]} if "donor_name" in row else {})
        )
        if row.get("waits"):
            continue
        _confirm(world, posting)
        if "mistake" in row:
            reverse = partial(money.reverse, posting)
            taken: Posting = world.actor.act(*_by(world, "clerk"), ReverseForm, reverse, posting, ground=row["mistake"])
            _confirm(world, taken)


def grant(world: World) -> Story:
    """The first tranche is accounted for, the report on the second is owed, the third is awaited."""
    words, clerk, answers_for = read("money.toml")["grant"], world.people["clerk"], world.people["org02"]
    yield world.days.at(66, 11)
    facts = {name: words[name] for name in ("title", "donor", "agreement")}
    last = f"{world.days.today + timedelta(days=150):%Y-%m-%d}"
    row: Grant = world.actor.act(
        *_by(world, "committee"), GrantForm, grants.enter, None, **facts, organization=world.organizations["ORG02"].inn, due_on=last
    )  # fmt: skip
    for tranche in words["tranches"]:
        days = {name: world.days.day(tranche[name]).isoformat() for name in ("due_on", "report_due_on")}
        world.actor.act(
            *_by(world, "clerk"), TrancheForm, partial(grants.plan, row), row, amount=tranche["amount"], **days
        )
    first, second, _ = Tranche.objects.filter(grant=row).order_by("number")
    for tranche, ago in ((first, 55), (second, 12)):
        yield world.days.at(ago, 12)
        world.actor.answer(clerk, tranche.case, "post", day=_today(), ground=words["payment"])
        _confirm(world, Posting.objects.filter(tranche=tranche).latest("pk"))
        run_pending()
        if tranche == first:
            yield world.days.at(40, 12)
            _confirm(world, _post(world, row, account="spent", amount=words["spent"], ground=words["spending"]))
            yield world.days.at(36, 12)
            copy = upload("Отчёт донору.docx", files.plain(words["report"], [words["spending"]]))
            world.actor.answer(answers_for, tranche.case, "report", sent={"file": copy}, text=words["report"])
            yield world.days.at(30, 12)
            world.actor.answer(answers_for, tranche.case, "answer", outcome="accepted", words=words["accepted"])
