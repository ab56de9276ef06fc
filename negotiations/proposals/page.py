"""What a proposal's page tells beside its text: what happened and which papers came of it, who takes part, the scores."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Subquery

from casework import chart, inbox
from casework.gather import gather
from casework.models import Waiting
from casework.pages import Event
from committee.models import AgendaLine
from documents.models import Document
from documents.papers.referring import referred
from execution.models import Report, Undertaking
from expertise.models import ExpertAssignment, Expertise
from journal.models import Entry
from journal.record import key
from negotiations.applications import application
from negotiations.applications.models import BudgetLine, ProposalVersion, Remark
from negotiations.contributions.models import Contribution
from negotiations.examination.models import Examination
from negotiations.implementation.models import Implementation
from negotiations.parties.models import NegotiationParty
from negotiations.proposals.models import Proposal
from programme.access import Visitor

TOGETHER = timedelta(minutes=1)  # an act and the papers it issues are written in one transaction


@dataclass
class Act(Event):
    """A line of a proposal's timeline; a change of status may have brought about a paper."""

    is_move: bool = False

    def attach_document(self, paper: Document) -> None:
        """Show the paper beside what brought it about."""
        kind = paper.get_kind_display().lower()
        self.url, self.url_text = paper.get_absolute_url(), f"{kind} №\N{NO-BREAK SPACE}{paper.number}"


class Rows:
    """Everything a proposal's page shows beside the proposal itself, read in one round trip to the database."""

    def __init__(self, proposal: Proposal, person: Visitor, is_open: bool) -> None:
        self.waitings = Waiting.objects.open().filter(process=proposal.case).order_by("pk")
        self.papers = _papers(proposal, person)
        self.negotiations = proposal.negotiations.select_related("platform", "moderator").order_by("-pk")
        self.parties = (
            NegotiationParty.objects.filter(case__proposal=proposal, status=NegotiationParty.Status.ACCEPTED)
            .select_related("organization").order_by("sector", "pk")
        )  # fmt: skip
        self.experts = _experts(proposal)
        self.entries = Entry.objects.filter(subject=key(proposal)).order_by("id")
        if not is_open:
            self.entries = self.entries.exclude(after="").exclude(verb="create")
        is_read = is_open or proposal.is_published
        self.lines = proposal.lines.all() if is_read else proposal.lines.none()
        self.files = proposal.attachments.filter(removed_at=None) if is_read else proposal.attachments.none()
        self.contributions = (
            Contribution.objects.visible_to(person).filter(case__proposal=proposal, status__in=Contribution.BOUND)
            .select_related("party__organization", "recipient__organization").order_by("case", "number")
        )  # fmt: skip
        self.remarks = _remarks(proposal) if is_open else Remark.objects.none()
        self.tasks = chart.tasks_of(proposal.case.pk)
        self.counts = inbox.counting(person) if person.is_authenticated else ()
        gather(self.waitings, self.papers, self.negotiations, self.parties, self.experts, self.entries, self.lines, self.files,
               self.remarks, self.tasks, self.contributions, *self.counts)  # fmt: skip


def _papers(proposal: Proposal, person: Visitor) -> "QuerySet[Document]":
    """The proposal's papers that the person may see, newest first."""
    return Document.objects.visible_to(person).among(*papers_among(proposal)).order_by("-pk")


def papers_among(proposal: Proposal) -> list[Any]:
    """Its papers as queries for their keys: its own, the conclusions, the decisions, the extracts, those of its implementation."""
    wanted: list[Any] = [proposal.versions.values("document"), proposal.examinations.values("expertise__conclusion")]
    if proposal.number:
        wanted.append(Document.objects.filter(snapshot__reference=f"по заявке № {proposal.number}").values("pk"))
    own, implementations = Proposal.objects.filter(pk=proposal.pk), Implementation.objects.filter(proposal=proposal)
    asked: list[QuerySet[Any, Any]] = [own.values("agenda_item"), implementations.values("termination_item")]
    for items in asked:
        lines = AgendaLine.objects.filter(item__in=items)
        wanted += [lines.values("extract"), lines.values("decision__document")]
    parts = Undertaking.objects.filter(parent__in=implementations.values("project")).values("pk")
    given: tuple[QuerySet[Any, Any], ...] = (implementations.values("project"), parts)
    for undertakings in given:
        reports = Report.objects.filter(undertaking__in=undertakings)
        wanted += [reports.values("document"), reports.values("statement")]
    return [*wanted, *(implementations.values(name) for name in ("schedule", "act")), own.values("inventory")]


def holding(paper: Document) -> "QuerySet[Proposal]":
    """The proposals whose list has this paper: the reverse of `papers_among`."""
    lines = AgendaLine.objects.filter(Q(extract=paper) | Q(decision__document=paper))
    reports = Report.objects.filter(Q(document=paper) | Q(statement=paper)).values("undertaking")
    projects = Undertaking.objects.filter(Q(pk__in=reports) | Q(children__in=reports))
    implementations = Implementation.objects.filter(
        Q(schedule=paper) | Q(act=paper) | Q(termination_item__in=lines.values("item")) | Q(project__in=projects)
    )
    return Proposal.objects.filter(
        Q(pk__in=ProposalVersion.objects.filter(document=paper).values("proposal"))
        | Q(pk__in=Examination.objects.filter(expertise__conclusion=paper).values("proposal"))
        | Q(pk__in=implementations.values("proposal"))
        | Q(agenda_item__in=lines.values("item"))
        | Q(inventory=paper)
        | Q(number=referred(paper, "по заявке № ") or None)
    )


