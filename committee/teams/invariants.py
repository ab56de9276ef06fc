"""What must always hold of the pages that teams write."""

INVARIANTS = [
    (
        "TM-1",
        "страницу направления правит тот, кто в этот день входил в его команду",
        """SELECT e.id FROM committee_directionedition e JOIN committee_directionteam t ON t.id = e.team_id
           WHERE t.direction <> e.direction OR NOT EXISTS (
             SELECT FROM committee_bodymember m WHERE m.body_id = t.body_id AND m.person_id = e.by_id AND m.entered_at <= e.at
               AND (m.ended_at IS NULL OR m.ended_at >= e.at))""",
    ),
    (
        "TM-2",
        "у направления одновременно не больше одной действующей команды",
        """SELECT max(t.id) FROM committee_directionteam t JOIN committee_body b ON b.id = t.body_id
           WHERE b.closed_at IS NULL GROUP BY t.direction HAVING count(*) > 1""",
    ),
]
