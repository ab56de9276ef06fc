"""Which rows a piece of work leaves behind: a reference that writes less would be no reference."""

from django.db import connection

from benchmarks.clockwork import Engine

TABLES = (
    "benchmarks_matter", "benchmarks_samplecase", "viewflow_process", "viewflow_task", "viewflow_task_previous",
    "casework_waiting", "casework_notification", "journal_entry", "procrastinate_jobs",
)  # fmt: skip


def require_equal(engines: dict[str, Engine]) -> None:
    """Every engine adds the same number of rows to the same tables."""
    added = {name: _added_by(engine) for name, engine in engines.items()}
    first = next(iter(added.values()))
    different = {name: counts for name, counts in added.items() if counts != first}
    if different:
        raise AssertionError(f"engines write different rows: {first} against {different}")


def _added_by(engine: Engine) -> dict[str, int]:
    engine(1)  # the first time, people are enrolled too
    before = _counts()
    engine(1)
    return {table: count - before[table] for table, count in _counts().items()}


def _counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in TABLES))
        return dict(cursor.fetchall())
