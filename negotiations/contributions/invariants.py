"""What must always hold of contributions, agreements and their delivery."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

# Where a contribution stands, and what its delivery may be waiting for there.
OPEN_NODES = {
    "committed": ["begin_delivery"],
    "in_delivery": ["deliver", "accept_delivery"],
    "partially_delivered": ["deliver", "accept_delivery"],
    "overdue": ["deliver_late", "accept_delivery"],
    "disputed": ["resolve_dispute"],
}

_ALLOWED = ", ".join(f"('{status}', '{node}')" for status, nodes in OPEN_NODES.items() for node in nodes)

# Agreements that all essential parties, of two sectors at least, have signed.
_WHOLE = """WITH signed AS (
               SELECT a.id, p.id AS party, p.sector FROM negotiations_contributionagreement a
               JOIN negotiations_negotiationparty p ON p.case_id = a.case_id AND p.status = 'accepted'
               JOIN documents_signaturerequest r ON r.document_id = a.document_id AND r.capacity = 'signer:' || p.organization_id
               JOIN documents_signature s ON s.request_id = r.id),
           whole AS (
               SELECT a.id FROM negotiations_contributionagreement a
               WHERE NOT EXISTS (SELECT 1 FROM negotiations_negotiationparty p WHERE p.case_id = a.case_id AND p.status = 'accepted'
                                 AND p.is_essential AND p.id NOT IN (SELECT party FROM signed s WHERE s.id = a.id))
                 AND (SELECT count(DISTINCT sector) FROM signed s WHERE s.id = a.id) >= 2)"""

INVARIANTS = [
    (
        "NG-1",
        "соглашение в силе подписали все обязательные стороны не менее чем двух секторов",
        f"""{_WHOLE}
           SELECT a.id FROM negotiations_contributionagreement a WHERE a.outcome = 'in_force' AND a.id NOT IN (SELECT id FROM whole)""",  # noqa: S608
    ),
    (
        "NG-2",
        "у дела с соглашением в силе, исполненным или расторгнутым ровно одно такое соглашение, у других — ни одного",
        """SELECT c.id FROM negotiations_negotiation c
           LEFT JOIN negotiations_contributionagreement a ON a.case_id = c.id AND a.outcome = 'in_force'
           GROUP BY c.id, c.status
           HAVING count(a.id) <> (c.status IN ('in_force', 'fulfilled', 'terminated'))::int""",
    ),
    (
        "CB-1",
        "нынешние условия вклада — те, что сказаны последними, пока он не закреплён",
        """SELECT g.id FROM negotiations_contribution g
           LEFT JOIN LATERAL (SELECT * FROM negotiations_counteroffer o WHERE o.contribution_id = g.id
                              ORDER BY o.number DESC LIMIT 1) o ON true
           WHERE o.id IS NULL OR o.party_id <> g.terms_by_id
              OR g.status IN ('offered', 'countered', 'accepted') AND (o.what, o.due) IS DISTINCT FROM (g.what, g.due)
              OR g.status IN ('offered', 'countered', 'accepted') AND o.value IS DISTINCT FROM g.value""",
    ),
    (
        "CB-1",
        "условия закреплённого вклада — те, что приняты, с изменениями вступивших в силу дополнительных соглашений",
        """SELECT g.id FROM negotiations_contribution g
           JOIN LATERAL (SELECT * FROM negotiations_counteroffer o WHERE o.contribution_id = g.id
                         ORDER BY o.number DESC LIMIT 1) o ON true
           LEFT JOIN LATERAL (SELECT (array_agg(s.value ORDER BY s.applied_at DESC) FILTER (WHERE s.value IS NOT NULL))[1] AS value,
                                     (array_agg(s.quantity ORDER BY s.applied_at DESC) FILTER (WHERE s.quantity IS NOT NULL))[1] AS quantity,
                                     (array_agg(s.due ORDER BY s.applied_at DESC) FILTER (WHERE s.due IS NOT NULL))[1] AS due
                              FROM negotiations_supplement s WHERE s.contribution_id = g.id AND s.purpose = 'amend'
                              AND s.applied_at IS NOT NULL) s ON true
           WHERE g.status NOT IN ('offered', 'countered', 'accepted', 'declined', 'withdrawn')
             AND (g.what, g.unit, g.basis, g.second_basis, g.is_book_value, g.confirmation, g.rate,
                  g.value, g.quantity, g.due)
             IS DISTINCT FROM (o.what, o.unit, o.basis, o.second_basis, o.is_book_value, o.confirmation, o.rate,
                  coalesce(s.value, o.value), coalesce(s.quantity, o.quantity), coalesce(s.due, o.due))""",
    ),
    (
        "CB-1",
        "с соглашением расторгнутым освобождены все вклады, которые не исполнены и не списаны, и только они; ждать их больше некому",
        """SELECT g.id FROM negotiations_contribution g JOIN negotiations_negotiation c ON c.id = g.case_id
           LEFT JOIN negotiations_contributioncase p ON p.contribution_id = g.id
           WHERE (g.released_at IS NOT NULL) <> (c.status = 'terminated'
                  AND g.status IN ('committed', 'in_delivery', 'partially_delivered', 'overdue', 'disputed'))
              OR g.released_at IS NOT NULL AND (g.release_ground = '' OR NOT EXISTS (
                  SELECT FROM journal_entry e WHERE e.subject = 'negotiations.contribution:' || g.id AND e.verb = 'release'))
              OR g.released_at IS NOT NULL AND EXISTS (
                  SELECT FROM casework_waiting w WHERE w.process_id = p.process_ptr_id AND w.closed_at IS NULL)""",
    ),
    (
        "CB-2",
        "предложения условий вклада идут по порядку с нуля без пропусков",
        """SELECT contribution_id FROM negotiations_counteroffer GROUP BY contribution_id
           HAVING min(number) <> 0 OR max(number) <> count(*) - 1""",
    ),
    (
        "CB-3",
        "даритель и получатель вклада — стороны того же дела, и условие связывает вклады одного дела",
        """SELECT g.id FROM negotiations_contribution g
           JOIN negotiations_negotiationparty p ON p.id = g.party_id JOIN negotiations_negotiationparty r ON r.id = g.recipient_id
           LEFT JOIN negotiations_contributioncondition n ON n.contribution_id = g.id
           LEFT JOIN negotiations_contribution d ON d.id = n.depends_on_id
           WHERE p.case_id <> g.case_id OR r.case_id <> g.case_id OR d.case_id <> g.case_id""",
    ),
    (
        "CB-4",
        "закреплённый вклад ждёт ровно одного из того, чего можно ждать в его состоянии, пока соглашение действует",
        f"""WITH allowed (status, node) AS (VALUES {_ALLOWED})
            SELECT g.id FROM negotiations_contribution g
            JOIN negotiations_negotiation n ON n.id = g.case_id AND n.status = 'in_force'
            JOIN negotiations_contributioncase c ON c.contribution_id = g.id
            LEFT JOIN viewflow_task t ON t.process_id = c.process_ptr_id AND t.finished IS NULL
            LEFT JOIN allowed a ON a.status = g.status AND a.node = split_part(t.flow_task, '.', -1)
            GROUP BY g.id HAVING count(t.id) <> count(a.node)
                OR count(t.id) <> (EXISTS (SELECT 1 FROM allowed s WHERE s.status = g.status))::int""",  # noqa: S608
    ),
    (
        "CB-5",
        "исполненный вклад принят получателем, его молчанием или согласительной встречей по представленному полностью",
        """SELECT g.id FROM negotiations_contribution g
           LEFT JOIN negotiations_deliveryevidence e ON e.contribution_id = g.id
           LEFT JOIN negotiations_acceptance a ON a.evidence_id = e.id
           WHERE g.status = 'delivered' GROUP BY g.id HAVING count(a.id) = 0""",
    ),
    (
        "CB-6",
        "соглашение исполнено тогда, когда исполнены или списаны все его вклады",
        """SELECT n.id FROM negotiations_negotiation n
           LEFT JOIN negotiations_contribution g ON g.case_id = n.id
               AND g.status IN ('committed', 'in_delivery', 'partially_delivered', 'overdue', 'disputed')
           WHERE n.status IN ('in_force', 'fulfilled')
           GROUP BY n.id, n.status HAVING (n.status = 'fulfilled') <> (count(g.id) = 0)""",
    ),
    (
        "CB-7",
        "вклады закреплены только действовавшим соглашением",
        """SELECT g.id FROM negotiations_contribution g
           WHERE g.status IN ('committed', 'in_delivery', 'partially_delivered', 'delivered', 'overdue', 'disputed', 'written_off')
             AND NOT EXISTS (SELECT 1 FROM negotiations_contributionagreement a WHERE a.case_id = g.case_id AND a.outcome = 'in_force')""",
    ),
    (
        "NG-3",
        "у каждой стороны в редакции текста одна виза, и все визы — сторон этого дела",
        """SELECT e.id FROM negotiations_endorsement e JOIN negotiations_contributionagreement a ON a.id = e.agreement_id
           JOIN negotiations_negotiationparty p ON p.id = e.party_id WHERE p.case_id <> a.case_id""",
    ),
    (
        "NG-4",
        "неподписанный номер соглашения аннулирован и больше не используется",
        """SELECT w.id FROM negotiations_agreementpaper w JOIN negotiations_contributionagreement a ON a.id = w.agreement_id
           JOIN documents_document d ON d.id = w.document_id
           WHERE a.document_id IS DISTINCT FROM w.document_id AND d.status <> 'annulled'""",
    ),
]


def forgotten_agreements() -> list[str]:
    """Agreements signed by everybody an hour ago that are not in force yet: the worker was to see to it at once."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""{_WHOLE}
                SELECT a.id FROM negotiations_contributionagreement a JOIN documents_document d ON d.id = a.document_id
                WHERE a.outcome = '' AND a.id IN (SELECT id FROM whole) AND d.registered_at < %s ORDER BY a.id""",  # noqa: S608
            [timezone.now() - timedelta(hours=1)],
        )
        return [str(pk) for (pk,) in cursor.fetchall()]


CHECKS = [("NG-1", "подписанное всеми обязательными сторонами соглашение в силе", forgotten_agreements)]
