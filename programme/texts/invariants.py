"""What must always hold of the texts: each promise is one SQL query that returns the offenders' ids."""

INVARIANTS: list[tuple[str, str, str]] = [
    (
        "I-73",
        "Данное согласие называет версию текста, которая в тот миг действовала",
        """SELECT c.id FROM programme_consent c
           LEFT JOIN programme_textversion t ON t.code = 'consent.' || c.purpose AND t.version::text = c.text_version
           WHERE t.id IS NULL OR t.starts_at > c.given_at AND t.version > 1""",
    ),
    (
        "I-74",
        "Версии текста идут подряд, ни одна не раньше прежней",
        """SELECT n.id FROM programme_textversion n
           LEFT JOIN programme_textversion p ON p.code = n.code AND p.version = n.version - 1
           WHERE n.version > 1 AND (p.id IS NULL OR p.starts_at > n.starts_at)""",
    ),
]
