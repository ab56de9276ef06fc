"""Who may do what at every address of the site: the one table the access matrix is checked against.

A row names an address of the resolver. For each object it is tried with: who may, and who at least may know that it exists.
Whoever may not, but may know, is refused (403); for everybody else there is no such thing (404).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from casework.models import Notification
from documents.models import Document
from portal.faces.axes import AXES
from programme.identity import desk
from programme.models import Regulation
from tests.access.world import World

ANYBODY = {
    "anonymous", "citizen", "member", "signer", "stranger", "expert", "other_expert", "platform_secretary", "coordinator",
    "committee_chair", "committee_member", "committee_secretary", "working_commission", "clerk", "auditor", "admin", "superuser",
    "moderator", "contest_secretary", "jury_member", "protocol_editor",
}  # fmt: skip
KNOWN = ANYBODY - {"anonymous"}
APPLICANT = {"member", "signer"}
BODY = {"committee_chair", "committee_member", "committee_secretary"}
SITTING = BODY | {"working_commission", "clerk", "auditor"}
READERS = APPLICANT | BODY | {"platform_secretary", "coordinator", "working_commission", "auditor"}
REGISTRARS = {"platform_secretary", "clerk"}
SECRETARIES = {"platform_secretary", "coordinator", "committee_secretary", "clerk"}
WORKS_SOMEWHERE = {"member", "signer", "stranger", "expert", "other_expert"}
COORDINATOR = {"coordinator"}
RANKERS = BODY | {"coordinator", "working_commission"}
SECRETARIAT = {"platform_secretary", "committee_secretary", "clerk"}
SIGNATURE_OFFICES = SECRETARIAT | {"admin"}
PRESSED = BODY | {"expert", "other_expert", "working_commission", "jury_member"}
COMPOSERS = {"admin", "committee_secretary"}
NOWHERE = 10**9

READ, ASK, PRESS = ("GET", "HEAD"), ("GET", "HEAD", "POST"), ("POST",)
Args = Callable[[World], tuple[Any, ...]]


@dataclass(frozen=True)
class Thing:
    """One object behind an address: how to get there, who may, who may know of it, and what is answered to those who may."""

    title: str
    args: Args
    may: set[str]
    knows: set[str] = field(default_factory=set)
    shown: tuple[int, ...] = (200,)
    done: tuple[int, ...] = (200, 302, 422)

    def expected(self, role: str, method: str) -> tuple[int, ...]:
        """The answers that are right for a role, once it has logged in if it must, and the method is one the page knows."""
        if role in self.may:
            return self.done if method == "POST" else self.shown
        return (403,) if role in self.knows else (404,)


@dataclass(frozen=True)
class Page:
    """One address: which methods it knows, whether strangers are first sent to log in, and its objects."""

    methods: tuple[str, ...]
    is_private: bool
    things: list[Thing]

    def expected(self, thing: Thing, role: str, method: str) -> tuple[int, ...]:
        """The answers that are right."""
        if self.is_private and role == "anonymous":
            return (302,)
        return thing.expected(role, method) if method in self.methods else (405,)


def no_args(world: World) -> tuple[Any, ...]:
    """An address without an object."""
    return ()


def only(may: set[str], knows: set[str] = ANYBODY, **more: Any) -> list[Thing]:
    """A page without an object: whoever may not is refused."""
    return [Thing("", no_args, may, knows, **more)]


def missing(knows: set[str] | None = None, *more: Any) -> Thing:
    """What does not exist; `knows`: whom the page refuses before it looks."""
    return Thing("missing", lambda w: (NOWHERE, *more), set(), knows or set())


def public(*things: Thing) -> Page:
    """Open to everybody who may see the object; nothing can be sent to it."""
    return Page(READ, False, list(things) or only(ANYBODY))


def page(methods: tuple[str, ...], *things: Thing) -> Page:
    """A page of the cabinet."""
    return Page(methods, True, list(things))


def register_of_experts(*things: Thing, may: set[str] = COORDINATOR, methods: tuple[str, ...] = ASK) -> Page:
    """Pages about experts do not exist but for the coordinator."""
    return page(methods, *things or only(may, set()))


def a_distribution(methods: tuple[str, ...] = ASK) -> Page:
    """A distribution that has not been sent."""
    return page(methods, Thing("reckoned", lambda w: (w.distribution.pk,), COORDINATOR), missing())


def one_expert(may: set[str] = COORDINATOR, methods: tuple[str, ...] = ASK) -> Page:
    """The same about one expert."""
    return page(methods, Thing("expert", lambda w: (w.tie.expert_id,), may), missing())


def a_paper(*tail: Any, **more: Any) -> Page:
    """A document and everything that hangs on it."""
    return public(
        Thing("decision", lambda w: (w.paper(kind="decision").pk, *tail), ANYBODY, **more),
        Thing("minutes", lambda w: (w.published_sitting.minutes_id, *tail), BODY | {"clerk", "auditor"}, **more),
        Thing("application", lambda w: (w.checking.version.document_id, *tail), READERS, **more),
        Thing("foreign application", lambda w: (w.foreign.version.document_id, *tail), READERS - APPLICANT | {"stranger"}, **more),
        Thing(
            "notice", lambda w: (w.paper(kind="notice", snapshot__reference=f"по заявке № {w.returned.number}").pk, *tail),
            APPLICANT | {"platform_secretary", "committee_secretary", "committee_chair", "auditor"}, **more,
        ),
        missing(None, *tail),
    )  # fmt: skip


def sitting_room() -> Page:
    """The page of a sitting and its living part."""
    return public(
        Thing("published", lambda w: (w.published_sitting.pk,), ANYBODY),
        Thing("planned", lambda w: (w.sitting.pk,), SITTING),
        missing(),
    )


def decision_of(world: World) -> tuple[int]:
    """The decision of the published sitting."""
    return (world.published_sitting.lines.get().decision.pk,)


def line_of(world: World) -> int:
    """The item of the published sitting."""
    return world.published_sitting.lines.get().pk


def in_the_group(world: World) -> set[str]:
    """Roles of those whose sheet counts in the published expertise."""
    people = {row.expert.person_id for row in world.decided.expertise.assignments.filter(status="final")}
    return {role for role, person in world.people.items() if person and person.pk in people}


def about_an_invitation() -> Page:
    """What whoever has invited may do; those who see the organisation are refused."""
    return page(
        ASK,
        Thing("own", lambda w: (w.invitation.pk,), {"signer"}, APPLICANT | REGISTRARS | {"auditor", "admin"}),
        missing(),
    )


def composing(*things: Thing) -> Page:
    """Pages of whoever composes bodies: others are refused before anything is looked for."""
    return page(ASK, *things)


def about_a_kind(missing_one: str) -> Page:
    """What is done about a kind of bodies."""
    return composing(
        Thing("a kind", lambda w: ("appeals",), COMPOSERS, ANYBODY),
        Thing("missing", lambda w: (missing_one,), set(), ANYBODY - COMPOSERS),
    )


def about_a_body() -> Page:
    """What is done about a body at work."""
    return composing(
        Thing("committee", lambda w: (w.committee.body.pk,), COMPOSERS, ANYBODY), missing(ANYBODY - COMPOSERS)
    )


def about_a_seat() -> Page:
    """What is done about somebody's seat."""
    return composing(
        Thing("member's", lambda w: (w.committee.members[0].pk,), COMPOSERS, ANYBODY), missing(ANYBODY - COMPOSERS)
    )


