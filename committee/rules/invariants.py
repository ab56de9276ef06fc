"""What must always hold of changes of the rules: each promise is one SQL query that returns the offenders' ids."""

INVARIANTS: list[tuple[str, str, str]] = [
    (
        "I-45",
        "Принятому проекту изменения правил отвечает версия, утверждённая тем решением комитета, которое её приняло",
        """SELECT d.id FROM committee_rulesdraft d
           LEFT JOIN committee_decision c ON c.item_id = d.item_id
           LEFT JOIN committee_agendaitem i ON i.id = d.item_id
           LEFT JOIN programme_regulation r ON r.code = d.code AND r.version = d.adopted_version
           LEFT JOIN programme_criteriaset s ON s.code = d.code AND s.version = d.adopted_version
           LEFT JOIN programme_listversion l ON l.code = d.code AND l.version = d.adopted_version
           WHERE d.status = 'adopted' AND (
               c.in_force_at IS NULL OR i.verdict <> 'adopt_rules'
               OR coalesce(r.document_id, s.document_id, l.document_id) IS DISTINCT FROM c.document_id
               OR coalesce(r.valid_from, s.valid_from, l.valid_from) < d.valid_from)""",
    ),
    (
        "I-46",
        "Проект изменения правил в комитете ждёт ответа на свой вопрос, а оконченный ничего не ждёт",
        """SELECT d.id FROM committee_rulesdraft d JOIN committee_rulescase c ON c.draft_id = d.id
           JOIN viewflow_process p ON p.id = c.process_ptr_id
           WHERE (p.finished IS NULL) <> (d.status IN ('draft', 'proposed'))""",
    ),
]
