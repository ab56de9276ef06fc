"""A town with many cases, made by SQL in the scratch database: as many as asked, a secretary who has had a part in all of them."""

from typing import Any

from django.db import connection

from journal.models import digest
from negotiations.models import NegotiationPlatform
from programme import actions
from programme.models import Organization, Person, Regulation

ORGANIZATIONS = 50
TABLES = (
    "negotiations_proposal", "viewflow_process", "negotiations_proposalcase", "viewflow_task", "casework_waiting", "journal_entry",
    "documents_document",
)  # fmt: skip

# Case n has process n, a check that the secretariat has done (task 2n) and an open step (task 2n + 1): of the first sixty cases
# again the secretariat's, of all others the applicant's. One's own tasks do not grow with the town.
PROPOSALS = """INSERT INTO negotiations_proposal (id, platform_id, organization_id, status, number, title, summary, problem, goal, objectives,
    plan, results, team, cluster, direction, level, area, districts, budget_total, returns, reworks, created_by_id, created_at, submitted_at)
    SELECT n, %(platform)s, %(organization)s + n %% 50, 'formal_check', 'З-2026-' || lpad(n::text, 7, '0'), 'Двор без ступеней ' || n,
    'Проект меняет жизнь двора', '', 'Соседи договорились', '', '', '', '', 'NKD', 'LIFE', 'sectoral', 'social', '{sver}', 3150000, 0, 0,
    %(person)s, now(), now() FROM generate_series(%(first)s::bigint, %(last)s::bigint) n"""
PROCESSES = """INSERT INTO viewflow_process (id, flow_class, status, created, data)
    SELECT n, 'negotiations/flows.ProposalFlow', 'NEW', now(), '{}' FROM generate_series(%(first)s::bigint, %(last)s::bigint) n"""
CASES = """INSERT INTO negotiations_proposalcase (process_ptr_id, proposal_id, regulation_id)
    SELECT n, n, %(regulation)s FROM generate_series(%(first)s::bigint, %(last)s::bigint) n"""
TASKS = """INSERT INTO viewflow_task (id, process_id, flow_task, flow_task_type, status, created, started, finished, token, data)
    SELECT 2 * n + k, n, 'negotiations/flows.ProposalFlow.' || (ARRAY['check', 'fix'])[k + 1], 'HUMAN', (ARRAY['DONE', 'ASSIGNED'])[k + 1],
    now(), now(), CASE k WHEN 0 THEN now() END, 'start', '{}'
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) n, generate_series(0, 1) k"""
WAITINGS = """INSERT INTO casework_waiting (task_id, process_id, addressee, fact, asked, title, case_title, case_url, opened_at, closed_at,
    closed_how, deadline, is_hard, due_at, consequence, stage)
    SELECT 2 * n + k, n, CASE WHEN k = 0 OR n < %(own)s THEN 'role:platform_secretary' ELSE 'member:' || %(organization)s + n %% 50 END, '',
    'чей-то ход', 'Проверить заявку', 'Двор без ступеней ' || n, '/proposals/' || n || '/', now(), CASE k WHEN 0 THEN now() END,
    CASE k WHEN 0 THEN 'done' ELSE '' END, 'proposal.fix', false, now() + n %% 40 * interval '1 day', 'срок пройдёт', ''
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) n, generate_series(0, 1) k"""
ENTRIES = """INSERT INTO journal_entry (subject, verb, title, actor_id, capacity, before, after, ground, payload, payload_hash, at)
    SELECT 'negotiations.proposal:' || n, 'submit', 'Заявка подана', %(person)s, 'подписант', 'draft', 'submitted', '', '{}', %(hash)s, now()
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) n, generate_series(1, 3) k"""

# A receipt for each: the paper a case page looks for.
DOCUMENTS = """INSERT INTO documents_document (kind, register, year, scope, n, number, date, title, template, template_hash, snapshot,
    snapshot_hash, code, is_public, readers, status, sign_lapses, reserved_at, annulled_reason, attempts, error)
    SELECT 'receipt', 'applications', 2026, '', n, 'З-2026-' || n, now()::date, 'Расписка', 't.html', repeat('0', 64),
    jsonb_build_object('reference', 'по заявке № З-2026-' || lpad(n::text, 7, '0')), repeat('1', 64), 'TOWN' || lpad(n::text, 12, '0'), false,
    ARRAY['member:' || %(organization)s + n %% 50], 'draft', false, now(), '', 0, '' FROM generate_series(%(first)s::bigint, %(last)s::bigint) n"""


class Town:
    """Grows, never shrinks."""

    def __init__(self) -> None:
        """Fifty organisations, a platform, and the secretary whose pages are opened."""
        facts = {"sector": "community", "legal_form": "ТОС", "address": "г. Красноярск"}
        homes = [
            Organization.objects.create(full_name=f"ТОС {n}", short_name=f"ТОС {n}", **facts)
            for n in range(ORGANIZATIONS)
        ]
        self.secretary: Person = actions.enroll(
            email="secretary@bench.example", last_name="Секретарёва", first_name="Анна", middle_name="Петровна"
        )
        actions.appoint(self.secretary, role="platform_secretary", ground="приказ")
        window = {"accepts_from": "2026-01-01", "accepts_until": "2099-12-31"}
        platform = NegotiationPlatform.objects.create(
            title="Площадка", kind="thematic", description="О дворах", operator=homes[0], **window
        )
        self.facts = {
            "organization": homes[0].pk,
            "platform": platform.pk,
            "person": self.secretary.pk,
            "hash": digest({}),
            "regulation": Regulation.in_force().pk,
        }
        self.first = 1_000_000  # away from whatever the other measures have written
        self.size = 0

    def grow(self, size: int) -> None:
        """So many cases altogether; what guards single rows is off while they are poured in."""
        facts: dict[str, Any] = self.facts | {
            "own": self.first + 60,
            "first": self.first + self.size,
            "last": self.first + size - 1,
        }
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for statement in (PROPOSALS, PROCESSES, CASES, TASKS, WAITINGS, ENTRIES, DOCUMENTS):
                cursor.execute(statement, facts)
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
                cursor.execute(f"VACUUM (ANALYZE) {table}")
        self.size = size