def about_an_organisation(may: set[str]) -> Page:
    """What the head does; those who see the organisation are refused."""
    offices = REGISTRARS | {"auditor", "admin"}
    return page(
        ASK,
        Thing("own", lambda w: (w.tos.pk,), may, APPLICANT | offices),
        Thing("other", lambda w: (w.others.pk,), {"stranger"}, offices),
        missing(),
    )


TABLE: dict[str, Page] = {
    # portal
    "home": public(),
    "how": public(),
    "how_picture": public(Thing("proposal", lambda w: ("proposal",), ANYBODY), Thing("missing", lambda w: ("nothing",), set())),
    "how_bpmn": public(Thing("proposal", lambda w: ("proposal",), ANYBODY), Thing("missing", lambda w: ("nothing",), set())),
    "appearance": public(*only(ANYBODY, shown=(302,))),
    "healthz": public(),
    "axes": public(),
    "catalogue": public(),
    "kiosk": public(),
    "learning": public(),
    "systems": public(),
    "kiosk_sheet": public(),
    "catalogue_csv": public(),
    **{f"axis_{key}": public() for key in AXES},
    **{
        f"part_{key}": public(Thing("part", lambda w, code=code: (code,), ANYBODY), Thing("nonsense", lambda w: ("nothing",), set()))
        for key, code in (("clusters", "BK"), ("directions", "LIFE"), ("levels", "meta"), ("areas", "culture"))
    },
    "organisation_face": public(Thing("with a registered proposal", lambda w: (w.checking.organization_id,), ANYBODY), missing()),
    "recusals": public(),
    "readiness": page(READ, *only({"admin", "auditor"})),
    "robots": public(),
    "sitemap": public(),
    "favicon": public(*only(ANYBODY, shown=(301,))),
    "city_settings": page(READ, *only({"admin", "auditor"})),
    "city_settings_change": page(ASK, *only({"admin"})),
    "trial_letter": page(ASK, *only({"admin"})),
    "seal_key": page(ASK, *only({"admin"})),
    # Nobody of an open city has the key: tests/programme/installation/test_open.py
    "set_up": public(Thing("nonsense", lambda w: ("nonsense",), set())),
    "set_up_step": Page(ASK, False, [Thing("nonsense", lambda w: ("nonsense", "names"), set())]),
    "set_up_trial": Page(PRESS, False, [Thing("nonsense", lambda w: ("nonsense",), set())]),
    "set_up_seal": Page(PRESS, False, [Thing("nonsense", lambda w: ("nonsense",), set())]),
    "board": page(READ, *only(SECRETARIES)),
    "journal": page(READ, *only({"auditor"})),
    "journal_verify": page(PRESS, *only({"auditor"}, done=(302,))),
    # negotiations
    "proposals": public(),
    "districts": public(),
    "district": public(Thing("district", lambda w: ("sver",), ANYBODY), Thing("nonsense", lambda w: ("nothing",), set())),
    "district_feed": public(Thing("district", lambda w: ("sver",), ANYBODY), Thing("nonsense", lambda w: ("nothing",), set())),
    "cases": page(READ, *only(KNOWN)),
    "proposal_create": page(ASK, *only(WORKS_SOMEWHERE)),
    "proposal": public(
        Thing("draft", lambda w: (w.draft.pk,), APPLICANT),
        Thing("registered", lambda w: (w.checking.pk,), ANYBODY),
        missing(),
    ),
    "proposal_similar": public(
        Thing("draft", lambda w: (w.draft.pk,), APPLICANT),
        Thing("registered", lambda w: (w.checking.pk,), READERS),
        Thing("decided", lambda w: (w.decided.pk,), ANYBODY),
        missing(),
    ),
    "proposal_scheme": page(
        ASK,
        Thing("draft", lambda w: (w.draft.pk,), APPLICANT),
        Thing("registered", lambda w: (w.checking.pk,), set()),
        missing(),
    ),
    "proposal_withdraw": page(
        ASK,
        Thing("own", lambda w: (w.checking.pk,), {"signer"}, ANYBODY),
        Thing("draft", lambda w: (w.draft.pk,), {"signer"}, {"member"}),
        missing(),
    ),
    "proposal_initiative": page(
        ASK, Thing("registered", lambda w: (w.decided.pk,), {"committee_member", "committee_chair"}, ANYBODY), missing()
    ),
    "attachment": public(
        Thing("of a draft", lambda w: (w.draft.attachments.get().pk,), APPLICANT),
        Thing("own", lambda w: (w.checking.attachments.get().pk,), READERS),
        Thing("other", lambda w: (w.foreign.attachments.get().pk,), READERS - APPLICANT | {"stranger"}),
        Thing("under expertise", lambda w: (w.scoring.attachments.get().pk,), READERS | {"expert"}),
        missing(),
    ),
    "attachment_remove": page(
        PRESS,
        Thing("of a draft", lambda w: (w.draft.attachments.get().pk,), APPLICANT, done=(302,)),
        Thing("submitted", lambda w: (w.checking.attachments.get().pk,), APPLICANT, done=(302,)),
        missing(),
    ),
    # expertise
    "expertise_quality": public(),
    "expertise_page": public(
        Thing("published", lambda w: (w.decided.expertise_id,), ANYBODY),
        Thing(
            "running", lambda w: (w.scoring.expertise_id,),
            APPLICANT | {"expert", "coordinator", "platform_secretary", "auditor"},
        ),
        missing(),
    ),
    "expertise_begin": page(
        ASK,
        Thing("running", lambda w: (w.scoring.expertise_id,), COORDINATOR, shown=(302,)),
        Thing("published", lambda w: (w.decided.expertise_id,), COORDINATOR, shown=(302,)),
        missing(),
    ),
    "expertise_matrix": page(
        READ,
        Thing("running", lambda w: (w.scoring.expertise_id,), set()),
        Thing("published", lambda w: (w.decided.expertise_id,), {"coordinator", "auditor"}),
        missing(),
    ),
    "expertise_debate": page(
        READ,
        Thing("running", lambda w: (w.scoring.expertise_id,), set()),
        Thing("published", lambda w: (w.decided.expertise_id,), {"coordinator"}),
        missing(),
    ),
    "expertise_say": page(
        ASK,
        Thing("running", lambda w: (w.scoring.expertise_id,), set()),
        Thing("published", lambda w: (w.decided.expertise_id,), {"coordinator"}),
        missing(),
    ),
    "expertise_change_mark": page(ASK, Thing("published", lambda w: (w.decided.expertise_id,), set()), missing()),
    "expertise_sheets": page(
        ASK,
        Thing("running", lambda w: (w.scoring.expertise_id,), COORDINATOR),
        Thing("published", lambda w: (w.decided.expertise_id,), COORDINATOR),
        missing(),
    ),
    "expertise_cancel": page(
        ASK,
        Thing("running", lambda w: (w.scoring.expertise_id,), COORDINATOR),
        Thing("published", lambda w: (w.decided.expertise_id,), COORDINATOR),
        missing(),
    ),
    "challenge_raise": page(
        ASK,
        Thing("running", lambda w: (w.scoring.expertise_id,), {"signer", "expert", "coordinator"}, shown=(302,)),
        Thing("published", lambda w: (w.decided.expertise_id,), {"signer", "coordinator"}, shown=(302,)),
        missing(),
    ),
    "challenge": page(READ, Thing("applicant's", lambda w: (w.challenge.pk,), APPLICANT | COORDINATOR), missing()),
    "pressure": page(READ, *only(PRESSED | {"auditor"}, set())),
    "pressure_report": page(ASK, *only(PRESSED, set())),
    "pressure_answer": page(ASK, Thing("unanswered", lambda w: (w.pressure.pk,), {"auditor"}), missing()),
    "expertise_opinion": page(ASK, Thing("running", lambda w: (w.scoring.expertise_id,), set()), missing()),
    "assignment_replace": page(ASK, Thing("running", lambda w: (w.assignments[2].pk,), COORDINATOR), missing()),
    "assignment_take_back": page(ASK, Thing("own", lambda w: (w.assignments[2].pk,), {"expert"}), missing()),
    "expert_desk": page(READ, *only({"expert", "other_expert"}, set())),
    "expert_wishes": page(ASK, *only({"expert", "other_expert"}, set())),
    "expert_affiliation_add": page(ASK, *only({"expert", "other_expert"}, set())),
    "experts": register_of_experts(may={"coordinator", "auditor"}, methods=READ),
    "expert_page": one_expert(may={"coordinator", "auditor"}, methods=READ),
    "expert_admit": register_of_experts(),
    "expert_import": register_of_experts(),
    "expert_import_template": register_of_experts(methods=READ),
    "expert_import_preview": page(ASK, Thing("upload", lambda w: (w.upload_of_experts.pk,), COORDINATOR), missing()),
    "expert_import_report": page(READ, Thing("report", lambda w: (w.loaded_experts.pk,), COORDINATOR), missing()),
    "distributions": register_of_experts(methods=READ),
    "distribution_begin": register_of_experts(),
    "distribution": a_distribution(READ),
    "distribution_send": a_distribution(),
    "distribution_drop": a_distribution(),
    "distribution_change": page(ASK, Thing("pair", lambda w: (w.distribution.pairings.chosen().first().pk,), COORDINATOR), missing()),
    "ranking": register_of_experts(may=RANKERS | {"auditor"}, methods=READ),
    "scenarios": register_of_experts(may=RANKERS | {"auditor"}, methods=READ),
    "scenario_begin": register_of_experts(may=RANKERS),
    "scenario": page(READ, Thing("reckoned", lambda w: (w.scenario.pk,), RANKERS | {"auditor"}), missing()),
    "scenario_choose": page(ASK, Thing("reckoned", lambda w: (w.scenario.pk,), RANKERS), missing()),
    "expert_prolong": one_expert(),
    "expert_thank": one_expert(),
    "expert_certificate": page(ASK, *only({"expert", "other_expert"}, set())),
    "expert_exclude": one_expert(),
    "affiliation_add": one_expert(),
    "affiliation_end": register_of_experts(Thing("tie", lambda w: (w.tie.pk,), COORDINATOR), missing()),
    # committee
    "bodies": public(),
    "body": public(Thing("committee", lambda w: (w.committee.body.pk,), ANYBODY), missing()),
    "body_kinds": page(READ, *only(COMPOSERS)),
    "body_kind_add": page(ASK, *only(COMPOSERS)),
    "body_kind": about_a_kind("nonsense"),
    "body_found": about_a_kind("jury"),  # which its contest founds
    "body_order": about_a_body(),
    "question_put": page(
        ASK, Thing("committee", lambda w: (w.committee.body.pk,), {"committee_chair", "committee_secretary"}, ANYBODY), missing()
    ),
    "body_close": about_a_body(),
    "body_task": page(ASK, Thing("no group", lambda w: (w.committee.body.pk,), set(), ANYBODY - COMPOSERS)),
    "direction_team": public(Thing("direction", lambda w: ("LIFE",), ANYBODY), Thing("nonsense", lambda w: ("nothing",), set())),
    "direction_team_form": page(ASK, Thing("direction", lambda w: ("LIFE",), COMPOSERS, ANYBODY)),
    "direction_edit": page(ASK, Thing("no team", lambda w: ("LIFE",), set())),
    "seats_invite": about_a_body(),
    "seat_add": about_a_body(),
    "seat_end": about_a_seat(),
    "seat_replace": about_a_seat(),
    "sittings": public(),
    "sitting_plan": page(ASK, *only({"committee_secretary", "contest_secretary", "protocol_editor"})),  # each for their bodies
    "sitting": sitting_room(),
    "sitting_now": sitting_room(),
    "sitting_act": page(
        ASK,
        Thing("cancel", lambda w: (w.sitting.pk, "cancel"), {"committee_chair"}),
        Thing("attendance", lambda w: (w.published_sitting.pk, "attendance"), {"committee_chair", "committee_secretary"}),
        Thing("nonsense", lambda w: (w.sitting.pk, "nonsense"), set()),
        missing(None, "cancel"),
    ),
    "line_act": page(
        ASK,
        Thing("dissent", lambda w: (w.published_sitting.pk, line_of(w), "dissent"), {"committee_chair", "committee_member"}),
        Thing("motion", lambda w: (w.published_sitting.pk, line_of(w), "motion"), {"committee_chair"}),
        Thing("recusal", lambda w: (w.published_sitting.pk, line_of(w), "recuse-other"), {"committee_secretary"}),
        Thing("hint to nobody", lambda w: (w.published_sitting.pk, line_of(w), "tie"), set()),
        Thing("hint", lambda w: (w.published_sitting.pk, line_of(w), "tie-decision"), {"committee_chair"}),
        Thing("of another sitting", lambda w: (w.sitting.pk, line_of(w), "motion"), set()),
        Thing("nonsense", lambda w: (w.published_sitting.pk, line_of(w), "nonsense"), set()),
        missing(None, 1, "motion"),
    ),
    "decision_act": public(Thing("without an act", decision_of, set()), missing()),
    "decision_revise": page(ASK, Thing("published", decision_of, {"committee_chair", "committee_secretary"}, ANYBODY), missing()),
    # programme
    "organisation": page(READ, *only(KNOWN)),
    "organisation_add": page(ASK, *only(KNOWN)),
    "organisation_enter": page(ASK, *only(REGISTRARS)),
    "organisation_page": page(
        READ,
        Thing("own", lambda w: (w.tos.pk,), APPLICANT | REGISTRARS | {"auditor", "admin"}),
        Thing("other", lambda w: (w.others.pk,), {"stranger", "auditor", "admin"} | REGISTRARS),
        missing(),
    ),
    "organisation_contacts": about_an_organisation({"signer"}),
    "representative_add": about_an_organisation({"signer"}),
    "representative_end": page(
        ASK,
        Thing(
            "own", lambda w: (w.people["member"].memberships.get().pk,), APPLICANT | REGISTRARS,
            {"auditor", "admin"},
        ),
        missing(),
    ),
    "invitation": public(Thing("open", lambda w: (w.invitation.code,), ANYBODY), Thing("nonsense", lambda w: ("nonsense",), set())),
    "invitation_withdraw": about_an_invitation(),
    "invitation_again": about_an_invitation(),
    "mandate_evidence": page(
        READ, Thing("of another", lambda w: (w.unconfirmed.evidence.get().pk,), REGISTRARS | {"auditor"}), missing()
    ),
    "mandate_evidence_add": page(ASK, Thing("of another", lambda w: (w.unconfirmed.pk,), set()), missing()),
    "consent": page(READ, *only(KNOWN)),
    "consent_page": page(
        ASK, Thing("purpose", lambda w: ("participation",), KNOWN), Thing("nonsense", lambda w: ("nonsense",), set())
    ),
    "imports": page(READ, *only(REGISTRARS | {"admin"})),
    "import_start": page(
        ASK,
        Thing("people", lambda w: ("people",), {"admin"}, ANYBODY),
        Thing("organisations", lambda w: ("organizations",), REGISTRARS, ANYBODY),
        Thing("missing", lambda w: ("nonsense",), set()),
    ),
    "import_template": page(
        READ,
        Thing("people", lambda w: ("people",), {"admin"}, ANYBODY),
        Thing("organisations", lambda w: ("organizations",), REGISTRARS, ANYBODY),
        Thing("missing", lambda w: ("nonsense",), set()),
    ),
    "import_preview": page(
        ASK,
        Thing("people", lambda w: ("people", w.upload.pk), {"admin"}, ANYBODY),
        Thing("missing", lambda w: ("people", NOWHERE), set(), ANYBODY - {"admin"}),
    ),
    "import_report": page(
        READ,
        Thing("people", lambda w: ("people", w.loaded.pk), {"admin"}, ANYBODY),
        Thing("missing", lambda w: ("people", NOWHERE), set(), ANYBODY - {"admin"}),
    ),
    "identity": page(READ, *only(KNOWN)),
    "identity_telephone": page(ASK, *only(KNOWN)),
    "identity_code": page(ASK, *only(KNOWN, shown=(302,))),  # nobody here waits for a code
    "identity_give_up": page(ASK, *only(KNOWN, shown=(302,))),
    # No provider is set here: there is nothing to join. The way itself is tried by tests/programme/state_login.
    "state_login": Page(READ, False, [Thing("", no_args, set())]),
    "state_login_back": Page(READ, False, [Thing("", no_args, set())]),
    "state_login_whose": Page(READ, False, [Thing("", no_args, set())]),
    "state_login_join": page(ASK, Thing("", no_args, set())),
    "state_login_part": page(ASK, *only(KNOWN, shown=(302,))),
    "identity_desk": page(ASK, *only(REGISTRARS)),
    "identity_person": page(
        ASK,
        Thing("somebody", lambda w: (desk.code_of(w.people["citizen"]),), REGISTRARS, ANYBODY),
        Thing("missing", lambda w: ("7-AAAAAA",), set(), ANYBODY - REGISTRARS),
    ),
    "identity_revoke": page(
        ASK,
        Thing("document", lambda w: (w.people["member"].confirmations.get().pk,), REGISTRARS, ANYBODY),
        missing(ANYBODY - REGISTRARS),
    ),
    "roles": page(READ, *only({"admin", "auditor"})),
    "role_appoint": page(ASK, *only({"admin"})),
    "role_invite": page(ASK, *only({"admin"})),
    "role_dismiss": page(
        ASK,
        Thing("somebody's", lambda w: (w.people["clerk"].appointments.get().pk,), {"admin"}, ANYBODY),
        missing(ANYBODY - {"admin"}),
    ),
    "account_find": page(ASK, *only({"admin"})),
    "account_close": page(
        ASK,
        Thing("somebody", lambda w: (w.people["clerk"].pk,), {"admin"}, ANYBODY),
        missing(ANYBODY - {"admin"}),
    ),
    "calendar": page(READ, *only({"admin", "auditor", "platform_secretary"})),
    "calendar_adopt": page(ASK, *only({"admin"})),
    "calendar_decree": page(ASK, *only({"admin"})),
    "regulation": public(),
    "regulation_compare": public(*only(ANYBODY, shown=(302,))),
    "regulation_version": public(Thing("first", lambda w: (1,), ANYBODY), missing()),
    "regulation_data": public(Thing("first", lambda w: (1,), ANYBODY), missing()),
    "regulation_difference": public(Thing("of itself", lambda w: (1, 1), ANYBODY), missing(None, 1)),
    "criteria": public(),
    "criteria_version": public(
        Thing("first", lambda w: ("KN1", 1), ANYBODY), Thing("missing", lambda w: ("KN1", NOWHERE), set())
    ),
    "criteria_difference": public(
        Thing("of itself", lambda w: ("KN1", 1, 1), ANYBODY), Thing("missing", lambda w: ("KN1", 1, NOWHERE), set())
    ),
    "lists": public(),
    "list_version": public(Thing("first", lambda w: ("areas", 1), ANYBODY), Thing("missing", lambda w: ("areas", NOWHERE), set())),
    "list_difference": public(
        Thing("of itself", lambda w: ("areas", 1, 1), ANYBODY), Thing("nonsense", lambda w: ("nonsense", 1, 1), set())
    ),
    "list_change": page(
        ASK,
        Thing("of the office", lambda w: ("districts",), {"admin", "clerk"}, ANYBODY),
        Thing("of the committee", lambda w: ("areas",), set(), ANYBODY - {"admin", "clerk"}),
    ),
    "texts": public(),
    "text_version": public(
        Thing("consent", lambda w: ("consent.participation", 1), ANYBODY),
        Thing("letter", lambda w: ("letter.invitation", 1), {"admin", "clerk", "auditor"}),
        Thing("missing", lambda w: ("consent.participation", NOWHERE), set()),
    ),
    "text_difference": public(
        Thing("consent of itself", lambda w: ("consent.participation", 1, 1), ANYBODY),
        Thing("letter of itself", lambda w: ("letter.invitation", 1, 1), {"admin", "clerk", "auditor"}),
    ),
    "text_write": page(
        ASK,
        Thing("letter", lambda w: ("letter.invitation",), {"admin", "clerk"}, ANYBODY),
        Thing("nonsense", lambda w: ("nonsense",), set(), ANYBODY - {"admin", "clerk"}),
    ),
    "demo_roles": Page((*ASK, "PUT", "DELETE", "OPTIONS"), False, only(set(), set())),
    "demo_login": Page(
        (*ASK, "PUT", "DELETE", "OPTIONS"), False,
        [Thing("somebody", lambda w: (w.people["clerk"].pk,), set()), missing()],
    ),
    # documents
    "check": Page(ASK, False, only(ANYBODY)),
    "check_document": public(
        Thing("public", lambda w: (w.paper(kind="decision").code,), ANYBODY),
        Thing("private", lambda w: (w.paper(kind="notice").code,), ANYBODY),
        Thing("missing", lambda w: ("0" * 16,), set()),
    ),
    "documents": public(),
    "nomenclature": public(),
    "case_inventory": page(ASK, Thing("notices", lambda w: ("notices",), {"clerk"}), Thing("unknown", lambda w: ("nothing",), set())),
    "document": a_paper(),
    "document_dossier": a_paper(),
    "case_dossier": public(
        Thing("decided proposal", lambda w: ("proposal", w.decided.pk), ANYBODY),
        Thing("proposal under check", lambda w: ("proposal", w.checking.pk), READERS),
        Thing("foreign proposal", lambda w: ("proposal", w.foreign.pk), READERS - APPLICANT | {"stranger"}),
        Thing("draft", lambda w: ("proposal", w.draft.pk), set()),
        Thing("sealed entry", lambda w: ("entry", w.sealed_entry.pk), APPLICANT),
        Thing("foreign sealed entry", lambda w: ("entry", w.foreign_entry.pk), {"stranger"}),
        Thing("contest", lambda w: ("contest", w.open_contest.pk), ANYBODY),
        Thing("unknown kind", lambda w: ("expertise", w.decided.pk), set()),
        Thing("missing", lambda w: ("proposal", NOWHERE), set()),
    ),
    "seal": public(),
    "checkpoints": public(),
    "checkpoint_feed": public(),
    "checkpoint_note": public(
        Thing("taken", lambda w: (w.checkpoint.day,), ANYBODY), Thing("missing", lambda w: ("2020-01-01",), set()),
    ),
    "checkpoint_cosign": page(
        ASK,
        Thing("taken", lambda w: (w.checkpoint.day,), {"admin"}, KNOWN),
        Thing("missing", lambda w: ("2020-01-01",), set(), KNOWN - {"admin"}),
    ),
    "checkpoint_growth": public(
        Thing("from the beginning", lambda w: (0,), ANYBODY), Thing("ahead", lambda w: (NOWHERE,), set()),
    ),
    "schema": public(
        Thing("ballot", lambda w: ("ballot",), ANYBODY), Thing("missing", lambda w: ("nothing",), set()),
    ),
    "rules": public(
        Thing("regulation", lambda w: (Regulation.latest().fingerprint,), ANYBODY),
        Thing("missing", lambda w: ("0" * 64,), set()),
    ),
    "verifier": public(),
    "document_file": a_paper("original"),
    "document_page": a_paper(1),
    "trusted_centres": public(),
    "signature_upload": page(ASK, missing()),
    "signatures_unchecked": page(READ, *only(SIGNATURE_OFFICES, set())),
    "signature_check_again": page(ASK, missing()),
    "signature_file": page(READ, missing()),
    "on_paper": page(READ, *only(SECRETARIAT, set())),
    "on_paper_addressee": page(ASK, *only(REGISTRARS, set())),
    "on_paper_person": page(ASK, *only(REGISTRARS, set())),
    "on_paper_begin": page(ASK, Thing("proposal", lambda w: ("proposal",), REGISTRARS)),
    "on_paper_sheets": page(READ, missing()),
    "on_paper_enter": page(ASK, missing()),
    "on_paper_compare": page(ASK, missing()),
    "on_paper_scan": page(READ, missing()),
    "on_paper_send": page(ASK, missing()),
    "scans": page(READ, *only(SECRETARIAT, set())),
    "scan_compare": page(ASK, missing()),
    "scan_file": page(READ, missing()),
    "scan_enter": page(ASK, missing()),
    "signing": page(ASK, *only(KNOWN)),
    "documents_failed": page(READ, *only({"platform_secretary", "committee_secretary", "clerk"}, set())),
    "document_again": page(
        PRESS,
        Thing(
            "made already", lambda w: (Document.objects.earliest("pk").pk,),
            {"platform_secretary", "committee_secretary", "clerk"}, done=(302,),
        ),
        missing(),
    ),
    # casework
    "task": page(
        ASK,
        Thing("submit", lambda w: (w.task(w.draft.case, "submit").pk,), APPLICANT),
        Thing("check", lambda w: (w.task(w.checking.case, "check").pk,), {"platform_secretary"}),
        Thing("fix", lambda w: (w.task(w.returned.case, "fix").pk,), APPLICANT),
        Thing("score", lambda w: (w.task(w.scoring.expertise.case, "score").pk,), {"expert"}),
        Thing("accept", lambda w: (w.task(w.scoring.expertise.case, "accept_sheet").pk,), COORDINATOR),
        Thing("open", lambda w: (w.task(w.scoring.expertise.case, "open_materials").pk,), set()),
        Thing("assemble", lambda w: (w.task(w.sitting.case, "assemble").pk,), {"working_commission"}),
        Thing(
            "answered", lambda w: (w.closed(w.scoring.case, "check"),), {"platform_secretary"}, shown=(409,), done=(409,)
        ),
        Thing("a fact", lambda w: (w.task(w.scoring.case, "examine").pk,), set()),
        missing(),
    ),
    "task_draft": page(
        PRESS,
        Thing("submit", lambda w: (w.task(w.draft.case, "submit").pk,), APPLICANT),
        Thing("score", lambda w: (w.task(w.scoring.expertise.case, "score").pk,), {"expert"}),
        Thing("answered", lambda w: (w.closed(w.scoring.case, "check"),), {"platform_secretary"}, done=(410,)),
        missing(),
    ),
    # Files of a case: tests/expertise/materials/test_pages.py
    "material_page": page(READ, missing(None, 1, 1)),
    "material_picture": page(READ, missing(None, 1, 1)),
    "expertise_ask": page(
        ASK,
        Thing("running", lambda w: (w.scoring.expertise_id,), {"expert"}),
        Thing("published", lambda w: (w.decided.expertise_id,), set()),
        missing(),
    ),
    # Who reads the files of an answer: tests/expertise/asking/test_ask.py
    "question_file": page(READ, missing()),
    # Who reads what of a blind case: tests/expertise/blinding/test_blind.py
    "expertise_blind": page(ASK, missing()),
    "blind_file": page(READ, missing()),
    "sheet_take_home": page(
        READ,
        Thing("score", lambda w: (w.task(w.scoring.expertise.case, "score").pk,), {"expert"}),
        Thing("check", lambda w: (w.task(w.checking.case, "check").pk,), set()),
        missing(),
    ),
    "sheet_bring_back": page(
        ASK,
        Thing("score", lambda w: (w.task(w.scoring.expertise.case, "score").pk,), {"expert"}),
        Thing("check", lambda w: (w.task(w.checking.case, "check").pk,), set()),
        missing(),
    ),
    "task_replace": page(
        ASK,
        Thing("assemble", lambda w: (w.task(w.sitting.case, "assemble").pk,), {"committee_secretary"}),
        Thing("score", lambda w: (w.task(w.scoring.expertise.case, "score").pk,), set()),
        missing(),
    ),
    "task_remind": page(
        PRESS,
        Thing("assemble", lambda w: (w.task(w.sitting.case, "assemble").pk,), {"committee_secretary"}, done=(302,)),
        Thing("score", lambda w: (w.task(w.scoring.expertise.case, "score").pk,), COORDINATOR, done=(302,)),
        missing(),
    ),
    "executors": page(READ, *only(KNOWN - {"citizen", "member", "signer", "stranger", "superuser"})),
    "letters": page(READ, *only({"admin", "clerk"})),
    "letter_again": page(ASK, Thing("sent", lambda w: (NOWHERE,), {"admin", "clerk"}, ANYBODY)),
    "letters_choice": page(ASK, *only(KNOWN)),
    "letters_stop": Page(
        ASK, False, [Thing("own", lambda w: (w.stop_token,), ANYBODY), Thing("forged", lambda w: ("1:2:3",), set())]
    ),
    "search": public(),
    "inbox": page(READ, *only(KNOWN)),
    "deadlines": page(ASK, *only(KNOWN)),
    "deadlines_feed": public(
        Thing("own", lambda w: (w.calendar_key,), ANYBODY),
        Thing("forged", lambda w: ("1:2:3",), set()),
    ),
    "deadlines_file": page(READ, *only(KNOWN)),
    "signing_agreement": page(ASK, *only(KNOWN)),
    "second_factor": page(READ, *only(KNOWN)),
    "second_factor_done": page(READ, *only(KNOWN, shown=(302,))),
    "security_txt": public(Thing("no contact", no_args, set())),
    "notifications": page(READ, *only(KNOWN)),
    "notifications_read": page(PRESS, *only(KNOWN, done=(302,))),
    "notification": page(
        READ,
        Thing("own", lambda w: (Notification.objects.filter(person=w.people["signer"]).latest("pk").pk,), {"signer"}),
        missing(),
    ),
}  # fmt: skip

