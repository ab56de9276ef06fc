"""The committee's facts: bodies, sittings, agenda items, ballots and votes, decisions."""

from committee.models.attendance import Attendance, MinutesRemark
from committee.models.ballots import Ballot, BallotCase, BallotSeat, Vote
from committee.models.bodies import Body, BodyMember
from committee.models.decisions import Decision, DecisionCase, DissentingOpinion
from committee.models.items import AgendaItem
from committee.models.lines import AgendaLine, Recusal
from committee.models.meetings import Meeting, MeetingCase

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
