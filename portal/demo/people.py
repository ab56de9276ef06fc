"""The cast: organisations, people, roles, experts, the committee and the platforms, made by the frame's own actions."""

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from casework import workdays
from committee.bodies import actions as bodies
from committee.models import Body, BodyKind, BodyMember
from documents.agreement import actions as agreement
from events.models import Venue
from expertise.models import Expert
from expertise.register import actions as register
from negotiations.models import NegotiationPlatform
from portal.demo.actor import Actor
from portal.demo.clock import Clock, WorkingDays
from portal.demo.guide import DOMAIN, PASSWORD
from portal.demo.words import DATA, read
from programme.appointments import actions as appointments
from programme.consents import actions as consents
from programme.identity import actions as identity
from programme.lists import catalogue
from programme.models import Confirmation, Consent, Membership, Organization, Person, Role
from programme.organizations import actions as organizations_actions
from programme.people import actions as people_actions
from programme.representatives import actions as representatives
from protocol.group import actions as group

ORDER = "распоряжение Главы города от 14.01.2026 № 12-р"
VENUES = [  # rooms every platform has: title, address, seats
    ("Переговорная", "ул. Демонстрационная, 101, 2-й этаж", 14),
    ("Большой зал", "ул. Демонстрационная, 101, 1-й этаж", 60),
]


@cache
def city() -> dict[str, Any]:
    """Organisations, experts and proposals of the demo."""
    return json.loads((DATA / "city.json").read_text(encoding="utf-8"))


@dataclass
class World:
    """Everything the stories act with."""

    clock: Clock
    days: WorkingDays
    actor: Actor
    people: dict[str, Person] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    experts: dict[int, Person] = field(default_factory=dict)
    platforms: dict[str, NegotiationPlatform] = field(default_factory=dict)
    members: list[BodyMember] = field(default_factory=list)
    body: Body | None = None
    proposals: dict[str, int] = field(default_factory=dict)
    cards: dict[str, int] = field(default_factory=dict)

    def gather(self) -> None:
        """Bring everybody and everything into being, on the first morning."""
        _office(self)
        _organizations(self)
        _experts(self)
        _committee(self)
        _jury(self)
        _group(self)
        _platforms(self)
        _board(self)
        _second_moderator(self)
        _office(self, "analysts")
        _identities(self)
        agreement.publish_agreement()
        _welcome(list(self.people.values()))

    @property
    def people_of(self) -> dict[int, Person]:
        """The same people by their keys."""
        return {person.pk: person for person in self.people.values()}


def _welcome(people: list[Person]) -> None:
    """They can log in, and everybody knows with what."""
    Person.objects.filter(pk__in=[person.pk for person in people]).update(
        password=make_password(PASSWORD), is_demo=True
    )
    for person in people:
        person.refresh_from_db()


def _enroll(world: World, name: str, mailbox: str) -> Person:
    last, first, middle = name.split()
    phone = f"+7391000{len(world.people):04d}"
    names = {"last_name": last, "first_name": first, "middle_name": middle, "phone": phone}
    person = people_actions.enroll(email=f"{mailbox}@{DOMAIN}", by=world.people.get("admin"), **names)
    world.people[mailbox] = person
    world.clock.spend(20)
    return person


def _agree(person: Person, *purposes: str) -> None:
    for purpose in purposes:
        consents.give_consent(by=person, purpose=purpose)


def _office(world: World, rows: str = "office") -> None:
    for row in read("people.toml")[rows]:
        person = _enroll(world, row["name"], row["email"])
        admin = world.people["admin"]
        appointments.appoint(person, role=row["role"], ground=ORDER, by=None if person == admin else admin)
        _agree(person, Consent.Purpose.PARTICIPATION)


