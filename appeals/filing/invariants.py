"""What must always hold of appeals (регламент 8.7): each query returns the offenders' ids."""

INVARIANTS = [
    (
        "A1",
        "предмет по одному основанию один заявитель обжалует один раз",
        """SELECT max(id) FROM appeals_appeal WHERE status NOT IN ('withdrawn', 'inadmissible')
           GROUP BY kind, subject, decision, ground, appellant_key HAVING count(*) > 1""",
    ),
    (
        "A2",
        "апелляцию судят не меньше кворума членов, и никто из них не участвовал в обжалуемом",
        """SELECT a.id FROM appeals_appeal a JOIN committee_body b ON b.id = a.panel_id
           WHERE a.status IN ('hearing', 'satisfied', 'partly', 'rejected') AND (
             (SELECT count(*) FROM committee_bodymember m WHERE m.body_id = b.id AND m.has_vote) < b.quorum_persons
             OR EXISTS (SELECT 1 FROM committee_bodymember m WHERE m.body_id = b.id AND m.has_vote AND m.person_id = ANY(a.barred)))
           UNION SELECT a.id FROM appeals_appeal a
           JOIN committee_agendaline l ON l.item_id = a.item_id JOIN committee_ballot t ON t.line_id = l.id
           JOIN committee_vote v ON v.ballot_id = t.id JOIN committee_bodymember m ON m.id = v.member_id
           WHERE m.person_id = ANY(a.barred)""",
    ),
    (
        "A3",
        "апелляция удовлетворена тогда и только тогда, когда предмет изменён по её решению",
        """SELECT a.id FROM appeals_appeal a LEFT JOIN documents_document d ON d.id = a.verdict_id
           CROSS JOIN LATERAL (SELECT EXISTS (
             SELECT 1 FROM journal_entry e WHERE e.subject = a.subject AND e.before <> e.after AND e.before <> '' AND e.after <> ''
             AND e.ground LIKE '%апелляции № ' || d.number || '%' AND NOT EXISTS (
               SELECT 1 FROM journal_entry s WHERE s.subject = a.subject AND s.before = e.after AND s.id < e.id
               AND s.ground LIKE '%апелляция № ' || a.number || '%' AND s.before <> s.after)) AS changed) x
           WHERE (a.status IN ('satisfied', 'partly')) <> x.changed""",
    ),
    (
        "A4",
        "предмет обжалуется тогда и только тогда, когда апелляция принята и не решена",
        """SELECT a.id FROM appeals_appeal a WHERE (a.status IN ('under_review', 'hearing')) <> EXISTS (
             SELECT 1 FROM casework_underappeal u WHERE u.appeal = 'appeals.appeal:' || a.id AND u.subject = a.subject AND u.until IS NULL)
           UNION SELECT u.id FROM casework_underappeal u WHERE u.until IS NULL
           AND NOT EXISTS (SELECT 1 FROM appeals_appeal a WHERE u.appeal = 'appeals.appeal:' || a.id)""",
    ),
]
