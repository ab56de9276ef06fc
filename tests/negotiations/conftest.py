"""The desk of a proposal: an organisation, its chairwoman, the offices, an open platform."""

from dataclasses import dataclass

import pytest

from negotiations.models import NegotiationPlatform, Proposal
from programme.models import Organization, Person
from tests.story import answer, application, begin, make_member, make_organization, make_person, make_platform


@dataclass
class Desk:
    """Everybody a proposal meets before the expertise."""

    tos: Organization
    chairwoman: Person
    secretary: Person
    chair: Person
    platform: NegotiationPlatform

    def begin(self, title: str = "Двор без ступеней") -> Proposal:
        return begin(self.chairwoman, self.tos, self.platform, title)

    def submitted(self, title: str = "Двор без ступеней") -> Proposal:
        proposal = self.begin(title)
        answer(self.chairwoman, proposal.case, "submit", **application(title))
        return Proposal.objects.get(pk=proposal.pk)

    def admitted(self, title: str = "Двор без ступеней") -> Proposal:
        proposal = self.submitted(title)
        answer(self.secretary, proposal.case, "check", outcome="admit")
        return Proposal.objects.get(pk=proposal.pk)


def make_desk() -> Desk:
    tos = make_organization()
    return Desk(
        tos=tos,
        chairwoman=make_member(tos),
        secretary=make_person("platform_secretary", last_name="Секретарёва"),
        chair=make_person("committee_chair", last_name="Главина"),
        platform=make_platform(tos),
    )


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()
