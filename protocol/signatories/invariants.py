"""What must always hold of signatories and of keeping to the Protocol."""

# Where a signatory stands, and what its case may be waiting for there while the case goes on.
SIGNATORY_NODES = {
    "invited": ["acquaint", "confirm_signature"],
    "reviewing": ["declare"],
    "reservation_pending": ["decide_reservations", "hear_group"],
    "ready": ["sign_edition"],
    "signed_unverified": ["check_signature"],
}

COMPLAINT_NODES = {
    "submitted": ["check_complaint"],
    "response_wait": ["respond"],
    "mediation": ["mediate"],
    "conclusion": ["conclude"],
    "recommended_measures": ["await_committee"],
}


def _allowed(nodes: dict[str, list[str]]) -> str:
    return ", ".join(f"('{status}', '{node}')" for status, names in nodes.items() for node in names)


def _one_open_step(subject: str, case: str, nodes: dict[str, list[str]], is_over: str) -> str:
    """SQL: cases whose open steps do not fit their status, or that have none or several."""
    return f"""WITH allowed (status, node) AS (VALUES {_allowed(nodes)})
        SELECT p.id FROM protocol_{subject} p
        JOIN protocol_{case} c ON c.{subject.replace("normcomplaint", "complaint")}_id = p.id
        JOIN viewflow_process f ON f.id = c.process_ptr_id AND f.status NOT IN ('CANCELED')
        LEFT JOIN viewflow_task t ON t.process_id = f.id AND t.finished IS NULL
        LEFT JOIN allowed a ON a.status = p.status AND a.node = split_part(t.flow_task, '.', -1)
        GROUP BY p.id, p.status HAVING count(t.id) <> count(a.node)
            OR count(t.id) <> (CASE WHEN {is_over} THEN 0 ELSE 1 END)"""  # noqa: S608 - fixed text


