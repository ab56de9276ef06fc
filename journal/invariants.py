"""What must always hold of the journal."""

from journal import checkpoints


def _rewritten() -> list[str]:
    """Where the entries are not those under the checkpoints."""
    fault = checkpoints.verify()
    return [f"место {fault.position}: {fault.reason}"] if fault else []


# The tree of RFC 9162 level by level, by the database alone: pairs are joined, the odd last one goes up as it is.
_ROOT = """WITH RECURSIVE mark AS (SELECT id, size, root FROM journal_checkpoint ORDER BY day DESC LIMIT 1),
    level (n, hash, width) AS (
        SELECT s.position - 1, s.leaf, mark.size FROM mark JOIN journal_seal s ON s.position <= mark.size
        UNION ALL
        SELECT n / 2, CASE WHEN beside IS NULL THEN hash ELSE sha256('\\x01'::bytea || hash || beside) END, (width + 1) / 2
        FROM (SELECT n, hash, width, lead(hash) OVER (ORDER BY n) AS beside FROM level) AS pairs WHERE n % 2 = 0 AND width > 1)
    SELECT mark.id FROM mark LEFT JOIN level ON level.width = 1
    WHERE mark.root <> coalesce(level.hash, sha256(''))"""

INVARIANTS = [
    (
        "I-33",
        "места в журнале идут без пропусков",
        "SELECT max(position) FROM journal_seal HAVING max(position) <> count(*)",
    ),
    (
        "I-33",
        "отметки журнала идут день за днём, и записей под ними не убывает",
        """SELECT id FROM (SELECT id, size, lag(size) OVER (ORDER BY day) AS earlier FROM journal_checkpoint) AS line
           WHERE size < earlier""",
    ),
    (
        "I-33",
        "под отметкой журнала не больше записей, чем запечатано",
        "SELECT id FROM journal_checkpoint WHERE size > (SELECT count(*) FROM journal_seal)",
    ),
    ("I-33", "корень последней отметки журнала — корень дерева его записей", _ROOT),
]

# Leaves are made of canonical JSON with secret salts: only the program can make them anew.
CHECKS = [("I-33", "Записи журнала — те, что под отметками дней", _rewritten)]
