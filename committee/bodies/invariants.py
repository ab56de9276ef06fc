"""What must always hold of bodies and their composition: each query returns the offenders' ids."""

INVARIANTS = [
    (
        "B-1",
        "место по приглашению занял тот, кто его принял, и за каждым принятым приглашением стоит место",
        """SELECT m.id FROM committee_bodymember m JOIN committee_seatoffer o ON o.id = m.offer_id
           JOIN programme_invitation i ON i.id = o.invitation_id
           WHERE (i.status, i.answered_by_id, o.body_id) IS DISTINCT FROM ('accepted', m.person_id, m.body_id)
           UNION SELECT o.id FROM committee_seatoffer o JOIN programme_invitation i ON i.id = o.invitation_id
           WHERE i.status = 'accepted' AND NOT EXISTS (SELECT 1 FROM committee_bodymember m WHERE m.offer_id = o.id)
           UNION SELECT i.id FROM programme_invitation i WHERE i.purpose = 'seat'
           AND NOT EXISTS (SELECT 1 FROM committee_seatoffer o WHERE o.invitation_id = i.id)""",
    ),
    (
        "B-2",
        "роль по месту — у того, кто его занимает, и кончается вместе с ним",
        """SELECT r.id FROM committee_seatrole r JOIN committee_bodymember m ON m.id = r.seat_id
           JOIN programme_roleassignment a ON a.id = r.appointment_id
           WHERE a.person_id <> m.person_id OR (m.ended_at IS NOT NULL AND a.ended_at IS NULL)""",
    ),
    (
        "B-3",
        "органов, которые бывают только одни, действует не больше одного каждого вида",
        """SELECT max(b.id) FROM committee_body b JOIN committee_bodykind k ON k.key = b.kind
           WHERE k.is_single AND b.closed_at IS NULL GROUP BY b.kind HAVING count(*) > 1""",
    ),
    (
        "B-4",
        "в органе, который прекратил работу, никто не состоит",
        """SELECT m.id FROM committee_bodymember m JOIN committee_body b ON b.id = m.body_id
           WHERE b.closed_at IS NOT NULL AND m.ended_at IS NULL""",
    ),
]
