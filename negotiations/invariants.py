"""What must always hold of proposals."""

from journal.models import digest
from negotiations.applications.application import TEXTS
from negotiations.applications.models import ProposalVersion

# Where a proposal stands, and what its case may be waiting for there. A status that is not named has nothing open.
OPEN_NODES = {
    "draft": ["submit", "choose_platform"],
    "formal_check": ["check"],
    "returned": ["fix"],
    "admitted": ["route", "order_expertise"],
    "negotiating": ["negotiate"],
    "negotiation_failed": ["resume_negotiations"],
    "agreed": ["appoint_expertise"],
    "under_expertise": ["examine", "order_expertise"],  # ordered once more after a refused or cancelled one
    "rework": ["improve"],
    "recommended": ["include"],
    "not_recommended": ["initiative"],
    "on_committee": ["hear", "include"],  # brought by the initiative, or left undecided, and to be included
    "deferred": ["return_to_agenda"],
}
_ALLOWED = ", ".join(f"('{status}', '{node}')" for status, nodes in OPEN_NODES.items() for node in nodes)

# The statuses of a negotiation case that has not ended.
_RUNNING = "status NOT IN ('in_force', 'fulfilled', 'terminated', 'failed', 'cancelled')"

_WORDS = " OR ".join(f"p.{name} IS DISTINCT FROM v.snapshot -> 'fields' ->> '{name}'" for name in TEXTS)

