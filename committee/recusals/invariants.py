"""What must always hold about interests: the acts themselves, worked out again from the facts known when they were done."""

from committee.recusals.law import has_interest


def _known(item: str, person: str, at: str) -> str:
    return has_interest(item, person, at, is_known=True)


# `r` is the regulation of the sitting.
OF_A_LINE = """committee_agendaline l JOIN committee_meeting m ON m.id = l.meeting_id
           JOIN programme_regulation r ON r.id = m.regulation_id"""

INVARIANTS: list[tuple[str, str, str]] = [
    (
        "I-81",
        "Никто со связью по вопросу не голосовал по нему",
        f"""SELECT v.id FROM committee_vote v JOIN committee_ballot b ON b.id = v.ballot_id AND b.outcome <> 'annulled'
           JOIN committee_bodymember s ON s.id = v.member_id JOIN {OF_A_LINE} ON l.id = b.line_id
           WHERE {_known("l.item_id", "s.person_id", "v.at")}""",  # noqa: S608 - fixed text
    ),
    (
        "I-82",
        "Никто со связью по вопросу не председательствовал при его решении",
        f"""SELECT b.id FROM committee_ballot b JOIN {OF_A_LINE} ON l.id = b.line_id
           WHERE b.opened_at IS NOT NULL AND {_known("l.item_id", "b.put_by_id", "b.opened_at")}""",  # noqa: S608 - fixed text
    ),
    (
        "I-83",
        "Никто со связью по вопросу не собирал и не утверждал повестку с ним",
        f"""SELECT e.id FROM journal_entry e JOIN committee_meeting k ON e.subject = 'committee.meeting:' || k.id
           JOIN {OF_A_LINE} ON m.id = k.id
           WHERE e.verb IN ('assemble', 'approve') AND e.actor_id IS NOT NULL
           AND {_known("l.item_id", "e.actor_id", "e.at")}""",  # noqa: S608 - fixed text
    ),
    (
        "I-84",
        "Никто со связью по вопросу не подписывал протокол, решение и выписку по нему",
        f"""SELECT q.id FROM documents_signaturerequest q JOIN documents_signature g ON g.request_id = q.id JOIN {OF_A_LINE}
               ON q.document_id IN (m.minutes_id, l.extract_id, (SELECT c.document_id FROM committee_decision c WHERE c.line_id = l.id))
           WHERE l.outcome <> 'excluded' AND {_known("l.item_id", "q.person_id", "g.signed_at")}""",  # noqa: S608
    ),
]
