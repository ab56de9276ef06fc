"""What must always hold of undertakings and their reports (programme 8.1, X3, X5–X7)."""

INVARIANTS = [
    (
        "X-3",
        "отчёт не меняется: бумага отчёта говорит то же, что и он сам",
        """SELECT r.id FROM execution_report r JOIN documents_document d ON d.id = r.document_id
           WHERE d.snapshot #>> '{report,number}' IS DISTINCT FROM r.number::text
              OR (SELECT string_agg(e.sha256, ',' ORDER BY e.id) FROM execution_evidence e WHERE e.report_id = r.id)
                 IS DISTINCT FROM (SELECT string_agg(p.value ->> 'sha256', ',' ORDER BY p.ordinality)
                                   FROM jsonb_array_elements(d.snapshot #> '{report,evidence}') WITH ORDINALITY p)""",
    ),
    (
        "X-5",
        "поручение выполнено тогда и только тогда, когда последний отчёт так и принят",
        """SELECT u.id FROM execution_undertaking u
           LEFT JOIN LATERAL (SELECT outcome FROM execution_report r WHERE r.undertaking_id = u.id ORDER BY number DESC LIMIT 1) last ON true
           WHERE (u.status IN ('done', 'partly') OR last.outcome IN ('done', 'partly')) AND u.status IS DISTINCT FROM last.outcome""",
    ),
    (
        "X-6",
        "отчёт принимает не тот, кто отчитался",
        "SELECT id FROM execution_report WHERE checked_by_id = by_id",
    ),
    (
        "X-7",
        "у выполненного целого нет незаконченных частей",
        """SELECT u.id FROM execution_undertaking u JOIN execution_undertaking part ON part.parent_id = u.id
           WHERE u.status = 'done' AND part.status NOT IN ('done', 'partly', 'failed', 'dropped')""",
    ),
    (
        "X-10",
        "за период отчёт возвращали не больше раз, чем разрешает регламент дела",
        """SELECT r.undertaking_id FROM execution_report r JOIN execution_undertakingcase c ON c.undertaking_id = r.undertaking_id
           JOIN programme_regulation g ON g.id = c.regulation_id
           WHERE r.outcome = 'returned' GROUP BY r.undertaking_id, r.period, g.data
           HAVING count(*) > (g.data #>> '{undertaking,max_returns}')::int""",
    ),
    (
        "X-11",
        "закончившееся поручение ничего не ждёт, а живое ждёт ровно одного",
        """SELECT u.id FROM execution_undertaking u JOIN execution_undertakingcase c ON c.undertaking_id = u.id
           LEFT JOIN viewflow_task t ON t.process_id = c.process_ptr_id AND t.finished IS NULL
           WHERE u.ended_at IS NULL GROUP BY u.id HAVING count(t.id) <> 1""",
    ),
    (
        "X-12",
        "сдвиг срока — только вместе с записью об изменении",
        """SELECT u.id FROM execution_undertaking u
           JOIN LATERAL (SELECT after FROM execution_undertakingchange c WHERE c.undertaking_id = u.id AND c.what = 'due_on'
                         ORDER BY c.id DESC LIMIT 1) last ON true
           WHERE to_char(u.due_on, 'DD.MM.YYYY') IS DISTINCT FROM last.after""",
    ),
    (
        "X-1",
        "у меры не больше одного ведущего органа",
        "SELECT measure_id FROM execution_responsibility WHERE is_lead GROUP BY measure_id HAVING count(*) > 1",
    ),
    (
        "X-2",
        "действует не больше одной редакции программы, и у действующей есть бумага, на которой столько же мер",
        """SELECT e.id FROM execution_programmeedition e LEFT JOIN documents_document d ON d.id = e.document_id
           WHERE e.status = 'in_force' AND (
               (SELECT count(*) FROM execution_programmeedition WHERE status = 'in_force') > 1
               OR jsonb_array_length(d.snapshot -> 'rows') IS DISTINCT FROM
                  (SELECT count(*) FROM execution_measure m WHERE m.edition_id = e.id))""",
    ),
    (
        "X-4",
        "сторно равно проводке с обратным знаком и единственно, в итог входит подтверждённое не тем, кто внёс",
        """SELECT p.id FROM execution_posting p LEFT JOIN execution_posting o ON o.id = p.reverses_id
           WHERE p.confirmed_by_id = p.posted_by_id OR (p.amount < 0 AND p.reverses_id IS NULL)
              OR (p.reverses_id IS NOT NULL AND (p.amount, p.account, p.source, p.year, p.measure_id)
                  IS DISTINCT FROM (-o.amount, o.account, o.source, o.year, o.measure_id))
              OR (p.reverses_id IS NOT NULL AND (p.fund_id, p.grant_id) IS DISTINCT FROM (o.fund_id, o.grant_id))""",
    ),
    (
        "X-14",
        "по фонду и гранту ни на какой день не израсходовано больше, чем поступило",
        """SELECT book FROM (
               SELECT coalesce('fund ' || fund_id, 'grant ' || grant_id) AS book,
                      sum(sum(CASE account WHEN 'spent' THEN -amount WHEN 'promised' THEN 0 ELSE amount END))
                      OVER (PARTITION BY fund_id, grant_id ORDER BY day) AS left_over
               FROM execution_posting WHERE measure_id IS NULL AND confirmed_by_id IS NOT NULL GROUP BY fund_id, grant_id, day
           ) held WHERE left_over < 0""",
    ),
    (
        "X-15",
        "транш получен тогда и только тогда, когда его поступление подтвердил второй человек",
        """SELECT t.id FROM execution_tranche t WHERE (t.status IN ('received', 'reported', 'returned', 'accepted')) IS DISTINCT FROM EXISTS (
               SELECT 1 FROM execution_posting p WHERE p.tranche_id = t.id AND p.account = 'received' AND p.amount = t.amount
               AND p.confirmed_by_id IS NOT NULL) AND t.status <> 'refunded'""",
    ),
    (
        "X-9",
        "у исторической редакции и у проекта поручений нет, у каждой меры действующей — есть",
        """SELECT m.id FROM execution_measure m JOIN execution_programmeedition e ON e.id = m.edition_id
           WHERE (e.is_historical OR e.status IN ('draft', 'submitted', 'pending_act', 'declined')) AND m.undertaking_id IS NOT NULL
              OR e.status = 'in_force' AND m.undertaking_id IS NULL""",
    ),
    (
        "X-13",
        "подтверждают не те, кто отчитался или принял отчёт",
        """SELECT c.id FROM execution_confirmation c JOIN execution_report r ON r.undertaking_id = c.undertaking_id
           WHERE c.person_id IN (r.by_id, r.checked_by_id)""",
    ),
]
