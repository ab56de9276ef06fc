"""The paper of a scenario."""

from casework.formats import money
from casework.formats import score as written
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from expertise.roles import RANKING_READERS
from expertise.scenarios.models import Scenario
from expertise.scenarios.words import terms_in_words
from programme.models import Person


def statement(row: Scenario, reasons: str, by: Person) -> Document:
    """The terms, every project with its sentence, the money, why this scenario."""
    choice = row.choice
    return issue(
        kind=Kind.STATEMENT,
        title=f"Сценарий отбора: {row.title}"[:400],
        register="scenarios",
        template="expertise/pdf/scenario.html",
        snapshot={
            "title": row.title, "scope": row.scope.words, "terms": terms_in_words(row), "reasons": reasons.splitlines(),
            "spent": money(choice.spent), "left": money(choice.left) if choice.left is not None else "", "taken": len(choice.taken),
            "rows": [
                {
                    "place": n, "number": row.facts[line.candidate.pk]["number"], "title": row.facts[line.candidate.pk]["title"],
                    "score": written(line.candidate.score), "asked": money(line.candidate.asked), "is_taken": line.is_taken, "words": line.words,
                }
                for n, line in enumerate(choice.lines, 1)
            ],
            "made_by": row.made_by.short_name, "chosen_by": by.short_name, "fingerprint": row.fingerprint,
        },
        readers=RANKING_READERS,
        by=by,
    )  # fmt: skip
