"""The draft of an application is filled by a scheme. Under the lock of its case."""

from decimal import Decimal

from casework.door import Refused
from casework.drafts import keep
from casework.forms import from_fields
from casework.models import Waiting
from journal.record import record
from negotiations.applications import application
from negotiations.proposals.models import Proposal
from negotiations.schemes.shares import lines
from programme.models import Person

AMOUNT = "-amount"


def fill(proposal: Proposal, *, by: Person, total: Decimal, number: str, shares: dict[str, int]) -> None:
    """The lines of the shares in the draft. Raises Refused where lines are written already: what was typed is not lost."""
    waiting = Waiting.objects.open().filter(process=proposal.case).select_related("task").first()
    if waiting is None or proposal.status != Proposal.Status.DRAFT:
        raise Refused("Заявка уже подана: её бюджет меняют по замечаниям.")
    draft = getattr(waiting.task, "draft", None)
    known = draft.fields if draft else {}
    if any(name.endswith(AMOUNT) and any(values) for name, values in known.items()) or proposal.lines.exists():
        raise Refused("Строки бюджета уже заполнены: уберите их в заявке, сохраните черновик и выберите схему снова.")
    begun = known or {
        name: [str(item) for item in value] if isinstance(value, list) else [str(value)]
        for name in application.PLACES
        if name not in application.EXTRA_LABELS and (value := getattr(proposal, name)) not in (None, "")
    }
    typed = from_fields({name: values for name, values in begun.items() if not name.startswith("budget-")})
    rows = lines(total, shares)
    typed["budget_total"], typed["budget-TOTAL_FORMS"], typed["budget-INITIAL_FORMS"] = (
        f"{total:f}",
        str(len(rows) + 1),
        "0",
    )
    for place, (article, source, amount) in enumerate(rows):
        typed[f"budget-{place}-article"], typed[f"budget-{place}-source"] = article, source.value
        typed[f"budget-{place}{AMOUNT}"] = f"{amount:f}"
    keep(waiting.task, typed, by, str(draft.version) if draft else "0")
    record(proposal, "fill_by_scheme", f"Бюджет черновика заполнен по схеме № {number}", by=by)
