"""The application form of a proposal as data: its sections, what each place is called, and the frozen snapshot of a version."""

from typing import Any

from django.db.models import Field
from django.urls import reverse

from casework.formats import exact_money
from negotiations.applications.models import BudgetLine
from negotiations.proposals.models import Proposal

SECTIONS: list[tuple[str, str, list[str]]] = [
    ("essence", "Суть проекта", ["title", "summary", "problem", "goal"]),
    ("work", "Как это будет сделано", ["objectives", "plan", "results", "team"]),
    ("place", "Место в программе города", ["cluster", "direction", "level", "area", "districts"]),
    ("budget", "Бюджет и вклады", ["budget_total", "budget"]),
    ("files", "Приложения", ["attachments"]),
]

EXTRA_LABELS = {"budget": "строки бюджета", "attachments": "приложения"}
TEXTS = ["title", "summary", "problem", "goal", "objectives", "plan", "results", "team"]
PLACES = [name for _, _, names in SECTIONS for name in names]


def label(name: str) -> str:
    """What a place of the application is called (Russian)."""
    if name in EXTRA_LABELS:
        text = EXTRA_LABELS[name]
    else:
        field = Proposal._meta.get_field(name)
        assert isinstance(field, Field), "places of the application are columns of the proposal"
        text = str(field.verbose_name)
    return text[:1].upper() + text[1:]


def in_words(proposal: Proposal, name: str, lines: Any = None, files: Any = None) -> Any:
    """The present content of a place as text, ready to be read. `lines`, `files`: rows of the budget and files that have been read already."""
    if name == "districts":
        return ", ".join(title for _, title in proposal.district_choices) or "весь город"
    if name == "budget":
        return "\n".join(
            f"{line.article} — {exact_money(line.amount)} ({line.get_source_display()})"
            for line in (proposal.lines.all() if lines is None else lines)
        )
    if name == "attachments":
        return "\n".join(
            file.name for file in (proposal.attachments.filter(removed_at=None) if files is None else files)
        )
    if name == "budget_total":
        return exact_money(proposal.budget_total) if proposal.budget_total else ""
    display = getattr(proposal, f"get_{name}_display", None)
    return str(display()) if display else getattr(proposal, name)


def content(snapshot: dict[str, Any], name: str) -> Any:
    """What a place of a frozen application holds, for comparing: of files the bytes count, whatever they are called."""
    if name == "attachments":
        return [(file["name"], file["sha256"]) for file in snapshot["attachments"]]
    return str(snapshot["fields"].get(name))


def sections(proposal: Proposal, lines: Any = None, files: Any = None) -> list[dict[str, Any]]:
    """The application for reading: titled sections of labelled rows."""
    return [
        {
            "title": title,
            "rows": [[label(name), in_words(proposal, name, lines, files)] for name in names],
            "code": code,
        }
        for code, title, names in SECTIONS
    ]


def snapshot(proposal: Proposal, number: int) -> dict[str, Any]:
    """Everything that was submitted, for freezing as a version; sums are strings with kopecks."""
    return {
        "number": number,
        "proposal": proposal.pk,
        "title": proposal.title,
        "applicant": {
            "name": proposal.organization.full_name,
            "short_name": proposal.organization.short_name,
            "inn": proposal.organization.inn,
            "sector": proposal.organization.get_sector_display(),
        },
        "platform": proposal.platform.title,
        "fields": {name: in_words(proposal, name) for name in PLACES},
        "sections": sections(proposal),
        "budget": [
            {"article": line.article, "source": line.get_source_display(), "amount": str(line.amount)}
            for line in proposal.lines.all()
        ],
        "totals": {str(label): str(proposal.sum_from(source)) for source, label in BudgetLine.Source.choices},
        "attachments": [
            {"name": file.name, "size": file.size, "sha256": file.sha256, "url": reverse("attachment", args=[file.pk])}
            for file in proposal.attachments.filter(removed_at=None)
        ],
    }
