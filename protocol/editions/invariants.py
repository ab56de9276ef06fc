"""What must always hold of editions, amendments and discussions."""

from protocol.amendments import spans
from protocol.amendments.models import Amendment
from protocol.approval.consolidation import consolidated, taken
from protocol.editions.articles import ArticleText
from protocol.editions.models import ProtocolEdition

# Where an edition stands, and what its case waits for there. A status that is not named has nothing open.
OPEN_NODES = {
    "drafting": ["bring_to_group"],
    "wg_review": ["review", "publish"],
    "public_discussion": ["discuss"],
    "consolidation": ["summarise", "gather", "decide", "bring_to_committee"],
    "conciliation": ["convene", "speak", "bring_to_committee"],
    "committee": ["consider", "bring_again"],
    "returned": ["rework", "review_again"],
    "open_for_signature": ["sign", "sign_more"],
    "in_force": ["serve", "outlive"],
    "superseded": ["archive"],
    "lapsed": ["archive"],
}

_ALLOWED = ", ".join(f"('{status}', '{node}')" for status, nodes in OPEN_NODES.items() for node in nodes)

# Of an accepted amendment: the words of the author, or those of the group.
_SPAN = """SELECT id, article_text_id, kind,
    CASE WHEN is_accepted_partly THEN group_start ELSE start END AS a,
    CASE WHEN is_accepted_partly THEN group_start + length(group_words) ELSE start + length(words) END AS b
    FROM protocol_amendment WHERE status IN ('accepted', 'accepted_partly', 'incorporated')"""

INVARIANTS = [
    (
        "P-1",
        "дело о редакции ждёт только того, чего можно ждать в этом состоянии, и всегда чего-то ждёт",
        f"""WITH allowed (status, node) AS (VALUES {_ALLOWED})
            SELECT e.id FROM protocol_protocoledition e
            JOIN protocol_editioncase c ON c.edition_id = e.id
            LEFT JOIN viewflow_task t ON t.process_id = c.process_ptr_id AND t.finished IS NULL AND t.flow_task_type <> 'PARALLEL_GATEWAY'
            LEFT JOIN allowed a ON a.status = e.status AND a.node = split_part(t.flow_task, '.', -1)
            GROUP BY e.id HAVING count(*) FILTER (WHERE t.id IS NOT NULL AND a.node IS NULL AND t.flow_task !~ '(is_heard|all_spoke)$') > 0
                OR (count(a.node) = 0) = (EXISTS (SELECT 1 FROM allowed s WHERE s.status = e.status))""",  # noqa: S608
    ),
    (
        "P-2",
        "редакция одобрена, только если её текст зафиксирован на бумаге, и наоборот",
        """SELECT id FROM protocol_protocoledition WHERE (document_id IS NULL)
           <> (status NOT IN ('open_for_signature', 'in_force', 'superseded', 'lapsed', 'archived'))""",
    ),
    (
        "P-3",
        "принятые поправки к одной статье не задевают одних и тех же слов",
        f"""WITH spans AS ({_SPAN}) SELECT x.id FROM spans x JOIN spans y ON y.article_text_id = x.article_text_id AND y.id > x.id
            WHERE (x.kind = 'drop') <> (y.kind = 'drop') OR (x.kind = 'replace' AND y.kind = 'replace' AND x.a < y.b AND y.a < x.b)""",  # noqa: S608
    ),
    (
        "P-4",
        "слова поправки стоят в тексте, вынесенном на обсуждение",
        """SELECT m.id FROM protocol_amendment m JOIN protocol_articletext t ON t.id = m.article_text_id
           WHERE m.kind = 'replace' AND substr(t.project, m.start + 1, length(m.words)) <> m.words""",
    ),
    (
        "P-5",
        "в редакции, внесённой в комитет, все поправки решены, а в зафиксированной принятые учтены",
        """SELECT e.id FROM protocol_protocoledition e JOIN protocol_amendment m ON m.edition_id = e.id
           WHERE (e.status IN ('committee', 'returned', 'open_for_signature', 'in_force', 'superseded', 'lapsed', 'archived')
                  AND m.status IN ('submitted', 'admissible', 'discussing'))
              OR (e.document_id IS NOT NULL AND m.status IN ('accepted', 'accepted_partly'))""",
    ),
    (
        "P-6",
        "за поправкой группы жителей стоит столько людей, сколько требует регламент",
        """SELECT m.id FROM protocol_amendment m JOIN protocol_editioncase c ON c.edition_id = m.edition_id
           JOIN programme_regulation r ON r.id = c.regulation_id
           WHERE m.petition_id IS NOT NULL AND (SELECT count(*) FROM protocol_petitionsupport s WHERE s.petition_id = m.petition_id)
               < (r.data -> 'protocol' ->> 'authors_group_min')::int""",
    ),
    (
        "P-7",
        "до публикации нет ни обсуждения, ни поправок; обсуждаемая редакция имеет тему, и каждая её статья — вынесенный текст",
        """SELECT t.id FROM protocol_articletext t JOIN protocol_protocoledition e ON e.id = t.edition_id
           WHERE (e.published_at IS NULL AND (t.project <> '' OR e.topic_id IS NOT NULL
                  OR EXISTS (SELECT 1 FROM protocol_amendment m WHERE m.edition_id = e.id)))
              OR (e.status = 'public_discussion' AND t.project <> t.text AND NOT t.dropped)
              OR (e.status = 'public_discussion' AND NOT EXISTS (SELECT 1 FROM consultations_topic k WHERE k.id = e.topic_id
                  AND k.object_key = 'protocol.protocoledition:' || e.id AND k.status <> 'cancelled'))""",
    ),
    (
        "P-8",
        "редакция вступила в силу, только набрав подписи, которых требует регламент",
        """SELECT e.id FROM protocol_protocoledition e JOIN journal_entry j ON j.subject = 'protocol.protocoledition:' || e.id
             AND j.after = 'in_force' JOIN protocol_editioncase c ON c.edition_id = e.id
           JOIN programme_regulation r ON r.id = c.regulation_id
           WHERE (j.payload ->> 'total')::int < (r.data -> 'protocol' ->> 'signatures_min')::int
              OR least((j.payload ->> 'authority')::int, (j.payload ->> 'business')::int, (j.payload ->> 'community')::int)
                 < (r.data -> 'protocol' ->> 'signatures_per_sector_min')::int""",
    ),
]


def texts_that_are_not_their_amendments() -> list[str]:
    """Articles of consolidated editions whose words are not the published ones with the accepted amendments made."""
    wrong: list[str] = []
    for edition in ProtocolEdition.objects.exclude(consolidated_at=None).filter(committee_item__isnull=False):
        if edition.case.task_set.filter(flow_task__endswith=".rework").exists():
            continue  # the committee's remarks have been worked in by hand
        amendments = taken(edition)
        wrong += [str(text.pk) for text in edition.texts if text.project and not _is_made(text, amendments)]
    return wrong


def _is_made(text: ArticleText, amendments: list[Amendment]) -> bool:
    try:
        words, is_dropped = consolidated(text, amendments)
    except spans.Overlapping:
        return False
    return (words, is_dropped) == (text.text, text.dropped)


CHECKS = [
    (
        "P-9",
        "текст редакции — вынесенный на обсуждение с принятыми поправками, и ничего больше",
        texts_that_are_not_their_amendments,
    )
]
