"""What the front page shows: live figures, open platforms, latest decisions. A constant number of queries."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from casework import rooms
from casework.announcements import Front
from documents.models import Document
from documents.registers.kinds import Kind
from execution.confirmations.actions import least_doubts
from execution.measures import page as measures
from execution.measures.figures import Figures as ProgrammeFigures
from execution.measures.figures import in_force
from negotiations.models import BudgetLine, NegotiationPlatform, Proposal
from portal.templatetags.look import href
from programme.models import Regulation

Status = Proposal.Status
SUPPORTED = [Status.SUPPORTED, Status.IMPLEMENTING, Status.COMPLETED]  # what is carried out stays supported
LATEST = 6
# The path of a proposal in five steps; each step's term is read from the regulation in force.
PATH = [
    ("pencil-square", "Подача", "Организация заполняет заявку и сразу получает номер и расписку.", ""),
    ("search", "Проверка", "Секретариат смотрит, всё ли на месте. Замечания — к конкретным местам.", "proposal.formal_check"),
    ("arrow-left-right", "Переговоры", "Стороны вносят встречные вклады и подписывают соглашение.", "negotiation.total"),
    ("clipboard-data", "Экспертиза", "Эксперты оценивают проект независимо. Расчёт балла виден всем.", "expertise.total"),
    ("people", "Комитет", "Власть, бизнес и общество голосуют. Кворум и самоотводы считаются открыто.", "proposal.agenda"),
    ("patch-check", "Решение", "Документ с номером, подписями и QR-кодом, который проверит любой.", "committee.decision"),
]  # fmt: skip


@dataclass(frozen=True)
class Figures:
    """Numbers of today."""

    registered: int
    supported: int
    on_expertise: int
    papers: int
    roubles: Decimal


def figures() -> Figures:
    """Counted anew for every reader: three indexed queries."""
    counts = Proposal.objects.public().aggregate(
        registered=Count("pk"),
        supported=Count("pk", filter=Q(status__in=SUPPORTED)),
        on_expertise=Count("pk", filter=Q(status=Status.UNDER_EXPERTISE)),
    )
    asked = BudgetLine.objects.filter(proposal__status__in=SUPPORTED, source=BudgetLine.Source.CITY)
    return Figures(
        **counts,
        papers=Document.objects.in_the_register().count(),
        roubles=asked.aggregate(total=Sum("amount"))["total"] or Decimal(0),
    )


def programme() -> ProgrammeFigures | None:
    """How much of the programme is done, overdue, promised and delivered; nothing while none is in force."""
    edition = in_force()
    return measures.overview(edition, least_doubts())["figures"] if edition else None


def platforms() -> "QuerySet[NegotiationPlatform]":
    """Where a proposal may be brought today, the soonest to close first."""
    registered = Count("proposal", filter=~Q(proposal__number=""))
    return NegotiationPlatform.objects.accepting().annotate(proposals=registered).order_by("accepts_until", "pk")


def latest_decisions() -> "QuerySet[Document]":
    """Decisions of the committee that stand in the public register."""
    return Document.objects.in_the_register().filter(kind=Kind.DECISION).order_by("-id")[:LATEST]


def fronts() -> list[tuple[str, str, str, str]]:
    """What one can do here: title, words, address, icon; each room names its own (`fronts` of its AppConfig)."""
    cards = rooms.announcements("fronts", Front)
    return [(card.title, card.text, url, card.icon) for card in cards if (url := href(card.page))]


def steps() -> list[dict[str, Any]]:
    """The path of a proposal with the terms of the regulation in force."""
    deadlines = Regulation.in_force().data["deadlines"]
    return [
        {"icon": icon, "title": title, "text": text, "days": deadlines.get(name, {}).get("days")}
        for icon, title, text, name in PATH
    ]