# Accounts are allauth's: what a stranger and what somebody who has logged in gets there.
LOGIN, PAGE = (302,), (200,)
AGAIN = (200, 302, 403)  # whoever has no password and no second factor has nothing to prove it again with
ACCOUNTS: dict[str, tuple[tuple[Any, ...], tuple[int, ...], tuple[int, ...]]] = {
    "account_login": ((), PAGE, LOGIN),
    "account_logout": ((), LOGIN, PAGE),
    "account_inactive": ((), PAGE, PAGE),
    "account_signup": ((), PAGE, LOGIN),
    "account_reauthenticate": ((), LOGIN, AGAIN),
    "account_email": ((), LOGIN, PAGE),
    "account_email_verification_sent": ((), PAGE, PAGE),
    "account_change_password": ((), LOGIN, (200, 302)),
    "account_set_password": ((), LOGIN, (200, 302)),
    "account_reset_password": ((), PAGE, PAGE),
    "account_reset_password_done": ((), PAGE, PAGE),
    "account_confirm_login_code": ((), LOGIN, LOGIN),
    "account_confirm_email": (("nonsense",), PAGE, PAGE),
    "account_reset_password_from_key": (("1", "nonsense"), PAGE, PAGE),
    "account_reset_password_from_key_done": ((), PAGE, PAGE),
    "mfa_index": ((), LOGIN, PAGE),
    "mfa_authenticate": ((), LOGIN, LOGIN),
    "mfa_reauthenticate": ((), LOGIN, AGAIN),
    "mfa_activate_totp": ((), LOGIN, (200, 302)),
    "mfa_deactivate_totp": ((), LOGIN, (302, 404)),
    "mfa_view_recovery_codes": ((), LOGIN, (302, 404)),
    "mfa_generate_recovery_codes": ((), LOGIN, PAGE),
    "mfa_download_recovery_codes": ((), LOGIN, (302, 404)),
    "mfa_list_webauthn": ((), LOGIN, PAGE),
    "mfa_add_webauthn": ((), LOGIN, (200, 302)),
    "mfa_reauthenticate_webauthn": ((), LOGIN, AGAIN),
    "mfa_remove_webauthn": ((NOWHERE,), LOGIN, (302, 404)),
    "mfa_edit_webauthn": ((NOWHERE,), LOGIN, (302, 404)),
    "mfa_login_webauthn": ((), LOGIN, LOGIN),
    "usersessions_list": ((), LOGIN, PAGE),
}
