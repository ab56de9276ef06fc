"""A town with many cases, poured into the scratch database: as many as asked, a secretary who has had a part in all of them."""

from typing import Any

from django.db import connection, models
from django.utils import timezone
from viewflow.workflow.models import Process, Task

from casework.models import Waiting
from documents.models import Document
from journal.models import Entry, digest
from negotiations.models import NegotiationPlatform, Proposal, ProposalCase
from negotiations.proposals.flow import ProposalFlow
from programme.appointments import actions as appointments
from programme.models import Organization, Person, Regulation
from programme.people import actions as people

ORGANIZATIONS = 50
OWN = 60  # so many of the first cases wait for the secretary; one's own tasks do not grow with the town
CASES = "generate_series({first}::bigint, {last}::bigint) n"
STEPS = f"{CASES}, generate_series(0, 1) k"
ACTS = f"{CASES}, generate_series(1, 3) k"


class Town:
    """Grows, never shrinks."""

    def __init__(self) -> None:
        """Fifty organisations, a platform, and the secretary whose pages are opened."""
        facts = {"sector": "community", "legal_form": "ТОС", "address": "г. Красноярск"}
        self.homes = [
            Organization.objects.create(full_name=f"ТОС {n}", short_name=f"ТОС {n}", **facts)
            for n in range(ORGANIZATIONS)
        ]
        self.secretary: Person = people.enroll(
            email="secretary@bench.example", last_name="Секретарёва", first_name="Анна", middle_name="Петровна"
        )
        appointments.appoint(self.secretary, role="platform_secretary", ground="приказ")
        window = {"accepts_from": "2026-01-01", "accepts_until": "2099-12-31"}
        self.platform = NegotiationPlatform.objects.create(
            title="Площадка", kind="thematic", description="О дворах", operator=self.homes[0], **window
        )
        self.first = 1_000_000  # away from whatever the other measures have written
        self.size = 0

    def grow(self, size: int) -> None:
        """So many cases altogether; what guards single rows is off while they are poured in."""
        reach = {"first": self.first + self.size, "last": self.first + size - 1}
        kinds = self._kinds()
        with connection.cursor() as cursor:
            for row, _, _ in kinds:
                cursor.execute(f"ALTER TABLE {row._meta.db_table} DISABLE TRIGGER USER")
            for row, source, varying in kinds:
                cursor.execute(*_pouring(row, source.format(**reach), varying))
            for row, _, _ in kinds:
                cursor.execute(f"ALTER TABLE {row._meta.db_table} ENABLE TRIGGER USER")
                cursor.execute(f"VACUUM (ANALYZE) {row._meta.db_table}")
        self.size = size

    def _kinds(self) -> list[tuple[models.Model, str, dict[str, str]]]:
        """A row of each table as its model makes it, what it is repeated for, and the columns that differ from row to row.

        Case n has process n, a check that the secretariat has done (task 2n) and an open step (task 2n + 1): of the first cases
        again the secretariat's, of all others the applicant's. And a receipt: the paper a case page looks for.
        """
        home = f"{self.homes[0].pk} + n %% {ORGANIZATIONS}"
        flow, now, number = (
            "negotiations/proposals.flow.ProposalFlow",
            timezone.now(),
            "'З-2026-' || lpad(n::text, 7, '0')",
        )
        addressee = (
            f"CASE WHEN k = 0 OR n < {self.first + OWN} THEN 'role:platform_secretary' ELSE 'member:' || {home} END"
        )
        moment, due = f"'{now:%Y-%m-%d %H:%M:%S%z}'::timestamptz", "n %% 40 * interval '1 day'"
        done = f"CASE k WHEN 0 THEN {moment} END"
        return [
            (self._proposal(), CASES, {"id": "n", "organization": home, "number": number, "title": "'Двор без ступеней ' || n"}),
            (Process(flow_class=ProposalFlow), CASES, {"id": "n"}),
            (ProposalCase(regulation=Regulation.in_force()), CASES, {"process_ptr": "n", "proposal": "n"}),
            (Task(process_id=0, flow_task_type="HUMAN", started=now), STEPS, {
                "id": "2 * n + k", "process": "n", "flow_task": f"'{flow}.' || (ARRAY['check', 'fix'])[k + 1]",
                "status": "(ARRAY['DONE', 'ASSIGNED'])[k + 1]", "finished": done,
            }),
            (self._waiting(now), STEPS, {
                "task": "2 * n + k", "process": "n", "addressee": addressee, "case_title": "'Двор без ступеней ' || n",
                "case_url": "'/proposals/' || n || '/'", "due_at": f"{moment} + {due}", "closed_at": done,
                "closed_how": "CASE k WHEN 0 THEN 'done' ELSE '' END",
            }),
            (self._entry(now), ACTS, {"id": "nextval('journal_entry_id_seq')", "subject": "'negotiations.proposal:' || n"}),
            (self._receipt(now), CASES, {
                "id": "nextval('documents_document_id_seq')", "n": "n", "number": number, "code": "'TOWN' || lpad(n::text, 12, '0')",
                "snapshot": f"jsonb_build_object('reference', 'по заявке № ' || {number})", "readers": f"ARRAY['member:' || {home}]",
            }),
        ]  # fmt: skip

    def _proposal(self) -> Proposal:
        return Proposal(
            platform=self.platform, status="formal_check", summary="Проект меняет жизнь двора", goal="Соседи договорились",
            cluster="NKD", direction="LIFE", level="sectoral", area="social", districts=["sver"], budget_total=3_150_000,
            created_by=self.secretary, submitted_at=timezone.now(),
        )  # fmt: skip

    def _waiting(self, now: Any) -> Waiting:
        return Waiting(
            asked="чей-то ход",
            title="Проверить заявку",
            opened_at=now,
            deadline="proposal.fix",
            consequence="срок пройдёт",
        )

    def _entry(self, now: Any) -> Entry:
        return Entry(
            verb="submit", title="Заявка подана", actor=self.secretary, capacity="подписант", before="draft", after="submitted",
            payload_hash=digest({}), at=now,
        )  # fmt: skip

    def _receipt(self, now: Any) -> Document:
        return Document(
            kind="receipt", register="applications", year=2026, date=now.date(), title="Расписка", template="t.html",
            template_hash="0" * 64, snapshot_hash="1" * 64, reserved_at=now,
        )  # fmt: skip


def _pouring(row: models.Model, source: str, varying: dict[str, str]) -> tuple[str, list[Any]]:
    """INSERT … SELECT of every column the model has: those that vary are SQL, all others are what the row holds."""
    fields = {field.name: field for field in row._meta.local_concrete_fields}
    if unknown := varying.keys() - fields.keys():
        raise LookupError(f"{row._meta.label} has no {', '.join(sorted(unknown))}")
    values = [
        field.get_db_prep_save(field.pre_save(row, add=True), connection)
        for name, field in fields.items()
        if name not in varying
    ]
    columns = ", ".join(f'"{field.column}"' for field in fields.values())
    chosen = ", ".join(varying.get(name, "%s") for name in fields)
    return f'INSERT INTO "{row._meta.db_table}" ({columns}) SELECT {chosen} FROM {source}', values
