"""What must always hold of events and registrations (programme 8.5, E1, E2, E5)."""

INVARIANTS = [
    (
        "E-1",
        "записанных на мероприятие не больше, чем мест",
        """SELECT e.id FROM events_event e WHERE COALESCE(e.places, 0) <
             (SELECT count(*) FROM events_registration r WHERE r.event_id = e.id AND r.status = 'confirmed')""",
    ),
    (
        "E-2",
        "у человека не больше одной живой записи на мероприятие",
        """SELECT min(id) FROM events_registration WHERE status IN ('applied', 'waiting', 'confirmed')
           GROUP BY event_id, person_id HAVING count(*) > 1""",
    ),
    (
        "E-5",
        "у завершённого или отменённого мероприятия нет живых записей, а у проведённого есть итог",
        """SELECT e.id FROM events_event e WHERE e.status IN ('summing', 'held', 'cancelled') AND EXISTS
             (SELECT FROM events_registration r WHERE r.event_id = e.id AND r.status IN ('applied', 'waiting', 'confirmed'))
           OR (e.status = 'held') <> EXISTS (SELECT FROM events_outcome o WHERE o.event_id = e.id)""",
    ),
    (
        "E-8",
        "место из очереди получает тот, кто записался раньше",
        """SELECT later.id FROM events_registration later JOIN events_registration sooner
             ON sooner.event_id = later.event_id AND sooner.id < later.id AND sooner.status = 'waiting'
           JOIN journal_entry e ON e.subject = 'events.registration:' || later.id AND e.verb = 'promote'
           JOIN journal_entry q ON q.subject = 'events.registration:' || sooner.id AND q.verb = 'queue' AND q.at < e.at""",
    ),
    (
        "E-4",
        "удостоверение — при явке и итоге, которых требует регламент курса",
        """SELECT a.id FROM events_attestation a JOIN events_attestationcase c ON c.attestation_id = a.id
           JOIN programme_regulation g ON g.id = c.regulation_id
           WHERE a.certificate_id IS NOT NULL AND (a.attendance < (g.data #>> '{training,attendance_min}')::int
             OR a.result < (g.data #>> '{training,result_min}')::int)""",
    ),
    (
        "E-6",
        "учил, аттестовал и аттестован — три человека",
        """SELECT id FROM events_attestation WHERE person_id = taught_by_id OR examined_by_id IN (person_id, taught_by_id)""",
    ),
    (
        "E-3",
        "одно помещение не занято дважды на одно время",
        """SELECT a.id FROM events_booking a JOIN events_booking b ON b.venue_id = a.venue_id AND b.id > a.id
           WHERE a.status IN ('requested', 'confirmed', 'used') AND b.status IN ('requested', 'confirmed', 'used')
           AND tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)""",
    ),
]
