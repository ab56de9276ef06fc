"""What must always hold of decisions that their body has changed."""

INVARIANTS = [
    (
        "I-22b",
        "Решение изменено или отменено органом только новым решением, выпущенным и принятым двумя третями",
        """SELECT d.id FROM committee_decision d WHERE d.changed_by_id IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM committee_decision n JOIN committee_revision r ON r.item_id = n.item_id AND r.outcome = 'done'
               JOIN committee_ballot b ON b.line_id = n.line_id AND b.resolution = r.kind
               WHERE n.id = d.changed_by_id AND r.decision_id = d.id AND n.published_at IS NOT NULL
                 AND b.outcome = 'carried' AND b.majority = 'qualified')
           UNION SELECT id FROM committee_decision WHERE status = 'amended' AND changed_by_id IS NULL
           UNION SELECT d.id FROM committee_revision r JOIN committee_decision d ON d.id = r.decision_id
           WHERE r.outcome = 'done' AND d.status NOT IN ('amended', 'revoked', 'executed')""",
    ),
]
