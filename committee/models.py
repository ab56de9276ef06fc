"""The committee's facts: bodies, sittings, agenda items, ballots and votes, decisions."""

from committee.agenda.lines import AgendaLine, Recusal
from committee.agenda.models import AgendaItem
from committee.bodies.models import Body, BodyMember
from committee.decisions.models import Decision, DecisionCase, DissentingOpinion
from committee.meetings.attendance import Attendance
from committee.meetings.models import Meeting, MeetingCase
from committee.minutes.models import MinutesRemark
from committee.voting.models import Ballot, BallotCase, BallotSeat, Vote

__all__ = [
    "AgendaItem",
    "AgendaLine",
    "Attendance",
    "Ballot",
    "BallotCase",
    "BallotSeat",
    "Body",
    "BodyMember",
    "Decision",
    "DecisionCase",
    "DissentingOpinion",
    "Meeting",
    "MeetingCase",
    "MinutesRemark",
    "Recusal",
    "Vote",
]
