"""What must always hold of contests and entries: each is an SQL query that returns the ids of offending rows."""

# Contests of the flow, with the regulation each has pinned.
_LED = """led AS (SELECT p.contest_id, p.regulation_id FROM quality_mark_contestcase p
            JOIN viewflow_process f ON f.id = p.process_ptr_id AND f.flow_class = 'quality_mark/contests.flow.ContestFlow')"""

INVARIANTS: list[tuple[str, str, str]] = [
    (
        "C-1",
        "До окончания приёма заявку читает только её участник",
        """SELECT e.id FROM quality_mark_contestapplication e
           JOIN quality_mark_contest c ON c.id = e.contest_id
           JOIN quality_mark_entryversion v ON v.entry_id = e.id
           JOIN documents_document d ON d.id = v.document_id
           WHERE c.status IN ('planned', 'announced', 'accepting')
             AND (d.is_public OR NOT d.readers <@ ARRAY[coalesce('member:' || e.organization_id, 'person:' || e.person_id)]::varchar[])""",
    ),
    (
        "C-2",
        "Заявка зарегистрирована, пока приём был открыт",
        f"""WITH {_LED}
           SELECT e.id FROM quality_mark_contestapplication e JOIN quality_mark_contest c ON c.id = e.contest_id
           JOIN led ON led.contest_id = c.id
           WHERE e.registered_at IS NOT NULL
             AND (e.registered_at AT TIME ZONE 'Asia/Krasnoyarsk')::date NOT BETWEEN c.opens_on AND c.closes_on""",  # noqa: S608 - fixed text
    ),
    (
        "C-3",
        "В номинации Знаков не больше квоты",
        f"""WITH {_LED}
           SELECT n.id FROM quality_mark_nomination n JOIN quality_mark_contestapplication e ON e.nomination_id = n.id
           JOIN led ON led.contest_id = n.contest_id
           WHERE e.level = 'mark' AND e.status IN ('shortlisted', 'laureate') AND NOT EXISTS (  -- an appeal takes no Mark from another
               SELECT 1 FROM journal_entry j WHERE j.subject = 'quality_mark.contestapplication:' || e.id
               AND j.verb IN ('set_result_aside', 'set_award_aside'))
           GROUP BY n.id HAVING count(*) > n.quota""",  # noqa: S608 - fixed text
    ),
    (
        "C-4",
        "Уровень заявки не выше порога по её баллу",
        f"""WITH {_LED}
           SELECT e.id FROM quality_mark_contestapplication e
           JOIN quality_mark_nomination n ON n.id = e.nomination_id
           JOIN led ON led.contest_id = e.contest_id
           JOIN programme_regulation r ON r.id = led.regulation_id
           JOIN quality_mark_contest c ON c.id = e.contest_id JOIN quality_mark_contestkind k ON k.id = c.kind_id
           JOIN (VALUES ('mark', '0'), ('diploma_1', '1'), ('diploma_2', '2')) AS rung (level, n) ON rung.level = e.level
           WHERE e.status IN ('shortlisted', 'laureate', 'diploma_1', 'diploma_2') AND e.score < (CASE
               WHEN e.level = 'mark' AND n.is_single THEN r.data #>> '{{contest,single_entry}}'
               ELSE coalesce(nullif(k.data #>> ARRAY['levels', rung.n, 'threshold'], ''),
                             r.data #>> ARRAY['contest', 'thresholds', e.level]) END)::numeric""",  # noqa: S608 - fixed text
    ),
    (
        "C-5",
        "Всякий, кто может получить Знак, проверен на месте",
        f"""WITH {_LED}
           SELECT e.id FROM quality_mark_contestapplication e
           JOIN led ON led.contest_id = e.contest_id
           JOIN programme_regulation r ON r.id = led.regulation_id
           JOIN quality_mark_contest c ON c.id = e.contest_id JOIN quality_mark_contestkind k ON k.id = c.kind_id
           WHERE (k.data -> 'site_visits')::bool
             AND e.status IN ('scored', 'shortlisted', 'not_shortlisted', 'laureate', 'diploma_1', 'diploma_2', 'participant')
             AND e.score >= (r.data #>> '{{contest,visit_from}}')::numeric
             AND NOT EXISTS (SELECT 1 FROM quality_mark_sitevisit v JOIN documents_document d ON d.id = v.act_id
                             WHERE v.entry_id = e.id AND d.status IN ('registered', 'sent', 'filed'))""",  # noqa: S608 - fixed text
    ),
    (
        "C-6",
        "Жребий проверок на месте воспроизводится",
        """SELECT w.id FROM quality_mark_visitdraw w JOIN quality_mark_contest c ON c.id = w.contest_id
           JOIN quality_mark_lot l ON l.draw_id = w.id JOIN quality_mark_contestapplication e ON e.id = l.entry_id
           WHERE w.seed <> encode(sha256(convert_to(c.year || '/' || c.serial || ' ' || w.fingerprint, 'UTF8')), 'hex')
              OR l.digest <> encode(sha256(convert_to(w.seed || ' ' || e.number, 'UTF8')), 'hex')
              OR (l.is_drawn AND EXISTS (SELECT 1 FROM quality_mark_lot o WHERE o.draw_id = w.id AND NOT o.is_drawn
                                         AND o.digest < l.digest))""",
    ),
    (
        "C-7",
        "Рекомендация заявке дана на заседании жюри",
        f"""WITH {_LED}
           SELECT e.id FROM quality_mark_contestapplication e JOIN led ON led.contest_id = e.contest_id
           WHERE e.status IN ('shortlisted', 'not_shortlisted', 'laureate', 'diploma_1', 'diploma_2', 'participant')
             AND NOT EXISTS (SELECT 1 FROM quality_mark_juryquestion q JOIN committee_agendaitem i ON i.id = q.item_id
                             WHERE q.nomination_id = e.nomination_id AND NOT q.is_overturned AND q.applied_at IS NOT NULL
                               AND i.verdict IN ('by_ranking', 'deviate'))""",  # noqa: S608 - fixed text
    ),
    (
        "C-8",
        "Итоги конкурса утверждены комитетом",
        f"""WITH {_LED}
           SELECT c.id FROM quality_mark_contest c JOIN led ON led.contest_id = c.id LEFT JOIN committee_agendaitem i ON i.id = c.results_item_id
           WHERE c.status IN ('results', 'appeals', 'awarding', 'completed') AND i.verdict IS DISTINCT FROM 'approve'""",  # noqa: S608 - fixed text
    ),
    (
        "C-9",
        "В жюри столько человек, сколько назначает регламент или вид конкурса, из трёх секторов",
        f"""WITH {_LED}
           SELECT c.id FROM quality_mark_contest c JOIN led ON led.contest_id = c.id JOIN committee_bodymember m ON m.body_id = c.jury_id
           JOIN quality_mark_contestkind k ON k.id = c.kind_id
           WHERE m.has_vote AND m.ended_at IS NULL GROUP BY c.id, k.data
           HAVING count(*) NOT BETWEEN coalesce((k.data #>> '{{jury,min}}')::int, 7) AND coalesce((k.data #>> '{{jury,max}}')::int, 11)
              OR count(DISTINCT m.sector) < 3""",  # noqa: S608 - fixed text
    ),
    (
        "C-10",
        "Открытые задачи конкурса и заявок соответствуют их состоянию",
        f"""WITH {_LED}
           SELECT t.id FROM viewflow_task t JOIN quality_mark_contestcase p ON p.process_ptr_id = t.process_id
           JOIN quality_mark_contest c ON c.id = p.contest_id JOIN led ON led.contest_id = c.id
           JOIN (VALUES ('planned', ARRAY['propose', 'hear_announcing']), ('announced', ARRAY['opening']),
                        ('accepting', ARRAY['window']), ('checking', ARRAY['checks', 'draw_up_admission', 'approve_admission']),
                        ('evaluating', ARRAY['assess', 'plan_visits', 'visits', 'votes']), ('ranking', ARRAY['put_to_jury']),
                        ('jury', ARRAY['put_to_jury', 'judge', 'hear_jury', 'all_heard', 'enter_levels']),
                        ('committee', ARRAY['to_committee', 'hear_results']), ('results', ARRAY['publish']),
                        ('appeals', ARRAY['appeals', 'await_verdicts']), ('awarding', ARRAY['award'])) AS lawful (status, nodes)
             ON lawful.status = c.status
           WHERE t.finished IS NULL AND split_part(t.flow_task, '.', -1) <> ALL (lawful.nodes)
           UNION ALL
           SELECT t.id FROM viewflow_task t JOIN quality_mark_entrycase p ON p.process_ptr_id = t.process_id
           JOIN quality_mark_contestapplication e ON e.id = p.entry_id
           JOIN (VALUES ('draft', ARRAY['submit']), ('registered', ARRAY['sealed']), ('checking', ARRAY['check', 'decide', 'approve']),
                        ('returned', ARRAY['fix']), ('scoring', ARRAY['decide', 'approve', 'assess', 'assess_again', 'plan_visit', 'wait_visit']),
                        ('site_visit', ARRAY['wait_visit', 'visit', 'sign_act', 'verdict']),
                        ('scored', ARRAY['wait_visit', 'verdict']), ('shortlisted', ARRAY['wait_visit', 'verdict']),
                        ('not_shortlisted', ARRAY['wait_visit', 'verdict'])) AS lawful (status, nodes) ON lawful.status = e.status
           WHERE t.finished IS NULL AND split_part(t.flow_task, '.', -1) <> ALL (lawful.nodes)""",  # noqa: S608 - fixed text
    ),
    (
        "C-11",
        "Отказ в допуске отменён тогда и только тогда, когда есть решение по апелляции; без протокола никто не допущен",
        f"""WITH {_LED}
           SELECT e.id FROM quality_mark_contestapplication e
           WHERE (SELECT count(*) FROM journal_entry j WHERE j.subject = 'quality_mark.contestapplication:' || e.id AND j.verb = 'check_again')
              <> (SELECT count(*) FROM quality_mark_readmission r WHERE r.entry_id = e.id)
           UNION SELECT e.id FROM quality_mark_contestapplication e JOIN quality_mark_contest c ON c.id = e.contest_id
           JOIN led ON led.contest_id = c.id
           WHERE e.status IN ('scoring', 'site_visit', 'scored', 'shortlisted', 'not_shortlisted') AND NOT EXISTS (
               SELECT 1 FROM documents_document d WHERE d.status IN ('registered', 'sent', 'filed') AND (d.id = c.admission_minutes_id
               OR d.id IN (SELECT r.minutes_id FROM quality_mark_readmission r WHERE r.entry_id = e.id)))""",  # noqa: S608 - fixed text
    ),
]
