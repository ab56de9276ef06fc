"""The handling of the box of a secret vote, by the actions of a vote alone, under the lock of its case."""

from casework.refusals import Refused
from committee.bodies.models import BodyMember
from committee.voting.models import Ballot
from committee.voting.sealing import CHOICES, Unsealed, seal, unseal
from committee.voting.secrecy import BallotBox, BallotPaper


def set_up(ballot: Ballot) -> None:
    """An empty box for a secret vote."""
    BallotBox.objects.create(ballot=ballot, sealed=seal(dict.fromkeys(CHOICES, 0), ballot.pk))


def put_in(ballot: Ballot, member: BodyMember, choice: str) -> None:
    """The member's paper is in the box, their choice in its counters; KeyError for a choice that is none."""
    counts = _opened(ballot)
    counts[choice] += 1
    BallotPaper.objects.create(ballot=ballot, member=member)
    BallotBox.objects.filter(ballot=ballot).update(sealed=seal(counts, ballot.pk))


def empty(ballot: Ballot) -> dict[str, int]:
    """The totals of the box, which is empty from now on."""
    counts = _opened(ballot)
    BallotBox.objects.filter(ballot=ballot).update(sealed=b"")
    return counts


def _opened(ballot: Ballot) -> dict[str, int]:
    box = BallotBox.objects.select_for_update(of=("self",)).get(ballot=ballot)
    try:
        return unseal(bytes(box.sealed), ballot.pk, BallotPaper.objects.filter(ballot=ballot).count())
    except Unsealed as fault:
        raise Refused(
            "Урна не открывается: ключ установки сменился или содержимое изменено в обход системы. Верните прежний ключ установки."
        ) from fault
