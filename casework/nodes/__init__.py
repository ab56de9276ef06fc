"""Our nodes on viewflow's graph: StartAsk and Ask (a form to a person), ForEach (one branch per item), Await (a fact), Reentry (a way back).

A case is a concrete subclass of `casework.cases.Case`. It answers four questions, which is all this room knows of it:
`subject` (the object the case is about), `case_title`, `get_absolute_url()` and `term(name) -> Term` (the length of a named deadline in the
regulation the case has pinned).
"""

from casework.nodes import automatic
from casework.nodes.ask import COLLEAGUE, Absence, Ask, StartAsk
from casework.nodes.branches import ForEach
from casework.nodes.bulk import Basket, Shown
from casework.nodes.facts import Await
from casework.nodes.reentry import Reentry
from casework.nodes.waiting import subject_of

__all__ = [
    "COLLEAGUE",
    "Absence",
    "Ask",
    "Await",
    "Basket",
    "ForEach",
    "Reentry",
    "Shown",
    "StartAsk",
    "automatic",
    "subject_of",
]
