"""What must always hold of renewals: each is an SQL query that returns the ids of offending rows."""

INVARIANTS: list[tuple[str, str, str]] = [
    (
        "QM-13",
        "Знак продлевается, только пока есть поданная и нерешённая заявка, и наоборот",
        """SELECT m.id FROM quality_mark_qualitymark m WHERE (m.status = 'renewal') <> EXISTS (
               SELECT 1 FROM quality_mark_renewal r WHERE r.mark_id = m.id AND r.outcome = '' AND r.submitted_at IS NOT NULL)""",
    ),
    (
        "QM-14",
        "продлён и не продлён Знак решением комитета, которое так и говорит",
        """SELECT r.id FROM quality_mark_renewal r JOIN committee_agendaitem i ON i.id = r.item_id
           WHERE r.outcome = 'renewed' AND i.verdict <> 'renew_mark' OR r.outcome = 'refused' AND i.verdict <> 'refuse_renewal'""",
    ),
    (
        "QM-15",
        "балл продления — итог его экспертизы не меньше чем двух экспертов",
        """SELECT r.id FROM quality_mark_renewal r JOIN expertise_expertise x ON x.id = r.expertise_id
           WHERE r.score IS NOT NULL AND (r.score IS DISTINCT FROM x.score OR x.purpose <> 'renewal' OR 2 > (
               SELECT count(*) FROM expertise_expertassignment a WHERE a.expertise_id = x.id AND a.status = 'final'))""",
    ),
]
