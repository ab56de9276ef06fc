"""Who may do what at the addresses of the Protocol, and the objects they are tried on."""

from typing import Any

from django.utils import timezone

from casework import door
from journal.record import move
from programme.models import Organization
from protocol.amendments import actions as amendments
from protocol.complaints.flow import NormComplaintFlow
from protocol.departures import actions as departures
from protocol.models import ProtocolEdition
from protocol.signatories import actions as signatories
from tests.access.table import ANYBODY, ASK, KNOWN, NOWHERE, PRESS, READ, Page, Thing, missing, only, page, public
from tests.access.world import World
from tests.story import answer, post

EDITOR = {"protocol_editor"}
WORDS = "Подскажите, как этот срок считается для дворовых собраний."


def of_edition(*tail: Any, may: set[str] = EDITOR, methods: tuple[str, ...] = ASK, **more: Any) -> Page:
    """A page about the edition that is discussed: everybody knows of it."""
    return page(
        methods,
        Thing("discussed", lambda w: (w.edition.number, *tail), may, ANYBODY - may, **more),
        Thing("missing", lambda w: (NOWHERE, *tail), set()),
    )


def nobody_now(*tail: Any) -> Page:
    """An address that exists for the editor alone, and only while an edition is being signed."""
    return page(
        ASK,
        Thing("discussed", lambda w: (w.edition.number, *tail), set(), ANYBODY - EDITOR),
        Thing("missing", lambda w: (NOWHERE, *tail), set()),
    )


def of_article(**more: Any) -> Page:
    """Asked of anybody who has logged in."""
    return page(
        ASK,
        Thing("article", lambda w: ("A01",), KNOWN, **more),
        Thing("missing", lambda w: ("A99",), set()),
    )


TABLE: dict[str, Page] = {
    "protocol": public(),
    "protocol_on": public(),
    "protocol_compare": public(),
    "protocol_group": public(),
    "protocol_editions": public(),
    "protocol_edition_create": page(ASK, *only(EDITOR, ANYBODY)),
    "protocol_edition": public(
        Thing("discussed", lambda w: (w.edition.number,), ANYBODY), Thing("missing", lambda w: (NOWHERE,), set())
    ),
    "protocol_amendments": public(
        Thing("discussed", lambda w: (w.edition.number,), ANYBODY), Thing("missing", lambda w: (NOWHERE,), set())
    ),
    "protocol_amend_new": page(
        ASK, Thing("discussed", lambda w: (w.edition.number,), KNOWN), Thing("missing", lambda w: (NOWHERE,), set())
    ),
    "protocol_extend": nobody_now(),
    "protocol_preamble": of_edition(),
    "protocol_article_add": of_edition(methods=PRESS),
    "protocol_article_write": of_edition("A01"),
    "protocol_article_drop": of_edition("A01", methods=PRESS),
    "protocol_article": public(
        Thing("article", lambda w: ("A01",), ANYBODY), Thing("missing", lambda w: ("A99",), set())
    ),
    "protocol_amend": of_article(),
    "protocol_amendment": public(Thing("amendment", lambda w: (w.amendment.pk,), ANYBODY), missing()),
    "protocol_amendment_withdraw": page(
        ASK, Thing("amendment", lambda w: (w.amendment.pk,), {"signer"}, ANYBODY - {"signer"}), missing()
    ),
    "protocol_amendment_amend": page(
        ASK, Thing("amendment", lambda w: (w.amendment.pk,), {"signer"}, ANYBODY - {"signer"}), missing()
    ),
    "protocol_petition": public(Thing("petition", lambda w: (w.petition.pk,), ANYBODY), missing()),
    "protocol_petition_support": page(ASK, Thing("petition", lambda w: (w.petition.pk,), KNOWN), missing()),
    "protocol_petition_give_up": page(
        ASK, Thing("petition", lambda w: (w.petition.pk,), {"citizen"}, ANYBODY - {"citizen"}), missing()
    ),
}

OFFICE = {"clerk", "committee_secretary", "protocol_editor", "auditor"}
CUSTODIANS = {"clerk", "committee_secretary"}
SIGNERS = {"signer", "stranger"}


def of_signatory() -> Page:
    """A page for whoever signs for the organisation; everybody knows of a signatory, few of whoever is still thinking."""
    return page(
        ASK,
        Thing("signed", lambda w: (w.signatory.pk,), {"signer"}, KNOWN - {"signer"}),
        Thing("thinking", lambda w: (w.invited.pk,), {"stranger"}, OFFICE),
        missing(),
    )


