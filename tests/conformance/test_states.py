"""The code, the documentation and the regulation say the same about every lawful change."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import InternalError, ProgrammingError, connection, transaction

from casework.guard import initial_status, lawful_transitions
from execution.models import Undertaking
from negotiations.models import Proposal
from portal.management.commands import states

LAW = json.loads((Path(__file__).parent / "workflows.json").read_text())
LAW |= json.loads((Path(__file__).parent / "workflows-2.json").read_text())  # of the programme: what is built of it
# The instruction of the regulation (3.5.4) is an undertaking: issued = planned, in_progress = under_way, cancelled = dropped; that it
# is overdue is computed. Its other states (reported, returned, done) have the same names.
LAW["Negotiation"] = LAW.pop("NegotiationCase")  # in the code a case is what leads a subject, not the talks themselves
# What the second part of the law adds: machines of its own, and transitions of machines that were there.
for _part in ("marks", "expertise", "appeals", "programme"):
    for _name, _machine in json.loads((Path(__file__).parent / f"workflows-{_part}.json").read_text()).items():
        LAW.setdefault(_name, {}).setdefault("transitions", []).extend(_machine["transitions"])
MODELS = {model.__name__: model for model in states.MODELS if model.__name__ in LAW}
IN_FORCE = {
    "PP": "02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38",
    "AP": "02 03 04 05 06 07 08 09 10 11",
    "NG": "02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31",
    "CB": "02 03 04 05 06 07 08 09 10 11 12 13",
    "EX": "02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24",
    "EA": "01 02 03 04 05 06 07 08 09 10 11 12 13",
    "CH": "02 03 04",
    "EQ": "02 03 04 05 06 07 08",  # EQ-01 is the row itself: it begins as asked
    "MT": "02 03 04 05 06 07 08 09 10 11 12 13 14 15",
    "DC": "01 02 03 04 05 06 07 08 09 10 11 12 13",
    "CT": "02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20",
    "CA": "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17",
    "QM": "01 02 03 04 05 06 07 08 09 10 11 12 13 14",
    "KP": "02 03 04 05 06 07 08 09 10 11 12 13 14 15",
    "UN": "02 03 04 05 06 07 08 09 10 11 12 13 14",  # UN-01 is the row itself: it begins as planned
    "PE": "02 03 04 05 06 07 08 09 10 11",  # PE-01 is the row itself: it begins as a draft
    "TR": "02 03 04 05 06 07",  # TR-01 is the row itself: it begins as planned
    "CS": "02 03 04 05 06 07 08 09",  # CS-01 is the row itself: it begins as announced
    "MS": "02 03 04 05 06 07 08 09 10",  # MS-01 is the row itself: it begins as submitted
    "CARD": "02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33",  # CARD-01 is the row itself
    "EM": "02 03 04 05 06 07 08 09 10",  # EM-01 is the row itself: it begins as being prepared
    "CK": "02 03 04 05",  # CK-01 is the row itself: it begins as a draft
    "EV": "02 03 04 05 06 07",  # EV-01 is the row itself: it begins as planned
    "RG": "01 02 04 05 06 07 08 09 10 11",  # RG-03 is the row itself: it begins as applied
    "BK": "01 03 04 05 06",  # BK-02 is the row itself: it begins as requested
    "AT": "02 03 04 05 06 07",  # AT-01 is the row itself: it begins as enrolled
    "SV": "02 03 04 05 06 07 08 09",  # SV-01 is the row itself: it begins as a draft
    "PL": "02 03 04 05 06",  # PL-01 is the row itself: it begins as granted
    "IND": "02 03 04 05 07 08",  # IND-01 and IND-06 are the row itself: it begins as entered, a computed one as published
    "KS": "01 02 03 04 05 06 07 08 09 10 11",
}
RULES = {f"{prefix}-{number}" for prefix, numbers in IN_FORCE.items() for number in numbers.split()}
# The first row of a machine is no change but the beginning: the row of the model stands in its first state from then on.
BEGINNINGS = {"PP-01", "NG-01", "CB-01", "EX-01", "CT-01", "KP-01", "MT-01"}
CASES = [
    (name, rule) for name, machine in LAW.items() for rule in machine.get("transitions", []) if rule["id"] in RULES
]


def states_in(text: str, model) -> list[str]:
    """The states a cell of the regulation names; nothing for a phrase like «любое до supported»."""
    known = {str(code) for code, _ in model._meta.get_field("status").flatchoices}
    return (
        [word for word in re.findall(r"[a-z_]+", text) if word in known]
        if "любое" not in text and "…" not in text
        else []
    )


@pytest.mark.parametrize(("name", "rule"), CASES, ids=[rule["id"] for _, rule in CASES])
def test_every_transition_of_the_regulation_is_a_lawful_change_of_the_model(name, rule):
    model = MODELS[name]
    citing = {method: pairs for method, (rules, pairs) in states.methods(model).items() if rule["id"] in rules}
    assert citing, f"{rule['id']} is cited by no transition of {name}"
    pairs = {pair for found in citing.values() for pair in found}
    wanted_from, wanted_to = states_in(rule["from"], model), states_in(rule["to"], model)
    for source in wanted_from or [next(iter(pairs))[0]]:
        assert any(a == source and (b in wanted_to or not wanted_to) for a, b in pairs), (rule, sorted(pairs))


def test_the_whole_regulation_is_built():
    rows = json.loads((Path(__file__).parent / "workflows.json").read_text())
    named = [rule["id"] for machine in rows.values() for rule in machine.get("transitions", [])]
    assert len(named) == len(set(named)) == 213
    assert set(named) - RULES - BEGINNINGS == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "rule"),
    [
        (name, rule)
        for name, machine in LAW.items()
        for rule in machine.get("transitions", [])
        if rule["id"] in BEGINNINGS
    ],
    ids=lambda part: part["id"] if isinstance(part, dict) else "",
)
def test_a_machine_begins_where_the_regulation_says_and_nowhere_else(name, rule):
    model = MODELS[name]
    assert rule["from"] == "—" and initial_status(model) in states_in(rule["to"], model)
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT pg_get_triggerdef(oid) FROM pg_trigger
               WHERE tgrelid = %s::regclass AND tgname LIKE '%%status_begins_at_the_beginning%%'""",
            [model._meta.db_table],
        )
        [(trigger,)] = cursor.fetchall()
    assert f"'{initial_status(model)}'" in trigger and "INSERT" in trigger


