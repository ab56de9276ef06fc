"""What must always hold of a distribution."""

INVARIANTS = [
    (
        "D-1",
        "кто позван из запаса, тому сделано предложение, и раньше него в очереди нет того, кого звали позже",
        """SELECT p.id FROM expertise_pairing p WHERE p.called_at IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM expertise_expertassignment a WHERE a.expertise_id = p.expertise_id AND a.expert_id = p.expert_id)
           UNION ALL
           SELECT p.id FROM expertise_pairing p
           JOIN expertise_expert x ON x.id = p.expert_id
           JOIN expertise_pairing q ON q.distribution_id = p.distribution_id AND q.expertise_id = p.expertise_id AND q.rank < p.rank AND q.rank > 0
           JOIN expertise_expert y ON y.id = q.expert_id AND y.track = x.track
           WHERE p.called_at < q.called_at""",
    ),
    (
        "D-2",
        "пара сильнее слабейшей, названной в итоге расчёта, или заменена с причиной",
        """SELECT p.id FROM expertise_pairing p JOIN expertise_distribution d ON d.id = p.distribution_id
           WHERE p.rank = 0 AND p.former_id IS NULL AND jsonb_array_length(d.result -> 'mended') = 0
             AND p.quality < (d.result ->> 'least')::int""",
    ),
]
