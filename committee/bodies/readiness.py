"""What the committee asks before people are let in."""

from casework.formats import counted
from committee.bodies.models import Body, BodyMember


def committee() -> tuple[bool, str]:
    """Is there a committee, and does anybody sit in it?"""
    body = Body.objects.at_work(Body.Kind.COMMITTEE).first()
    if body is None:
        return False, "ещё не образован"
    seats = BodyMember.objects.in_force().filter(body=body, has_vote=True).count()
    return seats > 0, f"{body}: {counted(seats, 'голос,голоса,голосов')}"