TABLE |= {
    "signatories": public(),
    "signatories_invite": page(ASK, *only(CUSTODIANS)),
    "signatory": public(
        Thing("signed", lambda w: (w.signatory.pk,), ANYBODY),
        Thing("thinking", lambda w: (w.invited.pk,), {"stranger"} | OFFICE),
        missing(),
    ),
    "signatory_leave": of_signatory(),
    "sign_otherwise": page(ASK, missing()),
    "signatory_by_hand": page(ASK, missing()),
    "signatory_commit": of_signatory(),
    "departure_take_back": page(
        ASK, Thing("notice", lambda w: (w.departure.pk,), {"signer"}, KNOWN - {"signer"}), missing()
    ),
    "accession": page(ASK, *only(SIGNERS)),
    "measure_propose": page(ASK, *only({"clerk", "committee_secretary", "protocol_editor"})),
    "protocol_reports": page(READ, *only(OFFICE)),
    "protocol_reports_ask": page(ASK, *only(CUSTODIANS)),
    "protocol_reports_summary": page(ASK, *only(CUSTODIANS)),
    "norm_complaints": page(READ, *only(KNOWN)),
    "norm_complain": page(ASK, *only(KNOWN)),
    "norm_complaint": page(
        READ,
        Thing("complaint", lambda w: (w.complaint.pk,), {"citizen", "member", "signer", "protocol_editor", "auditor"}),
        missing(),
    ),
}


def _signed(world: Any) -> None:
    """An edition of the past: one organisation has signed it and is leaving, one was invited; and a complaint."""
    from tests.protocol.signers import Table, an_edition

    table = Table.of(
        world.people["clerk"], {world.tos.pk: world.people["signer"], world.others.pk: world.people["stranger"]}
    )
    for organization in (world.tos, world.others):
        Organization.objects.filter(pk=organization.pk).update(
            checked_at=timezone.now(), checked_by=world.people["clerk"]
        )
    tos, others = (Organization.objects.get(pk=one.pk) for one in (world.tos, world.others))
    edition = an_edition(codes=("A90", "A91", "A00"))  # the next article made is A01
    world.signatory, world.invited = table.invite(edition, tos, others)
    world.signatory = table.sign(world.signatory)
    world.departure = departures.announce_departure(world.signatory, by=world.people["signer"], reason="Меняем устав.")
    form = NormComplaintFlow.complain.form(
        post({"signatory": world.signatory.pk, "article": "A91", "facts": WORDS}), by=world.people["citizen"]
    )
    assert form.is_valid(), form.errors
    world.complaint = door.start_case(NormComplaintFlow.complain, by=world.people["citizen"], form=form, token=None)
    answer(world.people["protocol_editor"], world.complaint.case, "check_complaint", outcome="accept")
    move(edition.lapse, "Не вступила в силу", at=timezone.now())
    signatories.close_window(edition)
    move(edition.archive, "В архиве")


def furnish(world: World) -> None:
    """An edition in public discussion with an amendment and a petition."""
    from tests.protocol.conftest import ARTICLES, REASON, Desk

    _signed(world)
    desk = Desk(world.clock, world.committee)
    desk.editor = world.people["protocol_editor"]
    desk.group.secretary.person = desk.editor
    edition = desk.create()
    desk.write(edition, ARTICLES)
    desk.ask(edition, "bring_to_group")
    edition = ProtocolEdition.objects.get(pk=edition.pk)
    desk.sit(desk.group, {edition.review_item_id: "publish"}, days=1)
    desk.ask(edition, "publish", words="Рабочая группа предлагает обсудить проект новой редакции.")
    world.edition = ProtocolEdition.objects.get(pk=edition.pk)  # type: ignore[attr-defined]
    text = world.edition.texts.first()  # type: ignore[attr-defined]
    change = {"kind": "replace", "words": "Устное обещание записывается", "reasoning": REASON}
    world.amendment = amendments.propose_change(  # type: ignore[attr-defined]
        world.edition,
        by=world.people["signer"],
        organization=world.tos,
        text=text,
        **change,
        wording="Обещание записывается",
    )  # type: ignore[attr-defined]
    desk.admit(world.amendment)  # type: ignore[attr-defined]
    world.petition = amendments.propose_change(  # type: ignore[attr-defined]
        world.edition, by=world.people["citizen"], organization=None, text=text, **change, wording="Слово записывается"
    )  # type: ignore[attr-defined]
