"""What must always hold of the journal."""

INVARIANTS = [
    (
        "I-33",
        "места в журнале идут без пропусков",
        "SELECT max(position) FROM journal_seal HAVING max(position) <> count(*)",
    ),
]