INVARIANTS = [
    (
        "I-26",
        "дело о предложении ждёт ровно одного из того, чего можно ждать в этом состоянии",
        f"""WITH allowed (status, node) AS (VALUES {_ALLOWED})
            SELECT p.id FROM negotiations_proposal p
            JOIN negotiations_proposalcase c ON c.proposal_id = p.id
            JOIN viewflow_process f ON f.id = c.process_ptr_id AND f.flow_class = 'negotiations/proposals.flow.ProposalFlow'
            LEFT JOIN viewflow_task t ON t.process_id = f.id AND t.finished IS NULL
            LEFT JOIN allowed a ON a.status = p.status AND a.node = split_part(t.flow_task, '.', -1)
            GROUP BY p.id HAVING count(t.id) <> count(a.node)
                OR count(t.id) <> (EXISTS (SELECT 1 FROM allowed s WHERE s.status = p.status))::int""",  # noqa: S608
    ),
    (
        "N-1",
        "у поданного предложения есть номер и замороженные версии с первой по последнюю без пропусков",
        """SELECT p.id FROM negotiations_proposal p LEFT JOIN negotiations_proposalversion v ON v.proposal_id = p.id
           GROUP BY p.id HAVING (p.number <> '') <> (count(v.id) > 0) OR coalesce(max(v.number), 0) <> count(v.id)""",
    ),
    (
        "N-2",
        "строки бюджета поданного предложения в сумме дают его бюджет",
        """SELECT p.id FROM negotiations_proposal p LEFT JOIN negotiations_budgetline l ON l.proposal_id = p.id
           WHERE p.number <> '' GROUP BY p.id HAVING p.budget_total IS DISTINCT FROM sum(l.amount)""",
    ),
    (
        "N-7",
        "слова и бюджет поданного предложения — те, что заморожены последней версией",
        f"""WITH last AS (SELECT DISTINCT ON (proposal_id) * FROM negotiations_proposalversion ORDER BY proposal_id, number DESC)
            SELECT p.id FROM negotiations_proposal p JOIN last v ON v.proposal_id = p.id
            WHERE p.status NOT IN ('returned', 'rework', 'withdrawn') AND (({_WORDS}) OR v.snapshot -> 'budget' IS DISTINCT FROM
                (SELECT jsonb_agg(jsonb_build_object('article', l.article, 'amount', l.amount::text, 'source', b.value ->> 'source')
                                  ORDER BY l.position)
                 FROM negotiations_budgetline l
                 LEFT JOIN jsonb_array_elements(v.snapshot -> 'budget') WITH ORDINALITY b ON b.ordinality = l.position
                 WHERE l.proposal_id = p.id))""",  # noqa: S608 - fixed text
    ),
    (
        "N-8",
        "файл поданной версии — тот самый, с тем же хешем",
        """SELECT DISTINCT v.id FROM negotiations_proposalversion v, jsonb_array_elements(v.snapshot -> 'attachments') f
           WHERE NOT EXISTS (SELECT 1 FROM negotiations_attachment a
                             WHERE a.proposal_id = v.proposal_id AND a.sha256 = f.value ->> 'sha256')""",
    ),
    (
        "N-3",
        "экспертиза оценивает ту самую версию, которая на неё направлена",
        """SELECT x.id FROM negotiations_examination x JOIN negotiations_proposalversion v ON v.id = x.version_id
           JOIN expertise_expertise e ON e.id = x.expertise_id
           WHERE v.proposal_id <> x.proposal_id OR e.version_hash <> v.sha256 OR e.materials_id <> v.document_id""",
    ),
    (
        "N-4",
        "возвратов и доработок столько, сколько их записано в журнале",
        """SELECT p.id FROM negotiations_proposal p
           LEFT JOIN journal_entry e ON e.subject = 'negotiations.proposal:' || p.id
           GROUP BY p.id HAVING p.returns <> count(e.id) FILTER (WHERE e.verb = 'send_back')
               OR p.reworks <> count(e.id) FILTER (WHERE e.verb = 'resubmit_to_expertise')""",
    ),
    (
        "N-20",
        "раунд открыт только при всех обязательных сторонах",
        """SELECT r.id FROM negotiations_round r JOIN negotiations_negotiationparty p ON p.case_id = r.case_id
           WHERE r.opened_at IS NOT NULL AND p.is_essential AND p.status = 'accepted'
           AND NOT EXISTS (SELECT 1 FROM negotiations_attendance a
                           WHERE a.round_id = r.id AND a.party_id = p.id AND a.is_present)""",
    ),
    (
        "N-21",
        "модератор ведёт одновременно не больше дел, чем разрешает регламент",
        f"""SELECT c.moderator_id FROM negotiations_negotiation c
           WHERE c.moderator_id IS NOT NULL AND c.{_RUNNING} GROUP BY c.moderator_id
           HAVING count(*) > (SELECT max((data #>> '{{negotiation,moderator_load_max}}')::int) FROM programme_regulation)""",  # noqa: S608
    ),
    (
        "N-23",
        "у предложения на переговорах идёт ровно одно переговорное дело, у остальных — ни одного",
        f"""SELECT p.id FROM negotiations_proposal p
           LEFT JOIN negotiations_negotiation c ON c.proposal_id = p.id AND c.{_RUNNING}
           WHERE p.status <> 'negotiating' GROUP BY p.id HAVING count(c.id) > 0""",  # noqa: S608
    ),
    (
        "N-24",
        "закончившееся переговорное дело ничего не ждёт",
        """SELECT c.id FROM negotiations_negotiation c JOIN negotiations_negotiationcase n ON n.negotiation_id = c.id
           JOIN viewflow_task t ON t.process_id = n.process_ptr_id AND t.finished IS NULL
           WHERE c.status IN ('failed', 'cancelled')""",
    ),
    (
        "N-25",
        "состав сторон утверждён не меньше чем из двух сторон двух секторов, и заявитель среди обязательных",
        """SELECT c.id FROM negotiations_negotiation c JOIN negotiations_proposal o ON o.id = c.proposal_id
           LEFT JOIN negotiations_negotiationparty p ON p.case_id = c.id AND p.status = 'accepted'
           WHERE c.status NOT IN ('initiated', 'inviting', 'cancelled') AND (c.status <> 'failed' OR EXISTS (
               SELECT 1 FROM negotiations_round r WHERE r.case_id = c.id))
           GROUP BY c.id, o.organization_id HAVING count(p.id) < 2 OR count(DISTINCT p.sector) < 2
               OR NOT bool_or(p.organization_id = o.organization_id AND p.is_essential)""",
    ),
    (
        "N-5",
        "отозванное предложение никто больше не оценивает и не рассматривает",
        """SELECT p.id FROM negotiations_proposal p
           LEFT JOIN expertise_expertise e ON e.id = p.expertise_id
           LEFT JOIN committee_agendaitem i ON i.id = p.agenda_item_id
           WHERE p.status = 'withdrawn' AND (
               e.status NOT IN ('refused', 'cancelled', 'published', 'appealed', 'annulled')
               OR i.status NOT IN ('decided', 'deferred', 'excluded', 'withdrawn'))""",
    ),
]


def altered_versions() -> list[str]:
    """Versions whose text is not what was hashed when it was submitted."""
    rows = ProposalVersion.objects.values_list("pk", "snapshot", "sha256").order_by("pk").iterator(chunk_size=200)
    return [str(pk) for pk, snapshot, sha256 in rows if digest(snapshot) != sha256]


CHECKS = [("N-6", "текст каждой поданной версии соответствует своему хешу", altered_versions)]