def _remarks(proposal: Proposal) -> "QuerySet[Remark]":
    """What the applicant is asked to mend, or was refused for."""
    if proposal.status not in (Proposal.Status.RETURNED, Proposal.Status.REJECTED):
        return Remark.objects.none()
    last = proposal.versions.order_by("-number").values("pk")[:1]
    return Remark.objects.filter(version=Subquery(last)).order_by("pk")


def _experts(proposal: Proposal) -> "QuerySet[ExpertAssignment]":
    """The group that has assessed it, once the conclusion is public."""
    if proposal.expertise is None or not proposal.expertise.is_public:
        return ExpertAssignment.objects.none()
    counted = ExpertAssignment.objects.counted().filter(expertise=proposal.expertise_id)
    return counted.select_related("expert").order_by("number")


def timeline(entries: Iterable[Entry], papers: Iterable[Document], is_open: bool) -> list[Act]:
    """What happened, newest first; the public sees the changes of status only, and nobody's name."""
    events = [_of_entry(entry, is_open) for entry in entries]
    for paper in sorted(papers, key=lambda paper: paper.pk):
        near = [
            event
            for event in events
            if event.is_move and not event.url and abs(event.at - paper.reserved_at) < TOGETHER
        ]
        if near:
            min(near, key=lambda event: abs(event.at - paper.reserved_at)).attach_document(paper)
        else:
            events.append(_of_paper(paper))
    return sorted(events, key=lambda event: event.at)[::-1]


def _of_entry(entry: Entry, is_open: bool) -> Act:
    """An act as a line of the timeline; only a change of status brings about papers."""
    is_move = bool(entry.before and entry.after)
    return Act(entry.at, entry.title, entry.capacity, entry.ground if is_open else "", is_move=is_move)


def _of_paper(paper: Document) -> Act:
    """A paper that no act on the proposal has brought about: its line stands at its registration."""
    kind = str(paper.get_kind_display())
    title = paper.title if paper.title.startswith(kind) else f"{kind}: {paper.title}"
    event = Act(paper.registered_at or paper.reserved_at, title)
    event.attach_document(paper)
    return event


def people(proposal: Proposal, rows: Rows) -> list[tuple[str, str]]:
    """Who takes part, by capacity; experts by number only. Of several negotiations the last is named."""
    entries = [
        ("Заявитель", proposal.organization.full_name),
        ("Площадка", f"{proposal.platform.title}\nоператор — {proposal.platform.operator.short_name}"),
        ("Формальная проверка", "секретариат площадки"),
    ]
    for negotiation in rows.negotiations[:1]:
        names = ", ".join(party.organization.short_name for party in rows.parties if party.case_id == negotiation.pk)
        entries.append(("Переговоры", f"дело № {negotiation.number}" + (f"\n{names}" if names else "")))
    if proposal.expertise:
        entries.append(("Экспертиза", _group_in_words(proposal.expertise, rows.experts)))
    if proposal.agenda_item:
        entries.append(("Решение", proposal.agenda_item.body.title))
    return entries


def _group_in_words(expertise: Expertise, group: Iterable[ExpertAssignment]) -> str:
    if not expertise.is_public:
        return "координатор и экспертная группа; состав не раскрывается до публикации заключения"
    return "\n".join(f"{row.pseudonym}, {row.expert.get_track_display()}" for row in group)


PUBLIC_PLACES = (
    "problem",
    "goal",
    "objectives",
    "plan",
    "results",
)  # not the team: it names people who have not agreed to that


def public_text(proposal: Proposal) -> list[tuple[str, str]]:
    """(what it is called, the words) of what everybody may read of an application that was let in."""
    if not proposal.is_published:
        return []
    return [(application.label(name), text) for name in PUBLIC_PLACES if (text := getattr(proposal, name))]


def budget(lines: Iterable[BudgetLine]) -> list[tuple[str, list[BudgetLine], Decimal]]:
    """(source, its lines, their sum) in the order of the sources; those that give nothing are left out."""
    known = list(lines)
    groups = [
        (str(title), [line for line in known if line.source == code]) for code, title in BudgetLine.Source.choices
    ]
    return [(title, rows, sum((row.amount for row in rows), Decimal(0))) for title, rows in groups if rows]


def scores(proposal: Proposal) -> dict[str, Any] | None:
    """The published conclusion's figures: the score, the threshold, and the mean of each criterion out of ten."""
    expertise = proposal.expertise
    if expertise is None or not expertise.is_public or expertise.conclusion is None:
        return None
    snapshot = expertise.conclusion.snapshot
    return {
        "score": snapshot["result"]["score"],
        "threshold": snapshot["result"]["threshold"],
        "outcome": snapshot["result"]["outcome_in_words"],
        "tracks": [
            (table["title"], [(row["title"], _number(row["mean"]), 10) for row in table["rows"]])
            for table in snapshot["tables"]
        ],
    }


def _number(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))
