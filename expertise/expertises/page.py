"""What a reader may see of an expertise: decided here and nowhere else (3.2 «Независимость»)."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q

from casework.models import Waiting
from casework.pages import Course, history, progress
from consultations.topics.models import Topic
from expertise.asking.pausing import on_paper
from expertise.blinding.facts import needs_copy, shown_materials
from expertise.debate.facts import may_read
from expertise.discussions.facts import topic_of
from expertise.expertises.actions import BEGINNING
from expertise.expertises.models import Expertise
from expertise.materials.facts import with_pages
from expertise.panels.models import ExpertAssignment
from expertise.roles import COORDINATOR
from expertise.scoring.assessment import matrices_of, sheets_of
from expertise.scoring.firmness import Firmness
from expertise.scoring.matrix import Matrix
from expertise.scoring.models import ScoreSheet
from expertise.scoring.service import firmness_of
from journal.models import Entry
from journal.record import key
from programme.access import Visitor, keys_of, tied_to

STEPS: Course = [
    ("Запрос", ["requested", "registered"]),
    ("Группа", ["forming_group", "coi_check"]),
    ("Оценивание", ["evaluating", "deviation", "additional_review"]),
    ("Совещание", ["consolidating", "draft_conclusion"]),
    ("Возражения", ["objections"]),
    ("Утверждение", ["approval", "concluded"]),
    ("Публикация", ["published", "appealed", "annulled"]),
]

LIGHT_STEPS: Course = [
    ("Запрос", ["requested", "registered"]),
    STEPS[1],
    STEPS[2],
    ("Балл", ["concluded"]),
]

# What outsiders and experts may read of the journal: nothing that tells how scoring goes or how far the scores lie apart.
PUBLIC_EVENTS = [
    "request",
    "register",
    "hold",
    "refuse",
    "confirm_group",
    "hold_scoring",
    "release_scoring",
    "send_draft",
    "settle_objections",
    "conclude",
    "publish",
    "tally_up",
    "cancel",
    "exceed_limit",
]


@dataclass(frozen=True)
class Member:
    """A line of the group as this reader may see it."""

    pseudonym: str
    track: str
    name: str
    state: str
    sheet: ScoreSheet | None
    replace_pk: int | None = None
    take_back_pk: int | None = None
    events: list[Entry] = field(default_factory=list)


class ExpertiseView:
    """What a reader may see of an expertise they may open."""

    def __init__(self, expertise: Expertise, reader: Visitor) -> None:
        self.expertise, self.reader = expertise, reader
        self.keys = set(keys_of(reader))
        self.is_coordinator = COORDINATOR in self.keys
        self.is_applicant = expertise.applicant_member_key in self.keys

    @cached_property
    def stage(self) -> str:
        """The status as far as the reader may know it: a group that is filled up after a challenge goes on scoring for everybody outside.

        Otherwise an upheld challenge would tell whether somebody of the group was meant.
        """
        status = Expertise.Status
        if self.is_coordinator or self.expertise.status not in (status.FORMING_GROUP, status.COI_CHECK):
            return str(self.expertise.status)
        is_numbered = self.expertise.assignments.filter(number__isnull=False).exists()
        return str(status.EVALUATING if is_numbered else self.expertise.status)

    def steps(self) -> list[tuple[str, str]]:
        """Where it stands, no finer than everybody may know; a stopped one has no place on the way."""
        is_over = self.expertise.is_public or self.is_assessed
        return progress(self.course, self.stage, is_over=is_over, otherwise=-1)

    @property
    def course(self) -> Course:
        """The way an expertise of this kind goes."""
        return LIGHT_STEPS if self.expertise.is_light else STEPS

    @property
    def is_assessed(self) -> bool:
        """Has a contest entry got its score?"""
        return self.expertise.is_light and self.expertise.status == Expertise.Status.CONCLUDED

    def status(self) -> str:
        """The exact stage for the coordinator; for others the step, since «дополнительный эксперт» would tell how the scores differ."""
        if self.is_assessed:
            return "Оценка собрана"
        if self.is_coordinator or self.expertise.is_over:
            return self.expertise.get_status_display()
        return next(title for title, statuses in self.course if self.stage in statuses)

    def waiting(self) -> list[Waiting]:
        """Whose move it is. The coordinator sees every open step; others only steps that concern the case as a whole."""
        rows = Waiting.objects.open().filter(process=self.expertise.case).order_by("due_at", "pk")
        if self.is_coordinator:
            return list(rows)
        own = Q(addressee__in=self.keys)
        if self.stage in (
            Expertise.Status.EVALUATING,
            Expertise.Status.DEVIATION,
            Expertise.Status.ADDITIONAL_REVIEW,
        ):
            return list(rows.filter(own))
        return list(rows.filter(own | ~Q(asked="")).distinct("title", "due_at").order_by("title", "due_at"))

    @cached_property
    def on_paper(self) -> set[int]:
        """Open steps whose terms stand still because the answer has come on paper."""
        return on_paper(Waiting.objects.open().filter(process=self.expertise.case))

    @cached_property
    def discussion(self) -> Topic | None:
        """What everybody may say of the object while it is assessed."""
        return None if self.expertise.is_light else topic_of(self.expertise)

    @property
    def can_begin(self) -> bool:
        """May the coordinator register, decide and ask the group in one act?"""
        return self.is_coordinator and not self.expertise.is_light and self.expertise.status in BEGINNING

    @property
    def has_debate(self) -> bool:
        """May the reader see what the experts say to each other?"""
        return may_read(self.expertise, self.reader)

    def sheet_count(self) -> int:
        """How many sheets wait for the coordinator's answer; none for anybody else."""
        return ExpertAssignment.objects.submitted_in(self.expertise).count() if self.is_coordinator else 0

    @cached_property
    def _sheets(self) -> list[ScoreSheet]:
        """Every sheet that counts, for whoever may read them all; nobody sees a part of them."""
        if self.expertise.status not in Expertise.SCORED:
            return []
        rows = sheets_of(self.expertise)
        open_to_reader = ScoreSheet.objects.visible_to(self.reader).filter(pk__in=[row.pk for row in rows])
        return rows if open_to_reader.count() == len(rows) else []

    @cached_property
    def matrices(self) -> list[Matrix]:
        """Criterion × expert."""
        return matrices_of(self.expertise, self._sheets) if self._sheets else []

    def firmness(self) -> Firmness | None:
        """How far the result hangs on one sheet or on the way of counting, and where points were lost."""
        return firmness_of(self.expertise, self._sheets) if self._sheets else None

    def losses(self) -> Firmness | None:
        """The same for the applicant once the conclusion is out: what would have raised the score, by criteria and never by sheets."""
        may_learn = self.is_applicant and not self._sheets and self.expertise.status in Expertise.SHOWN
        return firmness_of(self.expertise, sheets_of(self.expertise)) if may_learn else None

    def grounds(self) -> list[dict[str, Any]]:
        """Why so much was given, for the applicant: as the last draft has it, without what was kept from them."""
        draft = self.expertise.drafts.order_by("-edition").first()
        return draft.snapshot.get("grounds", []) if draft else []

    def members(self) -> list[Member]:
        """The group: names for the coordinator, numbers for others and only after publication; sheets as `visible_to` gives them."""
        rows = ExpertAssignment.objects.visible_to(self.reader).filter(expertise=self.expertise)
        sheets = ScoreSheet.objects.visible_to(self.reader).filter(assignment__expertise=self.expertise)
        last = {
            sheet.assignment_id: sheet for sheet in sheets.order_by("edition").prefetch_related("scores__criterion")
        }
        assignments = list(rows.select_related("expert__person", "expertise__regulation").order_by("number", "pk"))
        events = self._events(assignments)
        return [self._member(row, last.get(row.pk), events.get(key(row), [])) for row in assignments]

    def _events(self, rows: list[ExpertAssignment]) -> dict[str, list[Entry]]:
        """What has happened to each assignment, for the coordinator only."""
        events: dict[str, list[Entry]] = {}
        subjects = [key(row) for row in rows] if self.is_coordinator else []
        for entry in Entry.objects.filter(subject__in=subjects).order_by("-id"):
            events.setdefault(entry.subject, []).append(entry)
        return events

    def _member(self, row: ExpertAssignment, sheet: ScoreSheet | None, events: list[Entry]) -> Member:
        own = row.addressee in self.keys
        is_named = self.is_coordinator or own or (self.expertise.is_public and row.expert.may_be_named)
        return Member(
            pseudonym=row.pseudonym,
            track=row.expert.get_track_display(),
            name=row.expert.person.get_full_name() if is_named else "",
            state=row.get_status_display() if self.is_coordinator or own else "",
            sheet=sheet,
            take_back_pk=row.pk if own and row.status == ExpertAssignment.Status.SUBMITTED else None,
            replace_pk=row.pk
            if self.is_coordinator and row.status == ExpertAssignment.Status.OVERDUE and row.has_waited_long_enough()
            else None,
            events=events,
        )

    def timeline(self) -> list[Entry]:
        """What has happened to the expertise: all of it for the coordinator, the public milestones for others.

        A group is confirmed once for everybody outside: that it was filled up later stays inside.
        """
        rows = history(self.expertise)
        if self.is_coordinator:
            return list(rows)
        shown = list(rows.filter(verb__in=PUBLIC_EVENTS))
        first = min((row.pk for row in shown if row.verb == "confirm_group"), default=0)
        return [row for row in shown if row.verb != "confirm_group" or row.pk == first]

    @cached_property
    def hides_applicant(self) -> bool:
        """Is the reader an expert who does not know yet whose application it is? That they hold an office besides changes nothing."""
        if not self.expertise.blind_until or not self.keys:
            return False
        own = ExpertAssignment.objects.filter(expertise=self.expertise, expert__person=self.reader.pk)
        return any(self.expertise.hides_applicant(status) for status in own.values_list("status", flat=True))

    @property
    def title(self) -> str:
        """How this reader may call the case."""
        return self.expertise.object_title if self.hides_applicant else self.expertise.full_title

    def materials(self) -> dict[str, Any]:
        """The frozen text; of a blind case its experts get what the office has prepared, others what was submitted."""
        submitted = self.expertise.materials.snapshot
        return with_pages(shown_materials(self.expertise) if self.hides_applicant else submitted, self.expertise.pk)

    @property
    def may_blind(self) -> bool:
        """May the coordinator give the experts a better edition of the text?"""
        prepared = self.expertise.blind_until and not self.expertise.is_over and not needs_copy(self.expertise)
        return self.is_coordinator and bool(prepared)

    def reads_materials(self) -> bool:
        """The frozen text: the offices, the applicant, experts who have opened it."""
        is_reading = (
            bool(self.keys) and ExpertAssignment.objects.reading(self.reader).filter(expertise=self.expertise).exists()
        )
        is_in_office = self.is_coordinator and self.expertise.applicant_id not in tied_to(self.reader)
        return is_in_office or self.is_applicant or is_reading
