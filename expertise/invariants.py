"""What must always hold of expertises: one query a promise, its rows are the offenders. Totals and scores are reckoned once more, in SQL."""

from expertise.asking.sql import QUESTIONS
from expertise.blinding.sql import BLIND
from expertise.challenges.sql import CHALLENGES
from expertise.ties.conflict_sql import concerned, tied

# The last edition of each sheet that counts.
COUNTED = """
    SELECT DISTINCT ON (s.assignment_id) s.id, s.assignment_id, s.total, a.expertise_id, x.track
    FROM expertise_scoresheet s
    JOIN expertise_expertassignment a ON a.id = s.assignment_id AND a.status = 'final'
    JOIN expertise_expert x ON x.id = a.expert_id
    ORDER BY s.assignment_id, s.edition DESC
"""

# P by 3.2 for any n: the middle two of an even number, the middle three of an odd one and of these the closer pair.
RECKONED = f"""
    WITH counted AS ({COUNTED}),
    ranked AS (
        SELECT expertise_id, total, row_number() OVER w AS place, count(*) OVER (PARTITION BY expertise_id) AS n
        FROM counted WHERE track = 'professional' WINDOW w AS (PARTITION BY expertise_id ORDER BY total, id)),
    middle AS (
        SELECT expertise_id, array_agg(total ORDER BY place) AS t
        FROM ranked
        WHERE n = 1 OR n % 2 = 0 AND place IN (n / 2, n / 2 + 1) OR n % 2 = 1 AND place BETWEEN n / 2 AND n / 2 + 2
        GROUP BY expertise_id),
    professional AS (
        SELECT expertise_id, CASE
            WHEN cardinality(t) = 1 THEN ARRAY[t[1], 1]
            WHEN cardinality(t) = 2 OR t[2] - t[1] < t[3] - t[2] THEN ARRAY[t[1] + t[2], 2]
            WHEN t[2] - t[1] > t[3] - t[2] THEN ARRAY[t[2] + t[3], 2]
            ELSE ARRAY[t[1] + t[2] + t[3], 3] END AS p
        FROM middle),
    public AS (SELECT expertise_id, sum(total) AS total, count(*) AS n FROM counted WHERE track = 'public' GROUP BY expertise_id),
    reckoned AS (
        SELECT e.id, e.score, e.outcome, round(
            ((r.data #>> '{{expertise,weights,professional}}')::numeric * p.p[1] * o.n
             + (r.data #>> '{{expertise,weights,public}}')::numeric * o.total * p.p[2]) / (p.p[2] * o.n), 2) AS again
        FROM expertise_expertise e JOIN programme_regulation r ON r.id = e.regulation_id
        JOIN professional p ON p.expertise_id = e.id JOIN public o ON o.expertise_id = e.id
        WHERE e.score IS NOT NULL)
"""  # noqa: S608

_LEAST = "coalesce(e.experts_min, (r.data #> l.path ->> 'experts_min')::int)"  # the kind of a contest may say its own

# The score of a contest entry once more: without the one sheet furthest from the median when the totals lie too far apart (3.3).
TALLIED = f"""
    WITH counted AS ({COUNTED}),
    spread AS (
        SELECT expertise_id, array_agg(total ORDER BY total) AS t, count(*)::int AS n, max(total) - min(total) AS range
        FROM counted GROUP BY expertise_id),
    distant AS (
        SELECT c.expertise_id, c.total, s.n, s.range, abs(c.total - (s.t[(s.n + 1) / 2] + s.t[s.n / 2 + 1]) / 2) AS distance
        FROM counted c JOIN spread s ON s.expertise_id = c.expertise_id),
    ranked AS (
        SELECT *, rank() OVER (PARTITION BY expertise_id ORDER BY distance DESC) AS place,
            count(*) OVER (PARTITION BY expertise_id, distance) AS equals
        FROM distant),
    tallied AS (
        SELECT e.id, e.score, max(d.n) AS n, {_LEAST} AS least, round(avg(d.total) FILTER (WHERE NOT (
            d.range > (r.data #> l.path ->> 'range_max')::numeric AND d.n > {_LEAST}
            AND d.place = 1 AND d.equals = 1)), 2) AS again
        FROM expertise_expertise e JOIN programme_regulation r ON r.id = e.regulation_id LEFT JOIN ranked d ON d.expertise_id = e.id
        CROSS JOIN LATERAL (SELECT CASE e.purpose WHEN 'renewal' THEN ARRAY['mark', 'renewal'] ELSE ARRAY['contest'] END AS path) l
        WHERE e.kind = 'light' AND e.score IS NOT NULL GROUP BY e.id, r.id, l.path)
"""  # noqa: S608

