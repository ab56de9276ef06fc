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
        "E-9",
        "в секции занято не больше мест, чем есть, и место есть только у того, кто записан на мероприятие",
        """SELECT s.id FROM events_session s JOIN events_choice c ON c.session_id = s.id AND c.left_at IS NULL
           JOIN events_registration r ON r.id = c.registration_id
           GROUP BY s.id HAVING count(c.given_at) > s.places
             OR bool_or(r.event_id <> s.event_id OR r.status IN ('declined', 'cancelled', 'void')
                        OR c.given_at IS NOT NULL AND r.status NOT IN ('confirmed', 'attended', 'absent'))""",
    ),
    (
        "E-10",
        "никто не выбрал двух секций, которые идут в одно время",
        """SELECT c.id FROM events_choice c JOIN events_choice d ON d.registration_id = c.registration_id AND d.id > c.id
           JOIN events_session a ON a.id = c.session_id JOIN events_session b ON b.id = d.session_id
           WHERE c.left_at IS NULL AND d.left_at IS NULL AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at""",
    ),
    (
        "E-11",
        "место в секции получает тот, кто выбрал её раньше",
        """SELECT later.id FROM events_choice later JOIN events_choice sooner ON sooner.session_id = later.session_id AND sooner.id < later.id
           JOIN journal_entry place ON place.subject = 'events.registration:' || sooner.registration_id
             AND place.verb IN ('confirm', 'promote')
           WHERE later.given_at IS NOT NULL AND place.at < later.given_at AND COALESCE(sooner.given_at, 'infinity') > later.given_at
             AND COALESCE(sooner.left_at, 'infinity') > later.given_at""",
    ),
    (
        "E-12",
        "курс пройден ровно при явке и итоге, которых требует его регламент, и проверил его не сам обучавшийся",
        """SELECT c.id FROM events_courseresult c JOIN events_registration r ON r.id = c.registration_id
           JOIN events_eventcase k ON k.event_id = r.event_id JOIN programme_regulation g ON g.id = k.regulation_id
           WHERE r.person_id = c.by_id OR c.is_passed <> (c.attendance >= (g.data #>> '{training,attendance_min}')::int
             AND c.result >= (g.data #>> '{training,result_min}')::int)""",
    ),
    (
        "E-13",
        "голос зрителя — за другого человека, который показывал своё на том же фестивале; записей о голосах столько же",
        """SELECT v.id FROM events_viewervote v JOIN events_registration r ON r.id = v.registration_id
           WHERE r.event_id <> v.event_id OR r.person_id = v.person_id OR r.exhibit = ''
           UNION SELECT e.id FROM events_event e WHERE (SELECT count(*) FROM events_viewervote v WHERE v.event_id = e.id) <>
             (SELECT count(*) FROM journal_entry j WHERE j.subject = 'events.event:' || e.id AND j.verb = 'viewer_vote')""",
    ),
    (
        "E-14",
        "возраст спрошен только там, где он важен, и подходит мероприятию",
        """SELECT r.id FROM events_registration r JOIN events_event e ON e.id = r.event_id
           WHERE (e.bands = '[]' AND r.age <> '') OR (e.bands <> '[]' AND NOT e.bands ? r.age)""",
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
