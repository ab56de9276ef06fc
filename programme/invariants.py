"""What must always hold of people, organisations, roles and regulations: each query returns the offenders' ids."""

from programme.appointments.absences import unmanned_people, unmanned_roles
from programme.appointments.models import FORBIDDEN
from programme.periods import today
from programme.regulations.models import Regulation

_PAIRS = ", ".join(f"('{role_a}', '{role_b}', {str(scoped).lower()})" for role_a, role_b, scoped, _ in FORBIDDEN)

INVARIANTS = [
    (
        "P-1",
        "веса критериев набора в сумме дают 10,00",
        """SELECT s.id FROM programme_criteriaset s LEFT JOIN programme_criterion c ON c.set_id = s.id
           GROUP BY s.id HAVING coalesce(sum(c.weight), 0) <> 10.00""",
    ),
    (
        "P-2",
        "никто не совмещает запрещённые роли",
        f"""SELECT a.id, b.id FROM programme_roleassignment a
            JOIN (VALUES {_PAIRS}) AS pair (one, other, scoped) ON pair.one = a.role
            JOIN programme_roleassignment b ON b.person_id = a.person_id AND b.role = pair.other
            WHERE a.ended_at IS NULL AND b.ended_at IS NULL
            AND (NOT pair.scoped OR a.scope = '' OR b.scope = '' OR a.scope = b.scope)
            AND daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]')
        """,  # noqa: S608 - written from our own table
    ),
    (
        "P-3",
        "полномочия подтверждает не сам представитель",
        "SELECT id FROM programme_membership WHERE confirmed_by_id = person_id",
    ),
    (
        "P-4",
        "никто не назначает на роль самого себя",
        "SELECT id FROM programme_roleassignment WHERE appointed_by_id = person_id",
    ),
    (
        "P-6",
        "полномочия организации не пересекаются во времени",
        """SELECT a.id, b.id FROM programme_membership a JOIN programme_membership b
           ON a.person_id = b.person_id AND a.organization_id = b.organization_id AND a.id < b.id
           WHERE a.ended_at IS NULL AND b.ended_at IS NULL
           AND daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]')""",
    ),
    (
        "P-7",
        "организацию представляет тот, кто сам принял приглашение или сам её добавил",
        """SELECT m.id FROM programme_membership m LEFT JOIN programme_invitation i ON i.id = m.invitation_id
           WHERE (m.role <> 'head' OR m.invitation_id IS NOT NULL)
           AND (i.status, i.answered_by_id, i.organization_id, i.role)
               IS DISTINCT FROM ('accepted', m.person_id, m.organization_id, m.role)""",
    ),
    (
        "P-8",
        "у приглашения без ответа дело открыто, у остальных — закрыто",
        """SELECT i.id FROM programme_invitation i LEFT JOIN programme_invitationcase c ON c.invitation_id = i.id
           LEFT JOIN viewflow_process p ON p.id = c.process_ptr_id
           WHERE p.id IS NULL OR (p.finished IS NULL) <> (i.status = 'open')""",
    ),
    (
        "P-9",
        "за принятым приглашением на роль стоит назначение на неё того же человека",
        """SELECT i.id FROM programme_invitation i WHERE i.purpose = 'role' AND i.status = 'accepted' AND NOT EXISTS (
               SELECT 1 FROM programme_roleassignment a WHERE a.person_id = i.answered_by_id
               AND (a.role, a.scope, a.ground) = (i.role, i.scope, i.ground) AND a.valid_from >= i.valid_from
               AND a.appointed_by_id IS NOT DISTINCT FROM i.invited_by_id)""",
    ),
    (
        "P-17",
        "муниципальное учреждение отмечено как муниципальное",
        """SELECT id FROM programme_organization WHERE NOT is_municipal_institution AND legal_form IN (
               SELECT r ->> 'code' FROM programme_listversion v, jsonb_array_elements(v.rows) r
               WHERE v.code = 'legal_forms' AND (r ->> 'is_municipal_institution')::boolean)""",
    ),
]


def missing_regulation() -> list[str]:
    """The main regulation, if no version of it is in force in the city today."""
    return [] if Regulation.objects.filter(code="main", valid_from__lte=today()).exists() else ["main"]


CHECKS = [
    ("P-5", "действует хотя бы один регламент", missing_regulation),
    ("I-24", "роль, которой ждёт открытый шаг, есть у кого-то", unmanned_roles),
    ("I-24", "у открытого шага человека есть исполнитель или подразделение, которое его заменит", unmanned_people),
]
