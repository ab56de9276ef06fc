"""The ranking sheet is computed and frozen (CT-10, CT-11)."""

from django.db import transaction

from documents.evidence import facts
from documents.models import Document
from documents.papers import issuing
from documents.registers.kinds import Kind
from documents.snapshots import digest
from journal.record import record
from programme.models import Person
from quality_mark.contests.models import Contest
from quality_mark.ranking import standings
from quality_mark.ranking.papers import nomination_table, ranking_facts, score_facts
from quality_mark.roles import OFFICE_AND_COMMITTEE
from quality_mark.visits.facts import lot_facts


@transaction.atomic
def issue_ranking(contest: Contest, *, by: Person | None = None) -> Document:
    """Recompute every nomination and freeze the result; the sheet says how to recompute it once more."""
    nominations = [row for row in contest.nominations.order_by("code") if standings.admitted(row)]
    tables = [nomination_table(nomination) for nomination in nominations]
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
            facts.KEY: [
                *(row for nomination in nominations for row in score_facts(nomination)),
                *(ranking_facts(nomination) for nomination in nominations),
                *lot_facts(contest),
            ],
        },
        readers=[*OFFICE_AND_COMMITTEE, *contest.jury.reader_keys()],
        by=by,
    )
    title = f"Составлена рейтинговая ведомость № {document.number}"
    record(contest, "issue_ranking", title, by=by, payload={"fingerprint": fingerprint})
    return document
