"""M3: inbox, register and case page in a town of 1 000, 20 000, 200 000 (and with --full 1 000 000) cases."""

from collections.abc import Callable
from statistics import median
from typing import Any

from django.db import connection
from django.test import Client

from benchmarks.clockwork import Engine, Line, Series, compare, is_tiny, queries, race
from benchmarks.town import Town

SIZES = [1_000, 20_000, 200_000]
BLOCK = 3
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# What waits for the person, each capacity straight from its index, and the open steps of others in the person's cases.
INBOX = """(SELECT w.* FROM unnest(%(keys)s::text[]) key, LATERAL (SELECT * FROM casework_waiting
        WHERE closed_at IS NULL AND addressee = key ORDER BY due_at NULLS LAST, task_id LIMIT 200) w ORDER BY due_at, task_id LIMIT 200)
    UNION ALL (SELECT DISTINCT ON (process_id, title) * FROM casework_waiting w WHERE closed_at IS NULL
        AND addressee <> ALL (%(keys)s::text[]) AND EXISTS (SELECT FROM casework_waiting m WHERE m.process_id = w.process_id
        AND m.addressee = ANY (%(keys)s::text[])) ORDER BY process_id, title, due_at LIMIT 50)"""
REGISTER = """SELECT p.*, o.* FROM negotiations_proposal p JOIN programme_organization o ON o.id = p.organization_id
    WHERE p.number <> '' ORDER BY p.id DESC LIMIT 26"""
CASE = """SELECT p.*, o.*, e.*, w.* FROM negotiations_proposal p JOIN programme_organization o ON o.id = p.organization_id
    JOIN negotiations_proposalcase c ON c.proposal_id = p.id JOIN casework_waiting w ON w.process_id = c.process_ptr_id
    LEFT JOIN journal_entry e ON e.subject = 'negotiations.proposal:' || p.id WHERE p.id = %s"""


def measure(full: bool) -> list[Line]:
    """Each page beside SQL that fetches its rows; the last column tells how it grew since the smallest town."""
    town, lines, small = Town(), [], dict[str, Series]()
    for size in [200] if is_tiny() else [*SIZES, 1_000_000] if full else SIZES:
        town.grow(size)
        for page, (ours, reference) in _pages(town).items():
            series = race({"мы": ours, "SQL тех же строк": reference}, block=BLOCK)
            first = small.setdefault(page, series["мы"])
            grown = median(series["мы"].wall) / median(first.wall)
            note = f"запросов {queries(ours)}; рост от 1 000 дел: {grown:.2f}"
            target = {"SQL тех же строк": "≤ 20; ≤ 5 запросов; рост ≤ 1,2"}
            lines += compare(
                f"M3 {page}, {size} дел", series, ours="мы", target=target, notes={"SQL тех же строк": note}
            )
    return lines


def _pages(town: Town) -> dict[str, tuple[Engine, Engine]]:
    secretary, stranger = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    secretary.force_login(town.secretary, backend=BACKEND)
    pk = town.first + town.size // 2
    return {
        "папка": (_opened(secretary, "/inbox/"), _sql(INBOX, {"keys": town.secretary.capacity_keys()})),
        "реестр": (_opened(stranger, "/proposals/"), _sql(REGISTER, [])),
        "дело": (_opened(secretary, f"/proposals/{pk}/"), _sql(CASE, [pk])),
    }


def _opened(client: Client, address: str) -> Engine:
    def engine(times: int) -> None:
        for _ in range(times):
            response = client.get(address)
            assert response.status_code == 200, (address, response.status_code)

    return engine


def _sql(statement: str, values: Any) -> Callable[[int], None]:
    def engine(times: int) -> None:
        for _ in range(times):
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                cursor.fetchall()

    return engine