INVARIANTS = [
    (
        "P-10",
        "без новой подписи участвует только тот, кого редакция не задела: ни сектором статьи, ни оговоркой, ни поправкой",
        """SELECT c.id FROM protocol_continuation c JOIN protocol_signatory s ON s.id = c.signatory_id
           CROSS JOIN LATERAL (
             SELECT o.id AS old_id, n.id AS new_id, o.binds AS old_binds, n.binds AS new_binds, article_id
             FROM (SELECT * FROM protocol_articletext WHERE edition_id = s.edition_id AND NOT dropped) o
             FULL JOIN (SELECT * FROM protocol_articletext WHERE edition_id = c.edition_id AND NOT dropped) n USING (article_id)
             WHERE (o.title, o.text, o.is_essential, o.binds) IS DISTINCT FROM (n.title, n.text, n.is_essential, n.binds)) d
           WHERE (d.old_id IS NOT NULL AND (d.old_binds = '{}' OR s.sector = ANY(d.old_binds)))
              OR (d.new_id IS NOT NULL AND (d.new_binds = '{}' OR s.sector = ANY(d.new_binds)))
              OR EXISTS (SELECT 1 FROM protocol_reservation r
                         WHERE r.signatory_id = s.id AND r.outcome = 'accepted' AND r.article_text_id = d.old_id)
              OR EXISTS (SELECT 1 FROM protocol_amendment a JOIN protocol_articletext t ON t.id = a.article_text_id
                         LEFT JOIN protocol_subamendment b ON b.id = a.chosen_id
                         WHERE a.edition_id = c.edition_id AND s.organization_id IN (a.organization_id, b.organization_id)
                           AND a.status = 'incorporated' AND t.article_id = d.article_id)""",
    ),
    (
        "P-11",
        "под одной редакцией организация участвует один раз: своей подписью или продолженной",
        """SELECT c.id FROM protocol_continuation c JOIN protocol_signatory old ON old.id = c.signatory_id
           JOIN protocol_signatory s ON s.edition_id = c.edition_id AND s.organization_id = old.organization_id
           WHERE c.objected_at IS NULL AND s.status NOT IN ('withdrawn', 'excluded', 'declined')""",
    ),
    (
        "I-20",
        "все подписанты редакции подписали одни и те же байты, и это байты её документа",
        """SELECT s.id FROM protocol_signatory s JOIN documents_signature g ON g.id = s.signature_id
           JOIN protocol_protocoledition e ON e.id = s.edition_id
           LEFT JOIN documents_documentfile f ON f.document_id = e.document_id AND f.role = 'original'
           WHERE g.document_hash IS DISTINCT FROM f.sha256""",
    ),
    (
        "I-26",
        "дело подписанта ждёт ровно одного из того, чего можно ждать в этом состоянии",
        _one_open_step(
            "signatory",
            "signatorycase",
            SIGNATORY_NODES,
            "p.status NOT IN ('invited', 'reviewing', 'reservation_pending', 'ready', 'signed_unverified')",
        ),
    ),
    (
        "I-26",
        "дело об обращении ждёт ровно одного из того, чего можно ждать в этом состоянии",
        _one_open_step(
            "normcomplaint", "complaintcase", COMPLAINT_NODES, "p.status IN ('inadmissible', 'resolved', 'closed')"
        ),
    ),
    (
        "KP-12",
        "редакция, вступившая в силу, набрала к этому дню девять проверенных подписей и по три от каждого сектора",
        """SELECT e.id FROM protocol_protocoledition e
           JOIN protocol_editioncase p ON p.edition_id = e.id
           JOIN programme_regulation r ON r.id = p.regulation_id
           LEFT JOIN LATERAL (
               SELECT count(*) AS total, count(*) FILTER (WHERE s.sector = 'authority') AS a,
                      count(*) FILTER (WHERE s.sector = 'business') AS b, count(*) FILTER (WHERE s.sector = 'community') AS c
               FROM protocol_signatory s
               WHERE (s.edition_id = e.id OR EXISTS (SELECT 1 FROM protocol_continuation c WHERE c.signatory_id = s.id
                                                     AND c.edition_id = e.id AND c.settled_at <= e.in_force_at))
                 AND s.signed_at <= e.in_force_at
                 AND (s.ended_at IS NULL OR s.ended_at > e.in_force_at)) n ON true
           WHERE e.in_force_at IS NOT NULL
             AND (n.total < (r.data #>> '{protocol,signatures_min}')::int
                  OR least(n.a, n.b, n.c) < (r.data #>> '{protocol,signatures_per_sector_min}')::int)""",
    ),
    (
        "KS-04",
        "никто не подписал с нерешённой оговоркой",
        """SELECT s.id FROM protocol_signatory s JOIN protocol_reservation r ON r.signatory_id = s.id
           WHERE s.status IN ('ready', 'signed_unverified', 'signed', 'suspended') AND r.outcome IN ('', 'disputed')""",
    ),
    (
        "KS-07",
        "каждая засчитанная подпись проверена системой и признана действительной",
        """SELECT s.id FROM protocol_signatory s WHERE s.signed_at IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM protocol_signaturecheck c WHERE c.signatory_id = s.id AND c.signature_id = s.signature_id
                 AND c.hash_agrees AND c.mandate_holds AND c.account_agrees
                 AND c.checked_at BETWEEN s.submitted_at AND s.signed_at)""",
    ),
    (
        "KS-08",
        "вышел только тот, чьё уведомление о выходе вступило в силу",
        """SELECT s.id FROM protocol_signatory s WHERE s.status = 'withdrawn' AND NOT EXISTS (
               SELECT 1 FROM protocol_departure d JOIN protocol_signatory o ON o.id = d.signatory_id
               WHERE o.organization_id = s.organization_id AND d.done_at IS NOT NULL AND d.taken_back_at IS NULL)""",
    ),
    (
        "KS-09",
        "приостановил или исключил подписанта комитет, решением в силе",
        """SELECT s.id FROM protocol_signatory s WHERE s.status IN ('suspended', 'excluded') AND NOT EXISTS (
               SELECT 1 FROM protocol_measure m JOIN committee_agendaitem i ON i.id = m.item_id
               WHERE m.signatory_id = s.id AND m.outcome = s.status AND i.verdict IN ('suspend', 'exclude'))""",
    ),
    (
        "S-1",
        "у присоединившегося после вступления редакции в силу есть свидетельство, у остальных его нет",
        """SELECT s.id FROM protocol_signatory s JOIN protocol_protocoledition e ON e.id = s.edition_id
           WHERE s.signed_at IS NOT NULL
             AND (s.certificate_id IS NOT NULL) <> (e.in_force_at IS NOT NULL AND s.signed_at > e.in_force_at)""",
    ),
    (
        "S-2",
        "в сданном самоотчёте есть строка о каждом обязательстве, записанном до него",
        """SELECT r.id FROM protocol_selfreport r JOIN protocol_commitment c ON c.signatory_id = r.signatory_id
           LEFT JOIN protocol_reportline l ON l.report_id = r.id AND l.commitment_id = c.id
           WHERE r.submitted_at IS NOT NULL AND c.made_at < r.submitted_at AND l.id IS NULL""",
    ),
]
