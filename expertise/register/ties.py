"""Links of an expert with organisations, wherever they are recorded."""

from dataclasses import dataclass
from datetime import date, datetime

from casework import workdays
from expertise.register.models import Affiliation, Expert
from programme.models import Membership, Organization

# What an expert has declared, as its part of the list of ties (`programme.interests.view`).
AFFILIATIONS = """SELECT 'affiliation:' || a.id AS source, x.person_id, a.organization_id,
    CASE a.kind WHEN 'work' THEN 'работа' WHEN 'membership' THEN 'членство' WHEN 'founder' THEN 'учредительство'
                WHEN 'contract' THEN 'договор' ELSE 'наставничество' END AS kind,
    a.valid_from AS since, a.valid_to AS until, a.declared_at AS known_at
    FROM expertise_affiliation a JOIN expertise_expert x ON x.id = a.expert_id"""


@dataclass(frozen=True)
class Tie:
    """A link of an expert with an organisation, wherever it is recorded."""

    organization: Organization
    kind: str
    since: date
    until: date | None
    row: "Membership | Affiliation"  # the representation or the affiliation that says so
    is_ended: bool = False  # somebody has put an end to it, be it this very day

    @property
    def source(self) -> str:
        """The name of the row: `membership:5`."""
        return f"{self.row._meta.model_name}:{self.row.pk}"

    @property
    def origin(self) -> str:
        """Who entered it, when, accepted by whom (Russian)."""
        return str(self.row.origin)

    def holds(self, day: date) -> bool:
        """Is it a link of that very day?"""
        return not self.is_ended and self.since <= day and (self.until is None or self.until >= day)

    def held_after(self, cutoff: date, day: date) -> bool:
        """Has it held at any time from `cutoff` to `day`?"""
        return self.since <= day and (self.until is None or self.until >= cutoff)


def ties_of(expert: Expert) -> list[Tie]:
    """All links of an expert: declared ones and those known from representation. Prefetched rows are used as they are."""
    declared = [
        Tie(row.organization, str(row.get_kind_display()), row.valid_from, row.valid_to, row)
        for row in expert.affiliations.all()
    ]
    return declared + [
        Tie(
            row.organization,
            f"представительство: {row.position}",
            row.valid_from,
            _earliest(row.valid_to, row.ended_at),
            row,
            row.ended_at is not None,
        )
        for row in expert.person.memberships.all()
    ]


def _earliest(valid_to: date | None, ended_at: datetime | None) -> date | None:
    ends = [end for end in (valid_to, workdays.local_date(ended_at) if ended_at else None) if end]
    return min(ends, default=None)
