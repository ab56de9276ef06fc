"""What must always hold of the frame."""

from programme import legal_forms
from programme.models.appointments import FORBIDDEN

_PAIRS = ", ".join(f"('{one}', '{other}', {str(scoped).lower()})" for one, other, scoped, _ in FORBIDDEN)
_MUNICIPAL = ", ".join(f"'{name}'" for name in legal_forms.municipal_institutions())

PROMISES = [
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
        "P-5",
        "действует хотя бы один регламент",
        """SELECT 'main' WHERE NOT EXISTS (
               SELECT 1 FROM programme_regulation WHERE code = 'main' AND valid_from <= current_date)""",
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
        "P-17",
        "муниципальное учреждение отмечено как муниципальное",
        f"""SELECT id FROM programme_organization
            WHERE legal_form IN ({_MUNICIPAL}) AND NOT is_municipal_institution""",  # noqa: S608 - written from our own data
    ),
]
