"""Are there signatures enough? Nine in all and three of every sector (регламент 3.4). `tally` is arithmetic without a database."""

from collections.abc import Iterable
from dataclasses import dataclass

from programme.models import Sector
from protocol.editions.models import ProtocolEdition
from protocol.signatories.models import Signatory

OF_SECTOR = {Sector.AUTHORITY: "органов власти", Sector.BUSINESS: "бизнеса", Sector.COMMUNITY: "общественного сектора"}


@dataclass(frozen=True)
class Rules:
    """How many signatures bring an edition into force."""

    minimum: int
    per_sector: int


@dataclass(frozen=True)
class Count:
    """What has been signed so far, and what is still missing, in words for people (Russian)."""

    total: int
    by_sector: dict[str, int]
    rules: Rules
    missing: list[str]

    @property
    def is_enough(self) -> bool:
        """Does the edition come into force?"""
        return not self.missing


def tally(sectors: Iterable[str], rules: Rules) -> Count:
    """Count the sectors of those who have signed, one entry a signature. An unknown sector is a mistake of the caller."""
    by_sector = dict.fromkeys(Sector.values, 0)
    for sector in sectors:
        by_sector[sector] += 1
    total = sum(by_sector.values())
    short = {sector: rules.per_sector - n for sector, n in by_sector.items() if n < rules.per_sector}
    missing = [f"{_signatures(n)} от {OF_SECTOR[Sector(sector)]}" for sector, n in short.items()]
    if (rest := rules.minimum - total) > sum(short.values()):
        missing.append(f"всего ещё {_signatures(rest)}")
    return Count(total, by_sector, rules, missing)


def _signatures(n: int) -> str:
    if n % 10 == 1 and n % 100 != 11:
        return f"{n} подписи"
    return f"{n} подписей"


def rules_of(edition: ProtocolEdition) -> Rules:
    """The thresholds of the regulation the edition is made under."""
    regulation = edition.case.regulation
    return Rules(regulation.value("protocol.signatures_min"), regulation.value("protocol.signatures_per_sector_min"))


def count(edition: ProtocolEdition) -> Count:
    """How many verified signatures bind to an edition now: those under it, and those under an earlier one that go on."""
    rows = list(Signatory.objects.under(edition).counted().values_list("sector", "edition"))
    counted = tally([sector for sector, _ in rows], rules_of(edition))
    if rows and all(signed != edition.pk for _, signed in rows):
        counted.missing.append("хотя бы одной подписи под новым текстом")
    return counted
