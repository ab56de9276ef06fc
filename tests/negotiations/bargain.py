"""Words for telling stories about contributions: three parties of three sectors around a table, each with a signatory."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from casework import door, workdays
from casework.forms import AskForm
from casework.queue import run_pending
from documents.models import Document
from documents.signatures.actions import sign
from journal.record import move
from negotiations.contributions import actions
from negotiations.models import (
    Contribution,
    ContributionAgreement,
    Negotiation,
    NegotiationCase,
    NegotiationParty,
)
from negotiations.talks.flow import NegotiationFlow
from programme.models import Organization, Person
from tests.story import answer, join_agreement, make_member, make_organization, make_person

SIDES = ("tos", "city", "factory")
PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@dataclass
class Bargain:
    """The people of a bargain; `case` is read anew at every look."""

    pk: int
    moderator: Person
    people: dict[str, Person]
    parties: dict[str, NegotiationParty]
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def case(self) -> Negotiation:
        return Negotiation.objects.get(pk=self.pk)

    @property
    def agreement(self) -> ContributionAgreement:
        return ContributionAgreement.objects.filter(case=self.pk).order_by("-attempt")[0]

    def gift(self, number: int) -> Contribution:
        return Contribution.objects.get(case=self.pk, number=number)

    def offer(self, giver: str, receiver: str, kind: str = "money", **terms: Any) -> Contribution:
        facts = {
            "what": "деньги на материалы",
            "value": "100000",
            "basis": "решение собрания",
            "due": workdays.local_date() + timedelta(days=60),
            "confirmation": "платёжное поручение",
        }
        facts |= terms
        for name in ("value", "rate", "quantity"):
            if facts.get(name) is not None:
                facts[name] = Decimal(facts[name])
        return actions.offer(
            self.case,
            by=self.people[giver],
            party=self.parties[giver],
            recipient=self.parties[receiver],
            kind=kind,
            **facts,
        )

    def act(self, who: str, action: Any, *args: Any, **answers: Any) -> list[str]:
        """An act at the table through the door; the refusals come back."""
        person = self.people[who]
        person.forget_capacities()
        form = AskForm({}, by=person)
        assert form.is_valid()
        done = door.act(self.case.process.pk, by=person, capacity="представитель", form=form, token=None,
                        action=lambda by: action(*args, by=by, **answers))  # fmt: skip
        return [] if done else [str(error) for error in form.non_field_errors()]

    def ask(self, who: str, process: Any, node: str, *, refused: bool = False, **data: Any) -> Any:
        person = self.moderator if who == "moderator" else self.people[who]
        return answer(person, process, node, refused=refused, **data)

    def stand(self, *transitions: str) -> Negotiation:
        """Lead the case on by its lawful changes."""
        case = self.case
        for name in transitions:
            move(getattr(case, name), name)
        return case

    def sign(self, document: Document, *names: str, refusal: str = "") -> None:
        for name in names:
            person = self.people[name]
            person.forget_capacities()
            request = document.signature_requests.get(person=person)
            join_agreement(person)
            sign(request, by=person, seen_hash=document.sha256, authenticated_at=timezone.now(), refusal=refusal)
        run_pending()


def file(name: str = "act.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF)


def gather(desk: Any) -> Bargain:
    """A case at the stage of positions: the ТОС (initiator), the city, a factory."""
    proposal = desk.admitted()
    city = _known("Администрация города", sector="authority", legal_form="Администрация", inn="0024000017",
                  kpp="002401001", ogrn="1002400000019")  # fmt: skip
    factory = _known("АО «Левобережный механический»", sector="business", legal_form="АО", inn="0024000070",
                     kpp="002401001", ogrn="1002400000074")  # fmt: skip
    moderator = make_person("moderator", last_name="Мирова")
    case = Negotiation.objects.create(
        proposal=proposal,
        platform=proposal.platform,
        year=timezone.localdate().year,
        n=Negotiation.objects.count() + 1,
        opened_by=desk.secretary,
        moderator=moderator,
        declared_at=timezone.now(),
        ends_on=workdays.local_date() + timedelta(days=60),
    )
    process = NegotiationCase.for_subject(case)
    process.flow_class = NegotiationFlow
    process.save()
    people, parties = {}, {}
    for name, organization, person in (
        ("tos", desk.tos, desk.chairwoman),
        ("city", city, make_member(city)),
        ("factory", factory, make_member(factory)),
    ):
        people[name] = person
        parties[name] = _seat(case, organization, person)
    bargain = Bargain(case.pk, moderator, people, parties)
    bargain.stand("accept_moderator", "confirm_parties", "ask_positions")
    return bargain


def _known(name: str, **facts: str) -> Organization:
    """The city and the factory are the same at every table."""
    return Organization.objects.filter(inn=facts["inn"]).first() or make_organization(name, **facts)


def _seat(case: Negotiation, organization: Organization, person: Person, is_essential: bool = True) -> NegotiationParty:
    return NegotiationParty.objects.create(
        case=case,
        organization=organization,
        sector=organization.sector,
        is_essential=is_essential,
        status=NegotiationParty.Status.ACCEPTED,
        representative=person,
        invited_by=case.moderator,
    )


def circle(bargain: Bargain) -> None:
    """Premises if transport, transport if volunteers, volunteers if premises: budget 3 150 000."""
    due = workdays.local_date() + timedelta(days=60)
    premises = bargain.offer("factory", "tos", "premises", what="цех на шесть месяцев", rate="210000", quantity="6", unit="мес.",
                             value=None, due=due, confirmation="акт передачи помещения")  # fmt: skip
    transport = bargain.offer(
        "city", "tos", "works", what="подвоз автобусом", value="1640000", due=due, confirmation="путевые листы"
    )
    money = bargain.offer("tos", "city", "money", what="взносы жителей", value="175000", due=due)
    volunteers = bargain.offer("tos", "factory", "labor", what="уборка цеха и двора", quantity="437.5", value=None,
                               basis="35 человек × 12,5 часа", due=due, confirmation="списки смен")  # fmt: skip
    bargain.act("factory", actions.set_condition, premises, depends_on=transport)
    bargain.act("city", actions.set_condition, transport, depends_on=volunteers)
    bargain.act("tos", actions.set_condition, volunteers, depends_on=premises)
    for who, gift in (("tos", premises), ("tos", transport), ("city", money), ("factory", volunteers)):
        assert bargain.act(who, actions.accept, gift) == []
    extra = bargain.offer("city", "tos", "works", what="асфальт", value="145000", due=due, confirmation="акт")
    assert bargain.act("tos", actions.accept, extra) == []


def draft(bargain: Bargain, node: str = "draft_agreement", **changed: str) -> None:
    """The moderator sends the text, with these clauses changed."""
    agreement = bargain.agreement
    texts = {f"clause_{one.pk}": changed.get(one.number, one.text) for one in agreement.clauses.filter(dropped_at=None)}
    until = agreement.valid_until or today() + timedelta(days=90)
    bargain.ask("moderator", agreement.process, node, valid_until=until, **texts)


def agree(bargain: Bargain, *names: str) -> None:
    """These parties agree with the text."""
    for name in names:
        bargain.ask(name, bargain.agreement.process, "endorse", answer="agree")


def to_signing(bargain: Bargain, *names: str) -> Document:
    """The moderator names who signs for these parties, or for all; the paper is frozen."""
    agreement = bargain.agreement
    chosen = {name: bargain.parties[name] for name in names or bargain.parties}
    people = {f"signer_{one.pk}": bargain.people[name].pk for name, one in chosen.items()}
    faces = {
        f"face_{one.pk}": f"руководителя {bargain.people[name]}, действующего на основании устава"
        for name, one in chosen.items()
    }
    bargain.ask("moderator", agreement.process, "to_signing", step="sign", **people, **faces)
    run_pending()
    return Document.objects.get(pk=bargain.agreement.document_id)


def today() -> date:
    return workdays.local_date()
