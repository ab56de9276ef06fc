"""The committee's facts: bodies, sittings, agenda items, ballots and votes, decisions."""

from committee.agenda.lines import AgendaLine, Recusal
from committee.agenda.models import AgendaItem
from committee.bodies.composition import CompositionOrder, SeatOffer, SeatRole
from committee.bodies.kinds import BodyKind
from committee.bodies.models import Body, BodyMember
from committee.decisions.cases import DecisionCase
from committee.decisions.models import Decision
from committee.decisions.points import DecisionPoint
from committee.groups.cases import GroupCase
from committee.groups.models import GroupRequest
from committee.head_acts.models import IssuedAct
from committee.meetings.attendance import Attendance
from committee.meetings.cases import MeetingCase
from committee.meetings.models import Meeting
from committee.minutes.models import DissentingOpinion, MinutesRemark
from committee.recusals.models import TieHint
from committee.revisions.cases import RevisionCase
from committee.revisions.models import Revision
from committee.rules.cases import RulesCase
from committee.rules.models import RulesDraft
from committee.teams.models import DirectionEdition, DirectionTeam
from committee.voting.cases import BallotCase
from committee.voting.models import Ballot
from committee.voting.secrecy import BallotBox, BallotPaper
from committee.voting.votes import BallotSeat, Vote

__all__ = [
    "AgendaItem",
    "AgendaLine",
    "Attendance",
    "Ballot",
    "BallotBox",
    "BallotCase",
    "BallotPaper",
    "BallotSeat",
    "Body",
    "BodyKind",
    "BodyMember",
    "CompositionOrder",
    "Decision",
    "DecisionCase",
    "DecisionPoint",
    "DirectionEdition",
    "DirectionTeam",
    "DissentingOpinion",
    "GroupCase",
    "GroupRequest",
    "IssuedAct",
    "Meeting",
    "MeetingCase",
    "MinutesRemark",
    "Recusal",
    "Revision",
    "RevisionCase",
    "RulesCase",
    "RulesDraft",
    "SeatOffer",
    "SeatRole",
    "TieHint",
    "Vote",
]
