"""What must always hold of the facts about who people are."""

INVARIANTS = [
    (
        "P-30",
        "личность закрытой учётной записи ничем не подтверждена",
        """SELECT c.id FROM programme_confirmation c JOIN programme_person p ON p.id = c.person_id
           WHERE c.ended_at IS NULL AND NOT p.is_active""",
    ),
    (
        "P-31",
        "одним номером не подтверждены двое",
        """SELECT a.id, b.id FROM programme_confirmation a JOIN programme_confirmation b ON b.number_key = a.number_key
           WHERE a.kind = 'telephone' AND b.kind = 'telephone' AND a.id < b.id AND a.person_id <> b.person_id
           AND tstzrange(a.at, a.ended_at) && tstzrange(b.at, b.ended_at)""",
    ),
    (
        "P-33",
        "один государственный вход не открывает две учётные записи",
        """SELECT a.id, b.id FROM programme_confirmation a JOIN programme_confirmation b ON b.subject_key = a.subject_key
           WHERE a.kind = 'state' AND b.kind = 'state' AND a.id < b.id AND a.person_id <> b.person_id
           AND tstzrange(a.at, a.ended_at) && tstzrange(b.at, b.ended_at)""",
    ),
    (
        "P-32",
        "подтверждение личности записано в журнале",
        """SELECT c.id FROM programme_confirmation c WHERE NOT EXISTS (
               SELECT 1 FROM journal_entry e WHERE e.subject = 'programme.person:' || c.person_id
               AND e.verb IN ('confirm_telephone', 'see_document', 'confirm_state'))""",
    ),
]
