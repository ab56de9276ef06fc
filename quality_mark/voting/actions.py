"""The citizens' vote: opened with the evaluation, closed by itself, looked at by a person, counted only then (регламент 3.3)."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.crypto import salted_hmac

from casework import door, roles, workdays
from casework.door import Refused
from casework.notify import notify
from journal.record import record
from programme.consents.actions import require_consent
from programme.identity import accounts, anomalies
from programme.identity.actions import require_level
from programme.models import Person
from quality_mark.contests.models import Contest
from quality_mark.contests.nominations import Nomination
from quality_mark.entries.models import ContestApplication
from quality_mark.voting.models import PublicVote, VoteExclusion, VoteSign, Voting


@transaction.atomic
def open_voting(contest: Contest, *, by: Person | None = None) -> Voting | None:
    """Open the vote for the term of the regulation, once; there is none where the kind has none or no nomination has a choice to offer."""
    known = Voting.objects.filter(contest=contest).first()
    if known or not contest.rule.public_vote or not votable(contest).exists():
        return known
    now = timezone.now()
    closes_at = workdays.due(contest.regulation.term("contest.voting"), now)
    voting = Voting.objects.create(contest=contest, opened_at=now, closes_at=closes_at)
    record(voting, "open_voting", f"Открыто голосование горожан до {workdays.local_date(closes_at):%d.%m.%Y}", by=by)
    door.open_case(voting, by)
    return voting


def votable(contest: Contest) -> Any:
    """Nominations in which there is a choice: two admitted entries or more."""
    competing = ContestApplication.objects.competing().filter(contest=contest)
    several = competing.values("nomination").annotate(n=Count("pk")).filter(n__gte=2)
    return Nomination.objects.filter(pk__in=several.values("nomination"))


def cast_vote(voting: Voting, *, by: Person, entry: ContestApplication, address: str) -> None:
    """One vote of one confirmed citizen in one nomination, for good. Nothing written here or in the journal tells for whom.

    The vote keeps the level at which its voter was confirmed then: the totals say how many there were of each.
    """
    if not voting.is_open:
        raise Refused("Голосование закончилось. Итоги появятся на этой странице после проверки голосов.")
    require_level(by, "citizens_vote", voting.contest.regulation)
    require_consent(by)
    if not choices(voting, entry.nomination).filter(pk=entry.pk).exists():
        raise Refused("За эту заявку проголосовать нельзя: она больше не участвует. Выберите другую.")
    key = salted_hmac(f"quality_mark.voting.{voting.pk}", address, algorithm="sha256").hexdigest()
    try:
        with transaction.atomic():
            PublicVote.objects.create(
                person=by, nomination=entry.nomination, entry=entry, at=timezone.now(), address=key, level=by.level
            )
    except IntegrityError:
        raise Refused("Вы уже проголосовали в этой номинации. Один житель — один голос, изменить его нельзя.") from None
    except (
        ProgrammingError
    ):  # between the questions above and the vote it has been closed, or the confirmation has ended
        raise Refused(
            "Пока вы выбирали, голосование закрылось или подтверждение перестало действовать. Откройте его заново."
        ) from None
    record(voting, "cast_vote", "Принят голос горожанина", by=by)


def choices(voting: Voting, nomination: Nomination) -> Any:
    """What one may vote for in a nomination."""
    if nomination.contest_id != voting.contest_id or not votable(voting.contest).filter(pk=nomination.pk).exists():
        return ContestApplication.objects.none()
    return ContestApplication.objects.competing().filter(nomination=nomination).select_related("organization", "person")


def close_voting(voting: Voting) -> None:
    """The window has passed: note what is strange; with nothing strange the vote is over."""
    voting = Voting.objects.select_for_update(of=("self",)).get(pk=voting.pk)  # votes on their way come in first
    signs = anomalies.signs(_cast(voting), anomalies.Limits.of(voting.contest.regulation))
    VoteSign.objects.bulk_create(VoteSign(vote_id=sign.vote, kind=sign.kind, words=sign.words) for sign in signs)
    voting.closed_at = timezone.now()
    if not signs:
        voting.reviewed_at = voting.closed_at
    voting.save(update_fields=["closed_at", "reviewed_at"])
    flagged = len({sign.vote for sign in signs})
    record(voting, "close_voting", "Голосование горожан закрыто", payload={"flagged": flagged})
    if not signs:
        _tell(voting)


def _cast(voting: Voting) -> Iterable[anomalies.Cast]:
    votes = PublicVote.objects.filter(nomination__contest=voting.contest_id).order_by("pk")
    since = accounts.since({vote.person_id for vote in votes})
    return [
        anomalies.Cast(vote.pk, vote.entry_id, vote.at, vote.address, since.get(vote.person_id, vote.at))
        for vote in votes
    ]


def review_votes(voting: Voting, *, by: Person, excluded: Iterable[PublicVote], reason: str) -> None:
    """The secretary has looked at the strange votes: some are not counted, with a reason; all of them stay."""
    now, dropped = timezone.now(), list(excluded)
    VoteExclusion.objects.bulk_create(
        VoteExclusion(vote=vote, reason=reason.strip(), by=by, at=now) for vote in dropped
    )
    voting.reviewed_at, voting.reviewed_by = now, by
    voting.save(update_fields=["reviewed_at", "reviewed_by"])
    title = f"Подозрительные голоса проверены, не учтено: {len(dropped)}"
    record(voting, "review_votes", title, by=by, ground=reason, payload={"excluded": len(dropped)})
    _tell(voting)


def stop_voting(contest: Contest, *, ground: str, by: Person | None = None) -> None:
    """The contest has been cancelled: end the vote without totals."""
    voting = Voting.objects.select_for_update(of=("self",)).filter(contest=contest, reviewed_at=None).first()
    if voting is None:
        return
    now = timezone.now()
    voting.closed_at, voting.reviewed_at = voting.closed_at or now, now
    voting.save(update_fields=["closed_at", "reviewed_at"])
    record(voting, "stop_voting", "Голосование горожан прекращено", by=by, ground=ground)
    door.close_case(voting.case)


def _tell(voting: Voting) -> None:
    door.notify_waiters(voting.contest)
    title = "Голосование горожан завершено"
    notify(roles.CONTEST_SECRETARY, f"voting:{voting.pk}:over", title, str(voting.contest), voting.get_absolute_url())


def voting_is_over(contest: Contest) -> bool:
    """Is there nothing to wait for: the vote is over, or there has been none?"""
    return not Voting.objects.filter(contest=contest, reviewed_at=None).exists()