INVARIANTS = [
    (
        "I-2",
        "листы одной экспертизы сданы разными людьми",
        """SELECT a.expertise_id FROM expertise_expertassignment a JOIN expertise_expert x ON x.id = a.expert_id
           GROUP BY a.expertise_id, x.person_id HAVING count(*) > 1""",
    ),
    (
        "I-3",
        "никто не оценивает заявку, которую готовил или с которой соревнуется сам, и не сдаёт лист с заявленным конфликтом",
        """SELECT a.id FROM expertise_expertassignment a JOIN expertise_expert x ON x.id = a.expert_id
           JOIN expertise_expertise_authors w ON w.expertise_id = a.expertise_id AND w.person_id = x.person_id
           UNION ALL
           SELECT a.id FROM expertise_expertassignment a JOIN expertise_expert x ON x.id = a.expert_id
           JOIN expertise_expertise_rivals w ON w.expertise_id = a.expertise_id AND w.person_id = x.person_id
           WHERE a.status NOT IN ('declined', 'recused', 'replaced', 'annulled')
           UNION ALL
           SELECT a.id FROM expertise_expertassignment a JOIN expertise_interestdeclaration d ON d.assignment_id = a.id
           WHERE a.status NOT IN ('coi_declared', 'recused') AND (d.is_tied OR d.took_part OR d.is_related OR d.has_interest)""",
    ),
    (
        "I-3",
        "ни одно заключение не утверждено поверх нерешённого вопроса о связи эксперта",
        """SELECT q.id FROM expertise_tiequestion q JOIN expertise_expertassignment a ON a.id = q.assignment_id
           JOIN expertise_expertise e ON e.id = a.expertise_id
           LEFT JOIN documents_document d ON d.id = e.conclusion_id AND d.status <> 'annulled'
           WHERE q.decision = '' AND a.status = 'final' AND (e.kind = 'light' AND e.status = 'concluded'
               OR q.raised_at < d.reserved_at AND e.status IN ('approval', 'concluded', 'published', 'appealed', 'annulled'))""",
    ),
    (
        "I-3",
        "о каждой известной связи эксперта с участниками дела, чей лист вошёл в заключение, решил координатор",
        f"""SELECT a.id FROM expertise_expertassignment a JOIN expertise_expertise e ON e.id = a.expertise_id
            JOIN programme_regulation r ON r.id = e.regulation_id
            WHERE a.status = 'final' AND e.concluded_at IS NOT NULL
            AND {tied("a.expert_id", concerned("a.submitted_at"), "a.submitted_at")}
            AND NOT EXISTS (SELECT 1 FROM expertise_tiequestion q WHERE q.assignment_id = a.id AND q.decision = 'kept')""",  # noqa: S608
    ),
    (
        "I-3",
        "материалы открыты только после декларации",
        """SELECT a.id FROM expertise_expertassignment a LEFT JOIN expertise_interestdeclaration d ON d.assignment_id = a.id
           WHERE a.opened_at IS NOT NULL AND (d.id IS NULL OR d.declared_at > a.opened_at)""",
    ),
    (
        "I-4",
        "у сданного листа есть оценки по всем критериям его набора и только по ним",
        """SELECT s.id FROM expertise_scoresheet s
           JOIN expertise_expertassignment a ON a.id = s.assignment_id
           JOIN expertise_expert x ON x.id = a.expert_id
           JOIN expertise_expertise e ON e.id = a.expertise_id
           WHERE ARRAY(SELECT criterion_id FROM expertise_criterionscore WHERE sheet_id = s.id ORDER BY 1)
              <> ARRAY(SELECT c.id FROM programme_criterion c WHERE c.set_id =
                   CASE x.track WHEN 'professional' THEN e.professional_criteria_id ELSE e.public_criteria_id END ORDER BY 1)""",
    ),
    (
        "I-5",
        "итог листа равен сумме произведений оценок на веса",
        """SELECT s.id FROM expertise_scoresheet s WHERE s.total <> (
               SELECT sum(c.weight * v.value) FROM expertise_criterionscore v JOIN programme_criterion c ON c.id = v.criterion_id
               WHERE v.sheet_id = s.id)""",
    ),
    (
        "I-5",
        "итоговый балл экспертизы равен пересчитанному из листов",
        f"{RECKONED} SELECT id FROM reckoned WHERE score <> again",  # noqa: S608
    ),
    (
        "I-5",
        "балл конкурсной заявки равен пересчитанному из листов, и листов достаточно",
        f"{TALLIED} SELECT id FROM tallied WHERE score IS DISTINCT FROM again OR n < least",  # noqa: S608
    ),
    (
        "I-3",
        "конкурсную заявку оценивают только профессиональные эксперты",
        """SELECT a.id FROM expertise_expertassignment a JOIN expertise_expert x ON x.id = a.expert_id
           JOIN expertise_expertise e ON e.id = a.expertise_id WHERE e.kind = 'light' AND x.track <> 'professional'""",
    ),
    (
        "I-5",
        "вывод экспертизы следует из балла, порога, стоп-критериев и минимумов",
        f"""WITH counted AS ({COUNTED}),
            stopped AS (
                SELECT t.expertise_id FROM counted t JOIN expertise_criterionscore v ON v.sheet_id = t.id AND v.value = 0
                JOIN programme_criterion c ON c.id = v.criterion_id AND c.is_blocking
                JOIN expertise_expertise e ON e.id = t.expertise_id JOIN programme_regulation r ON r.id = e.regulation_id
                GROUP BY t.expertise_id, c.id, r.id HAVING count(*) >= (r.data #>> '{{expertise,blocking_zeroes}}')::int),
            below AS (
                SELECT t.expertise_id FROM counted t JOIN expertise_criterionscore v ON v.sheet_id = t.id
                JOIN programme_criterion c ON c.id = v.criterion_id
                GROUP BY t.expertise_id, t.track, c.id HAVING avg(v.value) < c.least)
            SELECT e.id FROM expertise_expertise e JOIN programme_regulation r ON r.id = e.regulation_id
            WHERE e.outcome <> '' AND e.outcome <> CASE
                WHEN e.id IN (SELECT expertise_id FROM stopped) OR e.score < (r.data #>> '{{expertise,rework_from}}')::numeric THEN 'reject'
                WHEN e.score >= e.threshold AND e.id NOT IN (SELECT expertise_id FROM below) THEN 'recommend' ELSE 'rework' END""",  # noqa: S608
    ),
    (
        "I-6",
        "у каждого сданного, возвращённого и принятого назначения есть неотозванный лист, у остальных листы лишь тогда, когда лист отозван",
        """SELECT a.id FROM expertise_expertassignment a
           CROSS JOIN LATERAL (SELECT count(*) AS n FROM expertise_scoresheet s WHERE s.assignment_id = a.id) sheets
           WHERE CASE WHEN a.status IN ('submitted', 'returned', 'final', 'annulled') THEN sheets.n <= a.taken_back
                 ELSE (sheets.n > 0) <> (a.taken_back > 0) END""",
    ),
    (
        "I-26",
        "у идущей экспертизы дело открыто, у завершённой — закрыто",
        """SELECT e.id FROM expertise_expertise e LEFT JOIN expertise_expertisecase c ON c.expertise_id = e.id
           LEFT JOIN viewflow_process p ON p.id = c.process_ptr_id
           WHERE p.id IS NULL OR (p.finished IS NULL) = (e.status IN ('refused', 'cancelled', 'concluded', 'published', 'appealed', 'annulled'))""",
    ),
    (
        "L-7",
        "обсуждение, зачтённое экспертизе, — о той же версии, и его свод вышел до запроса",
        """SELECT e.id FROM expertise_expertise e JOIN consultations_topic t ON t.id = e.discussed_id
           LEFT JOIN documents_document d ON d.id = t.summary_id
           WHERE d.id IS NULL OR t.object_version <> e.version_hash OR d.reserved_at > e.requested_at""",
    ),
    *CHALLENGES,
    *QUESTIONS,
    *BLIND,
]
