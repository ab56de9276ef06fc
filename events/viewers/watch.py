"""What is strange about the voices of a festival, for the office: numbers only, never so few that a viewer's choice is known by them."""

from collections import Counter
from dataclasses import dataclass

from events.occasions.models import Event
from events.viewers.facts import OVER, title_of
from events.viewers.models import ViewerVote
from programme.identity import accounts, anomalies

WORDS = {
    anomalies.BURST: "подано разом, в одну минуту",
    anomalies.ADDRESS: "подано с одного адреса",
    anomalies.NEW_ACCOUNT: "подано с новых учётных записей",
}


@dataclass(frozen=True)
class Strange:
    """So many voices with a sign; `title`: for what, empty where so few are named together with the others."""

    words: str
    number: int
    title: str = ""


def strange(event: Event) -> list[Strange]:
    """When the festival is over: the same signs as of the citizens' vote, by the same numbers of the regulation."""
    if not event.rule.viewers or event.status not in OVER:
        return []
    voices = list(ViewerVote.objects.filter(event=event).select_related("registration__organization"))
    since = accounts.since({voice.person_id for voice in voices})
    cast = [
        anomalies.Cast(row.pk, row.registration_id, row.at, row.address, since.get(row.person_id, row.at))
        for row in voices
    ]
    titles = {row.pk: title_of(row.registration) for row in voices}
    regulation = event.case.regulation
    signs = anomalies.signs(cast, anomalies.Limits.of(regulation))
    counted = Counter((sign.kind, titles[sign.vote]) for sign in signs)
    return _shown(counted, regulation.value("survey.smallest_cell"))


def _shown(counted: Counter[tuple[str, str]], least: int) -> list[Strange]:
    rows = [Strange(WORDS[kind], number, title) for (kind, title), number in counted.items() if number >= least]
    few = Counter[str]()
    for (kind, _), number in counted.items():
        few[kind] += number if number < least else 0
    return [*rows, *(Strange(WORDS[kind], number) for kind, number in few.items() if number)]
