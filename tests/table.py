"""Words for telling stories about negotiations: a moderator, parties of three sectors, rounds, through the real door."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from casework import door, workdays
from casework.models import Waiting
from documents.models import SignatureRequest
from events.models import Venue
from negotiations.models import Negotiation, NegotiationParty, Proposal, Round
from programme.models import Organization, Person
from tests.committee.conftest import answer_to_sign
from tests.story import (
    answer,
    application,
    begin,
    make_member,
    make_organization,
    make_person,
    make_platform,
    make_venue,
    settle,
)

LEGAL = {"legal_form": "ООО", "sector": "business"}
NUMBERS = iter(f"24000{n:05d}" for n in range(10000, 99999))
POSITION = {
    "public_part": "Готовы дать помещение и хотим постоянного расписания.",
    "interests": "Нужны подготовленные работники через пять лет.",
    "conditions": "Не раньше четырёх часов дня.",
    "red_lines": "Ночных смен не будет.",
}


def at(day: Any, hour: int = 14) -> datetime:
    """An hour of a day in the city."""
    return workdays.end_of(day).replace(hour=hour, minute=0, second=0)


def wake() -> None:
    """Whoever waits for a fact looks again; no paper is made meanwhile."""
    while any(door.recheck(pk) for pk in Waiting.objects.open().exclude(fact="").values_list("pk", flat=True)):
        pass


def written(moment: datetime) -> str:
    """A moment as a browser posts it."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


@dataclass
class Table:
    """Everybody at the table, and how they got there."""

    applicant: Organization
    chairwoman: Person
    secretary: Person
    coordinator: Person
    chair: Person
    moderator: Person
    partners: dict[str, tuple[Organization, Person]]
    venue: Venue
    time: Any = None
    proposal: Proposal = field(init=False)
    level: str = "interdepartmental"
    title: str = "Двор без ступеней"

    @property
    def case(self) -> Negotiation:
        """The last negotiation case, read anew."""
        return self.proposal.negotiations.latest("pk")

    @property
    def round(self) -> Round:
        """The last round."""
        return self.case.rounds.latest("number")

    def reread(self) -> Proposal:
        """The proposal as it stands now."""
        self.proposal = Proposal.objects.get(pk=self.proposal.pk)
        return self.proposal

    def go(self, person: Person, node: str, **data: Any) -> Any:
        """Answer a question of the negotiations."""
        return answer(person, self.case.process, node, **data)

    def admitted(self) -> Proposal:
        """A proposal that stands before the choice of its way."""
        self.proposal = begin(self.chairwoman, self.applicant, self.venue.platforms.get(), self.title)
        answer(self.chairwoman, self.proposal.case, "submit", **application(self.title, level=self.level))
        answer(self.secretary, self.proposal.case, "check", outcome="admit")
        return self.reread()

    def appointed(self) -> Negotiation:
        """Negotiations are opened, the moderator has been appointed."""
        self.admitted()
        answer(self.secretary, self.proposal.case, "route", way="negotiations", moderator=self.moderator.pk)
        self.reread()
        return self.case

    def led(self) -> Negotiation:
        """The moderator has taken the case."""
        self.appointed()
        self.go(self.moderator, "accept_moderation", answer="accept")
        return self.case

    def invited(self, *names: str) -> Negotiation:
        """Partners have been asked."""
        self.led()
        self.invite(*names)
        return self.case

    def invite(self, *names: str) -> None:
        """Ask these partners, or all."""
        asked = [self.partners[name][0].pk for name in names or self.partners]
        self.go(self.moderator, "invite", organizations=asked)

    def reply(self, name: str, **data: Any) -> Any:
        """A partner's signer answers."""
        person = self.partners[name][1]
        given = {"answer": "accept", "representative": person.pk, **data}
        return self.go(person, "reply", **given)

    def party(self, name: str) -> NegotiationParty:
        """The party of a partner; of the applicant for an empty name."""
        organization = self.partners[name][0] if name else self.applicant
        return self.case.parties.get(organization=organization)

    def seated(self, *essential: str) -> Negotiation:
        """Everybody has accepted and the composition is confirmed; positions are being prepared."""
        self.invited()
        for name in self.partners:
            self.reply(name)
        chosen = [self.party(name).pk for name in essential or self.partners]
        self.go(self.moderator, "compose", outcome="confirm", essential=chosen)
        wake()
        return self.case

    def called(self, starts_at: datetime | None = None, **data: Any) -> Negotiation:
        """A round is called in the room of the platform, six working days ahead."""
        moment = starts_at or at(workdays.add(workdays.local_date(), 6))
        facts = {
            "starts_at": written(moment),
            "minutes": 120,
            "format": "in_person",
            "venue": self.venue.pk,
            "agenda": "Вклады сторон",
        }
        self.go(self.moderator, "schedule", **{**facts, **data})
        return self.case

    def present(self, *names: str) -> list[int]:
        """The parties in the room: the applicant and these partners, or all."""
        return [self.party("").pk, *(self.party(name).pk for name in names or self.partners)]

    def opened(self) -> Negotiation:
        """The hour has come and the round is open."""
        self.time.move_to(self.round.starts_at + timedelta(minutes=5))
        self.go(self.moderator, "meet", outcome="open", present=self.present())
        return self.case

    def held(self, remark: str = "") -> Negotiation:
        """The round is over and its minutes are signed."""
        self.go(self.moderator, "hold")
        self.go(self.moderator, "draft_minutes", course="Обсудили вклады сторон.", results="Встречаемся ещё раз.")
        self.go(self.chairwoman, "remark_on_minutes", text=remark)
        for _, person in self.partners.values():
            self.go(person, "remark_on_minutes", text="")
        self.go(self.moderator, "sign_minutes", course="Обсудили вклады сторон.", results="Встречаемся ещё раз.")
        settle()
        self.sign()
        return self.case

    def sign(self) -> None:
        """Everybody signs what waits for them."""
        asked = SignatureRequest.objects.filter(signature=None, refused_at=None, document__status="signing")
        for request in asked.exclude(document__signing_case=None).order_by("document", "turn", "pk"):
            answer_to_sign(request.document, request.person)
        settle()


def make_partner(name: str, sector: str = "business") -> tuple[Organization, Person]:
    """A partner with its head."""
    organization = make_organization(name, sector=sector, legal_form="МКУ" if sector == "authority" else "ООО", inn=next(NUMBERS),
                                     is_municipal_institution=sector == "authority")  # fmt: skip
    return organization, make_member(organization)


def make_table(time: Any = None) -> Table:
    """The applicant of the community, a works of business, a centre of the city."""
    applicant = make_organization()
    platform = make_platform(applicant)
    return Table(
        applicant=applicant,
        chairwoman=make_member(applicant),
        secretary=make_person("platform_secretary", last_name="Секретарёва"),
        coordinator=make_person("expertise_coordinator", last_name="Координатова"),
        chair=make_person("committee_chair", last_name="Главина"),
        moderator=make_person("moderator", last_name="Ладова"),
        partners={"works": make_partner("Завод «Енисей»"), "city": make_partner("Центр переговоров", "authority")},
        venue=make_venue(platform),
        time=time,
    )