def _organizations(world: World) -> None:
    people, districts = read("people.toml"), {title: code for code, title in catalogue.choices("districts")}
    for row in city()["organizations"]:
        code = row["code"]
        name, position, ground = people["heads"][code]
        head = _enroll(world, name, code.lower())
        _agree(head, Consent.Purpose.PARTICIPATION)
        names = ("sector", "legal_form", "short_name", "full_name", "area", "email", "phone", "address", "oktmo")
        facts = {name: row[name] for name in names} | {name: row[name] or "" for name in ("inn", "kpp", "ogrn")}
        organization = organizations_actions.add_organization(
            by=head, position=position, ground=ground, district=districts[row["district"]], **facts
        )
        world.organizations[code] = organization
        claimed = organization.memberships.get().case
        world.actor.answer(world.people["secretary"], claimed, "confirm_mandate", decision="confirm")
    for code, (name, position, ground) in people["staff"].items():
        person = _enroll(world, name, f"{code.lower()}-staff")
        _agree(person, Consent.Purpose.PARTICIPATION)
        _represent(world, code, person, position, ground)


def _represent(world: World, code: str, person: Person, position: str, ground: str) -> None:
    """The head asks somebody to work for the organisation, and they agree."""
    invitation = representatives.invite(
        world.organizations[code], by=world.people[code.lower()], email=person.email, role=Membership.Role.STAFF,
        position=position, ground=ground,
    )  # fmt: skip
    world.actor.answer(person, invitation.case, "answer_invitation", answer="accept")


def _experts(world: World) -> None:
    coordinator = world.people["coordinator"]
    admitted = {row["code"]: _admit(world, row, number) for number, row in enumerate(city()["experts"])}
    since = workdays.local_date().replace(month=1, day=1)
    for tie in read("people.toml")["ties"]:
        organization = world.organizations[tie["organization"]]
        register.add_affiliation(
            admitted[tie["expert"]],
            by=coordinator,
            organization=organization,
            kind=tie["kind"],
            valid_from=since,
            note=tie["note"],
        )


def _admit(world: World, row: dict[str, Any], number: int) -> Expert:
    person = _enroll(world, row["full_name"], row["email"].partition("@")[0])
    purposes = [Consent.Purpose.PARTICIPATION, *([Consent.Purpose.DISSEMINATION] if number % 3 else [])]
    _agree(person, *purposes)
    role = Role.EXPERT_PROF if row["track"] == Expert.Track.PROFESSIONAL else Role.EXPERT_PUBLIC
    ground = "заявление эксперта, решение комитета от 20.01.2026"
    appointments.appoint(person, role=role, ground=ground, by=world.people["admin"])
    identity.see_document(person, by=world.people["clerk"], document=Confirmation.Document.PASSPORT)
    facts = {name: row[name] for name in ("track", "field", "position")}
    ground = "профильный опыт больше трёх лет, обучение методике пройдено"
    coordinator = world.people["coordinator"]
    expert = register.admit(by=coordinator, person=person, areas=[row["area"]], ground=ground, **facts)
    world.experts[expert.pk] = person
    return expert


def admit_more(world: World, rows: list[dict[str, Any]]) -> None:
    """Experts who join the register while the city lives."""
    known = set(world.people)
    for number, row in enumerate(rows):
        _admit(world, row, number)
    _welcome([person for mailbox, person in world.people.items() if mailbox not in known])


def _committee(world: World) -> None:
    admin = world.people["admin"]
    world.body = bodies.establish(
        kind=Body.Kind.COMMITTEE, title="Городской программный комитет", title_genitive="городского программного комитета",
        act="постановление администрации города от 16.01.2026 № 21", by=admin, chair_role=Role.COMMITTEE_CHAIR,
        secretary_role=Role.COMMITTEE_SECRETARY, member_role=Role.COMMITTEE_MEMBER, agenda_role=Role.WORKING_COMMISSION,
    )  # fmt: skip
    for number, row in enumerate(read("people.toml")["committee"], 1):
        person = _enroll(world, row["name"], "chair" if number == 1 else f"member{number:02d}")
        _agree(person, Consent.Purpose.PARTICIPATION)
        appointments.appoint(person, role=Role.COMMITTEE_MEMBER, ground=ORDER, by=admin)
        if number == 1:
            appointments.appoint(person, role=Role.COMMITTEE_CHAIR, ground=ORDER, by=admin)
        if code := row.get("organization"):
            _represent(world, code, person, row["position"], "решение правления от 22.01.2026")
        seat = {1: BodyMember.Role.CHAIR, 11: BodyMember.Role.DEPUTY}.get(number, BodyMember.Role.MEMBER)
        member = bodies.seat(
            world.body, person=person, sector=row["sector"], ground=ORDER, role=seat, position=row["position"], by=admin
        )
        world.members.append(member)
    bodies.seat(
        world.body,
        person=world.people["committee"],
        sector="authority",
        ground=ORDER,
        role=BodyMember.Role.SECRETARY,
        position="консультант аппарата",
        by=admin,
    )


