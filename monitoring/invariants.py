"""What must always hold of indicators and surveys (programme 8.6, M1–M6)."""

PEOPLE = "(SELECT count(*) FROM monitoring_participation t WHERE t.wave_id = w.id)"
BLANKS = "(SELECT count(*) FROM monitoring_paperform t WHERE t.wave_id = w.id)"
FORMS = "(SELECT count(*) FROM monitoring_ballot t WHERE t.wave_id = w.id AND t.is_paper = {})"

INVARIANTS: list[tuple[str, str, str]] = [
    (
        "M-4",
        "ответов столько, сколько ответивших: по одному на человека и по одному на бланк",
        f"""SELECT w.id FROM monitoring_wave w
            WHERE (w.status IN ('closed', 'published', 'withdrawn')
                   AND ({FORMS.format("false")} <> {PEOPLE} OR {FORMS.format("true")} <> {BLANKS}))
               OR (w.status = 'field' AND {PEOPLE} + {BLANKS} <>
                   (SELECT COALESCE(sum(u.papers), 0) FROM monitoring_urnplace u WHERE u.wave_id = w.id))
               OR (w.status IN ('draft', 'approved') AND {PEOPLE} + {BLANKS} > 0)
               OR (w.status <> 'field' AND EXISTS (SELECT FROM monitoring_urnplace u WHERE u.wave_id = w.id AND u.papers > 0))""",  # noqa: S608 - fixed text
    ),
    (
        "M-5",
        "у анкеты нет ни человека, ни времени, ни места; все анкеты волны записаны одним действием",
        """SELECT 0 FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'monitoring_ballot'
             AND column_name NOT IN ('id', 'wave_id', 'is_paper', 'district', 'age', 'sex', 'answers')
           UNION ALL SELECT 0 FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'monitoring_participation'
             AND column_name NOT IN ('id', 'wave_id', 'person_id', 'level')
           UNION ALL SELECT wave_id FROM monitoring_ballot GROUP BY wave_id HAVING count(DISTINCT xmin::text) > 1
           UNION ALL SELECT 0 FROM journal_entry WHERE subject LIKE 'monitoring.ballot:%' OR subject LIKE 'monitoring.participation:%'""",
    ),
    (
        "M-6",
        "спрашивали по той анкете, которую утвердили",
        """SELECT w.id FROM monitoring_wave w LEFT JOIN documents_document d ON d.id = w.questionnaire_id
           WHERE w.frozen_form IS NOT NULL AND w.frozen_form IS DISTINCT FROM d.snapshot -> 'form'""",
    ),
    (
        "M-8",
        "анкету утвердил и отчёт проверил другой аналитик",
        """SELECT id FROM monitoring_wave WHERE approved_by_id IN (by_id, prepared_by_id) OR checked_by_id = reported_by_id""",
    ),
]
