"""What must always hold of the lists: each promise is one SQL query that returns the offenders' ids."""

INVARIANTS: list[tuple[str, str, str]] = [
    (
        "I-71",
        "Строка перечня не исчезает из следующей версии, и версии идут подряд, ни одна не раньше прежней",
        """SELECT n.id FROM programme_listversion n
           LEFT JOIN programme_listversion p ON p.code = n.code AND p.version = n.version - 1
           WHERE n.version > 1 AND (p.id IS NULL OR p.starts_at > n.starts_at OR EXISTS (
               SELECT 1 FROM jsonb_array_elements(p.rows) r WHERE NOT EXISTS (
                   SELECT 1 FROM jsonb_array_elements(n.rows) k WHERE k ->> 'code' = r ->> 'code')))""",
    ),
    (
        "I-72",
        "Район, область и правовая форма организации есть в перечнях города",
        """SELECT o.id FROM programme_organization o
           JOIN LATERAL (VALUES ('districts', o.district), ('areas', o.area), ('legal_forms', o.legal_form)) said (list, code)
               ON said.code <> ''
           WHERE NOT EXISTS (SELECT 1 FROM programme_listversion v, jsonb_array_elements(v.rows) r
                             WHERE v.code = said.list AND r ->> 'code' = said.code)""",
    ),
]