def _jury(world: World) -> None:
    """Whoever may sit in a contest's jury: one of them has founded an organisation that will enter."""
    for number, row in enumerate(read("contest.toml")["jury"], 1):
        person = _enroll(world, row["name"], f"jury{number}")
        _agree(person, Consent.Purpose.PARTICIPATION)
        appointments.appoint(person, role=Role.JURY_MEMBER, ground=ORDER, by=world.people["admin"])
        if code := row.get("organization"):
            _represent(world, code, person, row["position"], "решение учредителей от 04.04.2019")


def _group(world: World) -> None:
    """The working group of the Protocol."""
    members = []
    for number, row in enumerate(read("protocol.toml")["group"], 1):
        person = _enroll(world, row["name"], f"group{number}")
        _agree(person, Consent.Purpose.PARTICIPATION)
        members.append((person, row["sector"]))
    act = "постановление администрации города от 28.01.2026 № 47"
    group.form_group(members=members, act=act, by=world.people["admin"])


def _board(world: World) -> None:
    """The appeals board: nobody of it takes part in what can be appealed."""
    admin, act = world.people["admin"], "постановление администрации города от 29.01.2026 № 52"
    board = bodies.found_by_kind(
        BodyKind.objects.get(key=Body.Kind.APPEALS), title="Апелляционная комиссия", title_genitive="апелляционной комиссии",
        act=act, places={}, by=admin,
    )  # fmt: skip
    roles = [BodyMember.Role.CHAIR, *[BodyMember.Role.MEMBER] * 4, BodyMember.Role.RESERVE]
    for number, (row, role) in enumerate(zip(read("people.toml")["board"], roles, strict=True), 1):
        person = _enroll(world, row["name"], f"board{number}")
        _agree(person, Consent.Purpose.PARTICIPATION)
        bodies.seat(
            board, person=person, sector=row["sector"], ground=act, role=role, position=row["position"], by=admin
        )


def _second_moderator(world: World) -> None:
    """Whoever looks again at what the first moderator of discussions has refused."""
    person = _enroll(world, read("discussions.toml")["moderator"]["name"], "discussion2")
    appointments.appoint(person, role=Role.CONTENT_MODERATOR, ground=ORDER, by=world.people["admin"])
    _agree(person, Consent.Purpose.PARTICIPATION)


def _identities(world: World) -> None:
    """Everybody is known: experts and two of three others have shown a document at the desk, the rest have answered a code."""
    experts = {person.pk for person in world.experts.values()}
    for number, person in enumerate(world.people.values()):
        if person.pk in experts:
            continue
        if number % 3:
            seer = world.people["clerk" if person == world.people["secretary"] else "secretary"]
            identity.see_document(person, by=seer, document=Confirmation.Document.PASSPORT)
        else:
            identity.confirm_telephone(person, number_key=identity.key_of(person.phone), number_tail=person.phone[-4:])


def _platforms(world: World) -> None:
    for number, row in enumerate(read("people.toml")["platforms"], 1):
        world.platforms[row["code"]] = NegotiationPlatform.objects.create(
            title=row["title"], kind=row["kind"], description=row["description"], operator=world.organizations["ORG02"],
            accepts_from=world.days.day(row["from"]), accepts_until=world.days.day(row["until"]),
            address=VENUES[0][1], hypothesis=row.get("hypothesis", ""),
            experiment_until=world.days.day(row["experiment_until"]) if "experiment_until" in row else None,
        )  # fmt: skip
        world.platforms[row["code"]].venues.set(
            Venue.objects.create(title=f"{title} № {number}", address=address, capacity=capacity)
            for title, address, capacity in VENUES
        )
