"""A recommended proposal before the committee, and the sitting that answers it."""

from typing import Any

from django.test import Client

from committee.models import Decision
from negotiations.models import Proposal
from programme.consents import actions as consents
from programme.models import Consent, Person
from tests.access.world import Town
from tests.committee import conftest as sitting
from tests.story import (
    answer,
    application,
    begin,
    make_member,
    make_organization,
    make_person,
    make_platform,
    skip_negotiations,
)

TITLE = "Двор «Без ступеней»"


class Hearing:
    """A recommended proposal whose question is before the committee; `is_named`: its experts have agreed to be named."""

    def __init__(self, *, is_named: bool = False) -> None:
        self.committee = sitting.Committee()
        self.tos = make_organization()
        self.signer = make_member(self.tos)
        office = make_person("platform_secretary")
        town = Town(make_person("expertise_coordinator"))
        town.register(professional=4, public=3)
        proposal = begin(self.signer, self.tos, make_platform(self.tos), TITLE)
        answer(self.signer, proposal.case, "submit", **application(TITLE))
        answer(office, proposal.case, "check", outcome="admit")
        skip_negotiations(office, proposal)
        answer(self.committee.chair.person, proposal.case, "order_expertise", instruction="Провести экспертизу.")
        expertise = Proposal.objects.get(pk=proposal.pk).expertise
        for assignment in town.gather(expertise):
            if is_named:
                person = Person.objects.get(pk=assignment.expert.person_id)
                consents.give_consent(by=person, purpose=Consent.Purpose.DISSEMINATION)
            town.submit_sheet(assignment, 8)
            town.take(assignment)
        town.conclude(expertise)
        self.pk = proposal.pk
        answer(self.committee.secretary.person, proposal.case, "include", is_considered="on", **self.question())

    def question(self) -> dict[str, Any]:
        """What the secretary's form proposes."""
        from negotiations.proposals.forms import IncludeForm

        return IncludeForm.initial_for(self.proposal)

    @property
    def proposal(self) -> Proposal:
        return Proposal.objects.get(pk=self.pk)

    def page(self, reader: Any = None) -> str:
        """The proposal's page as a reader sees it."""
        client = Client()
        if reader:
            client.force_login(reader, "allauth.account.auth_backends.AuthenticationBackend")
        return client.get(self.proposal.get_absolute_url()).content.decode()


def voted(hearing: Hearing, clock: Any, choices: str = "for", **motion: Any) -> Any:
    """The sitting is held and closed; its minutes wait for signatures."""
    sitting.convened(hearing.committee)
    meeting = sitting.opened(hearing.committee, clock)
    sitting.decided(hearing.committee, meeting.lines.get(), choices, **motion)
    return sitting.closed(hearing.committee, meeting)


def decided(hearing: Hearing, clock: Any) -> Proposal:
    """The committee has supported the proposal, and everything about it is signed and published."""
    meeting = voted(hearing, clock)
    sitting.sign_by_all(meeting.minutes)
    sitting.sign_by_all(meeting.lines.get().extract)
    sitting.answer(hearing.committee.secretary.person, "draw_up")
    sitting.sign_by_all(Decision.objects.get().document)
    sitting.released(hearing.committee, meeting)
    return hearing.proposal
