"""Who may do what at the addresses of changes of the rules, and a change of each kind."""

from typing import Any

from django.db import transaction

from casework import door
from committee.groups import actions as groups
from committee.models import GroupRequest, RulesDraft
from committee.rules.flow import RulesFlow
from tests.access.table import ASK, NOWHERE, READ, SITTING, Page, Thing, missing, only, page
from tests.access.world import World

READERS = (SITTING - {"clerk"}) | {"admin"}
WRITER = {"committee_secretary"}


def of_rules(world: World) -> int:
    return RulesDraft.objects.get(code="main").pk


def of_criteria(world: World) -> int:
    return RulesDraft.objects.get(code="KN1").pk


def of_list(world: World) -> int:
    return RulesDraft.objects.get(code="areas").pk


def written(of: Any, *tail: Any, may: set[str] = WRITER) -> Thing:
    """What the secretary writes and others of the committee may only read."""
    return Thing(f"{of.__name__} {tail}", lambda w: (of(w), *tail), may, READERS)


TABLE: dict[str, Page] = {
    "group_ask": page(ASK, Thing("form", lambda w: (), {"signer", "stranger"})),
    "group_request": page(
        READ,
        Thing(
            "asked",
            lambda w: (GroupRequest.objects.get().pk,),
            {"signer", "member", "admin", "committee_secretary", "auditor"},
        ),
        missing(),
    ),
    "group_withdraw": page(
        ASK,
        Thing(
            "asked",
            lambda w: (GroupRequest.objects.get().pk,),
            {"signer"},
            {"member", "admin", "committee_secretary", "auditor"},
        ),
        missing(),
    ),
    "rules_drafts": page(READ, *only(READERS)),
    "rules_begin": page(ASK, *only(WRITER)),
    "rules_draft": page(READ, Thing("rules", lambda w: (of_rules(w),), READERS), missing()),
    "rules_effects": page(READ, Thing("criteria", lambda w: (of_criteria(w),), READERS), missing()),
    "rules_criteria": page(
        ASK, written(of_criteria), Thing("of the rules", lambda w: (of_rules(w),), set(), READERS - WRITER), missing()
    ),
    "rules_list": page(
        ASK, written(of_list), Thing("of criteria", lambda w: (of_criteria(w),), set(), READERS - WRITER), missing()
    ),
    "rules_chapter": page(
        ASK,
        written(of_rules, "proposal"),
        Thing("nonsense", lambda w: (of_rules(w), "nonsense"), set(), READERS - WRITER),
        missing(None, "proposal"),
    ),
    "rules_act": page(
        ASK,
        written(of_rules, "discard"),
        Thing("nonsense", lambda w: (of_rules(w), "nonsense"), set(), READERS - WRITER),
        Thing("missing", lambda w: (NOWHERE, "discard"), set()),
    ),
}


def furnish(world: World) -> None:
    """The secretary has begun a change of the rules, one of a set of criteria and one of a list; an organisation asks for a group."""
    secretary = world.people["committee_secretary"]
    for code in ("main", "KN1", "areas"):
        form = RulesFlow.begin.form({"code": code, "title": "Изменение"}, by=secretary)
        assert form.is_valid(), form.errors
        assert door.start_case(RulesFlow.begin, by=secretary, form=form, token=None), form.errors
    with transaction.atomic():
        groups.ask(
            by=world.people["signer"], organization=world.tos, title="Группа соседей", title_genitive="группы", purpose="Зачем она",
            ground="протокол № 1", places=[],
        )  # fmt: skip
