"""What must always hold of mandates: each query returns the offenders' ids."""

INVARIANTS = [
    (
        "P-9",
        "о каждых заявленных полномочиях спрошен секретариат, и только пока они не подтверждены",
        """SELECT m.id FROM programme_membership m
           LEFT JOIN (SELECT c.membership_id FROM programme_mandatecase c
                      JOIN viewflow_process p ON p.id = c.process_ptr_id AND p.finished IS NULL) asked
             ON asked.membership_id = m.id
           WHERE (m.role IN ('head', 'signer') AND m.confirmed_at IS NULL AND m.ended_at IS NULL)
                 <> (asked.membership_id IS NOT NULL)""",
    ),
]
