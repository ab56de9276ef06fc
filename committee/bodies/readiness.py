"""What the committee asks before people are let in."""

from casework.formats import counted
from committee.bodies.models import Body
from committee.bodies.strength import strength


def committee() -> tuple[bool, str]:
    """Is there a committee, and could it sit and decide?"""
    body = Body.objects.at_work(Body.Kind.COMMITTEE).first()
    if body is None:
        return False, "ещё не образован"
    counts = strength(body, list(body.members_on()))
    lacks = "; ".join(counts.gaps) or "заседание может быть правомочным"
    return counts.can_sit, f"{body}: {counted(counts.voters, 'голос,голоса,голосов')}, {lacks}"
