"""What in a vote of citizens or viewers a person must look at (регламент 3.3, «Народное голосование»). A sign is not a verdict.

Pure: votes in, signs out.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

BURST, ADDRESS, NEW_ACCOUNT = "burst", "address", "new_account"
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Limits:
    """The numbers of the regulation."""

    burst_per_minute: int
    same_address: int
    new_account_days: int

    @classmethod
    def of(cls, regulation: Any) -> "Limits":
        """Read from a `programme.Regulation`."""
        rules = regulation.value("contest.voting")
        return cls(**{name: int(rules[name]) for name in ("burst_per_minute", "same_address", "new_account_days")})


@dataclass(frozen=True)
class Cast:
    """A vote as the check sees it: for which entry, when, from what address (a keyed hash), by an account since when."""

    pk: int
    entry: int
    at: datetime
    address: str
    account_since: datetime


@dataclass(frozen=True)
class Sign:
    """Something strange about a vote, in words (Russian)."""

    vote: int
    kind: str
    words: str


def signs(votes: Iterable[Cast], limits: Limits) -> list[Sign]:
    """Every sign of every vote, in the order of the votes."""
    known = sorted(votes, key=lambda vote: (vote.at, vote.pk))
    every = [*_bursts(known, limits), *_addresses(known, limits), *_new_accounts(known, limits)]
    return sorted(every, key=lambda sign: (sign.vote, sign.kind))


def _bursts(votes: Sequence[Cast], limits: Limits) -> Iterable[Sign]:
    """Votes of any minute in which an entry got as many as the limit, or more."""
    by_entry = defaultdict(list)
    for vote in votes:
        by_entry[vote.entry].append(vote)
    for group in by_entry.values():
        most: dict[int, int] = {}
        start = 0
        for end, vote in enumerate(group):
            while vote.at - group[start].at >= MINUTE:
                start += 1
            size = end - start + 1
            if size >= limits.burst_per_minute:
                for other in group[start : end + 1]:
                    most[other.pk] = max(most.get(other.pk, 0), size)
        for pk, size in most.items():
            yield Sign(pk, BURST, f"за одну заявку за минуту подано голосов: {size}")


def _addresses(votes: Sequence[Cast], limits: Limits) -> Iterable[Sign]:
    by_address = defaultdict(list)
    for vote in votes:
        if vote.address:
            by_address[vote.address, vote.entry].append(vote)
    for group in by_address.values():
        if len(group) >= limits.same_address:
            for vote in group:
                yield Sign(vote.pk, ADDRESS, f"с одного адреса за эту заявку подано голосов: {len(group)}")


def _new_accounts(votes: Sequence[Cast], limits: Limits) -> Iterable[Sign]:
    young = timedelta(days=limits.new_account_days)
    for vote in votes:
        if vote.at - vote.account_since < young:
            yield Sign(vote.pk, NEW_ACCOUNT, f"учётная запись моложе {limits.new_account_days} дней")
