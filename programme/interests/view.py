"""The one list of ties in the database, written out of the tables of the rooms that know of some."""

# What every part of the list says; a room that records ties of its own adds its part by a migration: see `view`.
COLUMNS = "source, person_id, organization_id, kind, since, until, known_at"


def representations(time_zone: str) -> str:
    """SQL: representations; one that has been ended holds until the day of its end in the city."""
    return f"""SELECT 'membership:' || m.id AS source, m.person_id, m.organization_id,
        CASE m.role WHEN 'head' THEN 'руководитель' WHEN 'signer' THEN 'подписант' ELSE 'сотрудник' END AS kind,
        m.valid_from AS since, least(m.valid_to, timezone('{time_zone}', m.ended_at)::date) AS until, m.entered_at AS known_at
        FROM programme_membership m"""  # noqa: S608 - written from our own text


def view(*parts: str) -> str:
    """SQL that makes the list of these parts."""
    united = " UNION ALL ".join(parts)
    return f"CREATE OR REPLACE VIEW programme_tie AS SELECT {COLUMNS} FROM ({united}) tie"  # noqa: S608
