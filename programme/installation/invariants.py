"""What must always hold of the settings of the city."""

INVARIANTS = [
    (
        "P-18",
        "настройки города — те, что последний раз записаны в журнал",
        """SELECT kept.name FROM casework_installation i CROSS JOIN LATERAL (
               SELECT DISTINCT ON (line.key) line.key AS name, line.value -> 1 AS value
               FROM journal_entry e CROSS JOIN jsonb_each(e.payload) line
               WHERE e.subject = 'casework.installation:1' AND e.verb = 'change_settings' ORDER BY line.key, e.id DESC) kept
           WHERE to_jsonb(i) -> kept.name IS DISTINCT FROM kept.value""",
    ),
]
