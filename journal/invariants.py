"""What must always hold of the journal."""

PROMISES = [
    (
        "I-33",
        "места в журнале идут без пропусков",
        "SELECT max(position) FROM journal_seal HAVING max(position) <> count(*)",
    ),
    (
        "I-34",
        "время журнала не идёт назад в порядке мест",
        """SELECT position FROM (
               SELECT s.position, e.at, lag(e.at) OVER (ORDER BY s.position) AS previous
               FROM journal_seal s JOIN journal_entry e ON e.id = s.entry_id) AS chain
           WHERE at < previous - interval '10 seconds'""",
    ),
]
