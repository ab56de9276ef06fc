"""The ranking sheet of a contest: every nomination with its arithmetic, its ties in words and its fingerprint (CT-10, CT-11)."""

from typing import Any

from django.db import transaction

from documents.models import Document
from documents.papers import issuing
from documents.registers.kinds import Kind
from documents.snapshots import digest
from journal.record import record
from quality_mark.contests.models import Contest
from quality_mark.contests.nominations import Nomination
from quality_mark.marks import papers as marks_papers
from quality_mark.ranking import places, standings


@transaction.atomic
def issue_ranking(contest: Contest, *, by: Any = None) -> Document:
    """Recompute every nomination and freeze the result; the sheet says how to recompute it once more."""
    tables = [
        nomination_table(nomination)
        for nomination in contest.nominations.order_by("code")
        if standings.admitted(nomination)
    ]
    fingerprint = digest([table["fingerprint"] for table in tables])
    document = issuing.issue(
        kind=Kind.ACT,
        title=f"Рейтинг заявок: {contest.title}",
        register="acts",
        template="quality_mark/pdf/ranking.html",
        snapshot={
            "contest": {"title": contest.title, "number": contest.number},
            "regulation": str(contest.regulation),
            "nominations": tables,
            "fingerprint": fingerprint,
        },
        readers=[*marks_papers.READERS, *contest.jury.reader_keys()],
        by=by,
    )
    title = f"Составлена рейтинговая ведомость № {document.number}"
    record(contest, "issue_ranking", title, by=by, payload={"fingerprint": fingerprint})
    return document


def nomination_table(nomination: Nomination) -> dict[str, Any]:
    """One nomination as the sheet shows it, with the facts its fingerprint covers."""
    ranking = standings.of(nomination)
    entries = {entry.pk: entry for entry in ranking.entries}
    holders = dict(nomination.entries.values_list("pk", "organization__short_name"))
    rows = []
    for place in ranking.places:
        entry, heaviest = entries[place.pk], places.heaviest(entries[place.pk])
        rows.append(
            {
                "position": place.position,
                "number": entry.number,
                "title": entry.title,
                "holder": holders[place.pk],
                "score": places.written(entry.score),
                "heaviest": places.written(heaviest.mean) if heaviest else "—",
                "visit": entry.visit_words or "не было",
                "votes": entry.votes,
                "level": place.level_title,
                "is_mark": place.level == places.MARK,
                "words": place.words,
                "needs_qualified": place.needs_qualified,
            }
        )
    first = next((places.heaviest(entry) for entry in ranking.entries if entry.means), None)
    return {
        "code": nomination.code,
        "title": nomination.title,
        "quota": ranking.rules.quota,
        "heaviest": f"{first.title} (вес {places.short(first.weight)})" if first else "",
        "rows": rows,
        "words": list(ranking.words),
        "ties": [tie.words for tie in ranking.ties],
        "held": ranking.held,
        "facts": ranking.facts,
        "fingerprint": ranking.fingerprint,
    }