@pytest.mark.django_db
@pytest.mark.parametrize("model", states.MODELS, ids=lambda model: model.__name__)
def test_the_database_knows_the_same_transitions_as_the_code(model):
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT pg_get_functiondef(p.oid) FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
               WHERE t.tgrelid = %s::regclass""",
            [model._meta.db_table],
        )
        bodies = " ".join(row[0] for row in cursor.fetchall())
    written = set(re.findall(r"[{,]([a-z_0-9]+:[a-z_0-9]+)", bodies))
    assert written == {f"{a}:{b}" for a, b in lawful_transitions(model)}


def test_from_every_state_the_database_refuses_every_other_change(desk):
    proposal, codes = desk.begin(), [str(code) for code, _ in Proposal.Status.choices]
    lawful = set(lawful_transitions(Proposal))
    table = Proposal._meta.db_table
    for source in codes:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET session_replication_role = replica")
            cursor.execute(f"UPDATE {table} SET status = %s WHERE id = %s", [source, proposal.pk])
            cursor.execute("SET session_replication_role = DEFAULT")
        for target in codes:
            if source == target or (source, target) in lawful:
                continue
            with (
                pytest.raises((InternalError, ProgrammingError), match="Invalid transition"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(f"UPDATE {table} SET status = %s WHERE id = %s", [target, proposal.pk])


def test_the_documentation_was_written_from_this_code():
    docs = settings.BASE_DIR / "docs"
    assert (docs / "states.md").read_text() == states.document(), "run: ./run manage states"
    for flow in states.FLOWS:
        assert (docs / "flows" / f"{flow.__name__}.svg").read_text() == states.picture(flow), "run: ./run manage states"


def test_an_instruction_of_the_regulation_is_an_undertaking():
    named = {"issued": "planned", "in_progress": "under_way", "reported": "reported", "done": "done", "returned": "returned",
             "cancelled": "dropped"}  # fmt: skip
    wanted = [("issued", "in_progress"), ("in_progress", "reported"), ("reported", "done"), ("reported", "returned"),
              ("returned", "reported"), ("issued", "cancelled"), ("in_progress", "cancelled")]  # fmt: skip
    assert {(named[source], named[target]) for source, target in wanted} <= set(lawful_transitions(Undertaking))
    assert "overdue" not in Undertaking.Status.values, "computed, never written"
